"""What is my next step? A partnership's ladder, and who answers, for anybody: no account is needed to find the way."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from forthright.directory import queries as directory
from forthright.directory.models import Partnership
from forthright.record import policies
from forthright.web.gate import now, who
from forthright.web.presenters import ladder
from forthright.web.presenters.hours import WHOSE


@login_not_required
@require_safe
def next_step(request: HttpRequest) -> HttpResponse:
    """The partnerships on this installation, one's own first, and apart from them the published policies."""
    own = {post.partnership_id for post in directory.posts_of(who(request), now())} if signed_in(request) else set()
    everyone = list(Partnership.objects.order_by("name", "pk"))
    mine = [one for one in everyone if one.pk in own]
    others = [one for one in everyone if one.pk not in own]
    return render(request, "next_step/list.html", {"mine": mine, "others": others, "published": _public()})


@login_not_required
@require_safe
def next_step_of(request: HttpRequest, slug: str) -> HttpResponse:
    """One partnership's ladder. `?at=2` marks the step where the reader is; nothing is kept."""
    partnership = get_object_or_404(Partnership, slug=slug)
    policy = policies.current(now()).get(partnership.pk)
    posts = ladder.posts_by_agency(directory.public_posts(partnership), policy, partnership.name)
    shown = ladder.ladder(policy, request.GET.get("at", "")) if policy else None
    context = {"partnership": partnership, "ladder": shown, "agencies": posts, "whose_hours": WHOSE}
    return render(request, "next_step/one.html", context)


@login_not_required
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The policies that come with Forthright, as read from public sources."""
    invented = [ladder.published(name, policy) for name, policy in policies.shipped().items() if policy.invented]
    return render(request, "next_step/published.html", {"public": _public(), "invented": invented})


@login_not_required
@require_safe
def published_of(request: HttpRequest, name: str) -> HttpResponse:
    """One of them, with its source, its date and what it does not say."""
    policy = policies.shipped().get(name)
    if policy is None:
        raise Http404
    shown = ladder.ladder(policy, request.GET.get("at", ""))
    return render(request, "next_step/published_one.html", {"ladder": shown, "line": ladder.published(name, policy)})


def signed_in(request: HttpRequest) -> bool:
    """Whether we know who is reading."""
    return request.user.is_authenticated


def _public() -> list[ladder.Published]:
    return [ladder.published(name, policy) for name, policy in policies.shipped().items() if not policy.invented]


ADDRESSES = [
    path("next-step/", next_step, name="next_step"),
    path("next-step/<slug:slug>/", next_step_of, name="next_step_of"),
    path("published/", published, name="published"),
    path("published/<slug:name>/", published_of, name="published_of"),
]
