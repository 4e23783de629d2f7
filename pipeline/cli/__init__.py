"""The ``bedside`` command: one file per family of commands; every fault is one sentence on stderr, never a traceback.

Exit 0 done, 1 findings (policy check, doctor), 2 usage or environment.
"""

import logging
import os
import sys

import typer
from typer.exceptions import Abort, TyperException

from pipeline.cli import (
    alerts,
    audit,
    cases,
    dead_letters,
    decisions,
    doctor,
    history,
    moderate,
    policy,
    rule,
    score,
    serve,
    stream,
)
from pipeline.errors import ModerationError

app = typer.Typer(
    name="bedside",
    help="Comment moderation for health systems: hides abuse, never criticism.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (moderate, score, decisions, serve, rule, doctor, stream):
    module.add_to(app)
for name, group in {
    "cases": cases.app,
    "dead-letters": dead_letters.app,
    "history": history.app,
    "audit": audit.app,
    "policy": policy.app,
    "alerts": alerts.app,
}.items():
    app.add_typer(group, name=name)


def main() -> None:
    """Run the command; ends the process."""
    try:
        code = typer.main.get_command(app).main(prog_name="bedside", standalone_mode=False)
    except TyperException as error:
        context, what = getattr(error, "ctx", None), error.format_message().rstrip(".")
        where = context.command_path if context else "bedside"
        # a group without a command answers with its whole help
        _stop(what if "\n" in what else f"{where}: {what.removeprefix('Value error, ')}; see {where} --help")
    except ModerationError as error:
        _stop(f"bedside: {error}")
    except (KeyboardInterrupt, Abort):
        sys.exit(130)
    except BrokenPipeError:
        # the reader has seen enough; what is left to flush goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # a defect of ours: people get one sentence, the debug log the rest
        logging.getLogger("bedside").debug("unexpected", exc_info=True)
        # its message may hold somebody's words
        _stop(f"bedside: unexpected {type(error).__name__}; set BEDSIDE_LOG_LEVEL=debug to see where, and report it")
    sys.exit(code if isinstance(code, int) else 0)


def _stop(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - a command speaks
    sys.exit(2)
