"""Rulings → acts and notes: a group of its own, so that a person's word never queues behind a raid of decisions."""

from collections.abc import Sequence

import faust

from agents.apps import app
from agents.delivery import Means
from pipeline.bootstrap import Handlers
from pipeline.ports import Message, Record


def agent(handlers: Handlers, means: Means) -> faust.App:
    """Return the app of this group: the platform first, then the queue; both can be done twice."""

    def both(records: Sequence[Record]) -> list[Message]:
        return [*handlers.enforce(records), *handlers.respond(records)]

    return app("rulings", both, means)
