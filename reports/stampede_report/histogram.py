"""The log-linear histograms of result files, decoded.

The geometry is that of the program (`harness/metrics/histogram.h`): values below the number of sub-buckets have a
bucket each, every doubling above shares half as many buckets. Percentiles follow the program's rule to the integer, so
that what is drawn equals the metrics in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any, Sequence

import numpy as np

HALF_BITS = {2: 7, 3: 10}  # digits: log2 of the buckets that share one doubling
HIGHEST = 2**63 - 1


def lowest_values(index: np.ndarray, digits: int) -> np.ndarray:
    """The lowest value of each bucket."""
    half = HALF_BITS[digits]
    shift = np.maximum((index >> half) - 1, 0)
    return (index - (shift << half)) << shift


def highest_values(index: np.ndarray, digits: int) -> np.ndarray:
    """The highest value of each bucket; the last bucket ends with 64 bits."""
    last = ((63 - HALF_BITS[digits]) << HALF_BITS[digits]) + (1 << HALF_BITS[digits]) - 1
    inner = np.minimum(index, last - 1)
    return np.where(index >= last, HIGHEST, lowest_values(inner + 1, digits) - 1)


def pairs(buckets: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    """The [index, count] pairs of a file as two arrays."""
    flat = np.fromiter(chain.from_iterable(buckets), dtype=np.int64, count=2 * len(buckets))
    return flat[0::2], flat[1::2]


@dataclass(frozen=True)
class Histogram:
    """Ascending buckets that are not empty: highest equivalent values (at most `max`) and counts."""

    values: np.ndarray
    counts: np.ndarray
    max: int

    @property
    def count(self) -> int:
        return int(self.counts.sum())

    def percentile(self, numerator: int, denominator: int) -> int | None:
        """The value at quantile numerator / denominator, by the program's rule; None of nothing."""
        count = self.count
        if count == 0:
            return None
        rank = max(-(-count * numerator // denominator), 1)
        return int(self.values[np.searchsorted(np.cumsum(self.counts), rank)])

    def at_ranks(self, ranks: np.ndarray) -> np.ndarray:
        """The values of these ranks, each in [1, count]."""
        return self.values[np.searchsorted(np.cumsum(self.counts), ranks)]

    def above(self, values: np.ndarray) -> np.ndarray:
        """How many recorded values are greater than each of `values`, to the resolution of the buckets."""
        below = np.concatenate(([0], np.cumsum(self.counts)))
        return below[-1] - below[np.searchsorted(self.values, values, side="right")]


def decode(data: dict[str, Any]) -> Histogram:
    """A histogram as result files hold it."""
    index, counts = pairs(data["buckets"])
    highest = data["max"] if data["max"] is not None else 0
    return Histogram(np.minimum(highest_values(index, data["digits"]), highest), counts, highest)


@dataclass(frozen=True)
class IntervalHistograms:
    """A histogram for each of `intervals` intervals, in one array of buckets, ordered by interval, then value."""

    intervals: int
    interval: np.ndarray
    values: np.ndarray
    counts: np.ndarray
    max: np.ndarray  # per interval; -1: nothing was recorded

    def percentiles(self, numerator: int, denominator: int) -> np.ndarray:
        """The quantile of each interval, NaN where nothing was recorded."""
        result = np.full(self.intervals, np.nan)
        totals = np.bincount(self.interval, weights=self.counts, minlength=self.intervals).astype(np.int64)
        some = totals > 0
        before = np.cumsum(totals) - totals
        rank = np.maximum(-(-totals * numerator // denominator), 1)
        found = np.searchsorted(np.cumsum(self.counts), (before + rank)[some])
        result[some] = np.minimum(self.values[found], self.max[some])
        return result


def decode_intervals(series: Sequence[dict[str, Any]], factors: Sequence[int] = ()) -> IntervalHistograms:
    """The merged histograms per interval of several repetitions; with `factors`, of so many intervals of each one."""
    factors = factors or [1] * len(series)
    intervals = max((-(-len(one["buckets"]) // factor) for one, factor in zip(series, factors)), default=0)
    parts = [_interval_buckets(one, factor) for one, factor in zip(series, factors)]
    keys, inverse = np.unique(np.concatenate([key for key, _ in parts] or [np.zeros(0, np.int64)]), return_inverse=True)
    counts = np.zeros(len(keys), np.int64)
    np.add.at(counts, inverse, np.concatenate([count for _, count in parts] or [np.zeros(0, np.int64)]))
    highest = np.full(intervals, -1, np.int64)
    for one, factor in zip(series, factors):
        for i, value in enumerate(one["max"]):
            if value is not None:
                highest[i // factor] = max(highest[i // factor], value)
    digits = series[0]["digits"] if series else 2
    return IntervalHistograms(intervals, keys >> 32, highest_values(keys & 0xFFFFFFFF, digits), counts, highest)


def _interval_buckets(one: dict[str, Any], factor: int) -> tuple[np.ndarray, np.ndarray]:
    """(interval << 32 | index, count) of every bucket of every interval."""
    lengths = np.fromiter((len(buckets) for buckets in one["buckets"]), dtype=np.int64, count=len(one["buckets"]))
    index, counts = pairs(list(chain.from_iterable(one["buckets"])))
    return (np.repeat(np.arange(len(lengths)) // factor, lengths) << 32) | index, counts
