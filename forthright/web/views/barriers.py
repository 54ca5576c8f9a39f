"""The private self-check over the seven barriers: answers come in, help goes out, nothing is kept."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from forthright.web.forms.barriers import SelfCheck
from forthright.web.presenters import barriers as presenter


@login_not_required  # somebody who fears to be seen asking should not have to say who they are
@require_http_methods(["GET", "HEAD", "POST"])
def barriers(request: HttpRequest) -> HttpResponse:
    """The answers are sent as a form and answered at once. No redirect: it would need them in an address or kept."""
    form = SelfCheck(request.POST) if request.method == "POST" else SelfCheck()
    if not form.is_bound or not form.is_valid():
        return render(request, "barriers/check.html", {"form": form})
    answers = form.answers()
    context = {"sections": presenter.sections(answers), "answered": bool(answers)}
    return render(request, "barriers/help.html", context)


ADDRESSES = [path("barriers/", barriers, name="barriers")]
