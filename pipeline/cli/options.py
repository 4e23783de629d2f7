"""Options that many commands take, and what opening the data means for a command."""

import logging
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from pipeline.bootstrap import Store, open_store
from pipeline.config import Settings, load_settings
from pipeline.errors import Misconfigured
from pipeline.ports import State

Data = Annotated[
    Path | None, typer.Option("--data", help="folder of the data; default $BEDSIDE_DATA, else ./bedside-data")
]
AsJson = Annotated[bool, typer.Option("--json", help="one JSON object a line on stdout")]
PolicyFile = Annotated[
    Path | None, typer.Option("--policy", help="policy file; default $BEDSIDE_POLICY, else the one shipped")
]
Id = Annotated[str, typer.Argument(metavar="ID", help="platform:comment_id, or comment_id where that is unique")]
By = Annotated[str, typer.Option("--by", help="who says so; it stands in the ledger")]
_AGO = re.compile(r"(\d{1,5})([dhm])")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def settings(data: Path | None, **overrides: object) -> Settings:
    """Read the settings and set up logging to stderr; raises Misconfigured."""
    found = load_settings(data=data, **overrides)
    logging.basicConfig(level=found.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(max(logging.WARNING, logging.getLogger().level))
    return found


def store(data: Path | None, policy: Path | None = None) -> Store:
    """Open the data; raises Misconfigured or Unavailable."""
    return open_store(settings(data), policy)


def moment(since: str | None) -> datetime | None:
    """Read RFC 3339, or an age such as 7d, 12h, 30m; raises Misconfigured."""
    if since is None:
        return None
    ago = _AGO.fullmatch(since)
    if ago:
        return datetime.now(UTC) - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    try:
        when = datetime.fromisoformat(since)
    except ValueError:
        raise Misconfigured(
            f"--since {since}: write RFC 3339 such as 2026-11-01T12:00:00Z, or an age such as 7d"
        ) from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def one_comment(opened: Store, name: str) -> State:
    """Find what stands of the one comment that ``name`` means; raises Misconfigured where it is none or several."""
    found = opened.states.named(name)
    if not found:
        raise Misconfigured(f"no comment {name} has been decided here; `bedside decisions` lists those that have")
    if len(found) > 1:
        several = ", ".join(f"{platform}:{comment_id}" for platform, comment_id in found)
        raise Misconfigured(f"{name} is several comments; say which: {several}")
    state = opened.states.effective(*found[0])
    if state is None:
        raise Misconfigured(f"no comment {name} has been decided here")
    return state
