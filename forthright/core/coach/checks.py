"""Explainable checks on a draft, for the person who raises a challenge and for the person who answers it.

Word lists and counting, nothing more: the same draft always gets the same remarks, a person can see why, and nothing
leaves the machine or is kept. They help with a draft and never block one. No promise is made that they change what
people say: evidence that tools by themselves raise speaking up is mixed to nil.
"""

import re
from collections.abc import Iterator, Mapping

from forthright.core.coach import lexicon, text
from forthright.core.coach.remark import Remark, look_again, missing
from forthright.core.coach.reply import check_reply

# The parts of a draft, in the order in which they are asked and remarks are given.
FIELDS = ("worry_facts", "worry_opinion", "child_view", "impact", "evidence", "wanted", "interim_safety", "reply")
MOST_HEDGES = 2
MOST_YEARS = 14  # a parent should be able to read what is written about their child

# Parts that need only be there: field -> (code, why, what to do).
NEEDED = {
    "worry_facts": (
        "no-facts",
        "The other person can only look again at something they can see.",
        "Say what happened, who saw it, when, and how often.",
    ),
    "impact": (
        "no-impact",
        "What it means for the child is why a challenge matters, and how urgent it is.",
        "Say what the child's day or night is like because of this, and what could happen if nothing changes.",
    ),
    "evidence": (
        "no-evidence",
        "What you have seen yourself, or can point to, carries more weight than what you have heard.",
        "Say what you know, and where you know it from: what you saw, a record, a report, who told you.",
    ),
    "interim_safety": (
        "no-interim-safety",
        "The child has to be safe while you sort this out, however long it takes.",
        "Say who keeps the child safe until this is settled, and how. If nobody does, call the duty team now.",
    ),
}


def check(draft: Mapping[str, str]) -> list[Remark]:
    """Remarks on a draft, in the order of FIELDS; an empty list when there is nothing to say.

    Keys are taken from FIELDS; any other key is passed over. Leave a key out for a question that has not been asked
    yet: nothing is said about it. Give "" for one that was seen and left empty. Never raises for any text.
    """
    parts = {field: draft[field] or "" for field in FIELDS if field in draft}
    remarks = list(_whats_there(parts))
    for field, words in parts.items():
        remarks += _tone(field, words)
        remarks += _length(field, words)
    remarks += _hedging(parts)
    remarks += _jargon(parts)
    return sorted(remarks, key=lambda remark: (FIELDS.index(remark.field), remark.level != "missing"))


def _whats_there(parts: dict[str, str]) -> Iterator[Remark]:
    for field, (code, why, try_) in NEEDED.items():
        if field in parts and not parts[field].strip():
            yield missing(code, field, why, try_)
    yield from _facts(parts.get("worry_facts", ""))
    yield from _opinion(parts.get("worry_opinion", ""))
    if "child_view" in parts:
        yield from _child(parts["child_view"], parts.get("worry_facts", ""))
    if parts.get("evidence", "").strip() and not _sourced(parts["evidence"]):
        yield look_again(
            "evidence-no-source",
            "evidence",
            "",
            "Evidence is stronger when the other person can see where it comes from.",
            'Add the source: "I saw on 3 March", "the school register shows", "the midwife told me".',
        )
    if "wanted" in parts:
        yield from _ask(parts["wanted"])
    if "reply" in parts:
        yield from check_reply(parts["reply"])


def _facts(facts: str) -> Iterator[Remark]:
    if found := text.phrases(text.without_quotes(facts), lexicon.OPINION):
        yield look_again(
            "opinion-in-facts",
            "worry_facts",
            found,
            "This reads as a view, and stands among the facts. Facts are harder to set aside when they stand alone.",
            "Write here what you saw or heard. Move what you make of it to what you think it means.",
        )
    if facts.strip() and not text.has_number(facts):
        yield look_again(
            "facts-no-when",
            "worry_facts",
            "",
            "There is no date and no number here, so the other person cannot tell how recent or how often.",
            "Say when it happened and how many times, as near as you know.",
        )


def _opinion(opinion: str) -> Iterator[Remark]:
    if opinion.strip() and not text.phrases(opinion, lexicon.REASONS):
        yield look_again(
            "opinion-no-reason",
            "worry_opinion",
            "",
            "A view with its reason can be talked about. A view alone can only be accepted or refused.",
            'Add why: "I think ... because ..."',
        )


def _child(view: str, facts: str) -> Iterator[Remark]:
    speaks = text.phrases(view, lexicon.CHILD_SPEAKS) or text.has_quote(view)
    if not view.strip():
        if not text.phrases(facts, lexicon.CHILD_SPEAKS):
            yield missing(
                "no-child-voice",
                "child_view",
                "The child is not heard here yet. What they say, or show, is easily lost between professionals.",
                "Give the child's own words, or what a baby or a child who does not speak shows you. "
                "If nobody has asked, say so.",
            )
    elif view.strip().rstrip(".").lower() in lexicon.NOT_KNOWN:
        yield look_again(
            "child-not-known",
            "child_view",
            view.strip(),
            "That nobody knows is worth saying in full: it may itself be part of what you are worried about.",
            "Say who last saw the child alone and when, what the child shows, and who could ask.",
        )
    elif (found := text.phrases(view, lexicon.ADULT_SPEAKS)) and not speaks:
        yield look_again(
            "child-through-adult",
            "child_view",
            found,
            "This is an adult's account of the child. It can differ from the child's own.",
            "Add what the child said or showed, and to whom. If nobody has asked the child, say so.",
        )


def _ask(wanted: str) -> Iterator[Remark]:
    if not wanted.strip():
        yield missing(
            "no-ask",
            "wanted",
            "Without an ask, the other person has to guess what would settle this.",
            'Say what you want them to do, and by when: "Please hold a strategy discussion by Thursday."',
        )
        return
    if found := text.phrases(wanted, lexicon.VAGUE_ASKS):
        yield look_again(
            "ask-vague",
            "wanted",
            found,
            "Two people can read this and expect different things.",
            "Say what you would see if it was done: who does what.",
        )
    elif not text.phrases(wanted, lexicon.REQUESTS):
        yield look_again(
            "ask-unclear",
            "wanted",
            "",
            "This does not yet ask anybody to do anything.",
            "Start with a doing word: hold, visit, share, review, explain.",
        )
    if not text.has_when(wanted):
        yield look_again(
            "ask-no-when",
            "wanted",
            "",
            "An ask with a date gets an answer sooner, and both of you know when to talk again.",
            "Say by when the child needs this.",
        )


def _sourced(evidence: str) -> bool:
    return bool(text.phrases(evidence, lexicon.SOURCES)) or text.has_quote(evidence)


def _tone(field: str, words: str) -> Iterator[Remark]:
    own = text.without_quotes(words)
    if found := text.phrases(own, lexicon.BLAME):
        yield look_again(
            "blame",
            field,
            found,
            "This judges a person. People who feel judged defend themselves, and the child drops out of sight.",
            'Say what happened and what it meant for the child: "The visit on Monday did not take place, so ..."',
        )
    runs = re.findall(r"\b[A-Z]{4,}(?:\s+[A-Z]{3,})+\b|!{2,}", own)
    if found := [run for run in runs if not set(run.split()) <= lexicon.ABBREVIATIONS.keys()]:
        yield look_again(
            "shouting",
            field,
            found,
            "Capitals and rows of exclamation marks read as shouting.",
            "Use ordinary letters. The facts can carry the weight.",
        )
    if found := text.phrases(own, lexicon.WORN):
        advice = {phrase.lower(): lexicon.WORN.get(" ".join(phrase.lower().split()), "") for phrase in found}
        yield look_again(
            "worn-phrase",
            field,
            found,
            "Phrases like this hide what happened, and some lay it on the child.",
            "Instead of " + "; ".join(f'"{phrase}", {say}' for phrase, say in advice.items()) + ".",
        )


def _length(field: str, words: str) -> Iterator[Remark]:
    long = [sentence for sentence in text.sentences(words) if len(text.words(sentence)) > text.LONG_SENTENCE]
    if long:
        longest = max(long, key=lambda sentence: len(text.words(sentence)))
        yield look_again(
            "long-sentence",
            field,
            longest,
            f"This sentence has {len(text.words(longest))} words. Past {text.LONG_SENTENCE}, readers lose the thread.",
            "Break it in two where you would take a breath.",
        )
    age = text.reading_age(words)
    if age is not None and age > MOST_YEARS:
        yield look_again(
            "hard-to-read",
            field,
            "",
            f"By our plain measure (length of sentences and share of long words) this suits a reader of about {age}. "
            "The family may read it one day, and a tired colleague tonight.",
            "Use shorter sentences and everyday words.",
        )


def _hedging(parts: dict[str, str]) -> Iterator[Remark]:
    # The child's words are left out: a child who says "maybe" is not hedging on anybody's behalf.
    own = {field: text.without_quotes(words) for field, words in parts.items() if field != "child_view"}
    counts = {field: text.count(words, lexicon.HEDGES) for field, words in own.items()}
    if sum(counts.values()) <= MOST_HEDGES:
        return
    for field, n in counts.items():
        if n:
            yield look_again(
                "hedging",
                field,
                text.phrases(own[field], lexicon.HEDGES),
                "Softening words make a worry sound smaller than it is, and together they can hide it.",
                "Leave out those that do not change the meaning. Where you are truly unsure, say what you do not know.",
            )


def _jargon(parts: dict[str, str]) -> Iterator[Remark]:
    whole = " ".join(parts.values()).lower().replace("’", "'")
    for field, words in parts.items():
        found = {
            short: full for short, full in text.abbreviations(words).items() if full.split(" (")[0].lower() not in whole
        }
        if found:
            yield look_again(
                "abbreviation",
                field,
                list(found),
                "Somebody in another agency, or the family, may not know this, or may read it as something else.",
                "Write it out the first time: " + "; ".join(f"{short}: {full}" for short, full in found.items()) + ".",
            )
