"""What only the business unit does: add an agency or a joint team, and make one of two agencies or accounts."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from forthright.core.challenge.standing import Office
from forthright.directory import upkeep
from forthright.directory.models import Agency, Partnership, Person, Post
from forthright.directory.staff import Staff
from forthright.directory.typical import SHAPES
from forthright.directory.upkeep import AgencyText, By, Refused
from forthright.record.joining_up import merge_accounts, merge_agencies
from forthright.record.leaving import NotDone
from forthright.web.forms.fields import today
from forthright.web.forms.joining_up import AddAgency, JointTeam, MergeAccounts, MergeAgency
from forthright.web.presenters import people as words
from forthright.web.views.people import keeper, own_office
from forthright.web.views.people_persons import known
from forthright.web.views.people_posts import say_invited

asked = require_http_methods(["GET", "HEAD", "POST"])


@asked
def add_agency(request: HttpRequest, number: int) -> HttpResponse:
    """A new agency with the posts that are often there, and its first administrator."""
    mine = keeper(request)
    office = own_office(mine, number)
    form = AddAgency(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            agency, person, new = _agency(mine, office, form)
        except Refused as wrong:
            form.add_error("name", words.refused(wrong.code))
        else:
            messages.success(request, _("%(name)s is added.") % {"name": agency.name})
            if person is not None and new:
                say_invited(request, person)
            return redirect("people_agency", agency.pk)
    context = {"form": form, "partnership": office}
    return render(request, "people/agency_add.html", context, status=_status(request))


def _agency(mine: Staff, office: Partnership, form: AddAgency) -> tuple[Agency, Person | None, bool]:
    """The agency, who administers it and whether they are new, all in one transaction. Raises Refused."""
    typed, by = form.cleaned_data, By(mine.person, mine.now)
    shape = SHAPES[typed["shape"]]
    with transaction.atomic():
        agency = upkeep.add_agency(office, AgencyText(typed["name"], shape.group, typed["kind"]), shape.posts, by)
        if not typed["email"]:
            return agency, None, False
        person, new = upkeep.enter_person(typed["email"], typed["person"], by)
        posts = Post.objects.filter(agency=agency).order_by("pk")
        for post in posts if typed["everything"] else posts.filter(role=Office.ADMINISTRATOR.value):
            upkeep.give(post, person, today(), by)
        return agency, person, new


@asked
def add_team(request: HttpRequest, number: int) -> HttpResponse:
    """A new joint team."""
    mine = keeper(request)
    office = own_office(mine, number)
    form = JointTeam(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            team = upkeep.add_joint_team(office, form.cleaned_data["name"], By(mine.person, mine.now))
        except Refused as wrong:
            form.add_error("name", words.refused(wrong.code))
        else:
            messages.success(request, _("%(name)s is added.") % {"name": team.name})
            return redirect("people_partnership", office.pk)
    context = {"form": form, "partnership": office}
    return render(request, "people/team_add.html", context, status=_status(request))


@asked
def merge_agency(request: HttpRequest, number: int) -> HttpResponse:
    """An agency has become part of another."""
    mine = keeper(request)
    every = Agency.objects.filter(partnerships__in=mine.offices).distinct().order_by("name", "pk")
    rows = {one.pk: one for one in every} if mine.offices else {}
    if number not in rows:
        raise Http404
    old = rows.pop(number)
    form = MergeAgency(
        request.POST or None, agencies=[(str(one.pk), one.name) for one in rows.values()], initial={"day": today()}
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        new = rows[int(typed["into"])]
        try:
            count = merge_agencies(mine, old, new, typed["day"], typed["reason"].strip())
        except NotDone as wrong:
            form.add_error(None, words.refused(wrong.code, wrong.reference, wrong.sentence))
        else:
            said = ngettext(
                "%(was)s is part of %(now)s. %(count)s challenge goes on with the same people.",
                "%(was)s is part of %(now)s. %(count)s challenges go on with the same people.",
                count,
            )
            messages.success(request, said % {"was": old.name, "now": new.name, "count": count})
            return redirect("people_agency", new.pk)
    return render(
        request, "people/agency_merge.html", {"form": form, "agency": old, "warning": True}, status=_status(request)
    )


@asked
def merge_account(request: HttpRequest, number: int) -> HttpResponse:
    """One human being had two accounts: this one closes, the other stands wherever it stood."""
    mine = keeper(request)
    if not mine.offices:
        raise Http404
    closing = known(mine, number).person
    form = MergeAccounts(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stays = Person.objects.filter(email__iexact=form.cleaned_data["email"]).first()
        try:
            if stays is None:
                raise NotDone("nobody there")
            known(mine, stays.pk)
            merge_accounts(mine, closing, stays, form.cleaned_data["reason"].strip())
        except Http404:
            form.add_error("email", words.refused("nobody there"))
        except NotDone as wrong:
            field = "email" if wrong.code in ("nobody there", "same person") else None
            form.add_error(field, words.refused(wrong.code, wrong.reference, wrong.sentence))
        else:
            messages.success(request, _("The two accounts are one. What was written stays as it was."))
            return redirect("person", stays.pk)
    return render(
        request,
        "people/account_merge.html",
        {"form": form, "person": closing, "warning": True},
        status=_status(request),
    )


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


ADDRESSES = [
    path("people/partnership/<int:number>/agency/", add_agency, name="agency_add"),
    path("people/partnership/<int:number>/team/", add_team, name="team_add"),
    path("people/agency/<int:number>/merge/", merge_agency, name="agency_merge"),
    path("people/person/<int:number>/merge/", merge_account, name="account_merge"),
]
