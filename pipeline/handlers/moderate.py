"""Comments in, recorded decisions out: decode, score, decide under the ledger's lock, append, publish what it says.

Neighbours: scoring.py asks the model, core/decide.py decides, bury.py keeps what could not be read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from pipeline.core import identity
from pipeline.core.decide import Judged, decide_batch
from pipeline.core.identity import Keys
from pipeline.core.policy import Policy
from pipeline.core.triage import Signal
from pipeline.handlers import bury
from pipeline.handlers.scoring import SCORER_DOWN, score_patiently
from pipeline.ports import Clock, Histories, Ledger, Message, Record, Scorer, States, Timers, Vault
from schemas.assessment import Unscored
from schemas.codec import decode, decode_comment, encode
from schemas.comment import Comment
from schemas.dead_letter import DeadLetter
from schemas.decision import Decision, Removal
from schemas.errors import Malformed
from schemas.ledger import Entry

RESCORE_AFTER_S = 300
YEAR_MIN, YEAR_MAX = 1900, 9000
WAITING = Unscored(reason=SCORER_DOWN)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of one worker."""

    text_bytes_max: int = 65_536
    scorer_wait_s: float = 30
    future_tolerance_s: int = 600


class Outcome(msgspec.Struct, frozen=True):
    """What became of one record: a decision (new or an earlier one), a removal, or a dead letter."""

    result: Decision | Removal | DeadLetter
    new: bool


class Moderate:
    """The handler of the topic comments."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        histories: Histories,
        states: States,
        vault: Vault,
        timers: Timers,
        scorer: Scorer,
        signals: Callable[[str], tuple[Signal, ...]],
        policy: Policy,
        keys: Keys,
        clock: Clock,
        limits: Limits,
        backfill: bool = False,
    ) -> None:
        self._ledger, self._histories, self._states = ledger, histories, states
        self._vault, self._timers = vault, timers
        self._scorer, self._signals, self._policy, self._keys = scorer, signals, policy, keys
        self._clock, self._limits, self._backfill = clock, limits, backfill
        self._bury = bury.Bury(ledger, vault, clock)

    def __call__(self, records: Sequence[Record]) -> list[Message]:
        """[n] records → the messages that say what the ledger now holds of them."""
        return messages(self.moderate(records))

    def moderate(self, records: Sequence[Record]) -> list[Outcome]:
        """[n] records → [n] outcomes, recorded; doing it twice changes nothing."""
        now = self._clock.now()
        read = [self._read(record, now) for record in records]
        # the first of an input id in the batch is the one that is judged, as it would be in two batches
        judged = self._judge({j.input_id: j for j in reversed(read) if isinstance(j, _Arrived)})
        with self._ledger.exclusive():
            recorded = self._decide({j.input_id: judged[j.input_id] for j in read if isinstance(j, _Arrived)})
            read = self._record_rest(read)
            self._await_rescore([input_id for input_id, o in recorded.items() if o.new and _is_waiting(o.result)])
        outcomes = []
        for item in read:
            if isinstance(item, _Arrived):
                outcomes.append(recorded[item.input_id])
                # only its first appearance in the batch is new
                recorded[item.input_id] = Outcome(recorded[item.input_id].result, new=False)
            else:
                outcomes.append(Outcome(item, new=True))
        return outcomes

    def rescore(self, input_ids: Sequence[str]) -> list[Message]:
        """Decide again what went unscored while the model was down; the new entry supersedes the first.

        What a person has ruled on stays as it was ruled. A model that is still down is not waited for: a timer comes back.
        """
        comments = self._vault.open(input_ids)
        firsts = {
            e.event_id: decode(e.payload, Decision)
            for e in self._ledger.find(identity.decision_id(i) for i in comments).values()
        }
        arrived = {
            i: _Arrived(i, comments[i], _own_flags(first), supersedes=first.decision_id, backfill=first.backfill)
            for i, first in ((first.input_id, first) for first in firsts.values())
            if first.assessment == WAITING
        }
        judged = self._judge(arrived, wait_s=0)
        waiting = [i for i, j in judged.items() if isinstance(j, Judged) and j.assessment == WAITING]
        with self._ledger.exclusive():
            self._await_rescore(waiting)
            ruled = self._states.ruled(list(firsts))
            left_out = {*waiting, *(i for i in judged if identity.decision_id(i) in ruled)}
            recorded = self._decide({i: j for i, j in judged.items() if i not in left_out})
        return messages(list(recorded.values()))

    def _read(self, record: Record, now: datetime) -> "_Arrived | Removal | DeadLetter":
        try:
            received = decode_comment(record.value, self._limits.text_bytes_max)
            _check_dates(received.comment)
        except Malformed as error:
            return bury.dead_letter(record, error, record.received_at or now)
        comment = received.comment
        entered = comment.received_at or record.received_at or now
        if comment.verb == "removed":
            return Removal(
                platform=comment.platform,
                comment_id=comment.comment_id,
                location_id=comment.location_id,
                received_at=entered,
            )
        flags = received.flags
        posted = comment.posted_at
        if posted > entered + timedelta(seconds=self._limits.future_tolerance_s):
            posted, flags = entered, (*flags, "clamped:$.posted_at")
        comment = msgspec.structs.replace(comment, received_at=entered, posted_at=posted)
        return _Arrived(identity.input_id(self._keys, comment), comment, flags, backfill=self._backfill)

    def _judge(self, arrived: Mapping[str, "_Arrived"], *, wait_s: float | None = None) -> dict[str, Judged | Decision]:
        """Score what the ledger does not know yet; what it knows needs no model."""
        known = self._known(item.decision_id for item in arrived.values())
        new = [item for input_id, item in arrived.items() if input_id not in known]
        wait_s = self._limits.scorer_wait_s if wait_s is None else wait_s
        answers = score_patiently(self._scorer, [a.comment.text for a in new], self._clock, wait_s)
        judged = {
            item.input_id: Judged(
                comment=item.comment,
                assessment=answer,
                signals=self._signals(item.comment.text),
                flags=item.flags,
                backfill=item.backfill,
                supersedes=item.supersedes,
            )
            for item, answer in zip(new, answers, strict=True)
        }
        return {input_id: known.get(input_id) or judged[input_id] for input_id in arrived}

    def _known(self, decision_ids: Iterable[str]) -> dict[str, Decision]:
        """Return what the ledger holds under these ids, by input id."""
        made = (decode(e.payload, Decision) for e in self._ledger.find(decision_ids).values())
        return {decision.input_id: decision for decision in made}

    def _decide(self, judged: Mapping[str, Judged | Decision]) -> dict[str, Outcome]:
        """Under the lock: read the histories, decide in order, append; the first decision of an input id wins."""
        fresh = {input_id: j for input_id, j in judged.items() if isinstance(j, Judged)}
        raced = self._known(_decision_id(i, j.supersedes) for i, j in fresh.items())
        fresh = {input_id: j for input_id, j in fresh.items() if input_id not in raced}
        authors = {identity.author_of(self._keys, j.comment) for j in fresh.values()} - {None}
        histories = self._histories.read(sorted(a for a in authors if a))
        languages = {self._scorer.model_id: self._scorer.languages}
        decisions, after = decide_batch(list(fresh.values()), histories, self._policy, self._keys, languages)
        self._vault.seal(
            [(i, identity.owner(self._keys, j.comment), j.comment) for i, j in fresh.items() if not j.supersedes]
        )
        entries = [Entry(event_id=d.decision_id, kind="decision", payload=encode(d)) for d in decisions]
        self._ledger.append(entries)
        self._histories.extend(after)
        new = {d.input_id: Outcome(d, new=True) for d in decisions}
        old = {i: Outcome(d, new=False) for i, d in [*judged.items(), *raced.items()] if isinstance(d, Decision)}
        return new | old

    def _record_rest(
        self, read: Sequence["_Arrived | Removal | DeadLetter"]
    ) -> list["_Arrived | Removal | DeadLetter"]:
        """Record removals and dead letters; returns all items, these as the ledger now has them (the first of an id wins)."""
        removals = [r for r in read if isinstance(r, Removal)]
        recorded = self._ledger.append(
            [
                Entry(event_id=identity.removal_id(r.platform, r.comment_id), kind="removal", payload=encode(r))
                for r in removals
            ]
        )
        letters = self._bury.keep([r for r in read if isinstance(r, DeadLetter)])
        known: Iterator[Removal | DeadLetter] = iter([*(decode(e.payload, Removal) for e in recorded), *letters])
        ordered = {id(r): next(known) for kind in (Removal, DeadLetter) for r in read if isinstance(r, kind)}
        return [ordered.get(id(r), r) for r in read]

    def _await_rescore(self, input_ids: Sequence[str]) -> None:
        due = self._clock.now() + timedelta(seconds=RESCORE_AFTER_S)
        for input_id in input_ids:
            self._timers.schedule(f"rescore:{input_id}:{due:%Y%m%d%H%M%S}", "rescore", due, input_id.encode())


def _is_waiting(result: Decision | Removal | DeadLetter) -> bool:
    return isinstance(result, Decision) and result.assessment == WAITING


class _Arrived(msgspec.Struct, frozen=True):
    input_id: str
    comment: Comment
    flags: tuple[str, ...]
    supersedes: str | None = None
    backfill: bool = False

    @property
    def decision_id(self) -> str:
        return _decision_id(self.input_id, self.supersedes)


def _decision_id(input_id: str, supersedes: str | None) -> str:
    return identity.decision_id(input_id) + (":again" if supersedes else "")


def _own_flags(first: Decision) -> tuple[str, ...]:
    """Return what the reading flagged; what the decision adds it will add again."""
    return tuple(flag for flag in first.flags if flag.startswith(("repaired:", "clamped:")))


def _check_dates(comment: Comment) -> None:
    """Refuse what the calendar cannot count with: a window before it or a due time after it would not exist."""
    for name in ("posted_at", "received_at"):
        moment: datetime | None = getattr(comment, name)
        if moment and not YEAR_MIN <= moment.year <= YEAR_MAX:
            raise Malformed(f"the year {moment.year}; dates run from {YEAR_MIN} to {YEAR_MAX}", f"$.{name}")


def messages(outcomes: Sequence[Outcome]) -> list[Message]:
    """Say on the topics what the ledger holds; a consumer tells a repetition by its id."""
    out = []
    for result in (o.result for o in outcomes):
        if isinstance(result, Decision):
            key = f"{result.platform}:{result.comment_id}"
            out.append(Message("decisions", key, encode(result), result.decision_id, "bedside.decision.v1"))
        elif isinstance(result, Removal):
            key = f"{result.platform}:{result.comment_id}"
            removal_id = identity.removal_id(result.platform, result.comment_id)
            out.append(Message("decisions", key, encode(result), removal_id, "bedside.removal.v1"))
        else:
            out.append(bury.message(result))
    return out
