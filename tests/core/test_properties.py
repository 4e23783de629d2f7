"""The laws, over all scores: criticism never counts, toxicity never helps, ratings do not matter, batches do not show."""

import msgspec
from core.build import KEYS, LANGUAGES, POLICY, fold, judged
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.abuse import HIDING_RULES, HOLDING_RULES
from pipeline.core.decide import STRICTNESS, decide, decide_batch
from schemas.assessment import TOXICITY, Abuse, Assessment
from schemas.history import History, Mark

p = st.floats(0, 1)
kinds = st.lists(
    st.sampled_from(
        [
            *HIDING_RULES,
            *HOLDING_RULES,
            "crisis",
            "patient_safety",
            "privacy_breach",
            "abuse_suffered",
            "quoted_abuse",
            "staff_work",
            "complaint_words",
        ]
    ),
    max_size=3,
)
assessments = st.builds(
    Assessment,
    model=st.sampled_from(["fake", "unlisted", "detoxify:original"]),
    language=st.sampled_from(["en", "en", "en", "es"]),
    toxicity=st.dictionaries(st.sampled_from(TOXICITY), p),
    abuse=st.builds(Abuse, mild=st.none() | p, severe=st.none() | p),
    complaint=p,
    question=st.none() | p,
    sentiment=st.none() | st.floats(-1, 1),
    safety=st.dictionaries(st.sampled_from(["self_harm", "adverse_event", "privacy"]), p),
)
locations = st.sampled_from(["boston", "public"])
NOTHING = History()


def visible(assessment, found, *, location="boston", history=NOTHING, **fields):
    made = decide(judged(assessment, *found, location=location, day=2, **fields), history, POLICY, KEYS, LANGUAGES)
    return made, STRICTNESS[made.visibility]


insulted = History(
    marks=(Mark(comment_id="c0", posted_at=judged(Assessment(model="m")).comment.posted_at, weight=1, insult=True),)
)
histories = st.sampled_from([NOTHING, insulted])


@given(assessments, kinds, p, locations, histories)
def test_raising_the_complaint_never_makes_visibility_stricter(assessment, found, other, location, history):
    low, high = sorted((assessment.complaint, other))
    calm = visible(msgspec.structs.replace(assessment, complaint=low), found, location=location, history=history)[1]
    loud = visible(msgspec.structs.replace(assessment, complaint=high), found, location=location, history=history)[1]
    assert loud <= calm


@given(assessments, kinds, st.sampled_from([*TOXICITY, "mild", "severe"]), p, locations, histories)
def test_raising_a_toxicity_score_never_makes_a_decision_milder(assessment, found, label, score, location, history):
    if label in {"mild", "severe"}:
        old = getattr(assessment.abuse, label)
        raised = msgspec.structs.replace(
            assessment, abuse=msgspec.structs.replace(assessment.abuse, **{label: max(score, old or 0)})
        )
        if old is None:
            return  # a head that appears is another model, not a higher score
    else:
        old = assessment.toxicity.get(label)
        raised = msgspec.structs.replace(assessment, toxicity=assessment.toxicity | {label: max(score, old or 0)})
    before, was = visible(assessment, found, location=location, history=history)
    after, now = visible(raised, found, location=location, history=history)
    assert now >= was
    assert after.strike >= before.strike


@given(assessments, kinds, st.none() | st.floats(0, 5), st.none() | st.floats(0, 5))
def test_the_rating_never_changes_visibility(assessment, found, one, other):
    assert visible(assessment, found, rating=one)[1] == visible(assessment, found, rating=other)[1]


@given(
    st.lists(
        st.tuples(assessments, kinds, st.integers(1, 4), st.sampled_from(["a1", "a2", None]), st.floats(0, 120)),
        max_size=8,
    ),
    st.data(),
)
def test_any_split_into_batches_gives_the_same_decisions(items, data):
    batch = [
        judged(a, *found, number=n, author=author, day=day, text=str(i))
        for i, (a, found, n, author, day) in enumerate(items)
    ]
    whole, after = fold(batch)
    cut = data.draw(st.integers(0, len(batch)))
    first, between = fold(batch[:cut])
    second, end = decide_batch(batch[cut:], between, POLICY, KEYS, LANGUAGES)
    assert whole == first + second
    assert after == end


@given(assessments, kinds)
def test_every_hide_stands_on_the_closed_list(assessment, found):
    made, strictness = visible(assessment, found)
    if strictness == STRICTNESS["hide"]:
        assert any(reason.ground for reason in made.reasons)


@given(assessments, kinds)
def test_nobody_in_danger_is_hidden(assessment, found):
    made, strictness = visible(assessment, [*found, "crisis"])
    assert strictness < STRICTNESS["hide"]
    assert made.lane == "crisis"
    assert made.strike == 0
