"""How the coach reads."""

import pytest

from forthright.core.coach import lexicon, text


def test_a_title_or_a_clock_time_does_not_end_a_sentence():
    assert text.sentences("Dr. Invented came at 9 a.m. on Monday. Nobody was in.") == [
        "Dr. Invented came at 9 a.m. on Monday.",
        "Nobody was in.",
    ]


def test_a_new_line_ends_a_sentence_so_that_a_list_is_not_one_long_one():
    assert text.sentences("Three visits:\n3 March\n5 March") == ["Three visits:", "3 March", "5 March"]


def test_quoted_speech_is_blanked_without_moving_what_follows():
    words = "He said “you never come” today"
    assert text.without_quotes(words) == "He said                  today"


def test_an_apostrophe_inside_curly_quotes_does_not_end_them():
    assert text.without_quotes("‘I don’t know’, he said").strip() == ", he said"


def test_an_apostrophe_does_not_open_a_quotation():
    words = "The child's mother didn't come and the parents' car was gone."
    assert text.without_quotes(words) == words


def test_phrases_match_whole_words_only_and_across_a_line_break():
    assert text.phrases("He adjusted the justice of it", ["just"]) == []
    assert text.phrases("It is sort\nof cold", ["sort of"]) == ["sort\nof"]


def test_the_longer_phrase_wins():
    assert text.phrases("If that's okay, come", ["if that's ok", "if that's okay"]) == ["If that's okay"]


def test_the_reading_measure_is_what_its_formula_says():
    # Six sentences of five words, one in five long: 6 + 5/4 + 20/5 = 11.25.
    assert text.reading_age("The assessment was not done. " * 6) == 11


def test_a_short_text_has_no_reading_age():
    assert text.reading_age("Multidisciplinary assessment arrangements.") is None


def test_shorter_sentences_lower_the_measure():
    one = " ".join(["the child was seen at home and was well"] * 5)
    many = ". ".join(["The child was seen at home and was well"] * 5)
    assert text.reading_age(many) < text.reading_age(one)


@pytest.mark.parametrize(("written", "full"), [("s47", "section 47"), ("S 47", "section 47"), ("CiN", "child in need")])
def test_abbreviations_are_known_in_the_ways_people_write_them(written, full):
    assert full in text.abbreviations(f"There was a {written} plan.")[written]


def test_no_word_is_on_a_list_twice_and_lists_are_in_small_letters():
    for name, listed in vars(lexicon).items():
        if isinstance(listed, tuple):
            assert len(set(listed)) == len(listed), name
            assert all(phrase == phrase.lower() for phrase in listed), name
