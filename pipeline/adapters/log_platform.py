"""The dry run: says what it would have done, and does nothing."""

import logging

from schemas.enforcement import Action, Enforcement

LOG = logging.getLogger("bedside.dry_run")


class LogPlatform:
    """Implements ports.Platform for every platform that is not configured."""

    capabilities: frozenset[Action] = frozenset({"hide", "unhide", "block", "unblock", "reply"})

    def act(self, enforcement: Enforcement, author_id: str | None, text: str | None = None) -> str | None:  # noqa: ARG002 - the port's shape
        """Log the act by its ids; texts and names never reach a log."""
        LOG.info("dry run: %s %s:%s", enforcement.action, enforcement.platform, enforcement.comment_id)
        return "dry run"
