"""The class of every field that is kept: what it tells, and so how it is kept. A field without a class fails a test.

A new table, column, fact or word joins one of the lists here; the page docs/security/data.md is made from them.
"""

from __future__ import annotations

from enum import StrEnum


class DataClass(StrEnum):
    """What a field tells, the gravest first."""

    SEALED = "special category"
    SECRET = "credential"  # noqa: S105 - the name of a class
    IDENTITY = "identity"
    FACTS = "facts"
    OPERATIONAL = "operational"


S, K, I, F, O = DataClass  # noqa: E741 - short names keep the lists readable

MEANING: dict[DataClass, str] = {
    S: "Words about a child, a family or a view of them, and drafts of such words. Sealed with a key of the challenge"
    " or the draft, which is destroyed to erase them. Never in an address, a title, a message or a log.",
    K: "What lets somebody in. Hashed, or of use to nobody after a short time. Never shown.",
    I: "Who somebody is: a professional's name and address, or a child's. Names of children are words and sealed;"
    " names of professionals are shown to those who take part in the same challenge, and to colleagues.",
    F: "What the procedure needs to run: people as numbers, posts, dates, steps, choices from a list. Shown to those"
    " who take part, and to line managers and the business unit.",
    O: "How the service runs. It tells nothing of a challenge beyond that there is one.",
}

COLUMNS: dict[str, dict[DataClass, str]] = {
    "account_emailaddress": {I: "email user_id", O: "id verified primary"},
    "account_emailconfirmation": {K: "key", O: "id email_address_id created sent"},
    "audit_accountevent": {I: "name by_name", K: "secret", F: "kind person by recovery detail at", O: "id"},
    "audit_look": {I: "name deputy_for", F: "challenge person title agency act version at facts_only detail", O: "id"},
    "auth_group": {O: "id name"},
    "auth_group_permissions": {O: "id group_id permission_id"},
    "auth_permission": {O: "id name content_type_id codename"},
    "briefing_acknowledgement": {I: "person", F: "agency version at", O: "id"},
    "directory_actingfor": {
        I: "added_name ended_name",
        F: "agency_id role post_id starts ends basis added_at added_by ended_at ended_by",
        O: "id",
    },
    "directory_agency": {F: "name group kind hours_id merged_into_id merged_on", O: "id"},
    "directory_agency_partnerships": {F: "agency_id partnership_id", O: "id"},
    "directory_cover": {
        I: "added_name stopped_name",
        F: "post_id deputy_id of_id leave_id starts ends from_time until_time added_at added_by stopped_at stopped_by",
        O: "id",
    },
    "directory_doorlink": {F: "agency_id door address words", O: "id"},
    "directory_holding": {F: "post_id person_id starts ends", O: "id"},
    "directory_invitation": {
        I: "email asked_name vouched_name refused_name ended_name guest_id",
        F: "partnership_id agency_id challenge title asked_at asked_by vouched_at vouched_by vouched_how refused_at"
        " refused_reason ended_at ended_reason",
        O: "id asked_often renewed_at renewed_often locked_at alarm_at alarms",
    },
    "directory_invitationcode": {K: "browser digest", O: "id invitation_id asked_at until tries used_at"},
    "directory_invitationlink": {K: "digest", O: "id invitation_id made_at"},
    "directory_jointteam": {F: "partnership_id name", O: "id"},
    "directory_leave": {
        I: "added_name stopped_name",
        F: "person_id starts ends from_time until_time added_at added_by stopped_at stopped_by",
        O: "id",
    },
    "directory_officehours": {F: "title nation weekly closures entered", O: "id"},
    "directory_otherhours": {
        I: "added_name withdrawn_name",
        F: "hours_id first last windows name source reason partnership_id act added_at added_by withdrawn_at"
        " withdrawn_by withdrawn_reason",
        O: "id",
    },
    "directory_partnership": {F: "name slug hours_id school_hours_id danger areas", O: "id"},
    "directory_person": {I: "name email", K: "password", F: "guest", O: "id last_login is_active"},
    "directory_post": {F: "partnership_id agency_id role title team contact manager_id joint_team_id", O: "id"},
    "directory_reachcheck": {
        I: "email",
        F: "person_id partnership_id agency_id asked_at answer answered_at",
        O: "id quiet_at",
    },
    "directory_upkeep": {I: "about by_name", F: "partnership agency act reason at by", O: "id"},
    "directory_weeklyhours": {I: "added_name", F: "hours_id weekly first reason added_at added_by", O: "id"},
    "django_content_type": {O: "id app_label model"},
    "django_session": {K: "session_key session_data", O: "expire_date"},
    "exchange_peopleimport": {
        I: "by_name taken_back_name",
        F: "partnership_id lines left_out made at by taken_back_at taken_back_by",
        O: "id",
    },
    "mfa_authenticator": {K: "data", I: "user_id", O: "id type created_at last_used_at"},
    "notices_message": {
        F: "challenge version recipient kind facts",
        O: "id channel state created next_try attempts leased sent fault",
    },
    "record_apart": {F: "challenge_id person", O: "id"},
    "record_brokenglass": {
        F: "challenge_id entry person agency title code since until review_due reviewed",
        O: "id",
    },
    "record_challenge": {
        F: "reference partnership_id policy_id version phase step topic subject urgency raising_agency_id"
        " responding_agency_id outcome raised_at changed_at ended_at turn turn_kind due said good_practice matter"
        " restricted",
        O: "wake head",
    },
    "record_draft": {S: "sealed", F: "owner_id kind challenge", O: "id version updated expires"},
    "record_gaptold": {F: "partnership place what begins ends told_at", O: "id"},
    "record_heartbeat": {O: "name at done"},
    "record_listed": {F: "challenge_id person", O: "id"},
    "record_part": {F: "challenge_id person side capacity title place sort expects restricted", O: "id"},
    "record_policyversion": {
        I: "published_name",
        F: "partnership_id number text effective published_at published_by reason",
        O: "id fingerprint",
    },
    "record_receipt": {O: "token form person challenge version at"},
    "record_setaside": {O: "challenge since until times fault"},
    "record_storedevent": {
        S: "sealed",
        F: "challenge version type facts by side title at written",
        O: "id schema previous digest",
    },
    "socialaccount_socialaccount": {I: "user_id uid extra_data", O: "id provider last_login date_joined"},
    "socialaccount_socialapp": {K: "secret key", O: "id provider provider_id name client_id settings"},
    "socialaccount_socialtoken": {K: "token token_secret", O: "id app_id account_id expires_at"},
    "usersessions_usersession": {
        I: "user_id ip user_agent",
        K: "session_key",
        O: "id created_at last_seen_at data",
    },
}
"""By table, the class of each column."""

EVENT_FACTS: dict[DataClass, str] = {
    F: "action actions afterwards agency agree agreed along also anew answer answerer answering arose asked"
    " before better change check_back code conference confirm day due duties duty entry first form gate"
    " good_practice group held how inside joins key kind last leaver letter maker matter more name needed_by"
    " new next_step now of old opens origin outcome own_rule owner partnership party person phone place point"
    " policy priority quiet raise_due raising rating ready received recommends responding responding_agency"
    " ruling safety same_person second shown skipped stance status step subject subjects title topic unit until"
    " urgency voter was who why windows empty justified listed never review_due withheld",
}
"""Facts of events by name: none may tell who the child is or hold what somebody wrote."""
RATED = ("rating", "better")
"""Facts that are an answer: the other side sees that there is one, and not which, until both are in."""

EVENT_WORDS: dict[DataClass, str] = {
    I: "by names children originator",
    S: "actions agreed answers change_mind changed child_view correction decision different entry_reason evidence how"
    " impact interim_safety note plan point reason reasons said source theme told urgent_reason view wanted what who"
    " worry_facts worry_opinion",
}
"""Words of events by name. All of them are sealed; those of the first class also tell who somebody is."""


def classes(fields: dict[DataClass, str]) -> dict[str, DataClass]:
    """The class of each name in one of these lists."""
    return {name: kind for kind, names in fields.items() for name in names.split()}
