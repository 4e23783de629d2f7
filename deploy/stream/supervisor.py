"""N workers, kept alive: one that ends is started again, sooner the longer it lived; all are asked to drain when it is over."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.stream.programs import MissingError, say

PAUSE_S_MIN, PAUSE_S_MAX = 0.5, 15.0
LIVED_S = 30.0
"""A worker that lived so long starts again at once."""
MISCONFIGURED = 2
"""The exit code of a worker that only an operator can help: starting it again helps nobody."""
GRACE_S = 10.0
"""Beyond the workers' own bound for draining."""


class Workers:
    """Supervised child processes."""

    def __init__(self, count: int, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self._command, self._environment, self._folder = list(command), {**os.environ, **environment}, folder
        self._children: list[subprocess.Popen[bytes] | None] = [None] * count
        self._started = [0.0] * count
        self._pauses = [PAUSE_S_MIN] * count
        self._not_before = [0.0] * count
        self.restarts = 0

    def start(self) -> None:
        """Start all."""
        for index in range(len(self._children)):
            self._spawn(index)

    def watch(self) -> None:
        """Look once; start again what has ended, with growing pauses for what ends soon."""
        now = time.monotonic()
        for index, child in enumerate(self._children):
            if child is not None and child.poll() is not None:
                lived = now - self._started[index]
                self._pauses[index] = PAUSE_S_MIN if lived > LIVED_S else min(self._pauses[index] * 2, PAUSE_S_MAX)
                self._not_before[index] = now + self._pauses[index]
                self._children[index] = None
                if child.returncode == MISCONFIGURED:
                    raise MissingError(self._last_words(index))
                say(f"worker {index + 1} ended with {child.returncode} after {lived:.0f} s; starting it again")
            if self._children[index] is None and now >= self._not_before[index]:
                self.restarts += 1
                self._spawn(index)

    def pids(self) -> list[int]:
        """Return the processes that run now."""
        return [child.pid for child in self._children if child is not None and child.poll() is None]

    def signal(self, index: int, what: signal.Signals) -> None:
        """Send a signal to one worker."""
        child = self._children[index]
        if child is not None and child.poll() is None:
            child.send_signal(what)

    def stop(self, drain_s: float) -> list[int]:
        """Ask all to drain, then make them; returns their exit codes."""
        children = [child for child in self._children if child is not None]
        for child in children:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + drain_s + GRACE_S
        for child in children:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        return [child.returncode for child in children]

    def _log(self, index: int) -> Path:
        return self._folder / f"worker-{index + 1}.log"

    def _last_words(self, index: int) -> str:
        lines = self._log(index).read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "a worker cannot start, and does not say why"

    def _spawn(self, index: int) -> None:
        with self._log(index).open("ab") as log:
            self._children[index] = subprocess.Popen(  # noqa: S603
                self._command, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._started[index] = time.monotonic()


def worker(*agents: str) -> list[str]:
    """Return how a worker is run by this very Python."""
    return [sys.executable, "-m", "agents", *agents]
