"""Posts: add one, change it, give it to a person from a day, end a person's time in it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forthright.directory import staff as staffing
from forthright.directory import upkeep
from forthright.directory.models import Agency, Holding, JointTeam, Partnership, Person, Post
from forthright.directory.staff import OF_AGENCIES, OF_THE_PARTNERSHIP, Held, Staff
from forthright.directory.upkeep import By, PostText, Refused
from forthright.web import invitations
from forthright.web.forms.fields import today
from forthright.web.forms.people import NEW, Choices, End, Give, PostForm
from forthright.web.presenters import labels
from forthright.web.presenters import people as words
from forthright.web.views.people import keeper, own_agency, own_office

asked = require_http_methods(["GET", "HEAD", "POST"])


@asked
def add_to_agency(request: HttpRequest, number: int) -> HttpResponse:
    """A new post of an agency."""
    mine = keeper(request)
    agency = own_agency(mine, number)
    partnerships = list(Partnership.objects.filter(agencies=agency).order_by("name", "pk"))
    return _add(request, mine, agency, partnerships, OF_AGENCIES)


@asked
def add_to_partnership(request: HttpRequest, number: int) -> HttpResponse:
    """A new post of the partnership itself."""
    mine = keeper(request)
    return _add(request, mine, None, [own_office(mine, number)], OF_THE_PARTNERSHIP)


def _add(
    request: HttpRequest, mine: Staff, agency: Agency | None, partnerships: list[Partnership], roles: Iterable[str]
) -> HttpResponse:
    numbers = [one.pk for one in partnerships]
    form = PostForm(
        request.POST or None,
        roles=[(role, words.role(role)) for role in roles],
        partnerships=[(str(one.pk), one.name) for one in partnerships],
        managers=_managers(agency, numbers, None),
        teams=_teams(agency, numbers),
    )
    back = _home(agency, partnerships[0].pk)
    if request.method == "POST" and form.is_valid():
        chosen = str(form.cleaned_data.get("partnership") or numbers[0])
        partnership = next(one for one in partnerships if str(one.pk) == chosen)
        post = upkeep.add_post(partnership, agency, _text(form, form.cleaned_data["role"]), By(mine.person, mine.now))
        messages.success(request, _("The post is added. It is vacant until you give it to somebody."))
        return redirect("post_give", post.pk)
    context = {"form": form, "back": back, "of": agency or partnerships[0]}
    return render(request, "people/post_add.html", context, status=_status(request))


@asked
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Another title, team, contact, manager or joint team of a post. The role stays."""
    mine = keeper(request)
    post = kept_post(mine, number).post
    form = PostForm(
        request.POST or None,
        managers=_managers(post.agency, [post.partnership_id], post.pk),
        teams=_teams(post.agency, [post.partnership_id]),
        initial={
            "title": post.title,
            "team": post.team,
            "contact": post.contact,
            "manager": str(post.manager_id or ""),
            "joint_team": str(post.joint_team_id or ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            upkeep.change_post(post, _text(form, post.role), By(mine.person, mine.now))
        except Refused as wrong:
            form.add_error("manager", words.refused(wrong.code))
        else:
            messages.success(request, _("The post is saved. What is written already keeps the title that it has."))
            return redirect(_home(post.agency, post.partnership_id))
    context = {
        "form": form,
        "post": post,
        "role": words.role(post.role),
        "back": _home(post.agency, post.partnership_id),
    }
    return render(request, "people/post_change.html", context, status=_status(request))


def _text(form: PostForm, role: str) -> PostText:
    typed = form.cleaned_data
    return PostText(
        role=role,
        title=typed["title"],
        team=typed["team"],
        contact=typed["contact"],
        manager=int(typed.get("manager") or 0) or None,
        joint_team=int(typed.get("joint_team") or 0) or None,
    )


def _managers(agency: Agency | None, partnerships: list[int], without: int | None) -> Choices:
    posts = Post.objects.filter(agency=agency, partnership__in=partnerships).exclude(pk=without)
    return [(str(one.pk), labels.post(one)) for one in posts.order_by("title", "pk")]


def _teams(agency: Agency | None, partnerships: list[int]) -> Choices:
    rows = JointTeam.objects.filter(partnership__in=partnerships).order_by("name") if agency else []
    return [(str(one.pk), one.name) for one in rows]


def _home(agency: Agency | None, partnership: int) -> str:
    """The page on which a post stands."""
    return reverse("people_agency", args=(agency.pk,)) if agency else reverse("people_partnership", args=(partnership,))


@asked
def give(request: HttpRequest, number: int) -> HttpResponse:
    """A person holds a post from a day: a joiner, somebody known, or a mover who leaves another post for it."""
    mine = keeper(request)
    held = kept_post(mine, number)
    post = held.post
    holdings = _holdings(mine, post)
    people = {one.person_id: one.person for one in holdings}
    form = Give(
        request.POST or None,
        people=[(str(key), labels.isolated(one.name)) for key, one in people.items()],
        holdings=[(str(one.pk), f"{labels.isolated(one.person.name)}: {one.post.title}") for one in holdings],
    )
    if request.method == "POST" and form.is_valid():
        done = _given(request, mine, post, form, people, {str(one.pk): one for one in holdings})
        if done:
            return done
    shown = words.post_row(held, today(), mine=True)
    context = {"form": form, "post": shown, "of": post.agency or post.partnership}
    context["back"] = _home(post.agency, post.partnership_id)
    return render(request, "people/give.html", context, status=_status(request))


def _given(
    request: HttpRequest,
    mine: Staff,
    post: Post,
    form: Give,
    people: dict[int, Person],
    holdings: dict[str, Holding],
) -> HttpResponse | None:
    """The answer once it is done; None where the form says why it is not."""
    typed, by = form.cleaned_data, By(mine.person, mine.now)
    left = holdings.get(typed.get("instead_of", ""))
    new = False
    try:
        with transaction.atomic():
            if typed["person"] == NEW:
                person, new = upkeep.enter_person(typed["email"], typed["name"], by)
            else:
                person = people[int(typed["person"])]
            if left is not None and left.person_id != person.pk:
                form.add_error("instead_of", _("Select a post that this person holds"))
                return None
            upkeep.give(post, person, typed["starts"], by, instead_of=left)
    except Refused as wrong:
        form.add_error("person" if wrong.code == "holds it" else None, words.refused(wrong.code))
        return None
    told = {"name": person.name, "title": post.title}
    messages.success(request, _("%(name)s holds the post %(title)s.") % told)
    if new:
        say_invited(request, person)
    if left is not None:
        messages.success(
            request, _("Their challenges stay with them. Give those that should not to somebody else here.")
        )
        return redirect("person_move", person.pk, *_of(post))
    return redirect(_home(post.agency, post.partnership_id))


def _of(post: Post) -> tuple[str, int]:
    return ("agency", post.agency_id) if post.agency_id else ("partnership", post.partnership_id)


def say_invited(request: HttpRequest, person: Person) -> None:
    """Sends the link and says whether it went out."""
    if invitations.invite(person):
        told = _("%(address)s has been sent a link to choose a password.")
        messages.success(request, told % {"address": person.email})
    else:
        told = _("The link to choose a password could not be sent to %(address)s. Send it again from their page.")
        messages.warning(request, told % {"address": person.email})


def _holdings(mine: Staff, post: Post) -> list[Holding]:
    """What is held now or will be in the same agency, or of the partnership itself, by name."""
    there = (
        Post.objects.filter(agency=post.agency)
        if post.agency_id
        else Post.objects.filter(agency=None, partnership=post.partnership_id)
    )
    rows = Holding.objects.filter(post__in=there, person__is_active=True).exclude(ends__lt=today())
    return list(rows.select_related("person", "post").order_by("person__name", "post__title", "pk"))


@asked
def end(request: HttpRequest, number: int) -> HttpResponse:
    """The last day of somebody in one post. They stay with the agency; leaving it is another page."""
    mine = keeper(request)
    holding = Holding.objects.select_related("post__agency", "post__partnership", "person").filter(pk=number).first()
    if holding is None or not mine.keeps(holding.post):
        raise Http404
    form = End(request.POST or None, initial={"last": holding.ends or today()})
    post = holding.post
    if request.method == "POST" and form.is_valid():
        try:
            upkeep.end(holding, form.cleaned_data["last"], By(mine.person, mine.now))
        except Refused as wrong:
            form.add_error("last", words.refused(wrong.code))
        else:
            messages.success(request, _("The last day is saved."))
            return redirect(_home(post.agency, post.partnership_id))
    leaves = not post.agency_id or post.agency_id in mine.agencies
    context = {
        "form": form,
        "holding": holding,
        "of": _of(post) if leaves else None,
        "back": _home(post.agency, post.partnership_id),
    }
    return render(request, "people/end.html", context, status=_status(request))


def kept_post(mine: Staff, number: int) -> Held:
    """A post that they may change. Raises Http404."""
    found = staffing.post_held(number, today())
    if found is None or not mine.keeps(found.post):
        raise Http404
    return found


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


ADDRESSES = [
    path("people/agency/<int:number>/add/", add_to_agency, name="post_add"),
    path("people/partnership/<int:number>/add/", add_to_partnership, name="own_post_add"),
    path("people/post/<int:number>/", change, name="post"),
    path("people/post/<int:number>/give/", give, name="post_give"),
    path("people/holding/<int:number>/end/", end, name="holding_end"),
]
