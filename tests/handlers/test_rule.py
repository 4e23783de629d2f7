"""Two people rule at once: nobody overturns what they have not seen."""

import pytest
from fakes.world import POLICY

from pipeline.handlers import rule
from schemas.errors import Malformed


def _rule(world, seen, verdict):
    return rule.rule(
        seen,
        verdict=verdict,
        by="bob",
        why="because",
        ledger=world.ledger,
        states=world.states,
        histories=world.histories,
        timers=world.timers,
        policy=POLICY,
        clock=world.clock,
    )


def test_a_verdict_on_what_no_longer_stands_is_refused(world):
    world.say(1, "SEVERE")
    seen = world.states.effective("web", "c1")
    world.rule(1, "overturn")
    with pytest.raises(Malformed, match="is show now"):
        _rule(world, seen, "overturn")
    assert world.states.effective("web", "c1").visibility == "show"
