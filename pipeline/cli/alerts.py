"""``bedside alerts``: whether a call reaches the people on call."""

from datetime import UTC, datetime

import typer

from pipeline.cli.options import Data
from pipeline.cli.options import store as open_data
from pipeline.cli.show import say
from pipeline.errors import Misconfigured, Refused, Unavailable

app = typer.Typer(help="The on-call list: test.", no_args_is_help=True)


@app.callback()
def alerts() -> None:
    """See to the on-call list."""


@app.command("test")
def send_test(data: Data = None) -> None:
    """Send a marked test alert to everyone on the on-call list."""
    calls = open_data(data).alerts
    if not calls.rungs:
        raise Misconfigured(
            "nobody is on call: name a webhook in BEDSIDE_ALERT_URL or under [alerts] in the platforms file"
        )
    failed = []
    for rung in range(calls.rungs):
        try:
            calls.send(
                rung,
                {
                    "alert_id": f"alert:test:{datetime.now(UTC).isoformat()}:{rung}",
                    "lane": "test",
                    "location_id": None,
                    "link": None,
                },
            )
            say(f"{rung + 1}. was told")
        except (Unavailable, Refused) as error:
            failed.append(rung + 1)
            say(f"{rung + 1}. was not told: {error}")
    if failed:
        raise Misconfigured(f"{len(failed)} of {calls.rungs} on the on-call list cannot be reached; see above")
