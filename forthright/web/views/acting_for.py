"""Who acts for an agency that lacks a rung, and which areas a partnership covers.

For the business unit and, for their own agency, its administrator. To everybody else these pages do not exist.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forthright.core.policy.shapes import Role
from forthright.directory import acting_pages, actions
from forthright.directory.actions import Acts
from forthright.directory.models import ActingFor, Agency, Partnership
from forthright.web import gate
from forthright.web.forms.acting_for import ActFor, Areas, EndActing
from forthright.web.forms.fields import today
from forthright.web.presenters.acting_for import shown

asked = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Each agency with who acts for it, and until when."""
    found = acting_pages.bodies(gate.who(request), gate.now())
    if not found:
        raise Http404
    context = {
        "bodies": [(one.agency, [shown(row, today()) for row in one.rows]) for one in found],
        "partnerships": acting_pages.areas_kept(gate.who(request), gate.now()),
    }
    return render(request, "acting_for/list.html", context)


@asked
def add(request: HttpRequest, agency: int) -> HttpResponse:
    """A post that acts for an agency."""
    body = _body(request, agency)
    now = gate.now()
    taken = acting_pages.acting_today(body, now)
    roles = [role for role in acting_pages.lacking(body, now) if role not in taken]
    form = ActFor(request.POST or None, roles=roles, posts=acting_pages.posts_for(body, now))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        post = form.posts[typed["post"]]
        acts = Acts(body, Role(typed["role"]), post, typed["first"], typed["last"], typed["basis"])
        actions.act_for(acts, gate.who(request), now)
        messages.success(request, _("It is entered. The post acts from the day that you gave."))
        return redirect("acting_for")
    context = {"agency": body, "form": form, "can": bool(roles and form.posts)}
    return render(request, "acting_for/add.html", context, status=422 if form.errors else 200)


@asked
def end(request: HttpRequest, row: int) -> HttpResponse:
    """The last day of it."""
    # Looked for among one's own: a row of others is then not there, by the same questions as one that never was.
    own = acting_pages.kept(gate.who(request), gate.now())
    found = ActingFor.objects.filter(pk=row, agency__in=own).select_related("agency", "post__agency").first()
    if found is None:
        raise Http404
    form = EndActing(request.POST or None, starts=found.starts)
    if request.method == "POST" and form.is_valid():
        actions.end_acting(found, form.cleaned_data["last"], gate.who(request), gate.now())
        messages.success(request, _("The last day is entered."))
        return redirect("acting_for")
    context = {"agency": found.agency, "form": form, "row": shown(found, today())}
    return render(request, "acting_for/end.html", context, status=422 if form.errors else 200)


@asked
def areas(request: HttpRequest, partnership: int) -> HttpResponse:
    """The areas of a partnership, by which a challenge finds it."""
    own = _partnership(request, partnership)
    form = Areas(request.POST or None, initial={"areas": own.areas})
    if request.method == "POST" and form.is_valid():
        actions.set_areas(own, form.cleaned_data["areas"])
        messages.success(request, _("The areas are saved."))
        return redirect("areas", own.pk)
    return render(
        request, "acting_for/areas.html", {"partnership": own, "form": form}, status=422 if form.errors else 200
    )


def _body(request: HttpRequest, agency: int) -> Agency:
    for own in acting_pages.kept(gate.who(request), gate.now()):
        if own.pk == agency:
            return own
    raise Http404


def _partnership(request: HttpRequest, partnership: int) -> Partnership:
    for own in acting_pages.areas_kept(gate.who(request), gate.now()):
        if own.pk == partnership:
            return own
    raise Http404


ADDRESSES = [
    path("acting-for/", every, name="acting_for"),
    path("acting-for/<int:agency>/add/", add, name="acting_for_add"),
    path("acting-for/end/<int:row>/", end, name="acting_for_end"),
    path("areas/<int:partnership>/", areas, name="areas"),
]
