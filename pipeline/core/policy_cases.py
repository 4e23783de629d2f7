"""The cases beside a policy, read from TOML: what came in, what a model said of it, and the decision that is expected.

deploy/policies/default.cases.toml shows every key. Neighbour: policy_check.py decides them.
"""

import re
import tomllib
from typing import Annotated, Any, get_args

import msgspec

from pipeline.core.safety.rule import Kind
from schemas.assessment import SAFETY, TOXICITY
from schemas.base import Probability
from schemas.decision import AuthorAction, Ground, Lane, Route, Visibility
from schemas.errors import Malformed

HEADS = ("complaint", "question", "sentiment")
ABUSE = ("mild", "severe")
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
