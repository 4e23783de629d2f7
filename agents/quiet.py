"""Logs of an outage, kept readable: a library says the same thing once in a while, with how often it was held back."""

import logging
import time

LIBRARIES = ("aiokafka", "kafka", "faust", "mode", "redis")
EVERY_S = 10.0
KINDS_MAX = 1_000


class Seldom(logging.Filter):
    """Lets a message of one kind (logger, level, template) through once in ``every_s`` seconds."""

    def __init__(self, every_s: float = EVERY_S) -> None:
        super().__init__()
        self._every_s = every_s
        self._said: dict[tuple[str, int, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether to log it; what was held back since is added to the next one."""
        kind = (record.name, record.levelno, str(record.msg)[:60])
        now = time.monotonic()
        last, held = self._said.get(kind, (float("-inf"), 0))
        if now - last < self._every_s:
            self._said[kind] = (last, held + 1)
            return False
        if len(self._said) > KINDS_MAX:
            self._said.clear()
        self._said[kind] = (now, 0)
        if held:
            record.msg = f"{record.getMessage()} ({held} like it held back)"
            record.args = ()
        record.exc_info = None  # a traceback of somebody else's retry loop tells an operator nothing
        return True


def quieten() -> None:
    """Hold back the libraries' repetitions; they are logged from WARNING up."""
    seldom = Seldom()
    for handler in logging.getLogger().handlers:
        handler.addFilter(lambda record: not record.name.startswith(LIBRARIES) or seldom.filter(record))
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
