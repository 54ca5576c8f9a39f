"""An agency's administrator says where the agency's other routes begin. To everybody else the page does not exist."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forthright.directory import actions
from forthright.directory import queries as directory
from forthright.directory.models import Agency
from forthright.web.forms.door_links import DoorLinks
from forthright.web.gate import now, who


@require_http_methods(["GET", "HEAD", "POST"])
def door_links(request: HttpRequest, agency: int) -> HttpResponse:
    """The links of one agency as a form."""
    own = _administered(request, agency)
    form = DoorLinks(request.POST or None, links=directory.doors(own.pk))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            for door, address, words in form.chosen():
                actions.set_door(own, door, address, words)
        messages.success(request, _("The links are saved"))
        return redirect("door_links", agency=own.pk)
    return render(request, "door_links/edit.html", {"agency": own, "form": form})


def _administered(request: HttpRequest, agency: int) -> Agency:
    """The agency, if this person administers it today. Raises Http404."""
    for own in directory.administered(who(request), now()):
        if own.pk == agency:
            return own
    raise Http404


ADDRESSES = [path("agency/<int:agency>/links/", door_links, name="door_links")]
