"""contract.md's meanings, one by one, on recorded scores."""

import pytest
from core.build import comment, decision, fold, judged, scores

from schemas.assessment import Assessment, Unscored

MEANINGS = {
    "praise is thanked": (scores(sentiment=0.9), [], {}, ("show", "thank", "praise", "none")),
    "a complaint is shown with a case": (scores(complaint=0.9, sentiment=-0.9), [], {}, ("show", "case", "complaint", "none")),
    "a question has its lane": (scores(question=0.9), [], {}, ("show", "case", "question", "none")),
    "nothing special": (scores(), [], {}, ("show", "none", None, "none")),
    "a mild insult in a complaint stays": (scores(complaint=0.9, mild=0.9), [], {}, ("show", "case", "complaint", "none")),
    "a mild insult alone is held": (scores(mild=0.9), [], {}, ("hold", "none", None, "none")),
    "profanity in a complaint stays": (scores(complaint=0.9, obscene=0.99), [], {}, ("show", "case", "complaint", "none")),
    "profanity in praise stays": (scores(sentiment=0.9, obscene=0.99), [], {}, ("show", "thank", "praise", "none")),
    "profanity about nothing is held": (scores(obscene=0.99), [], {}, ("hold", "none", None, "none")),
    "severe abuse hides": (scores(severe=0.95), [], {}, ("hide", "none", None, "strike")),
    "severe abuse in doubt is held": (scores(severe=0.7), [], {}, ("hold", "none", None, "none")),
    "severe abuse with a complaint hides and opens": (scores(severe=0.95, complaint=0.9), [], {}, ("hide", "case", "complaint", "strike")),
    "less abuse hides beside no complaint": (scores(severe=0.8, complaint=0.1, model="fake-alone"), [], {}, ("hide", "none", None, "strike")),
    "the same abuse beside a complaint is held": (scores(severe=0.8, complaint=0.4, model="fake-alone"), [], {}, ("hold", "case", "complaint", "none")),
    "less abuse hides nothing where no complaint can be seen": (scores(severe=0.8, complaint=None, model="fake-alone"), [], {}, ("hold", "none", None, "none")),
    "a long text is judged by its own band": (scores(severe=0.88, complaint=0.9, model="fake-alone", windows=4), [], {}, ("show", "case", "complaint", "none")),
    "severe abuse in a long text hides": (scores(severe=0.98, complaint=0.9, model="fake-alone", windows=4), [], {}, ("hide", "case", "complaint", "strike")),
    "a threat goes to security": (scores(threat=0.95), [], {}, ("hide", "case", "security", "strike")),
    "a veiled threat by rule": (scores(), ["threat"], {}, ("hide", "case", "security", "strike")),
    "crisis is never hidden": (scores(severe=0.99), ["crisis"], {}, ("show", "case", "crisis", "none")),
    "crisis wins over threat": (scores(threat=0.99), ["crisis", "threat"], {}, ("show", "case", "crisis", "none")),
    "a crisis the model alone sees is not hidden": (scores(severe=0.99, safety={"self_harm": 0.9}), [], {}, ("hold", "case", "crisis", "none")),
    "an adverse event outranks the complaint": (scores(complaint=0.9), ["patient_safety"], {}, ("show", "case", "patient-safety", "none")),
    "identifiers are hidden without a strike": (scores(), ["identifiers"], {}, ("hide", "case", "privacy", "none")),
    "seeming identifiers are held": (scores(), ["identifiers_possible"], {}, ("hold", "case", "privacy", "none")),
    "a scam with a link is hidden": (scores(), ["scam"], {}, ("hide", "none", None, "strike")),
    "advertising without a contact is held": (scores(), ["scam_possible"], {}, ("hold", "none", None, "none")),
    "an account of abuse suffered is not hidden for its words": (
        scores(severe=0.99, complaint=0.9), ["abuse_suffered"], {}, ("hold", "case", "complaint", "none")),
    "quoted abuse in doubt stays": (scores(severe=0.7, complaint=0.9), ["quoted_abuse"], {}, ("show", "case", "complaint", "none")),
    "a slur by rule hides": (scores(severe=0.4), ["slur"], {}, ("hide", "none", None, "strike")),
    "a slur the model doubts is held": (scores(severe=0.01), ["slur"], {}, ("hold", "none", None, "none")),
    "staff talk of work is no ground": (scores(mild=0.9), ["staff_work"], {}, ("show", "none", None, "none")),
    "unscored is held": (Unscored(reason="scorer down"), [], {}, ("hold", "none", None, "none")),
    "unscored gets its lane by rules": (Unscored(reason="scorer down"), ["patient_safety"], {}, ("hold", "case", "patient-safety", "none")),
    "an unknown language is held": (scores(language="fr", severe=0.99), [], {}, ("hold", "none", None, "none")),
    "an unknown language gets a lane by rules": (scores(language="es"), ["complaint_words"], {}, ("hold", "case", "complaint", "none")),
    "a low rating without text is a case": (Assessment(model="none"), [], {"text": "", "rating": 2}, ("show", "case", "complaint", "none")),
    "a good rating without text is nothing": (Assessment(model="none"), [], {"text": "", "rating": 5}, ("show", "none", None, "none")),
    "a model without an entry only holds": (scores(model="new", severe=0.99), [], {}, ("hold", "none", None, "none")),
    "a model without an entry shows what is quiet": (scores(model="new"), [], {}, ("show", "none", None, "none")),
    "a public entity's machine only proposes": (scores(severe=0.99), [], {"location": "public"}, ("hold", "none", None, "none")),
    "a public entity hides threats": (scores(threat=0.99), [], {"location": "public"}, ("hide", "case", "security", "strike")),
    "a public entity hides scams": (scores(), ["scam"], {"location": "public"}, ("hide", "none", None, "strike")),
    "a rude question is held with its lane": (scores(mild=0.9, question=0.9), [], {}, ("hold", "case", "question", "none")),
    "a hidden text's question is no case": (scores(severe=0.95, question=0.9), [], {}, ("hide", "none", None, "strike")),
    "a held advertisement's question is no case": (scores(question=0.9), ["scam_possible"], {}, ("hold", "none", None, "none")),
    "a scam is no complaint in doubt": (scores(complaint=0.35), ["scam"], {}, ("hide", "none", None, "strike")),
    "a complaint that looks like a scam keeps its case": (scores(complaint=0.9), ["scam"], {}, ("hide", "case", "complaint", "strike")),
    "abuse is not thanked": (scores(severe=0.95, sentiment=0.9), [], {}, ("hide", "none", None, "strike")),
    "staff work excuses no slur": (scores(severe=0.9), ["staff_work", "slur"], {}, ("hide", "none", None, "strike")),
    "staff work excuses no threat": (scores(), ["staff_work", "threat"], {}, ("hide", "case", "security", "strike")),
    "unscored, quoted abuse is a complaint": (Unscored(reason="scorer down"), ["quoted_abuse"], {}, ("hold", "case", "complaint", "none")),
    "a public entity's strike is for what it may hide": (scores(severe=0.99), ["identifiers"], {"location": "public"}, ("hide", "case", "privacy", "none")),
    "an anonymous author has no strike": (scores(severe=0.99), [], {"author": None}, ("hide", "none", None, "none")),
}  # fmt: skip


@pytest.mark.parametrize("name", MEANINGS)
def test_meaning(name):
    assessment, kinds, fields, expected = MEANINGS[name]
    made = decision(assessment, *kinds, **fields)
    assert (made.visibility, made.route, made.lane, made.author_action) == expected, made


def test_a_threat_weighs_double_and_its_case_is_internal():
    made = decision(scores(threat=0.95))
    assert (made.strike, made.internal) == (2, True)


def test_crisis_tells_security_of_the_threat():
    assert decision(scores(threat=0.99), "crisis", "threat").other_lanes == ("security",)


def test_a_mild_insult_repeated_is_hidden():
    first, second = fold([judged(scores(mild=0.9), number=n, day=n) for n in (1, 2)])[0]
    assert (first.visibility, second.visibility, second.strike) == ("hold", "hide", 1)


def test_three_strikes_block_and_are_used_up():
    made = fold([judged(scores(severe=0.95), number=n, day=n) for n in range(1, 8)])[0]
    assert [d.author_action for d in made] == ["strike", "strike", "block", "strike", "strike", "block", "strike"]
    assert [(d.block.rung, d.block.days) for d in made if d.block] == [(0, 7), (1, 30)]


def test_strikes_leave_with_the_window():
    made = fold([judged(scores(severe=0.95), number=n, day=day) for n, day in enumerate([0, 1, 92])])[0]
    assert made[-1].author_action == "strike"


def test_a_threat_and_a_strike_block():
    made = fold([judged(scores(threat=0.95), number=1), judged(scores(severe=0.95), number=2, day=1)])[0]
    assert made[-1].author_action == "block"


def test_a_late_comment_does_not_see_later_ones():
    made = fold([judged(scores(severe=0.95), number=n, day=day) for n, day in enumerate([5, 6, 1])])[0]
    assert made[-1].author_action == "strike"


def test_one_strike_per_comment_however_often_edited():
    texts = ["one", "two", "three", "four"]
    made = fold([judged(scores(severe=0.95), number=1, text=text) for text in texts])[0]
    assert [d.strike for d in made] == [1, 0, 0, 0]


def test_a_public_entity_never_blocks():
    made = fold([judged(scores(threat=0.95), number=n, day=n, location="public") for n in (1, 2)])[0]
    assert [d.author_action for d in made] == ["strike", "propose-block"]
    assert made[-1].block is None


def test_an_upheld_hold_would_give_the_strike():
    assert decision(scores(severe=0.7)).strike_if_upheld == 1
    assert decision(scores(severe=0.99), location="public").strike_if_upheld == 1


def test_an_upheld_unscored_hold_gives_the_strike_of_the_rule_that_spoke():
    down = Unscored(reason="scorer down")
    assert decision(down, "threat").strike_if_upheld == 2
    assert decision(down, "crisis", "threat").strike_if_upheld == 0
    assert decision(down, "identifiers").strike_if_upheld == 0
    assert decision(down).strike_if_upheld == 0


def test_a_model_without_sentiment_leaves_praise_to_the_words():
    detoxify = Assessment(model="detoxify:original", toxicity={"toxicity": 0.01})
    assert decision(detoxify, "praise_words").route == "thank"
    assert decision(detoxify, "praise_words", "complaint_words").lane == "complaint"
    assert decision(scores(), "praise_words").route == "none"


def test_each_head_that_a_model_lacks_is_left_to_the_words():
    assert decision(scores(question=None), "question_words").lane == "question"
    assert decision(scores(question=0.0), "question_words").lane is None
    assert decision(scores(complaint=None), "complaint_words").lane == "complaint"


def test_every_hide_has_a_ground_and_every_number_is_there():
    made = decision(scores(severe=0.95))
    (reason,) = [r for r in made.reasons if r.ground]
    assert (reason.label, reason.score, reason.threshold, reason.ground) == ("severe", 0.95, 0.85, "harassment")


def test_attachments_are_flagged():
    assert "partly scored" in decision(scores(), attachments=1).flags


def test_a_hold_is_due():
    made = decision(scores(severe=0.7))
    assert made.hold_due_at > comment().received_at


def test_a_faint_complaint_beside_abuse_has_its_case_and_its_reason():
    made = decision(scores(severe=0.95, complaint=0.4))
    assert (made.visibility, made.route, made.lane) == ("hide", "case", "complaint")
    assert "model.faint-complaint" in {r.rule for r in made.reasons}
    assert "model.faint-complaint" not in {r.rule for r in decision(scores(complaint=0.4)).reasons}
