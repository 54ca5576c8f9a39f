"""The policy's forms: asked of a side when their moment comes, filled in with words, and never lost on the way."""

from __future__ import annotations

from collections.abc import Iterable

from forthright.core.challenge import commands, facts
from forthright.core.challenge.answers import No
from forthright.core.challenge.codes import DutyKind, Side
from forthright.core.challenge.facts import Duty, Event, Party
from forthright.core.challenge.folding import apply
from forthright.core.challenge.state import State
from forthright.core.challenge.telling import happened
from forthright.core.policy.shapes import Actor, Form, FormField, Policy

ACTORS = {Actor.RAISING: Side.RAISING, Actor.RESPONDING: Side.RESPONDING}


def with_forms(policy: Policy, state: State, events: Iterable[Event]) -> tuple[Event, ...]:
    """These events, each followed by the forms that the policy asks for when it happens."""
    if not policy.forms:
        return tuple(events)
    found: list[Event] = []
    for event in events:
        before, state = state, apply(state, event)
        found.append(event)
        for asked in _asked(policy, before, state, event):
            state = apply(state, asked)
            found.append(asked)
    return tuple(found)


def _asked(policy: Policy, before: State, after: State, event: Event) -> list[Event]:
    what = happened(before, after, event)
    due = [form for form in policy.forms if any(form.when is when and form.step in ("", at) for when, at in what)]
    made = [(form, _duties(form, after)) for form in due]
    return [
        Event(fact=facts.FormAsked(form=form.key, name=form.name, duties=duties), at=event.at)
        for form, duties in made
        if duties
    ]


def sides_of(form: Form, state: State) -> tuple[Side, ...]:
    """The sides that fill it in, of those who take part. Where the text does not say who, it is the raising owner's."""
    if form.filled_by is Actor.BOTH:
        return state.sides
    side = ACTORS[form.filled_by] if isinstance(form.filled_by, Actor) else Side.RAISING
    return (side,) if side in state.sides else ()


def _duties(form: Form, state: State) -> tuple[Duty, ...]:
    return tuple(
        Duty(key=f"form.{form.key}.{side}", kind=DutyKind.FORM, owner=state.owners[side], side=side)
        for side in sides_of(form, state)
    )


def fields_for(form: Form, side: Side | None) -> tuple[FormField, ...]:
    """The questions of a form that are asked of a side."""
    return tuple(one for one in form.fields if one.side in (None, Actor.BOTH) or ACTORS.get(one.side) is side)


def open_forms(policy: Policy, state: State, side: Side | None) -> tuple[Form, ...]:
    """The forms that are asked of a side and not filled in yet."""
    return tuple(form for form in policy.forms if f"form.{form.key}.{side}" in state.duties)


def fill(policy: Policy, state: State, command: commands.FillForm, party: Party) -> facts.FormFilled | No:
    """One side's part of a form. `answers` are the texts, each with the label it stood under."""
    form = next((one for one in open_forms(policy, state, party.side) if one.key == command.form), None)
    if form is None:
        return No("no form")
    return facts.FormFilled(form=form.key, name=form.name) if command.words.get("answers") else No("no words")
