"""Crash, duplicate, reorder, outage, poison and people in between, on the real SQLite stores; the invariants are the checkers."""

import pytest
from simulation.checkers import check
from simulation.stage import Stage

SEEDS, PER_TEST = 200, 10


@pytest.mark.parametrize("first", range(0, SEEDS, PER_TEST))
def test_the_invariants_hold(first, template, folder):
    for seed in range(first, first + PER_TEST):
        stage = Stage(seed, template, folder)
        try:
            stage.run()
            check(stage)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {error!r}") from error
        finally:
            stage.close()
