"""What happens in the planted town: each story leaves a challenge standing somewhere else, with other events behind it.

Whatever is said in them is replaced by secrets; "-" stands for any words.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from forthright.core.challenge import commands as c
from forthright.core.challenge.codes import Better, Conflict, GlassWhy, Outcome, Ruling, Shown, Stance, Subject, Why
from forthright.directory import queries as directory
from forthright.directory.guests import Asked
from forthright.directory.keeping import Keeper
from forthright.directory.models import Holding
from forthright.directory.staff import staff
from forthright.record import actions, apart, hours, leaving, need, together
from forthright.record.hours_wishes import EnterDays, Place
from forthright.record.moving_hours import Moves
from tests.core.challenge.texts import ENDS, step
from tests.support import acts
from tests.support.acts import LATER, NOW
from tests.support.guests import JOAN, asks_joan, vouched
from tests.support.town import MONDAY

if TYPE_CHECKING:
    from .planted import Planted, PlantedTown

CHAIRED = step("1", "  meet by independent chair within: 3 working days\n  settle within: 5 working days\n" + ENDS)
"""A policy that brings the chair in at once."""
DECISION = {"decision": "-", "reasons": "-"}
WHY = {"reason": "-"}
NOTE = {"note": "-"}


def _sealed(place: Planted) -> None:
    """Step 1: one side's view is sealed, each side has a private note, and a manager was asked in to advise."""
    reference = place.matters["sealed"] = place.town.raises()
    place.town.does("rosa", reference, c.GivePerspective(rating=1, words={"view": "-", "change_mind": "-"}))
    place.town.does("rosa", reference, c.WriteNote(words={"note": "-"}))
    place.town.does("amir", reference, c.WriteNote(words={"note": "-"}))
    ivo = directory.own_seat(place.town.ivo, place.town.posts["ivo"])
    place.town.does("rosa", reference, c.AskIn(seat=ivo, words={"reason": "-"}))


def _third(place: Planted) -> None:
    """Step 3, with both views open, managers and representatives in it."""
    reference = place.matters["third"] = place.town.raises()
    for who in ("rosa", "amir"):
        place.town.does(who, reference, c.GivePerspective(rating=1, words={"view": "-", "change_mind": "-"}))
    for answerer, raiser in (("amir", "rosa"), ("sam", "mei")):
        place.town.does(answerer, reference, c.Reply(stance=Stance.DISAGREE, words={"reasons": "-"}))
        place.town.does(raiser, reference, c.TakeUp(why=Why.STILL_DIFFER))
    place.town.does("ravi", reference, c.WriteNote(words={"note": "-"}))


def _quiet(place: Planted) -> None:
    """The responding side is not in it yet; and one of the same kind into which it was let."""
    policy = place.town.own_manager_first()
    for name in ("quiet", "let in"):
        reference = place.matters[name] = place.town.raises(policy=policy)
        place.town.does("mei", reference, c.Reply(stance=Stance.DISAGREE, words={"reasons": "-"}))
    place.town.does("mei", place.matters["let in"], c.TakeUp(why=Why.STILL_DIFFER))


def _settled(place: Planted) -> None:
    """It is settled, and one side has said whether it is better for the child."""
    reference = place.matters["settled"] = place.town.raises()
    acts.agreed(place.town, reference)
    acts.due_check_back(reference)
    place.town.does("rosa", reference, c.CheckBack(better=Better.YES, words={"different": "-"}), acts.LATER)


def _talked(place: Planted) -> None:
    """Recorded as settled by talking."""
    said = {"children": [{"name": "-", "born": "2019-03-27"}], "what": "-", "changed": "-"}
    place.matters["talked"] = _by_talking(place.town, Subject.CHILD, said)


def _by_talking(town: PlantedTown, subject: Subject, said: dict[str, object]) -> str:
    wish = c.RecordSettled(
        policy=town.policy.fingerprint,
        partnership=town.partnership.pk,
        subject=subject,
        topic="Need for action",
        raising=directory.own_seat(town.rosa, town.posts["rosa"]),
        responding_agency=town.council.pk,
        words=town.secret(said),
    )
    done = actions.begin(town.rosa, wish, "a form", NOW)
    assert isinstance(done, actions.Done), done
    return done.reference


def _theme(place: Planted) -> None:
    """No child is named; it is urgent."""
    said = place.town.secret(dict.fromkeys(("theme", "worry_facts", "wanted", "urgent_reason"), "-"))
    place.matters["theme"] = place.town.raises(subject=Subject.THEME, subjects=0, words=said)


def _left(place: Planted) -> None:
    """Leo raised it, handed it to Ivo, and left."""
    town = place.town
    leo = directory.own_seat(town.leo, town.posts["leo"])
    reference = place.matters["left"] = _raised_by(town, "leo", raising=leo)
    town.does("leo", reference, c.WriteNote(words={"note": "-"}))
    ivo = directory.own_seat(town.ivo, town.posts["ivo"])
    town.does("leo", reference, c.HandOver(seat=ivo, words={"reason": "-"}))


def _chaired(place: Planted) -> None:
    """The chair of the partnership takes part."""
    reference = place.matters["chaired"] = place.town.raises(policy=acts.small(place.town, CHAIRED))
    place.town.does("rosa", reference, c.WriteNote(words={"note": "-"}))


def _elsewhere(place: Planted) -> None:
    """One of the other partnership."""
    town, there = place.town, place.town.there
    otto, pia = (directory.own_seat(town.people[who], town.posts[who]) for who in ("otto", "pia"))
    where = {"policy": town.their_policy.fingerprint, "partnership": there.pk}
    place.matters["elsewhere"] = _raised_by(town, "otto", raising=otto, responding=pia, **where)


def _talked_of_a_theme(place: Planted) -> None:
    """Recorded as settled by talking; no child is named."""
    place.matters["talked of a theme"] = _by_talking(place.town, Subject.THEME, {"theme": "-", "what": "-"})


def _gate_higher_up(place: Planted) -> None:
    """Before a step above the first one somebody of the raising side must agree."""
    reference = place.matters["gate asked"] = place.town.raises(policy=place.town.own_manager_first("1"))
    place.town.does("mei", reference, c.PassGate(agree=True, words=NOTE))
    place.town.does("amir", reference, c.Reply(stance=Stance.DISAGREE, ready=(0, 1), words={"reasons": "-"}))
    place.town.does("rosa", reference, c.TakeUp(why=Why.STILL_DIFFER, words=WHY))


def _decided_twice(place: Planted) -> None:
    """A decision that the second decider did not agree to, and one that they did."""
    reference = place.matters["decided"] = place.town.raises()
    acts.at_step(place.town, reference, "3")
    owner = place.town.matter_of("rosa", reference).state.parties[place.town.rosa.pk]
    for agree, said in ((False, WHY), (True, NOTE)):
        made = c.Decide(
            ruling=Ruling.AS_RAISED,
            check_back=LATER,
            actions=(c.NewAction(owner=owner, due=LATER),),
            words=DECISION | {"actions": ["-"]},
        )
        place.town.does("ruth", reference, made)
        place.town.does("ravi", reference, c.AgreeDecision(agree=agree, words=said))


def _voted(place: Planted) -> None:
    """A panel votes, one of them against."""
    reference = place.matters["voted"] = place.town.raises(policy=place.town.own_manager_first("3"))
    place.town.does("ruth", reference, c.Decide(ruling=Ruling.AS_RAISED, check_back=LATER, words=DECISION))
    place.town.does("ravi", reference, c.AgreeDecision(agree=False, words=WHY))
    place.town.does("cleo", reference, c.AgreeDecision(agree=True, words=NOTE))


def _recommended(place: Planted) -> None:
    """What is recommended, one side accepts and the other does not."""
    changes = (("they decide: by majority", "they may: recommend"), ("  quorum: 3\n", ""))
    reference = place.matters["recommended"] = place.town.raises(policy=place.town.own_manager_first("3", *changes))
    place.town.does("ruth", reference, c.Decide(ruling=Ruling.AS_RAISED, check_back=LATER, words=DECISION))
    place.town.does("ravi", reference, c.AgreeDecision(agree=True, words=NOTE))
    place.town.does("rosa", reference, c.Confirm(agree=True, words=NOTE))
    place.town.does("amir", reference, c.Confirm(agree=False, words=WHY))


def _more_time(place: Planted) -> None:
    """More time was asked for and agreed."""
    reference = place.matters["more time"] = place.town.raises(policy=acts.published(place.town))
    place.town.does("amir", reference, c.AskExtension(duty="1.1.acknowledge", more=1, words=WHY))
    place.town.does("rosa", reference, c.AnswerExtension(agree=True, words=WHY))


def _proposed_twice(place: Planted) -> None:
    """An outcome that the other side did not agree to, and one that it did."""
    reference = place.matters["agreed"] = place.town.raises()
    for agree, said in ((False, WHY), (True, NOTE)):
        wish = c.Propose(outcome=Outcome.CLARIFICATION, check_back=LATER, words={"agreed": "-"})
        place.town.does("amir", reference, wish)
        place.town.does("rosa", reference, c.Confirm(agree=agree, words=said))


def _moved(place: Planted) -> None:
    """Moved to another version of the policy by the business unit."""
    town = place.town
    reference = place.matters["moved"] = town.raises()
    why = town.secret("-")
    done = actions.move_policy(town.beth, reference, 1, acts.published(town), "", why, "a form", NOW)
    assert isinstance(done, actions.Done), done


def _entered_later(place: Planted) -> None:
    """It began at a later step, with the reason."""
    town = place.town
    mei = directory.own_seat(town.mei, town.posts["mei"])
    said = town.secret(dict.fromkeys(("theme", "worry_facts", "wanted", "entry_reason"), "-"))
    mark = acts.published(town)
    reference = town.raises(policy=mark, step="2", agreed=mei, subject=Subject.THEME, subjects=0, words=said)
    place.matters["entered later"] = reference


def _hours_moved(place: Planted) -> None:
    """A day of other hours moved dates of everything that runs in them. Told last: it touches them all."""
    town, day = place.town, date(2026, 11, 3)
    where = Place(Keeper.AGENCY, town.school.pk)
    wish = EnterDays(place=where, reason=town.secret("-"), first=day, last=day, name="Inset day")
    would = hours.preview(town.ada, wish, NOW)
    assert isinstance(would, Moves), would
    assert would.moved
    done = hours.save(town.ada, wish, would.digest(NOW), "a form", NOW)
    assert isinstance(done, hours.Saved), done


def _apart(place: Planted) -> None:
    """Amir's deputy must not take part in it: to them it is not there any more."""
    reference = place.matters["apart"] = place.town.raises()
    why = c.DeclareConflict(code=Conflict.FAMILY, words=WHY)
    place.town.does("dee", reference, why)
    place.town.does("rosa", reference, c.WriteNote(words=NOTE))


def _taken_back(place: Planted) -> None:
    """Rosa said that she must not take part, and was mistaken: Mei keeps what was hers."""
    town = place.town
    reference = place.matters["taken back"] = town.raises()
    town.does("rosa", reference, c.DeclareConflict(code=Conflict.FAMILY, words=WHY))
    apart.taken_back(town.rosa, reference, town.rosa.pk, town.secret("-"), MONDAY)


def _together(place: Planted) -> None:
    """One matter put to two agencies, for somebody whom only the raising side knows; another agency is worried too."""
    town = place.town
    origin = c.Origin(seat=directory.own_seat(town.tess, town.posts["tess"]), shown=Shown.TO_OWN_SIDE)
    wishes = [_wish(town, who, origin) for who in ("amir", "pat")]
    done = together.begin_together(town.rosa, wishes, "the form of this matter", MONDAY)
    assert isinstance(done, actions.Done), done
    other = together.others_of(town.matter_of("rosa", done.reference).state, done.reference)[0]
    place.matters["with the council"], place.matters["with the police"] = done.reference, other
    town.does("rosa", done.reference, c.AskAlong(seat=directory.own_seat(town.olu, town.posts["olu"]), words=WHY))
    town.does("olu", done.reference, c.SayWorry(rating=2, words={"view": "-"}))
    for reference, who in ((done.reference, "amir"), (other, "pat")):
        town.does(who, reference, c.GivePerspective(rating=2, words={"view": "-"}))
        town.does("rosa", reference, c.WriteNote(words=NOTE))


def _wish(town: PlantedTown, who: str, origin: c.Origin) -> c.Raise:
    return c.Raise(
        policy=town.policy.fingerprint,
        partnership=town.partnership.pk,
        subject=Subject.CHILD,
        subjects=1,
        topic="Need for action",
        raising=directory.own_seat(town.rosa, town.posts["rosa"]),
        responding=directory.own_seat(town.people[who], town.posts[who]),
        group=directory.kind_of(town.posts[who].agency_id or 0),
        origin=origin,
        words=town.secret({"children": [{"name": "-"}], "worry_facts": "-", "wanted": "-"}),
    )


def _gone(place: Planted) -> None:
    """Lou raised it and left the school; an administrator gave the part to Ivo."""
    town = place.town
    lou = directory.own_seat(town.lou, town.posts["lou"])
    reference = place.matters["gone"] = _raised_by(town, "lou", raising=lou)
    of = leaving.Of(town.school.pk)
    gives = {one.reference: Holding.objects.get(person=town.ivo).pk for one in leaving.shares(town.lou, of, NOW)}
    assert list(gives) == [reference]
    leaving.go(staff(town.ada, NOW), leaving.Goes(town.lou, of, gives, town.secret("-"), NOW.date()))
    town.people["lou"].refresh_from_db()


def _glass(place: Planted) -> None:
    """Tess broke the glass to two and reads them for three hours; the officer has reviewed one."""
    town = place.town
    reference = place.matters["glass"] = town.raises()
    town.does("rosa", reference, c.WriteNote(words=NOTE))
    other = place.matters["glass, not reviewed"] = town.raises()
    why, post = town.secret("-"), town.posts["tess"]
    done = need.break_glass(town.tess, post, other, GlassWhy.CRISIS, town.secret("-"), "a form", NOW)
    assert isinstance(done, actions.Done), done
    done = need.break_glass(town.tess, post, reference, GlassWhy.CRISIS, why, "a form", NOW)
    assert isinstance(done, actions.Done), done
    done = need.review_glass(town.dora, reference, done.version, True, town.secret("-"), "a form", NOW)
    assert isinstance(done, actions.Done), done


def _asked(place: Planted) -> None:
    """Somebody without an account was asked, and vouched for."""
    asked = Asked(
        name=f"Joan {place.town.plant()}", title=JOAN.title, email=JOAN.email, body=JOAN.body, group=JOAN.group
    )
    invitation = vouched(place.town, asks_joan(place.town, MONDAY, "amir", asked), MONDAY)
    place.joan = invitation
    place.town.people["joan"] = invitation.guest
    place.matters["asked"] = invitation.challenge
    place.town.does("joan", invitation.challenge, c.WriteNote(words=NOTE))


def _raised_by(town: PlantedTown, who: str, **changes: object) -> str:
    rosa, town.people["rosa"] = town.people["rosa"], town.people[who]
    try:
        return town.raises(**changes)
    finally:
        town.people["rosa"] = rosa


STORIES: tuple[Callable[[Planted], None], ...] = (
    _sealed,
    _third,
    _quiet,
    _settled,
    _talked,
    _theme,
    _left,
    _chaired,
    _elsewhere,
    _talked_of_a_theme,
    _gate_higher_up,
    _decided_twice,
    _voted,
    _recommended,
    _more_time,
    _proposed_twice,
    _moved,
    _entered_later,
    _apart,
    _taken_back,
    _together,
    _gone,
    _glass,
    _asked,
    _hours_moved,
)
