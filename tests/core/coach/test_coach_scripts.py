"""The scripts people are offered."""

from forthright.core.coach.checks import check
from forthright.core.coach.scripts import BY_CODE, DEFAULT, SCRIPTS, SELF_CHECK


def test_say_what_you_see_then_ask_is_the_default():
    assert DEFAULT.code == "advocacy-inquiry"
    assert [label for label, _ in DEFAULT.lines] == ["I see", "I think", "Because", "How do you see it?"]


def test_both_sides_have_a_script():
    assert {script.side for script in SCRIPTS} == {"raising", "responding"}
    assert [label for label, _ in BY_CODE["answer"].lines] == [
        "Thank",
        "Restate",
        "Reasons",
        "What would change it",
        "Next step and when",
    ]


def test_every_script_can_be_found_by_its_code_and_none_twice():
    assert len(BY_CODE) == len(SCRIPTS) == 6
    assert set(BY_CODE) == {"advocacy-inquiry", "two-challenge", "cus", "pace", "sbar", "answer"}


def test_the_initials_of_the_named_methods_are_their_lines():
    assert [label[0] for label, _ in BY_CODE["pace"].lines] == list("PACE")
    assert [label for label, _ in BY_CODE["sbar"].lines][-1] == "Read-back"


def test_the_self_check_asks_about_me_or_the_child():
    assert SELF_CHECK == "Is my hesitation about me, or about the child?"


def test_the_example_answer_passes_our_own_checks():
    assert check({"reply": " ".join(example for _, example in BY_CODE["answer"].lines)}) == []


def test_no_example_blames_or_hedges():
    for script in SCRIPTS:
        remarks = check({"impact": " ".join(example for _, example in script.lines)})
        assert not {remark.code for remark in remarks} & {"blame", "hedging", "abbreviation"}, script.code
