"""What one has declared of conflicts of interest, and taking back what was a mistake. It names no child and no agency:
whoever must not take part learns nothing here that they did not know."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forthright.core.challenge.answers import No
from forthright.directory.models import Person
from forthright.record import apart
from forthright.record.actions import NotThere
from forthright.web import gate
from forthright.web.forms.apart import TakeBack
from forthright.web.presenters import when


@require_safe
def conflicts(request: HttpRequest) -> HttpResponse:
    """What this person has declared and still holds."""
    me = gate.who(request)
    mine = apart.declared_by(me, gate.now())
    names = dict(Person.objects.filter(pk__in=[one.person for one in mine]).values_list("pk", "name"))
    rows = [
        {
            "reference": one.reference,
            "person": one.person,
            "name": "" if one.person == me.pk else names.get(one.person, ""),
            "at": when.said(one.at),
        }
        for one in mine
    ]
    return render(request, "conflicts/list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, declared: str, person: int) -> HttpResponse:
    """One of them, taken back with a reason. To everybody else it is not there."""
    me, now = gate.who(request), gate.now()
    if not any((one.reference, one.person) == (declared, person) for one in apart.declared_by(me, now)):
        raise Http404
    form = TakeBack(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = apart.taken_back(me, declared, person, form.cleaned_data["reason"].strip(), now)
        except NotThere:
            raise Http404 from None
        except apart.Meanwhile:
            form.add_error(None, _("Something changed at the same moment. Nothing was saved. Send it again"))
        else:
            if isinstance(done, No):
                form.add_error(None, _(done.reason))
            else:
                messages.success(request, _("It is taken back. The declaration and your reason stay in the record."))
                return redirect("conflicts")
    about = "" if person == me.pk else Person.objects.get(pk=person).name
    context = {"form": form, "reference": declared, "name": about}
    return render(request, "conflicts/take_back.html", context, status=422 if request.method == "POST" else 200)


ADDRESSES = [
    path("conflicts/", conflicts, name="conflicts"),
    path("conflicts/<str:declared>/<int:person>/", take_back, name="conflict_back"),
]
