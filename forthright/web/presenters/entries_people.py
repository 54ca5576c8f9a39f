"""Entries that the directory made: somebody was followed, and agencies that merged."""

from __future__ import annotations

from django.utils.translation import gettext as _

from forthright.core.challenge import facts


def re_homed(fact: facts.ReHomed) -> str:
    """The entry by which a part went to somebody else, or ended."""
    if fact.party is None:
        return _("Somebody left their agency and takes part no longer")
    told = {"title": fact.party.title}
    if fact.same_person:
        return _("Two accounts of one person were made one: %(title)s") % told
    return _("Somebody left. Their part was given to: %(title)s") % told


def merged(fact: facts.AgencyMerged) -> str:
    """The entry by which one agency became part of another."""
    told = {"was": fact.was, "now": fact.now}
    return _("%(was)s became part of %(now)s. Its people take part for it from here on") % told
