"""One page of counts for the people of a partnership. Small numbers are hidden, and nobody is scored."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from forthright.core.policy.shapes import Stated
from forthright.directory.models import Partnership
from forthright.directory.queries import posts_of
from forthright.insight.measures import twelve_months
from forthright.insight.queries import report
from forthright.insight.suppress import LOWEST
from forthright.record.policies import as_it_runs, in_force
from forthright.web import gate
from forthright.web.presenters import counts as presenter


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """For whoever holds a post in the partnership now. `in` chooses one, for people who work in several.

    Raises PermissionDenied for somebody without a post, Http404 for a partnership that is not theirs.
    """
    now = gate.now()
    mine = {post.partnership.slug: post.partnership for post in posts_of(gate.who(request), now)}
    if not mine:
        raise PermissionDenied
    partnership = mine.get(request.GET.get("in") or next(iter(mine)))
    if partnership is None:
        raise Http404
    version = in_force(partnership.pk, now)
    policy = as_it_runs(partnership.pk, version.fingerprint) if version else None
    steps = policy.steps if policy else ()
    deciding = [step.key for step in steps if not isinstance(step.decided_by, Stated)]
    topics = presenter.topics_asked_for(policy)
    found = report(partnership, tuple(step.key for step in steps), twelve_months(now), deciding, topics)
    context = {
        "partnership": partnership.name,
        "others": _others(mine, partnership),
        "tables": presenter.tables(found, policy),
        "asked": presenter.asked_for(found, policy),
        "period": presenter.period_words(found.period),
        "threshold": LOWEST,
    }
    return render(request, "counts/counts.html", context)


def _others(mine: dict[str, Partnership], shown: Partnership) -> list[dict[str, str]]:
    return [{"name": one.name, "slug": slug} for slug, one in mine.items() if one != shown]


ADDRESSES = [path("counts/", counts, name="counts")]
