"""The cases beside a policy: what came in and what a model said of it → the whole decision that the policy must make of it.

Pure, and without a model: scores are recorded, the hand-written rules read the text. docs: deploy/policies/default.cases.toml
shows every key.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, get_args

import msgspec

from pipeline.core.decide import Judged, decide
from pipeline.core.identity import Keys
from pipeline.core.policy import Policy
from pipeline.core.safety.rule import Kind
from pipeline.core.triage import Signal
from schemas.assessment import SAFETY, TOXICITY, Abuse, Assessment, Unscored
from schemas.base import Probability
from schemas.comment import Comment
from schemas.decision import AuthorAction, Decision, Ground, Lane, Route, Visibility
from schemas.errors import Malformed
from schemas.history import History, Mark, PastBlock

MOMENT = datetime(2026, 11, 1, 12, tzinfo=UTC)
"""When every case's comment was posted."""
KEYS = Keys(pseudonym=b"policy case pseudonym".ljust(32), text=b"policy case text".ljust(32))
HEADS = ("complaint", "question", "sentiment")
ABUSE = ("mild", "severe")
NOT_RECORDED = "(text not recorded)"
SAME_COMMENT = "case"
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000)]


class Prior(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One mark in the author's history: a strike of ``weight``, or an insult that was only held (weight 0)."""

    days_ago: Annotated[float, msgspec.Meta(ge=0)]
    weight: Count = 1
    insult: bool = False
    same_comment: bool = False
    """It was given for an earlier version of this very comment."""


class PriorBlock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An earlier block; it used up the first ``strikes_used`` of the case's ``prior``."""

    days_ago: Annotated[float, msgspec.Meta(ge=0)]
    days: Count = 7
    strikes_used: Count = 0


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is special about the case's location; what is not said is as in the policy."""

    public_entity: bool | None = None
    hold_hidden: bool | None = None


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the decision must be; only what is said is compared."""

    visibility: Visibility | None = None
    route: Route | None = None
    lane: Lane | str | None = None
    """"none": the comment has no lane."""
    other_lanes: list[Lane] | None = None
    author_action: AuthorAction | None = None
    strike: int | None = None
    strike_if_upheld: int | None = None
    mild_insult: bool | None = None
    block_days: int | None = None
    internal: bool | None = None
    grounds: list[Ground] | None = None
    """Exactly the grounds that the reasons name."""
    rules: list[str] | None = None
    """Each is among the reasons; ``threat`` stands for every rule ``threat.…``."""
    flags: list[str] | None = None


class PolicyCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One case. Without ``scores`` and ``unscored`` it is a bare rating."""

    name: Annotated[str, msgspec.Meta(min_length=1)]
    why: str = ""
    text: str | None = None
    """Read by the hand-written rules; absent where only scores were recorded."""
    scores: dict[str, float] | None = None
    """What the model said; a head that is not named is one the model lacks."""
    unscored: str | None = None
    """Why the model said nothing."""
    model: str = "fake"
    language: str = "en"
    windows: Annotated[int, msgspec.Meta(ge=1)] = 1
    """In how many windows a long text was read."""
    known_languages: list[str] | None = None
    """Those the model was taught; absent: all."""
    signals: list[Kind] = []
    """Hand-written rules said to have spoken, besides those that do."""
    rating: float | None = None
    location: str = "any"
    place: Place = Place()
    anonymous: bool = False
    edited: bool = False
    attachments: Count = 0
    prior: list[Prior] = []
    prior_blocks: list[PriorBlock] = []
    expect: Expected


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a case came out as it says, and what was different."""

    name: str
    ok: bool
    problems: tuple[str, ...] = ()


def load_cases(source: str, file: str = "policy.cases.toml") -> tuple[PolicyCase, ...]:
    """Read a cases file; raises Malformed with file, line and key."""
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise Malformed(f"{file}: not TOML: {error}", "$") from None
    reader = _Reader(source, file)
    for key in table.keys() - {"case"}:
        raise reader.fail(None, (key,), "unknown key; known here: case")
    entries = table.get("case", [])
    if not isinstance(entries, list):
        raise reader.fail(None, ("case",), "expected [[case]]")
    cases = tuple(reader.case(number, entry) for number, entry in enumerate(entries))
    names: set[str] = set()
    for number, case in enumerate(cases):
        if case.name in names:
            raise reader.fail(number, ("name",), f"a second case has the name {case.name!r}")
        names.add(case.name)
    return cases


def run_cases(
    policy: Policy, cases: Iterable[PolicyCase], signals: Callable[[str], tuple[Signal, ...]]
) -> list[CaseResult]:
    """[n] cases → [n] results, each with what differed."""
    results = []
    for case in cases:
        decision = _decide(policy, case, signals)
        problems = _compare(case.expect, decision)
        if problems:
            problems = (*problems, "it was decided by " + (_reasons(decision) or "nothing that spoke"))
        results.append(CaseResult(name=case.name, ok=not problems, problems=problems))
    return results


class _Reader:
    """Converts cases one by one, so that an error can name its key and its line."""

    def __init__(self, source: str, file: str) -> None:
        self.lines = source.splitlines()
        self.file = file
        self.starts = [i for i, line in enumerate(self.lines) if re.match(r"\s*\[\[\s*case\s*\]\]", line)]

    def fail(self, number: int | None, keys: tuple[str, ...], what: str) -> Malformed:
        where = keys if number is None else (f"case[{number + 1}]", *keys)
        return Malformed(f"{self.file}:{self.line(number, keys)}: {'.'.join(where)}: {what}", "$." + ".".join(where))

    def line(self, number: int | None, keys: tuple[str, ...]) -> int:
        """Find the line of the innermost key that the file spells out within the case."""
        first = self.starts[number] if number is not None and number < len(self.starts) else 0
        last = next((s for s in self.starts if s > first), len(self.lines)) if number is not None else len(self.lines)
        for key in reversed(keys):
            for i in range(first, last):
                if re.search(
                    rf"(?:^\s*|[{{,]\s*|\[\s*case\s*\.\s*)[\"']?{re.escape(key)}[\"']?\s*[=.\]]", self.lines[i]
                ):
                    return i + 1
        return first + 1

    def case(self, number: int, entry: Any) -> PolicyCase:
        try:
            case = msgspec.convert(entry, PolicyCase)
        except msgspec.ValidationError as error:
            what, _, path = str(error).partition(" - at `$")
            named = re.findall(r"\.(\w+)", path)
            unknown = re.search(r"(?:unknown field|required field) `(\w+)`", what)
            raise self.fail(number, (*named, *([unknown[1]] if unknown else [])), what) from None
        self._check(number, case)
        return case

    def _check(self, number: int, case: PolicyCase) -> None:
        """See to what the types cannot say."""
        for label, score in (case.scores or {}).items():
            if label not in {*TOXICITY, *SAFETY, *HEADS, *ABUSE}:
                known = ", ".join(dict.fromkeys((*ABUSE, *HEADS, *TOXICITY, *SAFETY)))
                raise self.fail(number, ("scores", label), f"no model has this head; known: {known}")
            kind = Annotated[float, msgspec.Meta(ge=-1, le=1)] if label == "sentiment" else Probability
            try:
                msgspec.convert(score, kind)
            except msgspec.ValidationError as error:
                raise self.fail(number, ("scores", label), str(error)) from None
        if case.scores is not None and case.unscored is not None:
            raise self.fail(number, ("unscored",), "a case has either scores or unscored")
        if case.scores is None and case.unscored is None and (case.rating is None or case.text):
            raise self.fail(number, ("name",), "a case needs scores or unscored, or a rating without text")
        if case.expect.lane not in {None, "none", *get_args(Lane)}:
            raise self.fail(number, ("expect", "lane"), f"no such lane: {case.expect.lane}")
        if case.expect == Expected():
            raise self.fail(number, ("expect",), "expects nothing")


def _decide(policy: Policy, case: PolicyCase, signals: Callable[[str], tuple[Signal, ...]]) -> Decision:
    assessment = _assessment(case)
    bare = case.scores is None and case.unscored is None
    text = case.text or ("" if bare else NOT_RECORDED)
    comment = Comment(
        comment_id=SAME_COMMENT,
        platform="case",
        location_id=case.location,
        author_id=None if case.anonymous else "author",
        text=text,
        rating=case.rating,
        attachments=case.attachments,
        posted_at=MOMENT,
        received_at=MOMENT,
        edited_at=MOMENT if case.edited else None,
        verb="edited" if case.edited else "added",
    )
    said = tuple(Signal(kind, kind) for kind in case.signals)
    judged = Judged(comment=comment, assessment=assessment, signals=(*said, *signals(case.text or "")))
    languages: Mapping[str, frozenset[str]] = (
        {} if case.known_languages is None else {case.model: frozenset(case.known_languages)}
    )
    return decide(judged, _history(case), _at_its_place(policy, case), KEYS, languages)


def _assessment(case: PolicyCase) -> Assessment | Unscored:
    if case.unscored is not None:
        return Unscored(reason=case.unscored)
    if case.scores is None:
        return Assessment(model="none")
    scores = case.scores
    return Assessment(
        model=case.model,
        windows=case.windows if case.windows > 1 else msgspec.UNSET,
        language=case.language,
        toxicity={label: scores[label] for label in TOXICITY if label in scores},
        abuse=Abuse(mild=scores.get("mild"), severe=scores.get("severe")),
        complaint=scores.get("complaint"),
        question=scores.get("question"),
        sentiment=scores.get("sentiment"),
        # a threat is recorded among the toxicity labels
        safety={label: scores[label] for label in SAFETY if label in scores and label not in TOXICITY},
    )


def _history(case: PolicyCase) -> History:
    marks = tuple(
        Mark(
            comment_id=SAME_COMMENT if prior.same_comment else f"earlier-{number}",
            posted_at=MOMENT - timedelta(days=prior.days_ago),
            weight=prior.weight,
            insult=prior.insult,
        )
        for number, prior in enumerate(case.prior)
    )
    blocks = tuple(
        PastBlock(
            comment_id=f"block-{number}",
            posted_at=MOMENT - timedelta(days=block.days_ago),
            starts_at=MOMENT - timedelta(days=block.days_ago),
            days=block.days,
            used=tuple(mark.comment_id for mark in marks[: block.strikes_used]),
        )
        for number, block in enumerate(case.prior_blocks)
    )
    return History(marks=marks, blocks=blocks)


def _at_its_place(policy: Policy, case: PolicyCase) -> Policy:
    """Return the policy with what the case says of its location."""
    said = {k: v for k, v in msgspec.structs.asdict(case.place).items() if v is not None}
    local = msgspec.structs.replace(policy.at(case.location), **said)
    return msgspec.structs.replace(policy, locations={**policy.locations, case.location: local})


def _compare(expected: Expected, decision: Decision) -> tuple[str, ...]:
    made: dict[str, object] = {
        "visibility": decision.visibility,
        "route": decision.route,
        "lane": decision.lane or "none",
        "other_lanes": list(decision.other_lanes),
        "author_action": decision.author_action,
        "strike": decision.strike,
        "strike_if_upheld": decision.strike_if_upheld,
        "mild_insult": decision.mild_insult,
        "block_days": decision.block.days if decision.block else 0,
        "internal": decision.internal,
        "grounds": sorted({reason.ground for reason in decision.reasons if reason.ground}),
        "flags": sorted(decision.flags),
    }
    wanted = msgspec.structs.asdict(expected)
    problems = []
    for key, got in made.items():
        want = wanted[key]
        if want is not None and (sorted(want) if key in {"grounds", "flags"} else want) != got:
            problems.append(f"{key}: {_show(got)} where {_show(want)} is expected")
    spoke = {reason.rule for reason in decision.reasons}
    problems += [
        f"rules: {rule} did not speak"
        for rule in expected.rules or ()
        if not any(name == rule or name.startswith(rule + ".") for name in spoke)
    ]
    return tuple(problems)


def _show(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, sorted(value) if all(isinstance(v, str) for v in value) else value)) or "nothing"
    return str(value)


def _reasons(decision: Decision) -> str:
    return ", ".join(
        reason.rule
        + (
            f" ({reason.label or 'score'} {reason.score:g}, limit {reason.threshold:g})"
            if reason.score is not None and reason.threshold is not None
            else ""
        )
        for reason in decision.reasons
    )
