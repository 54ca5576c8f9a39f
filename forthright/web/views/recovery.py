"""Getting somebody back in who has lost all that they sign in with: one asks, a second agrees, and the person ends it
with a code that they were told by voice and a link from their mailbox."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forthright.audit import recoveries
from forthright.audit.recoveries import Recovery
from forthright.directory.models import Person
from forthright.web import gate, recovering
from forthright.web.forms.recovery import Finish, ForWhom
from forthright.web.presenters import when
from forthright.web.stepping_up import fresh_sign_in

asked = require_http_methods(["GET", "HEAD", "POST"])


@asked
def recovery(request: HttpRequest) -> HttpResponse:
    """How it goes; for those who may ask, whom they can ask for; and what waits for whoever looks."""
    me, now = gate.who(request), gate.now()
    people = recoveries.helped_by(me, now)
    form = ForWhom(request.POST or None, people=people)
    if request.method == "POST":
        if not people:
            raise Http404
        if (again := fresh_sign_in(request)) is not None:
            return again
        if form.is_valid():
            return _ask(request, form.people[form.cleaned_data["person"]])
    rows = [_row(one) for one in recoveries.going_on(now) if one.by == me.pk or recoveries.may_agree(me, one, now)]
    context = {"form": form if people else None, "rows": rows}
    return render(request, "recovery/list.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, person: Person) -> HttpResponse:
    begun = recoveries.ask(person, gate.who(request), gate.now())
    if begun is None:
        messages.info(request, _("One is going on already for this person. Stop it first if it is not the right one."))
        return redirect("recovery")
    recovering.tell(person, "asked")
    messages.success(request, _("It is asked for. Now a second person must agree within 24 hours: tell them."))
    return redirect("recovery_agree", begun.key)


@asked
def agree(request: HttpRequest, key: str) -> HttpResponse:
    """One recovery, for who asked for it and for those who could be the second person. To others it is not there."""
    me, now = gate.who(request), gate.now()
    found = recoveries.found(key)
    second = found is not None and recoveries.may_agree(me, found, now)
    if found is None or not (found.waits(now) or found.usable(now)) or not (second or found.by == me.pk):
        raise Http404
    if request.method == "POST":
        if (again := fresh_sign_in(request)) is not None:
            return again
        if request.POST.get("answer") == "stop":
            recoveries.refuse(key, me, now)
            messages.success(request, _("It is stopped. Nothing was changed."))
            return redirect("recovery")
        return _agreed(request, found)
    context = {"row": _row(found), "second": second and found.waits(now)}
    return render(request, "recovery/agree.html", context)


def _agreed(request: HttpRequest, found: Recovery) -> HttpResponse:
    code = recoveries.agree(found.key, gate.who(request), gate.now())
    person = Person.objects.filter(pk=found.person).first()
    if code is None or person is None:
        raise Http404
    recovering.tell(person, "link", link=recovering.link_of(found))
    return render(request, "recovery/code.html", {"code": f"{code[:4]} {code[4:]}", "row": _row(found)})


@login_not_required
@asked
def finish(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mailbox. A link that is forged, used or too old reads the same."""
    now = gate.now()
    found = recovering.by_link(token)
    person = Person.objects.filter(pk=found.person, is_active=True).first() if found else None
    if found is None or person is None or not found.usable(now):
        return render(request, "recovery/over.html", status=404)
    linked = SocialAccount.objects.filter(user=person).exists()
    form = Finish(request.POST or None, person=person, with_password=person.has_usable_password() or not linked)
    if request.method == "POST" and form.is_valid():
        if recoveries.right_code(found.key, form.cleaned_data["code"], now):
            if not recovering.renew(found, person, form.cleaned_data.get("password1", ""), now):
                return render(request, "recovery/over.html", status=404)
            messages.success(request, _("Sign in now. You are then asked to choose a new second step."))
            return redirect("account_login")
        form.add_error("code", _("The code is not correct. Check it with the person who told it to you"))
    return render(request, "recovery/finish.html", {"form": form}, status=422 if form.errors else 200)


def _row(found: Recovery) -> dict[str, object]:
    return {
        "key": found.key,
        "name": found.name,
        "by": found.by_name,
        "asked": when.said(found.asked),
        "agreed": when.said(found.agreed) if found.agreed else "",
        "until": when.said((found.agreed + recoveries.TO_USE) if found.agreed else (found.asked + recoveries.TO_AGREE)),
    }


ADDRESSES = [
    path("recovery/", recovery, name="recovery"),
    path("recovery/agree/<str:key>/", agree, name="recovery_agree"),
    path("recovery/go/<str:token>/", finish, name="recovery_finish"),
]
