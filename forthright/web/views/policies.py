"""The versions of a partnership's policy, for its business unit: listed, read, compared, downloaded, begun anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forthright.core.policy import edit
from forthright.core.policy.explaining import explain
from forthright.core.policy.picture import ladder_svg
from forthright.core.policy.reader import read
from forthright.directory.models import Partnership
from forthright.directory.queries import held_now
from forthright.record import drafts, policies, versions
from forthright.record.models import PolicyVersion
from forthright.web import desk, gate
from forthright.web.forms.fields import today
from forthright.web.forms.policy import CURRENT, FILE, Begin, Compare
from forthright.web.presenters import policy_look
from forthright.web.presenters import policy_versions as words
from forthright.web.presenters.policy_differences import differences
from forthright.web.presenters.policy_people import people

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every version of each partnership whose business unit this is, and one's own drafts."""
    now, mine = gate.now(), drafts.mine(gate.who(request), desk.KIND)
    places = []
    for own in desk.partnerships(request):
        found = versions.versions(own.pk, now)
        choices = words.choices(version.row for version in found)
        places.append(
            {
                "partnership": own,
                "rows": [words.row(version) for version in found],
                "drafts": [words.draft(row) for row, data in mine if data.get("partnership") == str(own.pk)],
                "compare": _compare_form(choices) if len(choices) > 1 else None,
            }
        )
    return render(request, "policy/list.html", {"places": places})


def _compare_form(choices: list[tuple[str, str]]) -> Compare:
    """The newest version compared with the one before it, until somebody chooses others."""
    return Compare(choices=choices, initial={"one": choices[1][0], "other": choices[0][0]}, auto_id="id_%s")


@require_safe
def version(request: HttpRequest, version: int) -> HttpResponse:
    """One version: its ladder as a picture and in words, and its text with line numbers."""
    stored = desk.version(request, version)
    found = next(one for one in versions.versions(stored.partnership_id, gate.now()) if one.row.pk == stored.pk)
    policy = policies.policy_in(stored.text)
    now = policies.in_force(stored.partnership_id, gate.now())
    other = now if now and now.pk != stored.pk else None
    context = {
        "partnership": stored.partnership,
        "changes": differences(other.text, stored.text, policies.policy_in(other.text), policy) if other else None,
        "row": words.row(found),
        "picture": ladder_svg(policy) if policy else "",
        "parts": explain(policy) if policy else [],
        "worst": policy_look.worst_of(policy),
        "people": people(read(stored.text), lambda: held_now(stored.partnership, gate.now()), today()),
        "lines": policy_look.numbered(stored.text),
    }
    return render(request, "policy/version.html", context)


@require_safe
def text(request: HttpRequest, version: int) -> HttpResponse:
    """The text as a file, letter for letter as it was published."""
    stored = desk.version(request, version)
    answer = HttpResponse(stored.text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{stored.partnership.slug}-{stored.number}.policy"'
    return answer


@require_safe
def compare(request: HttpRequest, partnership: int) -> HttpResponse:
    """Two versions: the lines that differ, and what that means in words."""
    own = desk.partnership(request, partnership)
    rows = list(PolicyVersion.objects.filter(partnership=own).order_by("-number"))
    form = Compare(request.GET or None, choices=words.choices(rows))
    context = {"partnership": own, "form": form}
    if form.is_valid():
        by_number = {str(row.pk): row for row in rows}
        one, other = (by_number[form.cleaned_data[name]] for name in ("one", "other"))
        old, new = policies.policy_in(one.text), policies.policy_in(other.text)
        context |= {
            "one": words.name(one),
            "other": words.name(other),
            "changes": differences(one.text, other.text, old, new),
        }
    return render(request, "policy/compare.html", context)


@both
def begin(request: HttpRequest, partnership: int) -> HttpResponse:
    """What a new draft starts from: the version in force, an outline, or a file."""
    own = desk.partnership(request, partnership)
    row = policies.in_force(own.pk, gate.now())
    form = Begin(request.POST or None, request.FILES or None, current=row is not None)
    if request.method == "POST" and form.is_valid():
        start = form.cleaned_data["start"]
        if start == FILE:
            given = form.cleaned_data["file"]
        else:
            given = row.text if start == CURRENT and row else edit.outline(own.name)
        return _begun(request, own, given)
    return render(request, "policy/begin.html", {"partnership": own, "form": form})


@require_POST
def restore(request: HttpRequest, version: int) -> HttpResponse:
    """A new draft with the text of an earlier version. Its "version" line gets today's date, to tell the two apart."""
    stored = desk.version(request, version)
    given = edit.set_value(stored.text, "version", today().isoformat())
    said = _("This is the text of %(version)s. Its line “version:” has been given today’s date.")
    messages.info(request, said % {"version": words.name(stored)})
    return _begun(request, stored.partnership, given)


def _begun(request: HttpRequest, own: Partnership, given: str) -> HttpResponse:
    data = {"partnership": str(own.pk), "text": given}
    row = drafts.start(gate.who(request), desk.KIND, gate.now(), data=data)
    return redirect("policy_edit", row.pk)


ADDRESSES = [
    path("policy/", listed, name="policies"),
    path("policy/<int:partnership>/new/", begin, name="policy_begin"),
    path("policy/<int:partnership>/compare/", compare, name="policy_compare"),
    path("policy/version/<int:version>/", version, name="policy_version"),
    path("policy/version/<int:version>/text/", text, name="policy_text"),
    path("policy/version/<int:version>/restore/", restore, name="policy_restore"),
]
