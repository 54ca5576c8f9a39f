"""Every table is declared append-only or changeable; an unknown one is refused."""

import pytest
from django.apps import apps
from django.db import connection

from forthright.audit.append_only import APPEND_ONLY

CHANGEABLE = {
    # who and where: changed by administrators
    "directory_person",
    "directory_officehours",
    "directory_partnership",
    "directory_agency",
    "directory_agency_partnerships",
    "directory_post",
    "directory_jointteam",
    "directory_holding",
    "directory_cover",  # only to be stopped
    "directory_leave",  # only to be stopped
    "directory_doorlink",
    "directory_actingfor",  # only to be ended, with who and when
    "directory_weeklyhours",
    "directory_invitation",  # what happened to it stands in the trail
    "directory_invitationlink",
    "directory_invitationcode",
    "directory_reachcheck",  # the answer, and that somebody was told of none
    "directory_otherhours",  # only to be taken back, with who, when and why
    # the picture of the record, made anew from it
    "record_challenge",
    "record_part",
    "record_apart",
    "record_listed",
    "record_brokenglass",
    # half-finished words and the clock's own notes
    "record_draft",
    "record_heartbeat",
    "record_setaside",
    "record_gaptold",
    "notices_message",
    "exchange_peopleimport",  # only to be taken back, with who and when
    # what libraries keep
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_session",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "usersessions_usersession",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
}
WRITTEN_ONCE_BY_KEY = {
    "briefing_acknowledgement",  # unique on person and version; a person's own data, deleted with the person
}


def tables() -> set[str]:
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return {model._meta.db_table for model in models}


def test_every_table_is_known_as_append_only_or_changeable() -> None:
    known = CHANGEABLE | WRITTEN_ONCE_BY_KEY | set(APPEND_ONLY)
    assert tables() - known == set()
    assert known - tables() == set()
    assert not CHANGEABLE & set(APPEND_ONLY)


@pytest.mark.django_db
def test_each_append_only_table_has_its_triggers() -> None:
    catalogue = (
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT event_object_table FROM information_schema.triggers"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        guarded = {row[0] for row in cursor.fetchall()}
    assert set(APPEND_ONLY) <= guarded
