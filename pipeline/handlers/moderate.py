"""Comments in, recorded decisions out: decode, score, decide under the ledger's lock, append, publish what it says.

Neighbours: scoring.py asks the model, core/decide.py decides, bury.py keeps what could not be read.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from pipeline.core import identity
from pipeline.core.decide import Judged, decide_batch
from pipeline.core.identity import Keys
from pipeline.core.policy import Policy
from pipeline.core.triage import Signal
from pipeline.handlers import bury
from pipeline.handlers.scoring import SCORER_DOWN, score_patiently
from pipeline.ports import Clock, Histories, Ledger, Message, Record, Scorer, Timers, Vault
from schemas.assessment import Unscored
from schemas.codec import decode, decode_comment, encode
from schemas.comment import Comment
from schemas.dead_letter import DeadLetter
from schemas.decision import Decision, Removal
from schemas.errors import Malformed
from schemas.ledger import Entry

RESCORE_AFTER_S = 300
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
        self._ledger, self._histories, self._vault, self._timers = ledger, histories, vault, timers
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
        judged = self._judge({j.input_id: j for j in read if isinstance(j, _Arrived)})
        with self._ledger.exclusive():
            recorded = self._decide(judged)
            self._record_rest(read)
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
        """Decide again what went unscored while the model was down; the new entry supersedes the first."""
        comments = self._vault.open(input_ids)
        firsts = self._ledger.find(identity.decision_id(i) for i in comments)
        arrived = {}
        for input_id, comment in comments.items():
            first = decode(firsts[identity.decision_id(input_id)].payload, Decision)
            arrived[input_id] = _Arrived(input_id, comment, first.flags, supersedes=first.decision_id)
        judged = self._judge(arrived, again=True)
        waiting = [i for i, j in judged.items() if isinstance(j, Judged) and j.assessment == WAITING]
        self._await_rescore(waiting)
        with self._ledger.exclusive():
            recorded = self._decide({i: j for i, j in judged.items() if i not in waiting})
        return messages(list(recorded.values()))

    def _read(self, record: Record, now: datetime) -> "_Arrived | Removal | DeadLetter":
        try:
            received = decode_comment(record.value, self._limits.text_bytes_max)
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
        return _Arrived(identity.input_id(self._keys, comment), comment, flags)

    def _judge(self, arrived: Mapping[str, "_Arrived"], *, again: bool = False) -> dict[str, Judged | Decision]:
        """Score what the ledger does not know yet; what it knows needs no model."""
        known = {} if again else self._known(arrived)
        new = [item for input_id, item in arrived.items() if input_id not in known]
        answers = score_patiently(self._scorer, [a.comment.text for a in new], self._clock, self._limits.scorer_wait_s)
        judged = {
            item.input_id: Judged(
                comment=item.comment,
                assessment=answer,
                signals=self._signals(item.comment.text),
                flags=item.flags,
                backfill=self._backfill,
                supersedes=item.supersedes,
            )
            for item, answer in zip(new, answers, strict=True)
        }
        return {input_id: known.get(input_id) or judged[input_id] for input_id in arrived}

    def _known(self, input_ids: Mapping[str, "_Arrived"]) -> dict[str, Decision]:
        found = self._ledger.find(identity.decision_id(input_id) for input_id in input_ids)
        return {e.event_id.removeprefix("decision:"): decode(e.payload, Decision) for e in found.values()}

    def _decide(self, judged: Mapping[str, Judged | Decision]) -> dict[str, Outcome]:
        """Under the lock: read the histories, decide in order, append; the first decision of an input id wins."""
        fresh = {input_id: j for input_id, j in judged.items() if isinstance(j, Judged)}
        raced = self._known({i: _Arrived(i, j.comment, ()) for i, j in fresh.items() if not j.supersedes})
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

    def _record_rest(self, read: Sequence["_Arrived | Removal | DeadLetter"]) -> None:
        removals = [r for r in read if isinstance(r, Removal)]
        self._ledger.append(
            [Entry(event_id=identity.removal_id(r.platform, r.comment_id), kind="removal", payload=encode(r)) for r in removals]
        )
        self._bury.keep([r for r in read if isinstance(r, DeadLetter)])

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
