"""What the coach says about a draft, and what it leaves alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forthright.core.coach import lexicon
from forthright.core.coach.checks import FIELDS, check

GOOD = {
    "worry_facts": "On 3 March I called at the home. The door was not opened, for the third time in two weeks.",
    "worry_opinion": "I think the plan is not working, because nobody has seen the bedroom since January.",
    "child_view": 'She told me: "I sleep on the sofa, maybe I just like it, sort of."',
    "impact": "She is tired at school and has fallen asleep in class.",
    "evidence": "I saw the closed door myself. The school register shows six late marks.",
    "wanted": "Please hold a strategy discussion by Thursday.",
    "interim_safety": "Her grandmother stays with her until then.",
}
GOOD_REPLY = (
    "Thank you for raising this. As I understand it, you are worried about the bedroom. "
    "We visited at school because she speaks freely there. I would look again if she is afraid to go home. "
    "I will visit by Thursday."
)


def codes(draft, field=None):
    return [remark.code for remark in check(draft) if field in (None, remark.field)]


def found(draft, code):
    return next(remark.found for remark in check(draft) if remark.code == code)


def test_a_clear_draft_gets_no_remarks():
    assert check(GOOD) == []


def test_a_full_reply_gets_no_remarks():
    assert check({"reply": GOOD_REPLY}) == []


def test_a_question_not_asked_yet_is_not_called_missing():
    assert check({}) == []
    assert codes({"worry_facts": GOOD["worry_facts"]}) == []


def test_each_question_seen_and_left_empty_gets_one_remark_that_calls_it_missing():
    remarks = check(dict.fromkeys(FIELDS, " "))
    assert [(remark.field, remark.level) for remark in remarks] == [
        (field, "missing") for field in FIELDS if field != "worry_opinion"
    ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("", "no-ask"),
        ("   ", "no-ask"),
        ("A strategy discussion on Thursday.", "ask-unclear"),
        ("I want you to take this seriously by Friday.", "ask-vague"),
        ("Please review the decision.", "ask-no-when"),
    ],
)
def test_an_ask_that_is_absent_unclear_vague_or_undated_is_remarked_on(wanted, expected):
    assert codes({"wanted": wanted}) == [expected]


@pytest.mark.parametrize("phrase", ["I feel", "I think", "Obviously", "It seems"])
def test_a_view_among_the_facts_is_quoted_as_the_writer_wrote_it(phrase):
    draft = {"worry_facts": f"On 3 March nobody came. {phrase} they gave up."}
    assert found(draft, "opinion-in-facts") == phrase


def test_what_somebody_else_said_in_quotation_marks_is_not_the_writers_opinion():
    assert codes({"worry_facts": "On 3 March his mother said “I think you always lie”."}) == []


def test_speaking_clearly_is_a_fact():
    assert codes({"worry_facts": "On Monday he spoke clearly and named his uncle."}) == []


def test_facts_without_any_date_or_number_are_remarked_on():
    assert codes({"worry_facts": "The door was not opened."}) == ["facts-no-when"]
    assert codes({"worry_facts": "The door was not opened twice."}) == []
    assert codes({"worry_facts": "The door was not opened yesterday."}) == []


def test_a_view_without_a_reason_is_remarked_on():
    assert codes({"worry_opinion": "I think the plan is not working."}) == ["opinion-no-reason"]


def test_the_childs_voice_is_missed_unless_the_facts_carry_it():
    assert codes({"worry_facts": "On Monday the door was shut.", "child_view": ""}) == ["no-child-voice"]
    assert codes({"worry_facts": "On Monday he told me that he was hungry.", "child_view": ""}) == []


@pytest.mark.parametrize("view", ["Not known", "n/a", "Too young.", "Unknown"])
def test_not_known_is_taken_as_the_beginning_of_an_answer(view):
    assert codes({"child_view": view}) == ["child-not-known"]


def test_an_adults_account_is_not_taken_for_the_childs_own():
    assert codes({"child_view": "Mum says he is happy."}) == ["child-through-adult"]
    assert codes({"child_view": 'Mum says he is happy. He said "I want to go to nan".'}) == []


@pytest.mark.parametrize("phrase", ["You always", "you failed", "incompetent", "your fault", "can’t be bothered"])
@pytest.mark.parametrize("field", ["impact", "reply"])
def test_blame_is_seen_on_either_side_and_the_reason_speaks_of_the_child(phrase, field):
    remark = next(r for r in check({field: f"{phrase} say the same. Thank you."}) if r.code == "blame")
    assert remark.found == phrase
    assert "child" in remark.why


def test_shouting_is_seen_but_an_abbreviation_is_not_shouting():
    assert "shouting" in codes({"impact": "THIS CANNOT GO ON"})
    assert "shouting" in codes({"impact": "He was hurt!!"})
    assert "shouting" not in codes({"impact": "The MASH MARAC list was read."})


def test_two_softening_words_pass_and_a_third_is_remarked_on_wherever_they_stand():
    assert codes({"impact": "He is just tired, maybe."}) == []
    draft = {"impact": "He is just tired, maybe.", "wanted": "Perhaps visit by Friday."}
    assert [(r.field, r.found) for r in check(draft)] == [("impact", "just; maybe"), ("wanted", "Perhaps")]


def test_a_child_who_says_maybe_is_not_hedging():
    assert codes({"child_view": "He said maybe, perhaps, sort of, just a bit."}) == []


def test_unexplained_abbreviations_are_listed_with_their_meaning():
    remark = check({"impact": "The CIN plan ended. The IRO and s.47 were not mentioned."})[0]
    assert remark.code == "abbreviation"
    assert remark.found == "CIN; IRO; s.47"
    assert "child in need" in remark.try_
    assert "independent reviewing officer" in remark.try_


def test_an_abbreviation_explained_anywhere_in_the_draft_passes():
    assert codes({"worry_facts": "On 3 March the child in need (CIN) plan ended.", "impact": "No CIN plan."}) == []


def test_cp_warns_that_it_has_two_meanings():
    assert "cerebral palsy" in check({"impact": "He has CP."})[0].try_


def test_words_that_lay_it_on_the_child_come_with_what_to_write_instead():
    remark = check({"impact": "She is putting  herself at risk."})[0]
    assert remark.code == "worn-phrase"
    assert "who or what puts her at risk" in remark.try_


def test_a_sentence_of_more_than_25_words_is_quoted_with_its_length():
    words = "one two three four five six seven eight nine ten " * 2
    assert codes({"impact": words + "a b c d e."}) == []
    remark = check({"impact": words + "a b c d e f."})[0]
    assert remark.code == "long-sentence"
    assert "26 words" in remark.why


def test_hard_reading_gives_an_age_and_says_how_it_was_reckoned():
    heavy = "Multidisciplinary assessment arrangements notwithstanding considerable implementation difficulties " * 5
    remark = next(r for r in check({"impact": heavy}) if r.code == "hard-to-read")
    assert "length of sentences and share of long words" in remark.why


@pytest.mark.parametrize(
    ("left_out", "code"),
    [
        ("Thank you for raising this. ", "reply-no-thanks"),
        ("As I understand it, you are worried about the bedroom. ", "reply-no-restating"),
        (" because she speaks freely there", "reply-no-reasons"),
        ("I would look again if she is afraid to go home. ", "reply-no-change"),
        ("I will visit by Thursday.", "reply-no-next-step"),
        (" by Thursday", "reply-no-when"),
    ],
)
def test_each_part_left_out_of_a_reply_is_missed_and_nothing_else(left_out, code):
    assert left_out in GOOD_REPLY
    assert codes({"reply": GOOD_REPLY.replace(left_out, "")}) == [code]


def test_an_empty_reply_gets_one_remark_and_not_six():
    assert codes({"reply": ""}) == ["reply-empty"]


def test_a_reply_that_shuts_the_conversation_down_is_seen():
    assert found({"reply": GOOD_REPLY + " Please calm down."}, "reply-dismissive") == "calm down"


def test_remarks_follow_the_order_of_the_questions():
    remarks = check({"reply": "", "wanted": "", "worry_facts": ""})
    assert [remark.field for remark in remarks] == ["worry_facts", "wanted", "reply"]


def test_an_unknown_part_is_passed_over():
    assert check({"shoe_size": "you always"}) == []


# Words that set checks off, mixed with anything at all.
bits = st.one_of(
    st.sampled_from(lexicon.BLAME + lexicon.HEDGES + lexicon.OPINION + tuple(lexicon.ABBREVIATIONS)),
    st.sampled_from(["“", "”", '"', "‘", "’", "'", ". ", "\n", "!!", "S. 47", "İ", "ß"]),
    st.text(max_size=12),
)
# Building its table of letters on a first run can take Hypothesis seconds; that says nothing about the checks.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
drafts = st.dictionaries(st.sampled_from(FIELDS), st.lists(bits, max_size=12).map(" ".join))


@patient
@given(drafts)
def test_any_text_gets_remarks_that_quote_it_truly_and_explain_themselves(draft):
    for remark in check(draft):
        assert remark.field in draft
        assert remark.why.endswith(".")
        assert remark.try_.endswith((".", '"'))
        if remark.level == "missing":
            assert remark.found == ""
        whole = draft[remark.field]
        assert remark.found in whole or all(part in whole for part in remark.found.split("; "))


@patient
@given(drafts)
def test_the_same_draft_always_gets_the_same_remarks_and_is_left_as_it_was(draft):
    before = dict(draft)
    assert check(draft) == check(draft)
    assert draft == before
