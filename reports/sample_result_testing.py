"""Results for tests: valid files in the schema stampede.result/1, small, with every kind of thing in them.

The latencies are drawn from a seeded generator, so a sample is the same in every process. Metrics that pages and
pictures show are computed from the samples; the others are zero.
"""

import json
import math
import random
from collections import Counter
from pathlib import Path
from typing import Any, Iterable

SCHEMA = json.loads((Path(__file__).resolve().parent / "result.schema.json").read_text(encoding="utf-8"))
NOTHING = {"count": 0, "nanoseconds": 0, "sum": "0", "outcomes": [0] * 7, "level": [0, "0", 0]}  # by definition
SECOND = 1_000_000_000
INTERVALS = 24
LENGTH = 240 * SECOND
HALF_BITS = {2: 7, 3: 10}  # a bucket holds 2^-half_bits of its value
PHASES = (("all", 0, 240), ("before", 0, 120), ("brownout", 120, 180), ("after brownout", 180, 240))


def bucket_of(value: int, digits: int) -> int:
    """The bucket of harness/metrics/histogram.h that holds a value."""
    half = HALF_BITS[digits]
    doubling = max(0, value.bit_length() - half - 1)
    return (doubling << half) + (value >> doubling)


def histogram(values: Iterable[int], digits: int = 3) -> dict[str, Any]:
    """The values as result files keep them."""
    values = list(values)
    buckets = Counter(bucket_of(value, digits) for value in values)
    return {
        "digits": digits,
        "count": len(values),
        "min": min(values, default=None),
        "max": max(values, default=None),
        "sum": str(sum(values)),
        "buckets": [[index, buckets[index]] for index in sorted(buckets)],
    }


def percentile(values: list[int], q: float) -> int | None:
    """As a histogram of three digits tells it: the highest value of the bucket that holds rank ceil(q * n)."""
    if not values:
        return None
    ordered = sorted(values)
    index = bucket_of(ordered[max(0, math.ceil(q * len(ordered)) - 1)], 3)
    return min(highest_value(index, 3), ordered[-1])


def highest_value(index: int, digits: int) -> int:
    half = HALF_BITS[digits]
    doubling = max(0, (index >> half) - 1)
    return ((index - (doubling << half) + 1) << doubling) - 1


def latencies(rng: random.Random, requests: int, hit_ratio: float, slow: float) -> list[int]:
    """Hits take no time, misses about 50 ms: lognormal, longer while the store is slow."""
    return [0 if rng.random() < hit_ratio else int(slow * 50e6 * math.exp(0.5 * rng.gauss(0, 1)))
            for _ in range(requests)]


def make_cell(name: str, number: int, seed: int) -> dict[str, Any]:
    """One strategy with one seed: the higher its number, the better it hits and the fewer stampedes it has."""
    rng = random.Random(1000 * number + seed)
    hit_ratio = 0.5 + 0.49 * number / (number + 3)
    by_interval = [latencies(rng, 400, hit_ratio, 4 if 12 <= interval < 18 else 1) for interval in range(INTERVALS)]
    reads = [value for values in by_interval for value in values]
    loads = [sum(value > 0 for value in values) for values in by_interval]
    redundant = [count // (number + 2) for count in loads]
    episodes = make_episodes(rng, 40 // (number + 1))
    stale = [rng.randrange(2 * SECOND) for _ in range(120 // (number + 1))]
    lag = [rng.randrange(SECOND // 10) for _ in range(200)] if number % 4 == 3 else []
    durations = {
        "read.latency": reads,
        "read.service_latency": reads,
        "stale.age": stale,
        "write.latency": [int(value * 1.1) for value in reads[:200] if value],
        "writes.durable_lag": lag,
        "store.queue_wait": [value // 9 for value in reads if value],
        "stampede.episode_size": [episode["loads"] for episode in episodes],
    }
    metrics = make_metrics(durations, loads, redundant)
    histograms = {kind: histogram(values) for kind, values in durations.items()}
    return {
        "strategy": name, "variant": {}, "seed": seed, "digest": f"{rng.getrandbits(64):016x}", "valid": True,
        "warnings": [], "wall_seconds": 0.5, "requests_per_second": 731165.25, "servers": 128 if number != 2 else None,
        "metrics": metrics, "counts": make_counts(), "histograms": histograms,
        "series": make_series(by_interval, loads, redundant, lag), "episodes": episodes,
        "phases": make_phases({"metrics": metrics, "counts": make_counts(), "histograms": histograms}),
    }


def make_counts() -> dict[str, Any]:
    """Counts that nobody looks at: all nothing, but the time."""
    members = SCHEMA["definitions"]["counts"]["properties"]
    nothing = {name: NOTHING[member["$ref"].rsplit("/", 1)[1]] for name, member in members.items()}
    return nothing | {"start": 0, "end": LENGTH, "length": LENGTH}


def make_phases(measured: dict[str, Any]) -> list[dict[str, Any]]:
    """Every phase but the whole has measured the same."""
    phases = [{"name": name, "from_ns": start * SECOND, "to_ns": end * SECOND} for name, start, end in PHASES]
    return [phases[0], *(phase | measured for phase in phases[1:])]


def make_episodes(rng: random.Random, count: int) -> list[dict[str, int]]:
    starts = sorted(rng.randrange(LENGTH) for _ in range(count))
    return [{"key": rng.randrange(50), "at_ns": at, "for_ns": rng.randrange(20_000_000, 200_000_000),
             "loads": 2 + int(rng.expovariate(0.1))} for at in starts]


def make_metrics(durations: dict[str, list[int]], loads: list[int], redundant: list[int]) -> dict[str, Any]:
    reads = durations["read.latency"]
    metrics: dict[str, Any] = dict.fromkeys(SCHEMA["definitions"]["metrics"]["properties"], 0) | {
        "requests.offered": len(reads), "requests.started": len(reads), "requests.completed": len(reads),
        "read.count": len(reads), "read.hit": reads.count(0), "hit_ratio": reads.count(0) / len(reads),
        "store.reads": sum(loads), "store.attempts": sum(loads), "stampede.redundant_loads": sum(redundant),
        "store.reads_per_second": sum(loads) / (LENGTH / SECOND), "store.in_flight.peak": max(loads),
        "stampede.episodes": len(durations["stampede.episode_size"]),
        "stampede.largest": max(durations["stampede.episode_size"], default=0),
        "stale.reads": len(durations["stale.age"]), "stale.ratio": len(durations["stale.age"]) / len(reads),
        "writes.lost": 0,
    }
    for kind, values in durations.items():
        metrics |= {f"{kind}.mean": sum(values) / len(values) if values else None} | {
            f"{kind}.{name}": percentile(values, q)
            for name, q in (("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p999", 0.999), ("max", 1.0))}
    return {name: metrics[name] for name in SCHEMA["definitions"]["metrics"]["properties"]}


def make_series(by_interval: list[list[int]], loads: list[int], redundant: list[int],
                lag: list[int]) -> dict[str, Any]:
    coarse = [histogram(values, 2) for values in by_interval]
    zeros = [0] * INTERVALS
    pending = [len(lag) // 20] * INTERVALS
    return {
        "interval_ns": LENGTH // INTERVALS,
        "requests": [len(values) for values in by_interval],
        "completed": [len(values) for values in by_interval],
        "failed": zeros,
        "reads": [len(values) for values in by_interval],
        "hits": [values.count(0) for values in by_interval],
        "stale_reads": [count // 7 for count in loads],
        "loads": loads, "redundant_loads": redundant, "calls": loads,
        "in_flight_peak": [count // 2 for count in loads], "queue_peak": zeros,
        "pending_writes_peak": pending, "dirty_keys_peak": pending,
        "read_latency": {"digits": 2, "min": [part["min"] for part in coarse], "max": [part["max"] for part in coarse],
                         "sum": [part["sum"] for part in coarse], "buckets": [part["buckets"] for part in coarse]},
    }


def make_summary(name: str, cells: list[dict[str, Any]]) -> dict[str, Any]:
    """The mean and spread of the metrics over the repetitions of one strategy, and its merged histograms."""
    metrics = {}
    for metric in cells[0]["metrics"]:
        values = [cell["metrics"][metric] for cell in cells]
        known = [value for value in values if value is not None]
        mean = sum(known) / len(known) if known else None
        metrics[metric] = {"mean": mean, "min": min(known, default=None), "max": max(known, default=None),
                           "standard_deviation": None if len(known) < 2 else abs(known[0] - known[-1]) / math.sqrt(2),
                           "pooled": known[0] if len(known) == 1 else mean}
    histograms = {}
    for kind in cells[0]["histograms"]:
        parts = [cell["histograms"][kind] for cell in cells if cell["histograms"][kind]["count"]]
        buckets = sum((Counter({index: count for index, count in part["buckets"]}) for part in parts), Counter())
        histograms[kind] = {
            "digits": 3, "count": sum(part["count"] for part in parts),
            "min": min((part["min"] for part in parts), default=None),
            "max": max((part["max"] for part in parts), default=None),
            "sum": str(sum(int(part["sum"]) for part in parts)),
            "buckets": [[index, buckets[index]] for index in sorted(buckets)],
        }
    return {"strategy": name, "variant": {}, "cells": len(cells), "metrics": metrics, "histograms": histograms}


def make_result(scenario: str, strategies: list[str], repetitions: int = 1) -> dict[str, Any]:
    """A whole result: every strategy with every seed."""
    by_name = {name: [make_cell(name, number, seed) for seed in range(1, repetitions + 1)]
               for number, name in enumerate(strategies)}
    timeline = [{"at": "2m", "for": "1m", "name": "brownout", "store": {"slowdown": 4}}]
    return {
        "schema": "stampede.result/1", "tool": {"name": "stampede", "version": "0.1.0"},
        "scenario": {"name": scenario, "digest": "5cb13ab0352277f9", "data_digest": None,
                     "effective": {"version": 1, "name": scenario, "duration": "4m", "timeline": timeline}},
        "clock": "virtual", "seed": 1, "incomplete": False, "shard": None,
        "environment": {"host": "builder", "compiler": "g++ 12.2.0", "build_type": "Release", "jobs": 2,
                        "date": "2026-01-01T00:00:00Z", "scenario_file": "", "settings": [], "gate_lines": []},
        "cells": [cell for cells in by_name.values() for cell in cells],
        "summary": [make_summary(name, cells) for name, cells in by_name.items()],
    }
