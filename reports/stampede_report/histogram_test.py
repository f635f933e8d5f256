"""Histograms decode to what the program measured."""

import bisect
import math
import random

import numpy as np
import pytest

from stampede_report.histogram import Histogram, decode, decode_intervals, highest_values, lowest_values

QUANTILES = {"p50": (50, 100), "p90": (90, 100), "p99": (99, 100), "p999": (999, 1000), "max": (1, 1)}


def bucket_of(value: int, half: int) -> int:
    doubling = max(0, value.bit_length() - half - 1)
    return (doubling << half) + (value >> doubling)


def encoded(values: list[int], digits: int = 3) -> dict:
    half = {2: 7, 3: 10}[digits]
    counts: dict[int, int] = {}
    for value in values:
        counts[bucket_of(value, half)] = counts.get(bucket_of(value, half), 0) + 1
    return {"digits": digits, "count": len(values), "min": min(values, default=None), "max": max(values, default=None),
            "sum": str(sum(values)), "buckets": [list(pair) for pair in sorted(counts.items())]}


@pytest.mark.parametrize("digits, half", [(2, 7), (3, 10)])
def test_buckets_hold_the_values_that_the_program_puts_into_them(digits, half):
    values = [0, 1, 127, 128, 255, 256, 257, 2047, 2048, 2049, 4095, 4096, 10**6 + 1, 10**12 + 7, 2**62 + 1, 2**63 - 1]
    index = np.array([bucket_of(value, half) for value in values])
    assert (lowest_values(index, digits) <= np.array(values)).all()
    assert (highest_values(index, digits) >= np.array(values)).all()


@pytest.mark.parametrize("digits, half", [(2, 7), (3, 10)])
def test_each_bucket_begins_where_the_one_before_it_ends(digits, half):
    index = np.arange((64 - half) << half)
    assert (lowest_values(index[1:], digits) == highest_values(index[:-1], digits) + 1).all()
    assert highest_values(index[-1:], digits)[0] == 2**63 - 1


def test_percentiles_equal_the_metrics_in_the_file(result):
    compared = 0
    for part in result["summary"]:
        for name in ("read.latency", "stale.age", "write.latency", "writes.durable_lag"):
            histogram = decode(part["histograms"][name])
            for which, quantile in QUANTILES.items():
                metric = part["metrics"].get(f"{name}.{which}")
                if metric:
                    assert histogram.percentile(*quantile) == metric["pooled"], (part["strategy"], name, which)
                    compared += metric["pooled"] is not None
    assert compared > 40


def test_intervals_hold_every_read_and_the_maxima_of_the_file(result):
    for part in result["summary"]:
        cells = [cell for cell in result["cells"] if cell["strategy"] == part["strategy"]]
        intervals = decode_intervals([cell["series"]["read_latency"] for cell in cells])
        assert intervals.counts.sum() == part["histograms"]["read.latency"]["count"]
        assert intervals.max.max() == part["metrics"]["read.latency.max"]["pooled"]
        per_interval = np.bincount(intervals.interval, weights=intervals.counts, minlength=intervals.intervals)
        assert per_interval.tolist() == np.sum([cell["series"]["reads"] for cell in cells], axis=0).tolist()


def test_percentiles_of_intervals_are_those_of_their_merged_values():
    rng = random.Random(7)
    first = [[rng.randrange(10**6) for _ in range(rng.randrange(40))] for _ in range(9)] + [[]]
    second = [[rng.randrange(10**9) for _ in range(rng.randrange(40))] for _ in range(9)] + [[]]
    series = []
    for run in (first, second):
        parts = [encoded(values, 2) for values in run]
        series.append({"digits": 2} | {name: [part[name] for part in parts] for name in ("max", "buckets")})
    found = decode_intervals(series).percentiles(99, 100)
    expected = [decode(encoded(a + b, 2)).percentile(99, 100) for a, b in zip(first, second)]
    assert [None if math.isnan(value) else int(value) for value in found] == expected


def test_above_counts_what_is_greater():
    rng = random.Random(1)
    values = sorted(rng.randrange(1500) for _ in range(400))  # below 2048 every value has its bucket
    histogram = decode(encoded(values))
    at = np.array([-1, 0, values[0], 700, 1499, 5000])
    assert histogram.above(at).tolist() == [len(values) - bisect.bisect_right(values, value) for value in at]


def test_a_percentile_is_never_above_the_exact_maximum():
    assert decode(encoded([10**9 + 1])).percentile(1, 2) == 10**9 + 1


def test_nothing_has_no_percentile():
    assert decode(encoded([])).percentile(99, 100) is None
    assert Histogram(np.zeros(0, np.int64), np.zeros(0, np.int64), 0).count == 0
    assert decode_intervals([]).intervals == 0
