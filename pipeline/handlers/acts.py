"""One act on a platform, once: whether it may be, that it is begun, what became of it, and what follows from it.

Every act has a derived id that is also the platform's idempotency key. That it is begun stands in the ledger before the platform
is asked; what is final is never repeated. Neighbours: enforce.py says which acts are due, notes.py writes down what became of them.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from pipeline.core.policy import Policy
from pipeline.errors import Refused, Unavailable
from pipeline.handlers.notes import Notes, Timer
from pipeline.handlers.patience import patiently
from pipeline.handlers.wants import Want
from pipeline.ports import Brake, Clock, Ledger, Message, Place, Platform, State, Vault
from schemas.codec import encode
from schemas.decision import Decision
from schemas.enforcement import Enforcement, Mode, Outcome
from schemas.ledger import Entry
from schemas.ruling import Ruling

RETRY_FIRST_S, RETRY_MAX_S = 120, 3_600
TRIES_MAX = 30
"""About a day of an absent platform; then a person must see to it."""
SILENCE_S = 30
"""A platform that did not answer within the retries is left alone for so long: what else is asked of it fails at once."""
STRICTEST: tuple[Mode, ...] = ("observe", "propose", "act")
FINAL = {"observed", "proposed", "done", "parked", "refused"}


class Acts:
    """Carries out what is wanted of the platforms, within each place's mode, quota and capabilities."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        brake: Brake,
        places: Mapping[str, Place],
        default: Place,
        vault: Vault,
        policy: Policy,
        clock: Clock,
        paused: bool = False,
        retry_wait_s: float = 10,
    ) -> None:
        self._ledger, self._brake, self._vault = ledger, brake, vault
        self._places, self._default, self._policy, self._clock = places, default, policy, clock
        self._paused, self._retry_wait_s = paused, retry_wait_s
        self._silent_until: dict[str, datetime] = {}

    def carry_out(
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

    def note(self, wanted: Want, state: State, notes: Notes, why: str) -> list[Message]:
        """Record, once, why nothing is asked of the platform."""
        if not wanted.author or tried(wanted, state):
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
            return block_timer(made.enforcement_id), "block_end", end, encode(made)
        return None


def tried(wanted: Want, state: State) -> bool:
    """Say whether an act was asked for before, whatever became of it."""
    return any(e.enforcement_id == wanted.enforcement_id for e in state.enforcements)


def block_timer(enforcement_id: str) -> str:
    """Name the timer at which a block ends."""
    return f"block_end:{enforcement_id}"


def _event_id(made: Enforcement, tries: int) -> str:
    """One entry for what became of an act, and one for each try that failed before."""
    return f"{made.enforcement_id}:{made.outcome}" + (f":{tries}" if made.outcome == "failed" and tries else "")


def _message(made: Enforcement, tries: int) -> Message:
    key = f"{made.platform}:{made.comment_id}"
    return Message("enforcements", key, encode(made), _event_id(made, tries), "bedside.enforcement.v1")
