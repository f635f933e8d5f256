"""A result as the pictures see it: repetitions of a strategy pooled into one, in the order of the scenario."""

from __future__ import annotations

import gc
import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from stampede_report.histogram import Histogram, IntervalHistograms, decode, decode_intervals

# Levels are the highest of all repetitions; every other counter of a series is their sum.
LEVELS = ("in_flight_peak", "queue_peak", "pending_writes_peak", "dirty_keys_peak")


@dataclass(frozen=True)
class Phase:
    """A named part of the measured time, [from_ns, to_ns) from its start; `to_ns` may equal `from_ns`."""

    name: str
    from_ns: int
    to_ns: int


@dataclass(frozen=True)
class Episode:
    """A stampede episode: `loads` loads of `key`, from `at_ns` (after the start of the measured part) for `for_ns`."""

    key: int
    at_ns: int
    for_ns: int
    loads: int


@dataclass(frozen=True)
class Strategy:
    """All repetitions of one strategy taken as one run: counts added, peaks the highest, histograms merged."""

    name: str
    cells: int
    metrics: dict[str, float | None]  # pooled
    servers: int | None  # of the store; None: unlimited
    histograms: dict[str, Histogram] = field(repr=False)  # those that are not empty
    series: dict[str, np.ndarray] = field(repr=False)  # counters per interval
    read_latency: IntervalHistograms = field(repr=False)
    episodes: tuple[Episode, ...] = field(repr=False)  # the largest of each repetition, in order of time


@dataclass(frozen=True)
class Run:
    """A RESULT of report.json together with its result file."""

    id: str
    title: str
    strategies: tuple[Strategy, ...]
    phases: tuple[Phase, ...]  # without `all`
    duration_ns: int
    interval_ns: int
    anatomy: dict[str, Any]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(strategy.name for strategy in self.strategies)

    @cached_property
    def edges(self) -> np.ndarray:
        """Where intervals start and end, in seconds: one more than there are intervals. The last one may be shorter."""
        intervals = max((len(strategy.series["reads"]) for strategy in self.strategies), default=0)
        return np.minimum(np.arange(intervals + 1) * self.interval_ns, max(self.duration_ns, 1)) / 1e9


def load_run(input_dir: Path, section: dict[str, Any]) -> Run:
    """The run of a section of report.json; its data is in the same folder."""
    # Files hold millions of small lists, none of them garbage before all are decoded: collecting takes most of the
    # time.
    gc.disable()
    try:
        return _read_run(json.loads((input_dir / section["data"]).read_text(encoding="utf-8")), section)
    finally:
        gc.enable()


def _read_run(data: dict[str, Any], section: dict[str, Any]) -> Run:
    cells = data["cells"]
    phases = [Phase(phase["name"], phase["from_ns"], phase["to_ns"]) for phase in cells[0]["phases"]] if cells else []
    # Where the end was not known, intervals have doubled while time passed, in a repetition cut short less often.
    interval_ns = max((cell["series"]["interval_ns"] for cell in cells), default=1)
    return Run(
        id=section["id"],
        title=section["title"],
        strategies=tuple(_pool(summary, cells, interval_ns) for summary in data["summary"]),
        phases=tuple(phase for phase in phases if phase.name != "all"),
        duration_ns=max((cell["phases"][0]["to_ns"] for cell in cells), default=0),
        interval_ns=interval_ns,
        anatomy=section["anatomy"],
    )


def _pool(summary: dict[str, Any], cells: list[dict[str, Any]], interval_ns: int) -> Strategy:
    own = [cell for cell in cells if cell["strategy"] == summary["strategy"] and cell["variant"] == summary["variant"]]
    counters = [name for name, values in own[0]["series"].items() if isinstance(values, list)]
    factors = [interval_ns // cell["series"]["interval_ns"] for cell in own]
    episodes = [Episode(**episode) for cell in own for episode in cell["episodes"]]
    return Strategy(
        name=summary["strategy"],
        cells=len(own),
        metrics={name: metric["pooled"] for name, metric in summary["metrics"].items()},
        servers=own[0]["servers"],
        histograms={name: decode(data) for name, data in summary["histograms"].items() if data["count"]},
        series={name: _merge(name, [cell["series"][name] for cell in own], factors) for name in counters},
        read_latency=decode_intervals([cell["series"]["read_latency"] for cell in own], factors),
        episodes=tuple(sorted(episodes, key=lambda episode: (episode.at_ns, episode.key))),
    )


def _merge(name: str, lists: list[list[int]], factors: list[int]) -> np.ndarray:
    """Counters per interval of all repetitions, of which one that ended early has fewer; so many of each make one."""
    combine = np.maximum if name in LEVELS else np.add
    merged = np.zeros(max(-(-len(values) // factor) for values, factor in zip(lists, factors)), np.int64)
    for values, factor in zip(lists, factors):
        combine.at(merged, np.arange(len(values)) // factor, values)
    return merged
