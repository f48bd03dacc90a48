"""Query seconds per client: who is refused, what the headers say, and that nobody gets more than the budget."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tct.budget import MOST_WINDOWS, Budget, party
from tct.errors import OverBudget, UsageError


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def budget(clock: Clock) -> Budget:
    """Half a second of evaluation a minute."""
    return Budget(0.5, 60, clock=clock)


def fields(rest: int, ahead: int) -> dict[str, str]:
    return {
        "RateLimit-Policy": '"query-time";q=500;w=60;qu="milliseconds"',
        "RateLimit": f'"query-time";r={rest};t={ahead}',
    }


def test_a_client_is_told_what_is_left_and_passes_until_it_is_used_up(budget: Budget, clock: Clock) -> None:
    assert budget.headers("192.0.2.1") == fields(500, 0)
    budget.charge("192.0.2.1", 0.25)
    budget.check("192.0.2.1")
    assert budget.headers("192.0.2.1") == fields(250, 30)
    clock.now += 15
    assert budget.headers("192.0.2.1") == fields(375, 15)
    assert budget.headers("192.0.2.2") == fields(500, 0)


def test_who_used_it_up_is_refused_with_the_seconds_to_wait(budget: Budget, clock: Clock) -> None:
    budget.charge("192.0.2.1", 0.75)
    with pytest.raises(OverBudget) as refused:
        budget.check("192.0.2.1")
    error = refused.value
    assert (error.status, error.title, error.retry_after) == (429, "Over budget", 31)
    assert str(error) == "this client used its 0.5 s of query time per 60 s; try again in 31 s, or ask for less"
    assert error.headers == {"Retry-After": "31", **fields(0, 31)}
    assert error.members == {
        "type": "https://iana.org/assignments/http-problem-types#quota-exceeded",
        "violated-policies": ["query-time"],
    }
    budget.check("192.0.2.2")
    clock.now += 30
    with pytest.raises(OverBudget, match="try again in 1 s"):
        budget.check("192.0.2.1")
    clock.now += 1
    budget.check("192.0.2.1")


def test_a_debt_outlives_a_window_but_not_ten(budget: Budget, clock: Clock) -> None:
    budget.charge("192.0.2.1", 10_000)
    clock.now += 8.9 * 60
    with pytest.raises(OverBudget):
        budget.check("192.0.2.1")
    clock.now += (MOST_WINDOWS - 8.9) * 60
    budget.check("192.0.2.1")
    assert budget.headers("192.0.2.1") == fields(500, 0)
    assert len(budget) == 0


def test_no_budget_refuses_counts_and_tells_nothing(clock: Clock) -> None:
    budget = Budget(0, 60, clock=clock)
    budget.charge("192.0.2.1", 10_000)
    budget.check("192.0.2.1")
    assert (budget.headers("192.0.2.1"), len(budget)) == ({}, 0)


def test_a_budget_that_is_set_holds_for_loopback_too(budget: Budget) -> None:
    budget.charge("127.0.0.1", 1)
    with pytest.raises(OverBudget):
        budget.check("127.0.0.1")


@pytest.mark.parametrize(("seconds", "window"), [(-1, 60), (math.nan, 60), (math.inf, 60), (1, 0), (1, -5)])
def test_numbers_that_make_no_budget_are_refused(seconds: float, window: int) -> None:
    with pytest.raises(UsageError, match="set TCT_BUDGET >= 0 and TCT_WINDOW >= 1"):
        Budget(seconds, window)


def test_what_is_remembered_is_bounded_and_the_longest_ago_goes_first(clock: Clock) -> None:
    budget = Budget(0.5, 60, clients=100, clock=clock)
    for number in range(250):
        budget.charge(f"192.0.2.{number}", 1)
    assert len(budget) == 100
    budget.check("192.0.2.149")
    with pytest.raises(OverBudget):
        budget.check("192.0.2.150")


@pytest.mark.parametrize(
    ("address", "whom"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
        ("x" * 1000, "x" * 64),
        ("", ""),
    ],
)
def test_whom_an_address_stands_for(address: str, whom: str) -> None:
    assert party(address) == whom


def test_a_network_of_one_host_is_one_client(budget: Budget) -> None:
    budget.charge("2001:db8::1", 1)
    with pytest.raises(OverBudget):
        budget.check("2001:db8::2")
    budget.check("2001:db8:0:1::1")


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0.001, 3)), max_size=60),
    st.floats(0.1, 30),
    st.integers(1, 90),
)
def test_over_time_nobody_gets_more_than_the_budget(
    steps: list[tuple[float, float]], seconds: float, window: int
) -> None:
    """A client that asks whenever it may: one full bucket, what drained since, and one query too long at the most."""
    clock = Clock()
    budget, start, got, longest = Budget(seconds, window, clock=clock), clock.now, 0.0, 0.0
    for wait, cost in steps:
        clock.now += wait
        try:
            budget.check("192.0.2.1")
        except OverBudget:
            continue
        budget.charge("192.0.2.1", cost)
        got, longest = got + cost, max(longest, cost)
        capped = longest > (MOST_WINDOWS - 1) * seconds
        drained = (clock.now - start) / window * seconds
        assert capped or got <= seconds + drained + longest + 1e-6


@given(st.floats(0.001, 100), st.floats(0.1, 30), st.integers(1, 90))
def test_whoever_waits_as_told_passes(cost: float, seconds: float, window: int) -> None:
    clock = Clock()
    budget = Budget(seconds, window, clock=clock)
    budget.charge("192.0.2.1", cost)
    try:
        budget.check("192.0.2.1")
    except OverBudget as error:
        clock.now += error.retry_after
        budget.check("192.0.2.1")
