"""The rungs that people stand on, in a policy's words."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A post in the directory has one of these; its title is the agency's own."""

    PRACTITIONER = "practitioner"
    LINE_MANAGER = "line manager"
    SAFEGUARDING_LEAD = "safeguarding lead"
    SENIOR_MANAGER = "senior manager"
    HEAD_OF_SERVICE = "head of service"
    LIAISON_OFFICER = "senior liaison officer"
    CONTACT = "single point of contact"
    REPRESENTATIVE = "partnership representative"
    ADVISER = "named or designated professional"
    CHAIR = "independent chair"
    BUSINESS_UNIT = "business unit"


OF_THE_PARTNERSHIP = (Role.REPRESENTATIVE, Role.CHAIR, Role.BUSINESS_UNIT)
"""Roles in which the partnership itself takes part."""
NEUTRAL = (Role.CHAIR, Role.BUSINESS_UNIT)
"""Roles that belong to no agency: the partnership's own posts."""
