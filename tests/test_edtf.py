"""EDTF literals to outer bounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tct.edtf import Bounds, bounds


@pytest.mark.parametrize(
    ("literal", "first", "last"),
    [
        ("2025-01-20", "2025-01-20", "2025-01-20"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025?-02", "2025-02-01", "2025-02-28"),
        ("2025~", "2025-01-01", "2025-12-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2025-01-20/2025-12-10", "2025-01-20", "2025-12-10"),
        ("[2017-01-20..2021-01-20]", "2017-01-20", "2021-01-20"),
        ("{2020,2021}", "2020-01-01", "2021-12-31"),
        ("2017-01-20/", "2017-01-20", None),
        ("2017-01-20/..", "2017-01-20", None),
        ("/2017-01-20", None, "2017-01-20"),
        ("../2017", None, "2017-12-31"),
        ("[..2017]", None, "2017-12-31"),
        ("[2017..]", "2017-01-01", None),
    ],
)
def test_bounds(literal: str, first: str | None, last: str | None) -> None:
    expected = Bounds(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
    assert bounds(literal) == expected


@pytest.mark.parametrize(
    "literal", ["", "soon", "2025-13", "2025-02-30", "2025/2024", "/", "../..", "Y17E7", "-0044", "2025-02-01T10:00"]
)
def test_what_is_no_date_or_ends_before_it_starts_is_refused(literal: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|date|ends"):
        bounds(literal)


DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))


@given(DAYS, st.integers(0, 4000))
def test_an_interval_of_days_has_exactly_its_days(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(9998, 12, 31))
    found = bounds(f"{first.isoformat()}/{last.isoformat()}")
    assert (found.first, found.last, found.days) == (first, last, (last - first).days + 1)


@given(DAYS)
def test_less_precision_never_narrows(day: date) -> None:
    exact, month, year = (bounds(day.isoformat()[:length]) for length in (10, 7, 4))
    for narrow, wide in ((exact, month), (month, year)):
        assert narrow.first is not None
        assert narrow.last is not None
        assert wide.first is not None
        assert wide.last is not None
        assert wide.first <= narrow.first <= narrow.last <= wide.last


@given(st.text(alphabet="0123456789-/?~.[]{}XYE,", max_size=14))
def test_any_text_gives_bounds_in_order_or_a_value_error(text: str) -> None:
    try:
        found = bounds(text)
    except ValueError:
        return
    assert found.first or found.last
    assert not (found.first and found.last) or found.first <= found.last
