"""The operator's files besides the policy: locations with their contacts, platforms with their secrets' names."""

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from pipeline.adapters.log_platform import LogPlatform
from pipeline.adapters.web_platform import WebPlatform
from pipeline.core.due import WEEKDAYS
from pipeline.errors import Misconfigured
from pipeline.ports import Place
from schemas.case import Contact
from schemas.enforcement import Action, Mode

SECRET_CHARACTERS_MIN = 16
HOURS = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)")
T = TypeVar("T")


class WebSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[platforms.NAME]`` of the platforms file."""

    adapter: str
    url: str = ""
    secret_env: str = ""
    mode: Mode = "observe"
    """How far the machine may go there; a new platform starts in observe."""
    actions: tuple[Action, ...] = ("hide", "unhide", "block", "unblock", "reply")


class AlertFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[alerts]`` of the platforms file."""

    urls: tuple[str, ...] = ()
    secret_env: str = ""
    repeat_minutes: Annotated[int, msgspec.Meta(ge=1, le=1_440)] = 10


class PlatformsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole platforms file."""

    platforms: dict[str, WebSettings] = msgspec.field(default_factory=dict)
    alerts: AlertFile = AlertFile()


class LocationsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole locations file: ``[locations.ID]``."""

    locations: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)


def read_text(path: Path) -> str:
    """Read a file the operator named; raises Misconfigured with one sentence."""
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None


def _load(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(read_text(path)), kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Misconfigured(f"{path}: {error}") from None


def read_locations(path: Path) -> dict[str, Contact]:
    """Location id → contact; raises Misconfigured naming the location and the key."""
    contacts = {}
    for location_id, table in _load(path, LocationsFile).locations.items():
        try:
            contact = msgspec.convert({"location_id": location_id, **table}, Contact)
            ZoneInfo(contact.time_zone)
            for day, hours in contact.hours.items():
                _check_hours(day, hours)
        except (ValueError, ZoneInfoNotFoundError, OSError) as error:  # a folder of zones is not a zone
            raise Misconfigured(f"{path}: locations.{location_id}: {error}") from None
        contacts[location_id] = contact
    return contacts


def _check_hours(day: str, hours: str) -> None:
    if day not in WEEKDAYS:
        raise ValueError(f"hours.{day}: a weekday is one of {', '.join(WEEKDAYS)}")
    if not HOURS.fullmatch(hours):
        raise ValueError(f"hours.{day}: {hours!r}; write it as 09:00-17:00")
    opens, _, closes = hours.partition("-")
    if opens >= closes:
        raise ValueError(f"hours.{day}: {hours!r} does not end after it begins")


def read_platforms(path: Path | None) -> tuple[dict[str, Place], AlertFile]:
    """Platform name → place, and the alert settings; without a file every platform is a dry run."""
    if path is None:
        return {}, AlertFile()
    file = _load(path, PlatformsFile)
    for url in file.alerts.urls:
        _check_url(url, f"{path}: alerts.urls")
    places = {name: _place(path, name, settings) for name, settings in file.platforms.items()}
    return places, file.alerts


def _place(path: Path, name: str, settings: WebSettings) -> Place:
    where = f"{path}: platforms.{name}"
    if settings.adapter == "log":
        return Place(LogPlatform(), dry=True)
    if settings.adapter != "web":
        raise Misconfigured(f"{where}.adapter: {settings.adapter!r}; known are log and web")
    _check_url(settings.url, f"{where}.url")
    return Place(
        WebPlatform(settings.url, read_secret(settings.secret_env, where), frozenset(settings.actions)),
        mode_max=settings.mode,
    )


def _check_url(url: str, where: str) -> None:
    try:
        parts = urlsplit(url) if url.isprintable() and " " not in url else None
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Misconfigured(f"{where}: {url!r} is not an http(s) address")


def read_secret(variable: str, where: str) -> bytes:
    """Read a secret from the environment variable that a file names; secrets never stand in files."""
    value = os.environ.get(variable, "") if variable else ""
    if len(value) < SECRET_CHARACTERS_MIN:
        raise Misconfigured(
            f"{where}.secret_env: set the environment variable {variable or '(none is named)'} to {SECRET_CHARACTERS_MIN} characters or more"
        )
    return value.encode()
