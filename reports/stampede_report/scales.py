"""Scales, as functions from values to positions on a linear axis, with ticks in units that people use.

A logarithmic axis cannot show zero, and most hits take none. So a log scale has a strip of its own for everything below
its lowest decade, labelled with what it holds and set off by a break in the axis.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Callable, Iterable

import numpy as np
from matplotlib.axes import Axes

from stampede_report import style, text

MICROSECOND = 1000
STRIP = 0.17  # inches from the lowest decade to what is below it
STRIP_ACROSS = 0.45
NARROWEST = 0.5  # decades
HEADROOM = 0.04  # of the span, above the highest value


@dataclass(frozen=True)
class LogScale:
    """log10 from `low` to `high`; with `floor_label`, values below `floor` have their strip under `low`."""

    low: float  # log10
    high: float
    floor: float
    floor_label: str
    write: Callable[[float], str]
    length: float  # of the axis in inches: ticks keep a distance that can be read
    across: bool = False  # an axis of x, where labels need more room

    @property
    def strip_width(self) -> float:
        """From the strip's middle to the lowest decade; the axis ends half of it below the middle."""
        inches = STRIP_ACROSS if self.across else STRIP
        return inches * (1 + HEADROOM) * (self.high - self.low) / (self.length - 1.5 * inches)

    @property
    def strip(self) -> float:
        """The position of what is below the scale."""
        return self.low - self.strip_width

    @property
    def limits(self) -> tuple[float, float]:
        span = self.high - self.low
        bottom = self.strip - self.strip_width / 2 if self.floor_label else self.low
        return bottom, self.high + HEADROOM * span

    def at(self, values: np.ndarray | Iterable[float]) -> np.ndarray:
        """Positions; NaN stays NaN."""
        array = np.asarray(values, dtype=float)
        with np.errstate(invalid="ignore"):
            below = array < self.floor
        logs = np.log10(np.maximum(array, self.floor, where=~np.isnan(array), out=array.copy()))
        return np.where(below, self.strip, np.maximum(logs, self.low))

    def ticks(self, apart: float = 0.17) -> list[tuple[float, str]]:
        """Ticks at least so many inches apart: 1, 2, 5 of each decade, or decades, or every second, third, ..."""
        inches = self.length / (self.limits[1] - self.limits[0])
        steps = (1, 2, 5) if math.log10(2) * inches >= apart else (1,)
        every = max(1, math.ceil(apart / inches))
        ticks = [(self.strip, self.floor_label)] if self.floor_label else []
        first = math.ceil(self.low - 1) if len(steps) > 1 else math.ceil(self.low - 1e-9)
        for decade in range(first, math.ceil(self.high) + 1, every):
            for step in steps:
                position = decade + math.log10(step)
                if self.low - 1e-9 <= position <= self.limits[1]:
                    ticks.append((position, self.write(step * 10.0**decade)))
        return ticks

    def on_x(self, axes: Axes) -> None:
        axes.set_xlim(*self.limits)
        positions, labels = zip(*self.ticks(apart=0.55))
        axes.set_xticks(positions, labels, parse_math=False)
        if self.floor_label:
            self._break(axes)

    def on_y(self, axes: Axes, labelled: bool = True) -> None:
        axes.set_ylim(*self.limits)
        if not labelled:
            axes.set_yticks([])
            return
        positions, labels = zip(*self.ticks())
        axes.set_yticks(positions, labels, parse_math=False)
        if self.floor_label:
            self._break(axes)

    def _break(self, axes: Axes) -> None:
        """A band over the strip and two strokes over the axis: here it is no longer a log scale."""
        start = self.limits[0]
        end = (self.strip + self.low) / 2
        band = axes.axvspan if self.across else axes.axhspan
        band(start, end, facecolor=style.BAND, linewidth=0, zorder=0.5)
        bottom, top = self.limits
        for shift in (-0.018, 0.018):
            at = (end - bottom) / (top - bottom) + shift / self.length
            slant = 0.018 / self.length
            along, over = [at - slant, at + slant], [-0.018, 0.018] if self.across else [-0.006, 0.006]
            axes.plot(*((along, over) if self.across else (over, along)), transform=axes.transAxes, color=style.MUTED,
                      linewidth=0.9, clip_on=False)


def log_scale(values: Iterable[np.ndarray], write: Callable[[float], str], length: float, *, floor: float | None = None,
              below: str = "", across: bool = False) -> LogScale:
    """A scale around finite values >= 0, `length` inches long.

    `floor` is the lowest value shown as such; if there are lower ones that are not 0, their strip is labelled `below`.
    """
    arrays = [np.asarray(array, dtype=float).ravel() for array in values]
    everything = np.concatenate(arrays) if arrays else np.zeros(0)
    everything = everything[np.isfinite(everything)]
    positive = everything[everything > 0]
    lowest = floor if floor is not None else (float(positive.min()) if len(positive) else 1.0)
    shown = positive[positive >= lowest]
    low, high = (math.log10(shown.min()), math.log10(shown.max())) if len(shown) else (math.log10(lowest),) * 2
    low = math.floor(low + 1e-9) + max(math.log10(step) for step in (1, 2, 5) if math.log10(step) <= low % 1 + 1e-9)
    high = max(high, low + NARROWEST)
    between = len(shown) < len(positive)
    label = (below if between else "0") if len(shown) < len(everything) else ""
    return LogScale(low, high, 10.0**low * (1 - 1e-9), label, write, length, across)  # rounding hides no value


def latency_scale(values: Iterable[np.ndarray], length: float, *, across: bool = False) -> LogScale:
    """Nanoseconds, from 1 µs up."""
    return log_scale(values, text.duration, length, floor=MICROSECOND, below="<1 µs", across=across)


@dataclass(frozen=True)
class LinearScale:
    """From 0, or from `low`, in round steps."""

    low: float
    high: float
    write: Callable[[float], str]
    whole: bool = False  # ticks at whole numbers only

    def at(self, values: np.ndarray | Iterable[float]) -> np.ndarray:
        return np.asarray(values, dtype=float)

    def ticks(self) -> list[tuple[float, str]]:
        step = round_step((self.high - self.low) / 5)
        step = max(step, 1) if self.whole else step
        first = math.ceil(self.low / step - 1e-9)
        return [(k * step, self.write(k * step)) for k in range(first, int(self.high / step + 1e-6) + 1)]

    def on_y(self, axes: Axes) -> None:
        axes.set_ylim(self.low, self.high)
        positions, labels = zip(*self.ticks())
        axes.set_yticks(positions, labels, parse_math=False)


def linear_scale(values: Iterable[np.ndarray], write: Callable[[float], str], whole: bool = False) -> LinearScale:
    """From 0 to a little above the highest value."""
    highest = max((float(np.nanmax(array)) for array in values if np.isfinite(array).any()), default=0.0)
    return LinearScale(0.0, highest * 1.06 if highest > 0 else 1.0, write, whole)


def level_scale(values: list[np.ndarray], write: Callable[[float], str], length: float, *,
                whole: bool = False, ratio: float = 30) -> LinearScale | LogScale:
    """Linear, unless the peaks of the lines are so far apart that the lower ones would lie on the axis."""
    peaks = [float(np.nanmax(array)) for array in values if np.isfinite(array).any()]
    positive = [peak for peak in peaks if peak > 0]
    if positive and max(positive) > ratio * min(positive):
        return log_scale(values, write, length)
    return linear_scale(values, write, whole)


def is_log(scale: LinearScale | LogScale) -> bool:
    return isinstance(scale, LogScale)


def round_step(rough: float) -> float:
    """The next larger of 1, 2, 5 x 10^k."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * (1 - 1e-9))


TIME_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 4 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)


def time_ticks(start: float, end: float, most: int = 9) -> list[tuple[float, str]]:
    """Ticks of seconds in [start, end], labelled 30s, 2m, 1h30m."""
    rough = max((end - start) / most, 1e-9)
    days = 86400 * math.ceil(rough / 86400)
    step = round_step(rough) if rough < 1 else next((step for step in TIME_STEPS if step >= rough), days)
    first = math.ceil(start / step - 1e-9)
    return [(k * step, text.instant(k * step * 1e9)) for k in range(first, int(end / step + 1e-6) + 1)]
