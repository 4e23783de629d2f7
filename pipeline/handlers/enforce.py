"""Working a platform towards each comment's effective state: read, act, record, read again; a person's word before the machine's.

Every act has a derived id that is also the platform's idempotency key. That it is begun stands in the ledger before the platform
is asked, and what became of it before the record is acknowledged; a crash in between repeats the act under the same key, or
undoes it where the state has moved since. Neighbours: wants.py says what is called for, notes.py writes it down.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from pipeline.core.policy import Policy
from pipeline.errors import Refused, Unavailable
from pipeline.handlers.notes import Notes, Timer
from pipeline.handlers.patience import patiently
from pipeline.handlers.wants import (
    Want,
    block_want,
    closed_by_another,
    running_block,
    visibility_want,
    waiting_block,
    want,
)
from pipeline.ports import Brake, Clock, Ledger, Message, Place, Platform, Record, State, States, Timers, Vault
from schemas.codec import decode, decode_event, encode
from schemas.decision import Decision, Removal
from schemas.enforcement import Enforcement, Mode, Outcome
from schemas.ledger import Entry
from schemas.ruling import Ruling

RETRY_FIRST_S, RETRY_MAX_S = 120, 3_600
TRIES_MAX = 30
"""About a day of an absent platform; then a person must see to it."""
SILENCE_S = 30
"""A platform that did not answer within the retries is left alone for so long: what else is asked of it fails at once."""
ROUNDS_MAX = 3
"""How often one call reads a comment's state again after acting on it; a state that still moves comes with events of its own."""
STRICTEST: tuple[Mode, ...] = ("observe", "propose", "act")
FINAL = {"observed", "proposed", "done", "parked", "refused"}


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
        self._silent_until: dict[str, datetime] = {}

    def __call__(self, records: Sequence[Record]) -> list[Message]:
        """[n] decisions and rulings → what was enforced for them."""
        return self._work([decode_event(record.value) for record in records])

    def work(self, event: Decision | Removal | Ruling) -> list[Message]:
        """Bring one comment to its effective state."""
        return self._work([event])

    def _work(self, events: Sequence[Decision | Removal | Ruling]) -> list[Message]:
        notes = Notes(self._ledger, self._timers, self._clock)
        messages: list[Message] = []
        moved: dict[tuple[str, str], Decision | Ruling] = {}
        for event in self._calling(events):
            undone = self._undo_blocks(event, notes) if isinstance(event, Ruling) else []
            done = [*undone, *self._enforce(event, notes)]
            messages += done
            if done:
                moved[event.platform, event.comment_id] = event
        notes.flush()
        for _ in range(ROUNDS_MAX):
            moved = {key: event for key, event in moved.items() if self._again(event, notes, messages)}
            notes.flush()
            if not moved:
                break
        return messages

    def _calling(self, events: Sequence[Decision | Removal | Ruling]) -> Iterator[Decision | Ruling]:
        """Yield what may call for an act; most decisions call for none, which one look at the whole batch tells."""
        decided = {(e.platform, e.comment_id) for e in events if isinstance(e, Decision)}
        standing = self._states.standing(decided)
        for event in events:
            if isinstance(event, Ruling):
                yield event
            elif isinstance(event, Decision):
                state = standing.get((event.platform, event.comment_id))
                if state and _in_force(event, state) and self._called_for(event, state):
                    yield event

    def _again(self, event: Decision | Ruling, notes: Notes, messages: list[Message]) -> bool:
        """Look whether the state moved while the platform was asked (an edit, a ruling, another worker); act if so."""
        state = self._state(event, notes)
        called_for = state and visibility_want(state, self._policy.at(state.decision.location_id))
        if not state or not called_for or _tried(called_for, state):
            return False
        messages += self._carry_out(called_for, state, event, notes)
        return True

    def _state(self, event: Decision | Ruling, notes: Notes) -> State | None:
        """Return what stands of a comment at this moment; None where nothing is asked of the platform."""
        state = self._states.effective(event.platform, event.comment_id)
        return notes.over(state) if state and _in_force(event, state) else None

    def _called_for(self, event: Decision | Ruling, state: State) -> list[Want]:
        local = self._policy.at(state.decision.location_id)
        wanted = visibility_want(state, local), block_want(event, state, local) or self._confirmed(event, state)
        return [one for one in wanted if one]

    def _enforce(self, event: Decision | Ruling, notes: Notes) -> list[Message]:
        state = self._state(event, notes)
        if state is None:
            return []
        messages: list[Message] = []
        for one in self._called_for(event, state):
            if not (one.action == "block" and self._undone(event, state)):
                messages += self._carry_out(one, state, event, notes)
        return messages

    def _confirmed(self, event: Decision | Ruling, state: State) -> Want | None:
        """Carry out a block that waited for a person, once a person upholds what it rests on."""
        waiting = waiting_block(state.enforcements)
        if not isinstance(event, Ruling) or event.verdict != "uphold" or waiting is None:
            return None
        cause = self._ledger.find([waiting.cause])[waiting.cause]
        block = (decode(cause.payload, Ruling) if cause.kind == "ruling" else decode(cause.payload, Decision)).block
        if block is None:
            return None
        return want("block", event.ruling_id, state.decision, by_person=True, block_days=block.days)

    def _undone(self, event: Decision | Ruling, state: State) -> bool:
        """Say whether a later ruling took this block back, perhaps before it was carried out."""
        causes = {e.cause for e in state.enforcements if e.action == "unblock"}
        if not causes:
            return False
        event_id = event.ruling_id if isinstance(event, Ruling) else event.decision_id
        found = self._ledger.find([event_id, *causes])
        said = found[event_id].seq
        return any(cause in found and found[cause].seq > said for cause in causes)

    def _undo_blocks(self, event: Ruling, notes: Notes) -> list[Message]:
        """Undo the blocks that a ruling overturned, each on the page of the comment that completed it, gone or not."""
        messages: list[Message] = []
        for comment_id in event.blocks_undone:
            state = self._states.effective(event.platform, comment_id)
            if state is None:
                continue
            state = notes.over(state)
            block = running_block(state.enforcements)
            undo = want("unblock", event.ruling_id, state.decision, by_person=True)
            if block:
                notes.cancel(_block_timer(block.enforcement_id))
            if block or _tried(undo, state):
                messages += self._unblock(undo, state, event, notes)
            else:
                messages += self._note(undo, state, notes, "the block was never carried out")
        return messages

    def end_block(self, timer_id: str, payload: bytes) -> list[Message]:
        """Unblock when a block's time is over; a pause of all automatic acts only puts it off."""
        block = decode(payload, Enforcement)
        if self._paused:
            again = self._clock.now() + timedelta(seconds=RETRY_MAX_S)
            self._timers.schedule(f"{timer_id}+", "block_end", again, payload)
            return []
        state = self._states.effective(block.platform, block.comment_id)
        if state is None:
            return []
        notes = Notes(self._ledger, self._timers, self._clock)
        undo = want("unblock", _block_timer(block.enforcement_id), state.decision)
        running = running_block(state.enforcements)
        mine = running is not None and running.enforcement_id == block.enforcement_id
        if not mine and not _tried(undo, state):
            return []  # undone by a person, or followed by a block with an end of its own
        messages = self._unblock(undo, state, block, notes)
        notes.flush()
        return messages

    def _unblock(self, undo: Want, state: State, why: Ruling | Enforcement, notes: Notes) -> list[Message]:
        """Open the page to the author again, unless another block keeps it closed."""
        notes.flush()
        if undo.author and closed_by_another(self._states.page_acts(undo.author, undo.location_id), undo):
            return self._note(undo, state, notes, "another block of the author still runs on this page")
        return self._carry_out(undo, state, why, notes)

    def _carry_out(
        self, wanted: Want, state: State, why: Decision | Ruling | Enforcement, notes: Notes
    ) -> list[Message]:
        """Act once, or say why not; what is final is never repeated."""
        if wanted.action in {"block", "unblock"} and not wanted.author:
            return []
        before = [e for e in state.enforcements if e.enforcement_id == wanted.enforcement_id]
        tries = sum(e.outcome == "failed" for e in before)
        final = next((e for e in before if e.outcome in FINAL), None)
        if final:
            return [_message(final, 0)]
        place = self._places.get(wanted.platform, self._default)
        mode = min(self._policy.at(wanted.location_id).modes[wanted.action], place.mode_max, key=STRICTEST.index)
        made = self._made(wanted, mode)
        outcome, detail = self._outcome(wanted, made, place, state, tries)
        if outcome == "failed" and tries + 1 >= TRIES_MAX:
            outcome, detail = "refused", f"{detail}; {TRIES_MAX} tries failed, a person must see to it there"
        made = msgspec.structs.replace(made, outcome=outcome, detail=detail)
        notes.add(_event_id(made, tries), made, self._follow_up(wanted, made, state, why, tries))
        return [_message(made, tries)]

    def _note(self, wanted: Want, state: State, notes: Notes, why: str) -> list[Message]:
        """Record, once, why nothing is asked of the platform."""
        if not wanted.author or _tried(wanted, state):
            return []
        made = msgspec.structs.replace(self._made(wanted, "act"), outcome="observed", detail=why)
        notes.add(_event_id(made, 0), made)
        return [_message(made, 0)]

    def _made(self, wanted: Want, mode: Mode) -> Enforcement:
        return Enforcement(
            enforcement_id=wanted.enforcement_id,
            cause=wanted.cause,
            platform=wanted.platform,
            comment_id=wanted.comment_id,
            location_id=wanted.location_id,
            author=wanted.author,
            action=wanted.action,
            outcome="observed",
            mode=mode,
            at=self._clock.now(),
        )

    def _outcome(
        self, wanted: Want, made: Enforcement, place: Place, state: State, tries: int
    ) -> tuple[Outcome, str | None]:
        if made.mode == "observe":
            return "observed", None
        if wanted.proposed:
            return "proposed", "a public entity blocks nobody before a person upholds the block itself"
        if not wanted.by_person and self._paused:
            return "proposed", "all automatic acts are paused"
        if not wanted.by_person and made.mode == "propose":
            return "proposed", None
        if wanted.action not in place.platform.capabilities:
            return "refused", f"{wanted.platform} cannot {wanted.action}; a person must see to it there"
        if not place.dry:
            if self._silent_until.get(made.platform, made.at) > self._clock.now():
                return "failed", f"{made.platform} did not answer a moment ago"
            if not self._begin(wanted, made, state, tries):
                return "parked", "above the location's quota of automatic acts"
        try:
            return "done", self._act(made, place.platform)
        except Refused as error:
            return "refused", str(error)
        except Unavailable as error:
            return "failed", str(error)

    def _begin(self, wanted: Want, made: Enforcement, state: State, tries: int) -> bool:
        """Record that a platform is about to be asked, unless the quota forbids; whoever reads the state next knows of it."""
        begun = msgspec.structs.replace(made, outcome="begun")
        with self._ledger.exclusive():
            automatic = not wanted.by_person and wanted.action in {"hide", "block"}
            if automatic and not self._within_quota(wanted, state):
                return False
            self._ledger.append(
                [Entry(event_id=f"{_event_id(begun, 0)}:{tries}", kind="enforcement", payload=encode(begun))]
            )
        return True

    def _within_quota(self, wanted: Want, state: State) -> bool:
        quota = self._policy.at(wanted.location_id).brake
        received = state.decision.received_at
        return self._brake.admit(
            wanted.enforcement_id, wanted.location_id, received, hour_max=quota.hour_max, day_max=quota.day_max
        )

    def _act(self, made: Enforcement, platform: Platform) -> str | None:
        author = self._vault.author(made.author) if made.author else None
        if made.action in {"block", "unblock"} and author is None:
            raise Refused(f"the author was erased; whom to {made.action} is no longer known")
        try:
            return patiently(self._clock, self._retry_wait_s)(platform.act, made, author[1] if author else None)
        except Unavailable:
            self._silent_until[made.platform] = self._clock.now() + timedelta(seconds=SILENCE_S)
            raise

    def _follow_up(
        self,
        wanted: Want,
        made: Enforcement,
        state: State,
        why: Decision | Ruling | Enforcement,
        tries: int,
    ) -> Timer | None:
        """Say what is to happen later: another try (for the event, or the block that ends), or the end of a block."""
        if made.outcome == "failed":
            again = self._clock.now() + timedelta(seconds=min(RETRY_FIRST_S * 2**tries, RETRY_MAX_S))
            timer_id = f"again:{made.enforcement_id}:{tries}"
            return timer_id, "block_end" if isinstance(why, Enforcement) else "enforce", again, encode(why)
        if made.action == "block" and made.outcome in {"done", "observed"}:
            start = self._clock.now() if wanted.by_person else state.decision.received_at
            end = start + timedelta(days=wanted.block_days)
            return _block_timer(made.enforcement_id), "block_end", end, encode(made)
        return None


def _in_force(event: Decision | Ruling, state: State) -> bool:
    """Of history, and of what is gone, nothing is asked of the platform."""
    return not (event.backfill or state.removed or state.decision.backfill)


def _tried(wanted: Want, state: State) -> bool:
    return any(e.enforcement_id == wanted.enforcement_id for e in state.enforcements)


def _block_timer(enforcement_id: str) -> str:
    return f"block_end:{enforcement_id}"


def _event_id(made: Enforcement, tries: int) -> str:
    """One entry for what became of an act, and one for each try that failed before."""
    return f"{made.enforcement_id}:{made.outcome}" + (f":{tries}" if made.outcome == "failed" and tries else "")


def _message(made: Enforcement, tries: int) -> Message:
    key = f"{made.platform}:{made.comment_id}"
    return Message("enforcements", key, encode(made), _event_id(made, tries), "bedside.enforcement.v1")
