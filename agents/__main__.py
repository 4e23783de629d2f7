"""``python -m agents [AGENT]...``: one worker process, without the command's start-up; ``bedside worker`` is the same."""

import logging
import sys

from agents.worker import AGENTS, run
from pipeline.config import load_settings
from pipeline.errors import ModerationError

if __name__ == "__main__":
    try:
        settings = load_settings()
        logging.basicConfig(
            level=settings.log_level.upper(),
            format="%(asctime)s %(levelname)s %(name)s: %(message)s",
            stream=sys.stderr,
        )
        run(settings, sys.argv[1:] or tuple(AGENTS))
    except ModerationError as error:
        print(f"bedside worker: {error}", file=sys.stderr)  # noqa: T201 - a command speaks
        sys.exit(2)
