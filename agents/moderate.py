"""Comments → decisions: the group that scores, decides and records."""

import faust

from agents.apps import app
from agents.delivery import Means
from pipeline.bootstrap import Handlers


def agent(handlers: Handlers, means: Means) -> faust.App:
    """Return the app of this group."""
    return app("moderate", handlers.moderate, means)
