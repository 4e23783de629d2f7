"""The policy: every number and switch a decision depends on, read from TOML and hashed into the decision."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from schemas.base import Probability
from schemas.decision import LANES, Lane
from schemas.enforcement import Action, Mode
from schemas.errors import Malformed

Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
T = TypeVar("T")


class Strikes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Strikes count in full for ``window_days`` of posted_at; ``block_at`` of them make a block."""

    window_days: Count = 90
    block_at: Count = 3
    weight: Count = 1
    threat_weight: Count = 2
    block_days: Annotated[tuple[Count, ...], msgspec.Meta(min_length=1)] = (7, 30, 180)


class LaneRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How soon a case of this lane is due; ``business`` minutes run in the location's opening hours."""

    due_minutes: Count
    clock: Literal["wall", "business"] = "wall"


class Brake(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Automatic platform actions a location may see before a person decides."""

    hour_max: Count = 60
    day_max: Count = 300


class Band(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From ``hold`` on a person must look; from ``hide`` on the machine may hide."""

    hold: Probability
    hide: Annotated[float, msgspec.Meta(ge=0, le=2)]
    """Above 1: this label never hides by itself."""
    hide_alone: Probability | None = None
    """Lower: from here on it hides what complains of nothing (``complaint_if_abusive``), so that no complaint is at stake."""


class Thresholds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the scores of one model mean. A label without a band is not used; a head without a threshold neither."""

    severe: dict[str, Band] = msgspec.field(default_factory=dict)
    """label → band: severe abuse. ``severe`` is the model's own head, the others are Detoxify's labels."""
    severe_long: dict[str, Band] = msgspec.field(default_factory=dict)
    """The same for texts read in several windows, of which the worst one counts; a label that is missing here has its band above."""
    mild: dict[str, Probability] = msgspec.field(default_factory=dict)
    """label → from here on it is at least a mild insult."""
    profanity: dict[str, Probability] = msgspec.field(default_factory=dict)
    complaint: Probability | None = None
    complaint_if_abusive: Probability | None = None
    question: Probability | None = None
    praise: float | None = None
    """From this sentiment on (-1 … 1) it is praise."""
    self_harm: Probability | None = None
    adverse_event: Probability | None = None
    privacy: Probability | None = None
    confirm: Probability = 0.0
    """A word-list hit (slur, degradation, death wish) hides only if the severe head says at least this."""


class Local(msgspec.Struct, frozen=True, kw_only=True):
    """The policy as it stands at one location."""

    strikes: Strikes
    lanes: dict[Lane, LaneRule]
    brake: Brake
    modes: dict[Action, Mode]
    public_entity: bool
    hold_hidden: bool
    hold_due_minutes: int


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """A whole policy file; ``hash`` names its exact content."""

    name: str
    hash: str
    default: Local
    locations: dict[str, Local]
    thresholds: dict[str, Thresholds]

    def at(self, location_id: str) -> Local:
        """Return the policy of one location."""
        return self.locations.get(location_id, self.default)


_TOP = {
    "name",
    "public_entity",
    "hold_hidden",
    "hold_due_minutes",
    "strikes",
    "lanes",
    "brake",
    "modes",
    "thresholds",
    "locations",
}
_LOCAL = _TOP - {"name", "thresholds", "locations"}


class _Reader:
    """Converts tables one by one, so that an error can name its key and its line."""

    def __init__(self, source: str, file: str) -> None:
        self.lines = source.splitlines()
        self.file = file

    def fail(self, keys: tuple[str, ...], what: str) -> Malformed:
        return Malformed(f"{self.file}:{self.line(keys)}: {'.'.join(keys)}: {what}", "$." + ".".join(keys))

    def line(self, keys: tuple[str, ...]) -> int:
        """Find the line of the longest known beginning of ``keys``: its table's header, then the key in it."""
        for depth in range(len(keys), -1, -1):
            header, rest = _header(keys[:depth]), keys[depth:]
            start = next((i for i, line in enumerate(self.lines) if re.match(header, line)), None) if depth else -1
            if start is None:
                continue
            for number, line in enumerate(self.lines[start + 1 :], start + 2):
                if line.lstrip().startswith("["):
                    break
                if rest and re.match(rf"\s*[\"']?{re.escape(rest[0])}[\"']?\s*[=.]", line):
                    return number
            if depth:
                return start + 1
        return 1

    def convert(self, value: Any, kind: type[T] | Any, keys: tuple[str, ...]) -> Any:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            what, _, path = str(error).partition(" - at `$")
            inner = tuple(part for part in re.findall(r"\.(\w+)", path))
            unknown = re.search(r"unknown field `(\w+)`", what)
            raise self.fail((*keys, *inner, *([unknown[1]] if unknown else [])), what) from None

    def only(self, table: Mapping[str, Any], allowed: set[str], keys: tuple[str, ...]) -> None:
        for name in table:
            if name not in allowed:
                raise self.fail((*keys, name), f"unknown key; known here: {', '.join(sorted(allowed))}")


def _header(keys: tuple[str, ...]) -> str:
    parts = (rf"[\"']?{re.escape(key)}[\"']?" for key in keys)
    return r"\s*\[\s*" + r"\s*\.\s*".join(parts) + r"\s*\]"


def load(source: str, file: str = "policy.toml") -> Policy:
    """Read a policy file; raises Malformed with file, line and key."""
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise Malformed(f"{file}: not TOML: {error}", "$") from None
    reader = _Reader(source, file)
    reader.only(table, _TOP, ())
    thresholds = {
        model: reader.convert(value, Thresholds, ("thresholds", model))
        for model, value in _table(reader, table, "thresholds").items()
    }
    for model, entry in thresholds.items():
        _check_bands(reader, model, entry)
    default = _local(reader, {k: v for k, v in table.items() if k in _LOCAL}, ())
    locations = {}
    for location, override in _table(reader, table, "locations").items():
        where = ("locations", location)
        if not isinstance(override, dict):
            raise reader.fail(where, "expected a table")
        reader.only(override, _LOCAL, where)
        locations[location] = _local(reader, _merge({k: v for k, v in table.items() if k in _LOCAL}, override), where)
    return Policy(
        name=reader.convert(table.get("name", "unnamed"), str, ("name",)),
        hash="p-" + hashlib.sha256(msgspec.json.encode(table, order="sorted")).hexdigest()[:16],
        default=default,
        locations=locations,
        thresholds=thresholds,
    )


def _check_bands(reader: _Reader, model: str, entry: Thresholds) -> None:
    for key, bands in (("severe", entry.severe), ("severe_long", entry.severe_long)):
        for label, band in bands.items():
            where = ("thresholds", model, key, label)
            if band.hold > band.hide:
                raise reader.fail(where, f"hold {band.hold} is above hide {band.hide}")
            if band.hide_alone is None:
                continue
            if not band.hold <= band.hide_alone <= band.hide:
                raise reader.fail(
                    where, f"hide_alone {band.hide_alone} is not between hold {band.hold} and hide {band.hide}"
                )
            if entry.complaint_if_abusive is None:
                raise reader.fail(where, "hide_alone needs complaint_if_abusive: below it a text complains of nothing")


def _local(reader: _Reader, table: Mapping[str, Any], where: tuple[str, ...]) -> Local:
    lanes = _table(reader, table, "lanes", where)
    reader.only(lanes, set(LANES), (*where, "lanes"))
    missing = [lane for lane in LANES if lane not in lanes and lane != "praise"]
    if missing:
        raise reader.fail((*where, "lanes"), f"no due time for {', '.join(missing)}")
    modes = {"hide": "observe", "unhide": "observe", "block": "observe", "unblock": "observe", "reply": "propose"}
    given = _table(reader, table, "modes", where)
    reader.only(given, set(modes), (*where, "modes"))
    return Local(
        strikes=reader.convert(table.get("strikes", {}), Strikes, (*where, "strikes")),
        lanes={lane: reader.convert(lanes[lane], LaneRule, (*where, "lanes", lane)) for lane in LANES if lane in lanes},
        brake=reader.convert(table.get("brake", {}), Brake, (*where, "brake")),
        modes={k: reader.convert(v, Mode, (*where, "modes", k)) for k, v in (modes | given).items()},
        public_entity=reader.convert(table.get("public_entity", False), bool, (*where, "public_entity")),
        hold_hidden=reader.convert(table.get("hold_hidden", False), bool, (*where, "hold_hidden")),
        hold_due_minutes=reader.convert(table.get("hold_due_minutes", 240), Count, (*where, "hold_due_minutes")),
    )


def _table(reader: _Reader, table: Mapping[str, Any], name: str, where: tuple[str, ...] = ()) -> dict[str, Any]:
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise reader.fail((*where, name), "expected a table")
    return value


def _merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one table over another, table by table; a list or a value replaces."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
