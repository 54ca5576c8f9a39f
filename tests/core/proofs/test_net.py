"""The net of the proofs against the engine: no run of real acts ever leaves it."""

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from forthright.core.challenge import facts
from forthright.core.challenge.codes import DutyKind, Phase, Urgency
from forthright.core.challenge.state import State
from forthright.core.policy.proofs.explore import explore, is_end
from forthright.core.policy.proofs.net import Clock, Duty, Net, Place, compile_net
from forthright.core.policy.rungs import running
from forthright.core.policy.shapes import Policy
from tests.core.challenge.runs import RUNNING, SHIPPED, runs
from tests.core.policy.shipped import FILES, policy
from tests.support.examples import examples

NETS = {id(one): explore(compile_net(one)) for one in RUNNING}


def places(net: Net, under: Policy, state: State) -> list[Place]:
    """The places of the net that an open challenge may be in; several where its past tells a finished clock from one
    that has not begun."""
    if state.gate is not None:
        return at_gate(net, state)
    index = net.index(state.step)
    if state.quiet and not under.step(state.step).inside:  # the keeper of the first step's gate said no
        return [Place(index, state.urgency is Urgency.URGENT, (Clock.DONE,), True)]
    rung, urgent = net.rungs[index], state.urgency is Urgency.URGENT
    step = under.step(state.step)
    found: list[tuple[Clock, ...]] = [()]
    for duty in rung.duties:
        key = f"{step.key}.{step.tasks.index(duty.task)}.{duty.act}" if duty.task else f"{step.key}.{duty.act}"
        found = [(*clocks, choice) for clocks in found for choice in statuses(duty, state.duties.get(key), urgent)]
    offer = state.duties.get(f"{step.key}.consider")
    if offer is None or not rung.ways[urgent]:
        offers = [Clock.NOT_YET]
    elif offer.lapsed:
        offers = [Clock.LAPSED]
    elif offer.due is not None:
        offers = [Clock.RUNS]
    else:
        offers = [Clock.FREE, Clock.SILENT, Clock.UNSAID]
    if under.caps:  # a time over several steps may offer the step after them, and is not part of the net
        offers.append(Clock.NOT_YET)
    return [Place(index, urgent, (*clocks, one)) for clocks in found for one in offers]


def at_gate(net: Net, state: State) -> list[Place]:
    """The place at the gate of a step, which the engine keeps at the step before."""
    assert state.gate is not None
    held = next((duty for duty in state.duties.values() if duty.kind is DutyKind.REVIEW), None)
    open_now = [Clock.RUNS] if held and held.due else [Clock.FREE, Clock.SILENT, Clock.UNSAID]
    clocks = [Clock.LAPSED] if held is None or held.lapsed else open_now
    urgent = state.urgency is Urgency.URGENT
    return [Place(net.index(state.gate.step), urgent, (clock,), True) for clock in clocks]


def statuses(duty: Duty, held: facts.Duty | None, urgent: bool) -> list[Clock]:
    """What the status of a duty may be, as the engine holds it."""
    if held is None:
        return [Clock.DONE, Clock.NOT_YET] if duty.opening(urgent) is Clock.NOT_YET else [Clock.DONE]
    if held.lapsed:
        return [Clock.LAPSED]
    if held.due is not None:
        return [Clock.RUNS]
    if held.waits_for:
        return [Clock.NOT_YET] if duty.opening(urgent) is Clock.NOT_YET else [Clock.WAITS]
    return [duty.running(urgent)]


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs())
def test_whatever_people_do_a_challenge_stays_inside_the_net_that_was_proved(run):
    _under, _events, _state, along, policies = run
    following = [event for _, event, _ in along[1:]]
    begun_anew = False
    for (_before, event, state), then, under in zip(along, [*following, None], policies, strict=True):
        begun_anew = begun_anew or isinstance(event.fact, facts.Reopened | facts.PolicyMoved)
        by_the_clock = then is not None and then.by is None and isinstance(then.fact, facts.StepTaken | facts.GateAsked)
        moves_at_once = isinstance(event.fact, facts.ClockLapsed) and by_the_clock
        others_decide = any(duty.kind is DutyKind.SECOND for duty in state.duties.values())  # each by name and in time
        stands_still = others_decide or state.paused_until is not None
        if state.phase is Phase.OPEN and not begun_anew and not moves_at_once and not stands_still:
            explored = NETS[id(under)]
            possible = places(explored.net, under, state)
            assert any(place in explored.edges for place in possible), (state.step, state.duties, possible)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_from_every_place_of_a_shipped_policy_an_end_can_be_reached(path):
    explored = explore(compile_net(running(policy(path.stem))))
    good = explored.can_reach(is_end)
    assert set(explored.edges) <= good


@given(st.sampled_from(sorted(SHIPPED)))
def test_the_way_back_from_any_place_is_a_run_of_the_net(name):
    explored = explore(compile_net(running(SHIPPED[name])))
    for place in list(explored.edges)[:200]:
        at = explored.path(place)
        assert not at or at[0][0] in explored.net.begins
        following = [*(here for here, _ in at[1:]), place]
        for (here, edge), to in zip(at, following, strict=False):
            assert edge in explored.edges[here]
            assert edge.to == to


def test_a_shorter_story_than_the_one_told_does_not_exist():
    explored = explore(compile_net(running(SHIPPED["demo-borough"])))
    length = dict.fromkeys(explored.net.begins, 0)
    for place in explored.edges:
        for edge in explored.edges[place]:
            length[edge.to] = min(length.get(edge.to, 10**6), length[place] + 1)
    assert all(len(explored.path(place)) == length[place] for place in explored.edges)
