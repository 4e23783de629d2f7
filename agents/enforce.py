"""Decisions → acts on the platforms: a group of its own, so that a slow platform delays no decision."""

import faust

from agents.apps import app
from agents.delivery import Means
from pipeline.bootstrap import Handlers


def agent(handlers: Handlers, means: Means) -> faust.App:
    """Return the app of this group."""
    return app("enforce", handlers.enforce, means)
