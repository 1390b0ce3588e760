"""The Vietnamese lunar calendar (âm lịch): the solar day of a lunar one.

Hồ Ngọc Đức's method: months begin with the day of the new moon and the eleventh holds the winter solstice, both by
the civil day at UTC+7. Chinese tables (UTC+8) put Tết of 2007 and 2030 a day late and that of 1985 a month late.
"""

from datetime import date, timedelta
from functools import cache
from math import floor, pi, sin

_EPOCH = date(1900, 1, 1)
_EPOCH_JULIAN = 2415021  # Julian day number of _EPOCH
_NEW_MOON = 2415021.076998695  # of 1 January 1900
_MONTH = 29.530588853  # mean days from new moon to new moon
_ZONE = 7 / 24


def solar_of(day: int, month: int, year: int) -> date:
    """The solar day of a lunar day of a common (not leap) month; `year` is that in which its Tết falls.

    Raises ValueError for a month outside 1 to 12 or a day that the month does not have.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"lunar month {month}")
    start = _month_starts(year)[month - 1]
    if not 1 <= day <= 30 or (day == 30 and _new_moon_day(_moons_until(start) + 1) - start < 30):
        raise ValueError(f"lunar day {day}/{month}/{year}")
    return _EPOCH + timedelta(start + day - 1 - _EPOCH_JULIAN)


@cache
def _month_starts(year: int) -> tuple[int, ...]:
    """Julian day numbers on which the common months 1 to 12 of a lunar year begin."""
    return (*_from_eleventh(year - 1)[2:], *_from_eleventh(year)[:2])


def _from_eleventh(year: int) -> tuple[int, ...]:
    """The beginnings of months 11, 12, 1, ... 10 after the winter solstice of a solar year."""
    first, after = _eleventh(year), _eleventh(year + 1)
    moons = [_new_moon_day(_moons_until(first) + n) for n in range(14)]
    # Thirteen months between two solstices: the first without a major solar term repeats its forerunner's number.
    if after - first > 365:
        leap = next(n for n in range(1, 13) if _sign(moons[n]) == _sign(moons[n + 1]))
        del moons[leap]
    return tuple(moons[:12])


def _eleventh(year: int) -> int:
    """The Julian day number on which the month of the winter solstice begins."""
    last = (date(year, 12, 31) - _EPOCH).days + _EPOCH_JULIAN
    start = _new_moon_day(floor((last - _EPOCH_JULIAN) / _MONTH))
    return start if _sign(start) < 9 else _new_moon_day(floor((last - _EPOCH_JULIAN) / _MONTH) - 1)


def _moons_until(start: int) -> int:
    """Which new moon since 1900 a month begins with."""
    return floor((start - _NEW_MOON) / _MONTH + 0.5)


@cache
def _new_moon_day(k: int) -> int:
    """The Julian day number at UTC+7 of the k-th new moon since 1900 (Meeus, good to some minutes)."""
    t = k / 1236.85
    rad = pi / 180
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t**2) * rad)
    sun = (359.2242 + 29.10535608 * k - 0.0000333 * t**2 - 0.00000347 * t**3) * rad
    moon = (306.0253 + 385.81691806 * k + 0.0107306 * t**2 + 0.00001236 * t**3) * rad
    node = (21.2964 + 390.67050646 * k - 0.0016528 * t**2 - 0.00000239 * t**3) * rad
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun)
    shift += -0.4068 * sin(moon) + 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon)
    shift += 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon)
    shift += 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun) - 0.0006 * sin(2 * node + moon)
    shift += 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    # Dynamical time runs ahead of the earth's; the polynomial holds from 1800 on.
    ahead = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + shift - ahead + 0.5 + _ZONE)


def _sign(julian_day: int) -> int:
    """The twelfth of the ecliptic (0 = from the March equinox) in which the sun stands at the day's first hour."""
    t = (julian_day - 0.5 - _ZONE - 2451545.0) / 36525
    rad = pi / 180
    anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3
    true = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    true += (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(rad * anomaly)
    true += (0.019993 - 0.000101 * t) * sin(2 * rad * anomaly) + 0.000290 * sin(3 * rad * anomaly)
    return floor((true % 360) / 30)
