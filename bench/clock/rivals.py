"""What the rivals do, in their own environment. Nothing of Forthright is imported here but values of the benchmark.

Whatever can be made beforehand is: offsets, calendars, rules, timestamps. `given` holds the closed dates.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import businesstimedelta
import numpy
import pandas
from business_duration import businessDuration

from bench.clock import story
from bench.core.worker import Batch

LONDON = ZoneInfo("Europe/London")
FEW = 100
"""Of the slow ones, so many of the thousand instants."""


def _batch(ask: Callable[[], list[Any]]) -> Batch:
    return lambda: len(ask())


def _offset(closed: list[str], hours: float) -> Any:
    return pandas.offsets.CustomBusinessHour(n=hours, start=story.OPENS, end=story.CLOSES, holidays=closed)


def custom_business_hour(given: Any) -> Batch:
    """A Timestamp without a zone, which is quickest, and an offset of 24 hours made beforehand."""
    offset = _offset(given["closed"], story.HOURS)
    starts = [pandas.Timestamp(start.replace(tzinfo=None)) for start in story.starts()[:FEW]]
    return _batch(lambda: [start + offset for start in starts])


def custom_business_hour_aware(given: Any) -> Batch:
    """From a datetime in UTC over the local time and back, as whoever stores UTC must."""
    offset, starts = _offset(given["closed"], story.HOURS), story.starts()[:FEW]
    return _batch(lambda: [_by_pandas(start, offset) for start in starts])


def _by_pandas(start: datetime, offset: Any) -> datetime:
    found = pandas.Timestamp(start).tz_convert("Europe/London") + offset
    return found.tz_convert("UTC").to_pydatetime()  # type: ignore[no-any-return]


class _Closed(dict[date, str]):
    """The holidays that businesstimedelta wants: anything that knows whether it has a date."""


def _rules(closed: list[str]) -> Any:
    opens, closes = time.fromisoformat(story.OPENS), time.fromisoformat(story.CLOSES)
    week = businesstimedelta.WorkDayRule(start_time=opens, end_time=closes, working_days=[0, 1, 2, 3, 4])
    holidays = businesstimedelta.HolidayRule(_Closed((date.fromisoformat(day), "closed") for day in closed))
    return businesstimedelta.Rules([week, holidays])


def business_time_delta(given: Any) -> Batch:
    """Datetimes without a zone."""
    delta = businesstimedelta.BusinessTimeDelta(_rules(given["closed"]), hours=story.HOURS)
    starts = [start.replace(tzinfo=None) for start in story.starts()[:FEW]]
    return _batch(lambda: [start + delta for start in starts])


def _days(closed: list[str]) -> Any:
    return numpy.busdaycalendar(holidays=closed)


def busday_offset(given: Any) -> Batch:
    """One date at a time, each a datetime64 already. Dates, without hours or zone."""
    days, offset = _days(given["closed"]), numpy.busday_offset
    starts = [numpy.datetime64(start.date()) for start in story.starts()]
    return _batch(lambda: [offset(start, story.DAYS, roll="backward", busdaycal=days) for start in starts])


def busday_offset_of_dates(given: Any) -> Batch:
    """The same from datetimes, whose date in UTC is taken, right or wrong."""
    days, offset, starts = _days(given["closed"]), numpy.busday_offset, story.starts()
    return _batch(lambda: [offset(start.date(), story.DAYS, roll="backward", busdaycal=days) for start in starts])


def _rows() -> tuple[Any, Any]:
    draw = numpy.random.default_rng(1)
    first = story.micros(story.FIRST)
    starts = first + draw.integers(0, story.FIVE_YEARS * 10**6, story.ROWS)
    ends = starts + draw.integers(0, story.FOUR_WEEKS * 10**6, story.ROWS)
    return tuple(at.view("datetime64[us]").astype("datetime64[D]") for at in (starts, ends))  # type: ignore[return-value]


def busday_rows(given: Any) -> Batch:
    """A million rows that are dates already."""
    days, (starts, _ends) = _days(given["closed"]), _rows()
    return lambda: len(numpy.busday_offset(starts, story.DAYS, roll="backward", busdaycal=days))


def busday_count_rows(given: Any) -> Batch:
    days, (starts, ends) = _days(given["closed"]), _rows()
    return lambda: len(numpy.busday_count(starts, ends, busdaycal=days))


def business_duration(given: Any) -> Batch:
    """The holidays as a dict, which is quickest."""
    closed = {date.fromisoformat(day): "closed" for day in given["closed"]}
    pairs = list(zip(story.starts()[:FEW], story.ends()[:FEW], strict=True))
    plain = [(start.replace(tzinfo=None), end.replace(tzinfo=None)) for start, end in pairs]
    return _batch(lambda: [_duration(start, end, closed) for start, end in plain])


def _duration(start: datetime, end: datetime, closed: dict[date, str]) -> float:
    opens, closes = time.fromisoformat(story.OPENS), time.fromisoformat(story.CLOSES)
    found = businessDuration(start, end, starttime=opens, endtime=closes, holidaylist=closed, unit="sec")
    return float(found)


def workalendar(given: Any) -> Batch:
    """England's holidays are its own, worked out and kept for each year."""
    from workalendar.europe import UnitedKingdom

    calendar, starts = UnitedKingdom(), [start.date() for start in story.starts()[:FEW]]
    return _batch(lambda: [calendar.add_working_days(start, story.DAYS) for start in starts])


def _answers(given: Any, ask: Callable[[Any, list[str]], bool]) -> float:
    closed = next(iter(given["calendars"].values()))["closed"]
    return float(sum(_holds(ask, case, closed) for case in given["cases"]))


def _holds(ask: Callable[[Any, list[str]], bool], case: Any, closed: list[str]) -> bool:
    """A case that the rival cannot do at all is not right."""
    try:
        return bool(ask(case, closed))
    except Exception:
        return False


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(LONDON).replace(tzinfo=None)


def right_by_pandas(given: Any) -> float:
    def ask(case: Any, closed: list[str]) -> bool:
        whole, rest = divmod(case["amount"], 3600)
        start = datetime.fromisoformat(case["start"])
        found = _by_pandas(start, _offset(closed, whole)) if whole else start
        if rest:
            raise ValueError("only whole hours")
        return found == datetime.fromisoformat(case["due"])

    return _answers(given, ask)


def right_by_businesstimedelta(given: Any) -> float:
    def ask(case: Any, closed: list[str]) -> bool:
        delta = businesstimedelta.BusinessTimeDelta(_rules(closed), timedelta=timedelta(seconds=case["amount"]))
        found = (_local(case["start"]) + delta).replace(tzinfo=LONDON)
        return bool(found.astimezone(UTC) == datetime.fromisoformat(case["due"]))

    return _answers(given, ask)


def right_by_numpy(given: Any) -> float:
    """Given the local date, and only the date is compared."""

    def ask(case: Any, closed: list[str]) -> bool:
        start = _local(case["start"]).date()
        found = numpy.busday_offset(start, case["amount"], roll="backward", busdaycal=_days(closed))
        return bool(found == numpy.datetime64(_local(case["due"]).date()))

    return _answers(given, ask)


def right_by_workalendar(given: Any) -> float:
    from workalendar.europe import UnitedKingdom

    def ask(case: Any, closed: list[str]) -> bool:
        found = UnitedKingdom().add_working_days(_local(case["start"]).date(), case["amount"])
        return bool(found == _local(case["due"]).date())

    return _answers(given, ask)


def right_by_business_duration(given: Any) -> float:
    def ask(case: Any, closed: list[str]) -> bool:
        named = {date.fromisoformat(day): "closed" for day in closed}
        return _duration(_local(case["start"]), _local(case["end"]), named) == case["elapsed"]

    return _answers(given, ask)
