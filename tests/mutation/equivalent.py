"""Changes that make no difference anybody could see: (function, what was done, why)."""

from __future__ import annotations

NO_SIDE = "whoever takes no part is on no side, so that no entry is their own"
EQUIVALENT: list[tuple[str, str, str]] = [
    ("SEES: manager of a team, not taking part", "own side's", NO_SIDE),
    ("SEES: business unit", "own side's", NO_SIDE),
    ("SEES: independent scrutineer", "own side's", NO_SIDE),
    ("SEES: administrator", "own side's", NO_SIDE),
    ("SEES: outsider", "own side's", NO_SIDE),
    ("SEES: nobody", "own side's", NO_SIDE),
    ("SEES: data protection officer", "own side's", NO_SIDE),
    ("SEES: whoever broke the glass", "own side's", NO_SIDE),
    (" standing_of ", "actor.offices always True", "it only saves asking who holds no office"),
    (" standing_of ", "state.glasses dropped", "it only saves asking where no glass was broken"),
    (" standing_of ", "actor.protects dropped", "it only saves asking who protects nothing"),
    (" performed ", "not state.version dropped", "what has no entries opens to nobody"),
    (" _matter_of ", "not state.version dropped", "what has no entries opens to nobody"),
    (" to_vouch_for ", "actor.partnerships(Office.ADMINISTRATOR) always True", "it only saves an empty question"),
    (" to_vouch_for ", "office or own always True", "it only saves an empty question"),
    (" state_for ", "state.version dropped", "what has no entries opens to nobody"),
    (" _on_the_lists_of ", "not actor.covers always False", "it only saves asking for those who cover nobody"),
    (" _say_how_long ", "glass always True", "whoever stands so reads through one"),
    (" move_preview ", "not state.version dropped", "what has no entries opens to nobody"),
    (" _names ", "by is not None dropped", "whoever signed has a number"),
    (" load ", "not events dropped", "of no entries there is nothing to read either way"),
    (" start ", "{} dropped", "nothing is sealed as nothing"),
    (" my_list ", "{} not asked", "every challenge has a first entry, erased or not"),
    (" my_list ", "actor.covers always True", "it saves asking for those who cover nobody"),
    (" how_many ", "actor.covers always True", "it saves asking for those who cover nobody"),
    (" declared_by ", "by=person.pk not asked", "what is one's own is asked again of the state: it only reads less"),
    (" declared_by ", "type__in=DECLARING not asked", "other entries declare nothing: it only reads less"),
    (" actor ", "titles always True", "it only saves a question whose answer is empty"),
    (" actor ", "managed always True", "it only saves a question whose answer is empty"),
]
