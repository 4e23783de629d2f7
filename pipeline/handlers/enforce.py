"""Working a platform towards each comment's effective state: read, act, record; a person's word before the machine's.

Every act has a derived id that is also the platform's idempotency key, and what became of it stands in the ledger before the
record is acknowledged; a crash in between repeats the same act under the same key.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta

import msgspec
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_random_exponential

from pipeline.core.policy import Policy
from pipeline.errors import Refused, Unavailable
from pipeline.ports import Brake, Clock, Ledger, Message, Place, Platform, Record, State, States, Timers, Vault
from schemas.codec import decode, decode_event, encode
from schemas.decision import Decision, Removal
from schemas.enforcement import Action, Enforcement, Mode, Outcome
from schemas.ledger import Entry
from schemas.ruling import Ruling

RETRY_AFTER_S = 120
STRICTEST: tuple[Mode, ...] = ("observe", "propose", "act")


class Want(msgspec.Struct, frozen=True, kw_only=True):
    """One act that the state of things calls for."""

    action: Action
    cause: str
    platform: str
    comment_id: str
    location_id: str
    author: str | None
    by_person: bool = False
    block_days: int = 0

    @property
    def enforcement_id(self) -> str:
        """The idempotency key: the same want has the same key for ever."""
        return (
            "e-"
            + hashlib.sha256(f"{self.action}\0{self.platform}\0{self.comment_id}\0{self.cause}".encode()).hexdigest()[
                :32
            ]
        )


class Enforce:
    """The handler of the topics decisions and rulings on the platform's side."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        states: States,
        brake: Brake,
        places: Mapping[str, Place],
        default: Place,
        vault: Vault,
        timers: Timers,
        policy: Policy,
        clock: Clock,
        paused: bool = False,
        retry_wait_s: float = 10,
    ) -> None:
        self._ledger, self._states, self._brake, self._vault, self._timers = ledger, states, brake, vault, timers
        self._places, self._default, self._policy, self._clock = places, default, policy, clock
        self._paused, self._retry_wait_s = paused, retry_wait_s

    def __call__(self, records: Sequence[Record]) -> list[Message]:
        """[n] decisions and rulings → what was enforced for them."""
        return [message for record in records for message in self.work(decode_event(record.value))]

    def work(self, event: Decision | Removal | Ruling) -> list[Message]:
        """Bring one comment to its effective state; nothing is asked of the platform for history or for what is gone."""
        state = (
            None
            if isinstance(event, Removal) or event.backfill
            else self._states.effective(event.platform, event.comment_id)
        )
        if state is None or isinstance(event, Removal) or state.removed:
            return []
        done = [self._carry_out(want, state, event) for want in self._wants(event, state)]
        return [_message(made) for made in done if made]

    def end_block(self, timer_id: str, payload: bytes) -> list[Message]:
        """Unblock when a block's time is over."""
        block = decode(payload, Enforcement)
        want = Want(
            action="unblock",
            cause=timer_id,
            platform=block.platform,
            comment_id=block.comment_id,
            location_id=block.location_id,
            author=block.author,
        )
        made = self._carry_out(want, self._states.effective(block.platform, block.comment_id), None)
        return [_message(made)] if made else []

    def _wants(self, event: Decision | Ruling, state: State) -> list[Want]:
        """Say what the effective state calls for and has not been done."""
        decision, ruling = state.decision, state.ruling
        local = self._policy.at(decision.location_id)
        wants = []
        hidden = state.visibility == "hide" or (state.visibility == "hold" and local.hold_hidden)
        last = next(
            (e.action for e in reversed(state.enforcements) if e.outcome == "done" and e.action in {"hide", "unhide"}),
            None,
        )
        cause = ruling.ruling_id if ruling else decision.decision_id
        if hidden and last != "hide":
            wants.append(self._want("hide", cause, decision, by_person=ruling is not None))
        if not hidden and last == "hide":
            wants.append(self._want("unhide", cause, decision, by_person=ruling is not None))
        if isinstance(event, Ruling):
            wants += [self._unblock(event, comment_id) for comment_id in event.blocks_undone]
            if event.block:
                wants.append(
                    self._want("block", event.ruling_id, decision, by_person=True, block_days=event.block.days)
                )
        elif event.author_action == "block" and event.block and not (ruling and ruling.blocks_undone):
            wants.append(self._want("block", event.decision_id, event, block_days=event.block.days))
        return wants

    def _want(
        self, action: Action, cause: str, decision: Decision, *, by_person: bool = False, block_days: int = 0
    ) -> Want:
        return Want(
            action=action,
            cause=cause,
            platform=decision.platform,
            comment_id=decision.comment_id,
            location_id=decision.location_id,
            author=decision.author,
            by_person=by_person,
            block_days=block_days,
        )

    def _unblock(self, ruling: Ruling, comment_id: str) -> Want:
        """Undo a block where it stands: on the page of the comment that completed it."""
        state = self._states.effective(ruling.platform, comment_id)
        for block in (e for e in (state.enforcements if state else ()) if e.action == "block"):
            self._timers.cancel(_block_timer(block.enforcement_id))
        return Want(
            action="unblock",
            cause=ruling.ruling_id,
            platform=ruling.platform,
            comment_id=comment_id,
            location_id=state.decision.location_id if state else ruling.location_id,
            author=ruling.author,
            by_person=True,
        )

    def _carry_out(self, want: Want, state: State | None, event: Decision | Ruling | None) -> Enforcement | None:
        """Act once, or say why not; what is final is never repeated."""
        if want.action in {"block", "unblock"} and not want.author:
            return None
        before = [e for e in (state.enforcements if state else ()) if e.enforcement_id == want.enforcement_id]
        if any(e.outcome != "failed" for e in before):
            return before[-1]
        place = self._places.get(want.platform, self._default)
        mode = min(self._policy.at(want.location_id).modes[want.action], place.mode_max, key=STRICTEST.index)
        made = Enforcement(
            enforcement_id=want.enforcement_id,
            cause=want.cause,
            platform=want.platform,
            comment_id=want.comment_id,
            location_id=want.location_id,
            author=want.author,
            action=want.action,
            outcome="observed",
            mode=mode,
            at=self._clock.now(),
        )
        outcome, detail = self._outcome(want, made, place, mode, state)
        made = msgspec.structs.replace(made, outcome=outcome, detail=detail)
        self._ledger.append(
            [Entry(event_id=f"{made.enforcement_id}:{outcome}", kind="enforcement", payload=encode(made))]
        )
        self._follow_up(want, made, state, event)
        return made

    def _outcome(
        self, want: Want, made: Enforcement, place: Place, mode: Mode, state: State | None
    ) -> tuple[Outcome, str | None]:
        if mode == "observe":
            return "observed", None
        if not want.by_person:
            if self._paused:
                return "proposed", "all automatic acts are paused"
            if mode == "propose":
                return "proposed", None
            if not place.dry and want.action in {"hide", "block"} and not self._within_quota(want, state):
                return "parked", "above the location's quota of automatic acts"
        if want.action not in place.platform.capabilities:
            return "refused", f"{want.platform} cannot {want.action}; a person must see to it there"
        try:
            return "done", self._act(made, place.platform)
        except Refused as error:
            return "refused", str(error)
        except Unavailable as error:
            return "failed", str(error)

    def _within_quota(self, want: Want, state: State | None) -> bool:
        quota = self._policy.at(want.location_id).brake
        received = state.decision.received_at if state else self._clock.now()
        return self._brake.admit(
            want.enforcement_id, want.location_id, received, hour_max=quota.hour_max, day_max=quota.day_max
        )

    def _act(self, made: Enforcement, platform: Platform) -> str | None:
        author = self._vault.author(made.author) if made.author else None
        retrying = Retrying(
            retry=retry_if_exception_type(Unavailable),
            wait=wait_random_exponential(multiplier=0.1, max=5),
            stop=stop_after_delay(self._retry_wait_s),
            sleep=self._clock.sleep,
            reraise=True,
        )
        return retrying(platform.act, made, author[1] if author else None)

    def _follow_up(self, want: Want, made: Enforcement, state: State | None, event: Decision | Ruling | None) -> None:
        if made.outcome == "failed" and event is not None:
            again = self._clock.now() + timedelta(seconds=RETRY_AFTER_S)
            self._timers.schedule(
                f"enforce:{made.enforcement_id}:{again:%Y%m%d%H%M%S}", "enforce", again, encode(event)
            )
        if made.action == "block" and made.outcome in {"done", "observed"}:
            start = state.decision.received_at if state else self._clock.now()
            end = start + timedelta(days=want.block_days)
            self._timers.schedule(_block_timer(made.enforcement_id), "block_end", end, encode(made))


def _block_timer(enforcement_id: str) -> str:
    return f"block_end:{enforcement_id}"


def _message(made: Enforcement) -> Message:
    key = f"{made.platform}:{made.comment_id}"
    return Message("enforcements", key, encode(made), f"{made.enforcement_id}:{made.outcome}", "bedside.enforcement.v1")
