"""Decisions → cases and alerts: a group of its own, so that an alert never waits for a platform."""

import faust

from agents.apps import app
from agents.delivery import Means
from pipeline.bootstrap import Handlers


def agent(handlers: Handlers, means: Means) -> faust.App:
    """Return the app of this group."""
    return app("respond", handlers.respond, means)
