"""A list of people and posts from a spreadsheet: choose it, see all that it would do and all that is wrong, import it,
take it back. To somebody who keeps no directory, none of these pages is there."""

from __future__ import annotations

import base64
import binascii
import csv
import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forthright.directory.queries import local_day
from forthright.exchange import actions, queries
from forthright.exchange.columns import Column
from forthright.exchange.people_plan import Scope, plan
from forthright.exchange.sheets import ENCODINGS, Sheet
from forthright.record import drafts
from forthright.record.models import Draft
from forthright.web import gate
from forthright.web.forms.people_in import ChooseList, OtherLetters, readable
from forthright.web.presenters import people_in as words
from forthright.web.presenters import when

KIND = "people list"
ROW = {
    Column.AGENCY: "Larkfield School",
    Column.GROUP: "Education and childcare",
    Column.KIND: "school",
    Column.ROLE: "safeguarding lead",
    Column.TITLE: "Designated safeguarding lead",
    Column.CONTACT: "School office, 01632 960000",
    Column.MANAGER: "Head teacher",
    Column.NAME: "Dara Quinn (invented)",
    Column.EMAIL: "dara@example.org",
    Column.STARTS: "1/9/2026",
}
"""The line that the template shows, to be written over."""

INVITED = gettext_lazy("Those who have no account yet are sent a link to choose a password in the next minutes.")
NOT_INVITED = gettext_lazy(
    "Nobody has been sent a link to choose a password. When you are ready, import the same list again and select to "
    "invite: nothing is entered twice."
)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The file, and what was imported before."""
    mine = _scopes(request)
    choices = [(str(scope.partnership.pk), scope.partnership.name) for scope in mine]
    form = ChooseList(*((request.POST, request.FILES) if request.method == "POST" else ()), choices=choices)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data.get("partnership") or choices[0][0]
        content = base64.b64encode(form.cleaned_data["sheet"]).decode()
        data = {"partnership": number, "content": content, "encoding": ""}
        for old, _data in drafts.mine(gate.who(request), KIND):  # one list at a time lies on the desk
            drafts.drop(gate.who(request), old.pk)
        draft = drafts.start(gate.who(request), KIND, gate.now(), data=data)
        return redirect("people_in_look", draft.pk)
    earlier = [(one, when.said(one.at), words.said(one)) for one in queries.imports(gate.who(request), mine)[:20]]
    about = {
        "form": form,
        "earlier": earlier,
        "roles": words.roles(),
        "groups": words.groups(),
        "columns": list(Column),
    }
    return render(request, "people_in/choose.html", about, status=422 if form.errors else 200)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """A list with all headings and one invented line, which spreadsheet programs open."""
    _scopes(request)
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([column.value for column in Column])
    lines.writerow([ROW.get(column, "") for column in Column])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="people-and-posts.csv"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, draft: str) -> HttpResponse:
    """All that the list would do and all that is wrong with it, before anything is done; then the act itself."""
    scope, sheet, encoding = _listed(request, draft)
    if request.method == "POST" and request.POST.get("go") == "letters":
        form = OtherLetters(request.POST)
        if form.is_valid():
            drafts.save(gate.who(request), draft, {"encoding": form.cleaned_data["encoding"]}, gate.now())
            return redirect("people_in_look", draft)
    leave_out = request.POST.get("go") == "leave out"
    if request.method == "POST" and request.POST.get("go") in ("all", "leave out"):
        invite = request.POST.get("invite") == "yes"
        try:
            one = actions.bring_in(
                gate.who(request), sheet, scope, request.POST.get("seen", ""), gate.now(), leave_out, invite
            )
        except actions.Stale:
            messages.warning(request, _("Something changed since you looked. Nothing is imported. Read this again."))
        except ValueError:
            messages.warning(request, _("Nothing is imported. Correct the lines that are wrong, or leave them out."))
        else:
            drafts.drop(gate.who(request), draft)
            messages.success(request, _("The list is imported: %(what)s.") % {"what": words.said(one)})
            messages.info(request, INVITED if invite else NOT_INVITED)
            return redirect("people_in")
    return _shown(request, draft, scope, sheet, encoding)


def _shown(request: HttpRequest, draft: str, scope: Scope, sheet: Sheet, encoding: str) -> HttpResponse:
    today = local_day(gate.now())
    whole = plan(sheet, scope, today)
    about: dict[str, Any] = {
        "draft": draft,
        "scope": scope,
        "heading": words.heading(whole),
        "wrong": words.wrong(whole.faults),
        "more_wrong": max(0, len(whole.faults) - words.SHOWN),
        "wrong_lines": whole.wrong_lines,
        "roles": words.roles(),
        "groups": words.groups(),
        "letters": OtherLetters(initial={"encoding": encoding or sheet.encoding}) if sheet.encoding else None,
    }
    if whole.faults and not whole.columns.missing:
        rest = plan(sheet, scope, today, leave_out=True)
        about |= {"rest": rest.digest, "rest_lines": len(rest.rows), "left_out": rest.wrong_lines}
        whole = rest
    about |= {
        "seen": whole.digest,
        "does": words.does(whole),
        "invites": words.invites(whole),
        "invite": request.POST.get("invite") == "yes",
        "notes": words.wrong(whole.notes),
        "plan": whole,
    }
    return render(request, "people_in/look.html", about)


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take away what one list made, where nothing has been built on it."""
    mine = queries.imports(gate.who(request), _scopes(request))
    one = get_object_or_404(mine, pk=number)
    try:
        actions.take_back(gate.who(request), one, gate.now())
    except actions.InUse as used:
        shown = ", ".join(used.names[:10])
        text = _("The list cannot be taken back: %(names)s. Change these on the pages of people and posts instead.")
        messages.warning(request, text % {"names": shown})
    else:
        messages.success(request, _("The list is taken back. What it made is gone."))
    return redirect("people_in")


def _scopes(request: HttpRequest) -> list[Scope]:
    """Where this person may import today. Raises Http404 where that is nowhere."""
    found = queries.scopes(gate.who(request), gate.now())
    if not found:
        raise Http404
    return found


def _listed(request: HttpRequest, draft: str) -> tuple[Scope, Sheet, str]:
    """The list on one's own desk, with its scope and the letters that were chosen. Raises Http404."""
    mine = {str(scope.partnership.pk): scope for scope in _scopes(request)}
    try:
        data = drafts.read(gate.who(request), draft)
        scope, encoding = mine[str(data["partnership"])], str(data["encoding"])
        content = base64.b64decode(data["content"], validate=True)
    except (Draft.DoesNotExist, KeyError, binascii.Error):
        raise Http404 from None
    try:
        return scope, readable(content, encoding if encoding in ENCODINGS else ""), encoding
    except ValidationError:  # letters that cannot be read so: as they were found out at first
        return scope, readable(content), ""


ADDRESSES = [
    path("people/import/", choose, name="people_in"),
    path("people/import/template/", template, name="people_in_template"),
    path("people/import/<int:number>/take-back/", take_back, name="people_in_take_back"),
    path("people/import/<str:draft>/", look, name="people_in_look"),
]
