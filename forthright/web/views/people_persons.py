"""One person: their posts, their name, their invitation, and handing over what is theirs when they leave or move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forthright.directory import reach, upkeep
from forthright.directory.models import Agency, Holding, Partnership, Person, Post
from forthright.directory.staff import Staff
from forthright.directory.upkeep import By
from forthright.notices.queries import unsent_checks
from forthright.notices.signing_out import sign_out_everywhere
from forthright.record.leaving import Goes, NotDone, Of, go, shares, without_own
from forthright.record.unreachable import ended_by_sign_in
from forthright.web.forms.fields import today
from forthright.web.forms.people import Leave, Name
from forthright.web.presenters import people as words
from forthright.web.presenters import reach as reaching
from forthright.web.views.people import keeper
from forthright.web.views.people_posts import say_invited

asked = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Known:
    """A person as somebody who keeps posts knows them: by the holdings that this one sees, and those they keep."""

    person: Person
    seen: list[Holding]
    kept: list[Holding]
    mine: Staff

    @property
    def post(self) -> Post:
        """A post by which they are known."""
        return self.kept[0].post

    @property
    def places(self) -> list[tuple[str, int, str]]:
        """Where they have or had a post and whoever asks looks after people: what addresses call it, its number and its
        name. The business unit names an agency's administrators, and looks after none of its people."""
        found = {}
        for one in self.kept:
            post = one.post
            if post.agency and post.agency.pk in self.mine.agencies:
                found["agency", post.agency.pk] = post.agency.name
            elif post.agency is None:
                found["partnership", post.partnership_id] = post.partnership.name
        return [(of, number, name) for (of, number), name in found.items()]

    @property
    def sits(self) -> Post | None:
        """A post by which they are here today, of an agency that whoever asks administers or of the partnership itself;
        None where they have none. The business unit signs nobody of an agency out, not even its administrator."""
        posts = (one.post for one in self.kept if one.starts <= today() and (one.ends is None or one.ends >= today()))
        return next((one for one in posts if one.agency_id is None or one.agency_id in self.mine.agencies), None)


def known(mine: Staff, number: int) -> Known:
    """A person with a post, now or before, that is seen here. Raises Http404."""
    rows = Holding.objects.filter(person=number).select_related("person", "post__agency", "post__partnership")
    holdings = list(rows.order_by("-starts", "-pk"))
    seen = [one for one in holdings if one.post.agency_id in mine.seen or mine.keeps(one.post)]
    if not seen:
        raise Http404
    return Known(seen[0].person, seen, [one for one in seen if mine.keeps(one.post)], mine)


def kept(mine: Staff, number: int) -> Known:
    """A person who has or had a post that they keep. Raises Http404."""
    found = known(mine, number)
    if not found.kept:
        raise Http404
    return found


@require_safe
def person(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody's posts, and what can be done."""
    mine = keeper(request)
    found = known(mine, number)
    asks = found.kept and found.person.is_active
    context = {
        "person": found.person,
        "rows": [words.held_line(one) for one in found.seen],
        "kept": found.kept,
        "places": found.places,
        "sits": found.sits,
        "never": found.person.is_active and not found.person.has_usable_password(),
        "office": bool(mine.offices),
        "reached": reaching.line(reach.reached_of([found.person])[0], unsent_checks(), mine.now) if asks else None,
    }
    return render(request, "people/person.html", context)


@asked
def rename(request: HttpRequest, number: int) -> HttpResponse:
    """Another name."""
    mine = keeper(request)
    found = kept(mine, number)
    form = Name(request.POST or None, initial={"name": found.person.name})
    if request.method == "POST" and form.is_valid():
        upkeep.rename(found.person, form.cleaned_data["name"], found.post, By(mine.person, mine.now))
        messages.success(request, _("The name is saved. What is written already keeps the name that it has."))
        return redirect("person", number)
    context = {"form": form, "person": found.person}
    return render(request, "people/rename.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def invite(request: HttpRequest, number: int) -> HttpResponse:
    """The link to choose a password once more, to somebody who has not chosen one."""
    found = kept(keeper(request), number)
    if found.person.is_active and not found.person.has_usable_password():
        say_invited(request, found.person)
    return redirect("person", number)


@asked
def sign_out(request: HttpRequest, number: int) -> HttpResponse:
    """Every sign-in of somebody of their own ends, as after a lost phone."""
    mine = keeper(request)
    found = kept(mine, number)
    if found.sits is None:
        raise Http404
    if request.method == "POST":
        sign_out_everywhere(found.person, found.sits, By(mine.person, mine.now))
        messages.success(request, _("%(name)s is signed out everywhere.") % {"name": found.person.name})
        return redirect("person", number)
    return render(request, "people/sign_out.html", {"person": found.person, "recovery": reverse("recovery")})


@asked
def leave(request: HttpRequest, number: int, of: str, place: int) -> HttpResponse:
    """Somebody leaves an agency: all that is theirs goes to others, then their posts and their access end."""
    return _hand_over(request, number, of, place, leaving=True)


@asked
def move(request: HttpRequest, number: int, of: str, place: int) -> HttpResponse:
    """Somebody moves to another post: of what is theirs, what should not stay goes to others."""
    return _hand_over(request, number, of, place, leaving=False)


@asked
def ended(request: HttpRequest, number: int, post: int) -> HttpResponse:
    """An agency's own sign-in ended a post of somebody who holds another: what came by that post goes to others."""
    mine = keeper(request)
    row = Post.objects.filter(pk=post, agency__in=mine.agencies).first()
    if row is None or not ended_by_sign_in(number, row):
        raise Http404
    return _hand_over(request, number, "agency", row.agency_id or 0, leaving=False, ended=row)


def _hand_over(
    request: HttpRequest, number: int, of: str, place: int, leaving: bool, ended: Post | None = None
) -> HttpResponse:
    mine = keeper(request)
    leaver, name, whose = _leaver(mine, number, of, place, ended is not None)
    every = shares(leaver, whose, mine.now, ended)
    theirs = without_own(mine.person, every)
    questions = [(one.reference, words.share(one, mine.now), *words.successors(one, leaving, ended)) for one in theirs]
    form = Leave(request.POST or None, rows=questions, leaving=leaving)
    if leaving:
        form.initial["last"] = _went(leaver, whose) or today()
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        last = typed["last"] if leaving else None
        try:
            count = go(mine, Goes(leaver, whose, form.gives(), typed["reason"].strip(), last, ended))
        except NotDone as wrong:
            field = wrong.reference if wrong.reference in form.rows else None
            form.add_error(field, words.refused(wrong.code, wrong.reference, wrong.sentence))
        else:
            _say(request, leaver, count, leaving)
            return redirect(f"people_{of}", place)
    stuck = [one.reference for one in theirs if one.stuck] if leaving else []
    context = {"form": form, "person": leaver, "name": name, "leaving": leaving, "stuck": stuck, "warning": leaving}
    context |= {"ended": ended, "apart": len(every) - len(theirs)}
    return render(request, "people/leave.html", context, status=422 if request.method == "POST" else 200)


def _went(leaver: Person, whose: Of) -> date | None:
    """The last day of somebody whose posts there are all over."""
    ends = list(Holding.objects.filter(post__in=whose.posts, person=leaver).values_list("ends", flat=True))
    over = [one for one in ends if one is not None and one <= today()]
    return max(over) if over and len(over) == len(ends) else None


def _leaver(mine: Staff, number: int, of: str, place: int, known_here: bool) -> tuple[Person, str, Of]:
    """Who it is, the name of the place, and whose people these are. Raises Http404 for somebody else's."""
    here: Agency | Partnership | None = mine.agencies.get(place) if of == "agency" else mine.offices.get(place)
    person = Person.objects.filter(pk=number).first()
    whose = Of(place) if of == "agency" else Of(0, place)
    if of not in ("agency", "partnership") or here is None or person is None:
        raise Http404
    known_here = known_here or Holding.objects.filter(post__in=whose.posts, person=person).exists()
    if not known_here and not shares(person, whose, mine.now):  # somebody of another body may act for this one
        raise Http404
    return person, here.name, whose


def _say(request: HttpRequest, leaver: Person, count: int, leaving: bool) -> None:
    told = {"name": leaver.name, "count": count}
    if leaving:
        said = ngettext(
            "%(name)s has left. %(count)s challenge went to others.",
            "%(name)s has left. %(count)s challenges went to others.",
            count,
        )
    else:
        said = ngettext("%(count)s challenge went to others.", "%(count)s challenges went to others.", count)
    messages.success(request, said % told)


ADDRESSES = [
    path("people/person/<int:number>/", person, name="person"),
    path("people/person/<int:number>/name/", rename, name="person_rename"),
    path("people/person/<int:number>/sign-out/", sign_out, name="person_sign_out"),
    path("people/person/<int:number>/invite/", invite, name="person_invite"),
    path("people/person/<int:number>/leave/<slug:of>/<int:place>/", leave, name="person_leave"),
    path("people/person/<int:number>/move/<slug:of>/<int:place>/", move, name="person_move"),
    path("people/person/<int:number>/ended/<int:post>/", ended, name="person_ended"),
]
