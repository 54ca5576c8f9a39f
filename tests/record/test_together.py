"""One matter with several agencies in the record: one transaction, a chain and a key for each, and nothing half."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from forthright.core.challenge import commands as c
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import Phase, Stance, Subject
from forthright.core.challenge.folding import fold
from forthright.directory import queries as directory
from forthright.notices.models import Message
from forthright.record import actions, chain, clock, keys, projection, queries, together
from forthright.record.models import Challenge, Receipt, StoredEvent
from forthright.record.store import load, load_facts
from tests.support.town import MONDAY, Town

WORDS = {"worry_facts": "Seen alone at the gate.", "wanted": "A visit.", "theme": "Mornings"}


def wish(town: Town, who: str, by: str = "rosa") -> c.Raise:
    return c.Raise(
        policy=town.policy.fingerprint,
        partnership=town.partnership.pk,
        subject=Subject.THEME,
        subjects=0,
        topic="Need for action",
        raising=directory.own_seat(town.people[by], town.posts[by]),
        responding=directory.own_seat(town.people[who], town.posts[who]),
        group=directory.kind_of(town.posts[who].agency_id),
        words=WORDS,
    )


def raised(town: Town, *who: str, token: str = "a token of this form") -> list[str]:
    done = together.begin_together(town.rosa, [wish(town, one) for one in who], token, MONDAY)
    assert isinstance(done, actions.Done), done
    state = fold(load_facts(done.reference))
    others = together.others_of(state, done.reference)
    return sorted([done.reference, *others], key=lambda one: town_order(one, who, town))


def town_order(reference: str, who: tuple[str, ...], town: Town) -> int:
    answering = fold(load_facts(reference)).answerer
    return next(number for number, one in enumerate(who) if town.people[one].pk == answering)


def state_of(reference: str):  # type: ignore[no-untyped-def]
    return fold(load_facts(reference))


def test_one_matter_begins_a_challenge_with_each_agency_and_one_receipt(town: Town) -> None:
    to_council, to_health = raised(town, "amir", "olu")
    assert Receipt.objects.count() == 1
    for reference, also in ((to_council, town.health.pk), (to_health, town.council.pk)):
        state = state_of(reference)
        assert state.also == (also,)
        assert [entry.event.words["worry_facts"] for entry in load(reference)] == [WORDS["worry_facts"]]
    assert state_of(to_council).matter == state_of(to_health).matter not in ("", to_council, to_health)
    assert not list(chain.faults(StoredEvent.objects.order_by("challenge", "version"), {}))
    assert not list(projection.differences())


def test_the_words_of_one_are_erased_without_those_of_another(town: Town) -> None:
    to_council, to_health = raised(town, "amir", "olu")
    keys.destroy(to_council)
    assert load(to_council)[0].erased
    assert load(to_health)[0].event.words["worry_facts"] == WORDS["worry_facts"]


def test_sent_twice_it_is_begun_once(town: Town) -> None:
    first = raised(town, "amir", "olu")
    again = together.begin_together(town.rosa, [wish(town, "amir"), wish(town, "olu")], "a token of this form", MONDAY)
    assert isinstance(again, actions.Done) and again.again and again.reference in first
    assert Challenge.objects.count() == 2


@pytest.mark.parametrize("after", [1, 2])
def test_whatever_fails_in_the_middle_leaves_no_row_no_message_and_no_key(
    town: Town, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    made: list[str] = []
    create, project = keys.create, actions.project
    monkeypatch.setattr(keys, "create", lambda name: made.append(name) or create(name))

    def failing(*args: object, **options: object) -> None:
        if len(StoredEvent.objects.values("challenge").distinct()) >= after:
            raise actions.Changed("somebody else")
        project(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "project", failing)
    with pytest.raises(actions.Changed):
        raised(town, "amir", "olu")
    assert len(made) == 2 and not keys.get_many(made)
    for model in (StoredEvent, Challenge, Receipt, Message):
        assert not model.objects.exists()


def test_where_one_agency_cannot_be_asked_none_is(town: Town) -> None:
    for bad, code in ((wish(town, "mei"), "same agency challenge"), (wish(town, "sam"), "same agency twice")):
        answer = together.begin_together(town.rosa, [wish(town, "amir"), bad], "another token", MONDAY)
        assert isinstance(answer, No) and answer.code == code
    assert not StoredEvent.objects.exists()


def test_a_silent_agency_holds_nobody_up_and_its_lapse_is_its_own(town: Town) -> None:
    to_council, to_health = raised(town, "amir", "olu")
    for who in ("rosa", "amir"):
        town.does(who, to_council, c.GivePerspective(rating=3, words={"view": f"view of {who}"}))
    town.does("amir", to_council, c.Reply(stance=Stance.AGREE, words={"reasons": "R"}))
    before = state_of(to_council)
    assert before.opened and not state_of(to_health).opened
    clock.handle(to_health, MONDAY + timedelta(days=60))
    assert any(duty.lapsed for duty in state_of(to_health).duties.values())
    assert state_of(to_council) == before


def test_nobody_of_one_pair_opens_the_other(town: Town) -> None:
    to_council, to_health = raised(town, "amir", "olu")
    assert queries.matter(town.olu, to_council, MONDAY) is None
    assert queries.matter(town.amir, to_health, MONDAY) is None
    seen = queries.matter(town.olu, to_health, MONDAY)
    assert seen is not None
    assert seen.agencies[town.council.pk] == town.council.name


def test_closing_one_closes_no_other(town: Town) -> None:
    to_council, to_health = raised(town, "amir", "olu")
    agreed = c.Propose(outcome=c.Outcome.CLARIFICATION, check_back=MONDAY + timedelta(days=60), words={"agreed": "A"})
    town.does("amir", to_council, agreed)
    town.does("rosa", to_council, c.Confirm(agree=True))
    assert state_of(to_council).phase is Phase.SETTLED
    assert state_of(to_health).phase is Phase.OPEN


def everywhere(town: Town, reference: str, command: c.Command, who: str = "rosa") -> actions.Done:
    seen = Challenge.objects.get(pk=reference).version
    done = together.perform_in_all(town.people[who], reference, seen, command, "a token to act", MONDAY)
    assert isinstance(done, actions.Done), done
    return done


def test_evidence_goes_into_all_of_them_once_each_sealed_apart(town: Town) -> None:
    both = raised(town, "amir", "olu")
    wish_ = c.AddEvidence(words={"what": "A log", "source": "Office"})
    done = everywhere(town, both[0], wish_)
    assert done.everywhere == (town.health.pk,) and not done.refused
    for reference in both:
        assert load(reference)[-1].event.words["what"] == "A log"
    assert everywhere_again(town, both[0], wish_).again
    assert StoredEvent.objects.filter(type="evidence added").count() == 2


def everywhere_again(town: Town, reference: str, command: c.Command) -> actions.Done:
    done = together.perform_in_all(town.rosa, reference, 1, command, "a token to act", MONDAY)
    assert isinstance(done, actions.Done)
    return done


def test_where_another_refuses_it_is_named_and_the_rest_stands(town: Town) -> None:
    to_council, to_health = raised(town, "amir", "olu")
    urgent = c.MarkUrgent(words={"reason": "It cannot wait."})
    town.does("rosa", to_health, urgent)
    done = everywhere(town, to_council, urgent)
    assert [(agency, answer.code) for agency, answer in done.refused] == [(town.health.pk, "already urgent")]
    assert state_of(to_council).urgency == "urgent"


def test_where_the_one_at_hand_refuses_nothing_is_written(town: Town) -> None:
    to_council, to_health = raised(town, "amir", "olu")
    town.does("rosa", to_council, c.MarkUrgent(words={"reason": "It cannot wait."}))
    wish_ = c.MarkUrgent(words={"reason": "Again."})
    answer = together.perform_in_all(town.rosa, to_council, 2, wish_, "a token to act", MONDAY)
    assert isinstance(answer, No)
    assert len(load_facts(to_health)) == 1


def test_it_is_done_only_where_one_takes_part_on_the_raising_side(town: Town) -> None:
    to_council, to_health = raised(town, "amir", "olu")
    mei = directory.own_seat(town.mei, town.posts["mei"])
    town.does("rosa", to_council, c.AskIn(seat=mei, words={"reason": "R"}))
    assert everywhere(town, to_council, c.AddEvidence(words={"what": "A log"}), "mei").everywhere == ()
    assert everywhere_of(town, "amir", to_council).everywhere == ()
    assert len(load_facts(to_health)) == 1


def everywhere_of(town: Town, who: str, reference: str) -> actions.Done:
    return everywhere(town, reference, c.AddEvidence(words={"what": "Another log"}), who)


@pytest.mark.parametrize(
    "command", [c.Confirm(agree=True), c.WriteNote(words={"note": "N"}), c.GivePerspective(rating=1)]
)
def test_what_belongs_to_one_pair_is_never_done_in_all(town: Town, command: c.Command) -> None:
    to_council, _to_health = raised(town, "amir", "olu")
    answer = together.perform_in_all(town.rosa, to_council, 1, command, "a token to act", MONDAY)
    assert answer == No("not in all")


def put(town: Town, reference: str, who: str, by: str = "rosa") -> actions.Done | No:
    return together.put_to_another(town.people[by], reference, [wish(town, who, by)], f"token {who}", MONDAY)


def test_the_same_matter_is_put_to_another_agency_later_and_both_are_told(town: Town) -> None:
    first = town.raises()
    before = state_of(first)
    done = put(town, first, "olu")
    assert isinstance(done, actions.Done)
    new, old = state_of(done.reference), state_of(first)
    assert new.matter == old.matter != ""
    assert (new.also, old.also) == ((town.council.pk,), (town.health.pk,))
    assert (old.duties, old.phase, old.parties) == (before.duties, before.phase, before.parties)
    assert Message.objects.filter(challenge=first, recipient=town.amir.pk, version=2).exists()
    assert put(town, first, "olu").again  # type: ignore[union-attr]
    assert not list(projection.differences())


@pytest.mark.parametrize(("by", "refusal"), [("amir", "not your role"), ("mei", "not the owner")])
def test_only_the_raising_owner_puts_it_to_another(town: Town, by: str, refusal: str) -> None:
    first = town.raises()
    mei = directory.own_seat(town.mei, town.posts["mei"])
    town.does("rosa", first, c.AskIn(seat=mei, words={"reason": "R"}))
    answer = put(town, first, "olu", by)
    assert isinstance(answer, No) and answer.code == refusal
    assert len(load_facts(first)) == 2


def test_to_an_outsider_there_is_no_such_matter(town: Town) -> None:
    with pytest.raises(actions.NotThere):
        put(town, town.raises(), "amir", by="olu")


def test_an_agency_that_has_it_is_not_asked_again(town: Town) -> None:
    first = town.raises()
    put(town, first, "olu")
    for who in ("olu", "hana", "sam"):
        answer = together.put_to_another(town.rosa, first, [wish(town, who)], f"later {who}", MONDAY)
        assert isinstance(answer, No) and answer.code == "same agency twice"


def test_somebody_writing_at_the_same_moment_is_waited_for_and_nothing_is_lost(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = town.raises()
    tell, busy = together._tell, [lambda: town.does("amir", first, c.Acknowledge())]

    def interrupted(states: object, ones: object, now: object) -> None:
        if busy:
            raise actions.Changed(first)
        tell(states, ones, now)  # type: ignore[arg-type]

    def after_rollback(make: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object) -> object:
            try:
                return make(*args)
            finally:
                while busy:
                    busy.pop()()

        return run

    monkeypatch.setattr(together, "_tell", interrupted)
    monkeypatch.setattr(together, "write_beginnings", after_rollback(actions.write_beginnings))
    done = put(town, first, "olu")
    assert isinstance(done, actions.Done)
    assert [type(event.fact).__name__ for event in load_facts(first)] == ["Raised", "Acknowledged", "AlsoRaised"]
