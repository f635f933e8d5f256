"""Sections of report.json for tests: as much of them as pictures read."""

from __future__ import annotations

from typing import Any


def section(anatomy: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"id": "small", "title": "small", "data": "0.json",
            "anatomy": anatomy or {"absent": "There was no stampede."}}


def request(number: int, at_ns: int, end_ns: int | None, outcome: str, stale: bool = False) -> dict[str, Any]:
    return {"number": number, "kind": "read", "at_ns": at_ns, "end_ns": end_ns, "outcome": outcome, "stale": stale,
            "text": f"{outcome} v0"}


def load(number: int, at_ns: int, end_ns: int | None, redundant: bool = False) -> dict[str, Any]:
    return {"number": number, "at_ns": at_ns, "end_ns": end_ns, "refresh": False, "redundant": redundant, "text": "v0"}


def lane(name: str, requests: list[dict[str, Any]], loads: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "requests": requests, "loads": loads, "marks": [{"at_ns": 5, "text": "expiry"}],
            "shown": len(requests), "of": len(requests), "summary": f"{len(loads)} loads"}


def anatomy(*names: str) -> dict[str, Any]:
    """The first strategy loads twice, the others let the second request wait."""
    stampede = lane(names[0], [request(1, 10, 60, "load"), request(2, 20, 80, "load"), request(3, 90, 90, "hit")],
                    [load(1, 10, 60), load(2, 20, 80, redundant=True)])
    calm = [lane(name, [request(1, 10, 60, "load"), request(2, 20, 60, "wait"), request(3, 90, 90, "hit", stale=True),
                        request(4, 95, None, "")], [load(1, 10, 60), load(9, 95, None)]) for name in names[1:]]
    return {"text": "Key 17 around the largest stampede.", "key": 17, "owner": names[0], "from_ns": 0, "to_ns": 100,
            "strategies": [stampede, *calm]}


def overview(scenarios: list[str], strategies: list[str]) -> dict[str, Any]:
    """The first strategy is best everywhere; the last one is not in the last scenario."""
    rows = [{"result": name, "title": name,
             "cells": [{"text": f"{10 + i}", "shade": min(i, 8), "best": i == 0} for i in range(len(strategies))]}
            for name in scenarios]
    rows[-1]["cells"][-1] = None
    return {"matrices": [{"id": "read.latency.p99", "title": "p99 read latency, ms", "metric": "read.latency.p99",
                          "direction": "lower is better", "strategies": strategies, "rows": rows}]}


def side(strategies: list[str], ratios: dict[str, float | None]) -> dict[str, Any]:
    """Each metric with its ratio, the same for all strategies."""
    rows = [{"strategy": strategy, "metric": metric, "unit": "nanoseconds", "direction": "lower is better",
             "values": ["48.4ms", "52.0ms"], "difference": "+3.6ms", "ratio": "-" if ratio is None else f"x{ratio}",
             "ratio_number": ratio,
             "verdict": "changed" if ratio is None else "worse" if ratio > 1 else "better"}
            for strategy in strategies for metric, ratio in ratios.items()]
    return {"id": "small", "title": "small", "results": ["small-a", "small-b"], "labels": ["before", "after"],
            "rows": rows}
