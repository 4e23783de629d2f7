"""ports.States: what stands of a comment now, and what a person has said."""

import pytest
from fakes.build import decision, enforcement, removal, ruling, strike


def test_nothing_stands_of_an_unknown_comment(stores):
    assert stores.states.effective("web", "c1") is None


def test_the_machines_word_stands_until_a_person_rules(stores):
    made = strike(1)
    stores.append(made)
    state = stores.states.effective("web", "c1")
    assert (state.visibility, state.ruling, state.removed, state.enforcements) == ("hide", None, False, ())
    first, second = ruling(made, "overturn", 1, visibility="show"), ruling(made, "overturn", 2, visibility="hide")
    stores.append(first)
    assert stores.states.effective("web", "c1").visibility == "show"
    stores.append(second)
    state = stores.states.effective("web", "c1")
    assert (state.visibility, state.ruling, state.decision) == ("hide", second, made)


def test_an_edit_is_decided_anew(stores):
    first = strike(1)
    stores.append(first, ruling(first, "overturn", visibility="show"), strike(1, version="v2"))
    state = stores.states.effective("web", "c1")
    assert (state.decision.version, state.visibility, state.ruling) == ("v2", "hide", None)


def test_what_was_superseded_stands_no_more(stores):
    first = decision(1, visibility="hold")
    again = strike(1, decision_id=first.decision_id + ":again", supersedes=first.decision_id)
    stores.append(first, again)
    state = stores.states.effective("web", "c1")
    assert (state.decision, state.visibility) == (again, "hide")


def test_an_old_version_decided_again_stays_older_than_the_edit(stores):
    first, edit = decision(1, visibility="hold"), decision(1, version="v2")
    again = strike(1, decision_id=first.decision_id + ":again", supersedes=first.decision_id)
    stores.append(first, edit, again)
    assert stores.states.effective("web", "c1").decision == edit


def test_a_removal_is_known_also_before_the_comment(stores):
    stores.append(removal(1))
    assert stores.states.effective("web", "c1") is None
    stores.append(decision(1))
    assert stores.states.effective("web", "c1").removed


def test_many_are_told_at_once_and_the_undecided_are_left_out(stores):
    shown, hidden, edited = decision(1), strike(2), strike(3)
    stores.append(shown, hidden, edited, enforcement(hidden), removal(1), decision(3, version="v2"))
    asked = [("web", f"c{n}") for n in range(1, 5)] + [("other", "c1")]
    found = stores.states.standing(asked)
    assert found == {key: stores.states.effective(*key) for key in asked[:3]}
    assert [found[key].visibility for key in asked[:3]] == ["show", "hide", "show"]
    assert [found[key].removed for key in asked[:3]] == [True, False, False]
    assert stores.states.standing([]) == {}


def test_enforcements_are_those_of_the_comment_on_its_platform_in_order(stores):
    made, other = strike(1), strike(2)
    acts = [enforcement(made, outcome="failed"), enforcement(made), enforcement(made, "unhide")]
    stores.append(made, other, acts[0], enforcement(other), acts[1], acts[2])
    assert stores.states.effective("web", "c1").enforcements == tuple(acts)


def test_page_acts_are_the_blocks_and_unblocks_of_one_author_on_one_page(stores):
    here, there, other = strike(1), strike(2, location_id="salem"), strike(3, author="a-2")
    block, unblock = enforcement(here, "block"), enforcement(here, "unblock")
    stores.append(here, there, other, enforcement(here), block)
    stores.append(enforcement(there, "block"), enforcement(other, "block"), unblock)
    assert stores.states.page_acts("a-1", "boston") == [block, unblock]


def test_ruled_knows_what_a_person_has_ruled_on(stores):
    made = [decision(n) for n in range(1, 4)]
    stores.append(*made, ruling(made[0]), ruling(made[2]))
    ids = [d.decision_id for d in made]
    assert stores.states.ruled(ids) == {ids[0], ids[2]}
    assert stores.states.ruled([]) == set()


@pytest.fixture
def listing(sql):
    first = strike(1)
    held = decision(2, visibility="hold")
    again = decision(2, decision_id=held.decision_id + ":again", supersedes=held.decision_id)
    sql.append(first, held, decision(3, author="a-2"), decision(1, version="v2"), again)
    sql.append(ruling(again, "overturn", visibility="hide"))
    return sql.states


def test_the_listing_has_one_line_a_comment(listing):
    rows = list(listing.find())
    assert [(r.decision.comment_id, r.decision.version, r.visibility) for r in rows] == [
        ("c3", "v1", "show"),
        ("c1", "v2", "show"),
        ("c2", "v1", "hide"),
    ]
    assert len(list(listing.find(every=True))) == 5


def test_the_listing_can_be_narrowed(listing):
    assert [r.decision.comment_id for r in listing.find(comment="web:c1", every=True)] == ["c1", "c1"]
    assert [r.decision.comment_id for r in listing.find(comment="c3")] == ["c3"]
    assert [r.decision.comment_id for r in listing.find(author="a-2")] == ["c3"]
    assert [r.decision.comment_id for r in listing.find(visibility="hide")] == ["c2"]
    assert list(listing.find(comment="other:c1")) == []
