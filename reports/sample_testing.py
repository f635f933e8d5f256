"""Whole inputs of the generator for tests: the folder that the program writes, with everything a report can show.

`write_sample(folder)` writes one result of two strategies; `write_everything(folder)` twelve strategies with names of
64 characters, hostile texts, an overview, two results of one scenario side by side, a result without phases, and an
anatomy.
"""

import json
from pathlib import Path
from typing import Any

from sample_result_testing import make_result

HOSTILE = """<script>alert("1")</script> & 'quoted' $x_1$ \\frac <!-- ]]> ü"""
LONG = [f"strategy-{number:02d}-with-a-name-as-long-as-names-may-be-which-is-64-char" for number in range(12)]
SHORT = ["cache-aside", "locked"]

LOWER, HIGHER = "lower is better", "higher is better"
COLUMNS = {
    "latency": ("Read latency", [("p50", "ms", "read.latency.p50", LOWER), ("p90", "ms", "read.latency.p90", LOWER),
                                 ("p99", "ms", "read.latency.p99", LOWER), ("p99.9", "ms", "read.latency.p999", LOWER),
                                 ("max", "ms", "read.latency.max", LOWER)]),
    "outcomes": ("Outcomes of reads", [("reads", "", "read.count", ""), ("hit", "%", "hit_ratio", HIGHER)]),
    "store": ("Load on the store", [("reads", "", "store.reads", LOWER),
                                    ("reads", "/s", "store.reads_per_second", LOWER),
                                    ("in flight, most", "", "store.in_flight.peak", LOWER)]),
    "stampedes": ("Stampedes", [("episodes", "", "stampede.episodes", LOWER),
                                ("redundant loads", "", "stampede.redundant_loads", LOWER),
                                ("largest", "loads", "stampede.largest", LOWER)]),
}


def show(metric: str, value: float | None) -> str:
    if value is None:
        return "-"
    if metric.startswith("read.latency"):
        return f"{value / 1e6:.1f}"
    return f"{value * 100:.2f}" if metric == "hit_ratio" else f"{value:.4g}" if isinstance(value, float) else str(value)


def make_table(name: str, result: dict[str, Any], spread: bool) -> dict[str, Any]:
    """A table of metrics; the reference of its relative figures is the first strategy."""
    caption, columns = COLUMNS[name]
    by_strategy = {part["strategy"]: part["metrics"] for part in result["summary"]}
    reference = next(iter(by_strategy.values()))
    rows = []
    for strategy, metrics in by_strategy.items():
        cells = []
        for _, _, metric, direction in columns:
            value, base = metrics[metric]["pooled"], reference[metric]["pooled"]
            values = [other[metric]["pooled"] for other in by_strategy.values()]
            known = [other for other in values if other is not None]
            best = direction and value == (min(known) if direction == LOWER else max(known))
            relative = "" if metrics is reference or not base or value is None else f"{(value / base - 1) * 100:+.1f} %"
            cells.append({"text": show(metric, value), "best": bool(best and len(by_strategy) > 1),
                          "relative": relative.replace("-", "−"), "spread": "±0.3" if spread else ""})
        rows.append({"strategy": strategy, "cells": cells})
    members = ("title", "unit", "metric", "direction")
    return {"id": name, "caption": caption, "note": "", "columns": [dict(zip(members, column)) for column in columns],
            "rows": rows}


def make_verdict(strategies: list[str]) -> dict[str, Any]:
    first, last = strategies[0], strategies[-1]
    return {"headline": f"{last} loads the store least and answers fastest; {first} has the most stampedes.",
            "points": [{"label": "lowest p99 read latency", "winners": [last],
                        "text": f"118 ms, 27 % below {first}; costs 20 % more store reads."},
                       {"label": "fewest redundant loads", "winners": [first, last],
                        "text": "412, a tenth of the others."}],
            "remarks": ["One repetition: how much of a difference is chance is not known."]}


def make_anatomy(strategies: list[str]) -> dict[str, Any]:
    """At each moment of the same traffic the first strategy loads often, the last once."""
    lanes = []
    for number, name in enumerate(strategies):
        loads = [{"number": 800 + i, "at_ns": 10_000_000 * i, "end_ns": 10_000_000 * i + 80_000_000, "refresh": False,
                  "redundant": i > 0, "text": "v3"} for i in range(max(1, 12 - number))]
        requests = [{"number": 5000 + i, "kind": "read", "at_ns": 5_000_000 * i,
                     "end_ns": max(80_000_000, 5_000_000 * i), "stale": False,
                     "outcome": "hit" if i > 16 else "load" if i < len(loads) else "wait", "text": "v3"}
                    for i in range(40)]
        lanes.append({"name": name, "requests": requests, "loads": loads, "shown": 40, "of": 40,
                      "marks": [{"at_ns": 80_000_000, "text": "fill v3"}],
                      "summary": f"{len(loads)} loads ({len(loads) - 1} redundant)"})
    return {"text": f"Key 17 around the largest stampede of the run, of {strategies[0]}.", "key": 17,
            "owner": strategies[0], "from_ns": 0, "to_ns": 200_000_000, "strategies": lanes}


def make_section(number: int, name: str, title: str, label: str, strategies: list[str],
                 result: dict[str, Any]) -> dict[str, Any]:
    repeated = len(result["cells"]) > len(strategies)
    tables = [make_table(kind, result, repeated) for kind in COLUMNS]
    return {
        "id": name, "title": title, "label": label, "file": f"results/{name}.result.json",
        "description": "What a reader should know.", "data": f"{number}.json", "verdict": make_verdict(strategies),
        "card": [{"name": "clock", "text": "virtual"}, {"name": "seeds", "text": "1 to 3" if repeated else "1"},
                 {"name": "offered", "text": "2000/s"}, {"name": "achieved", "text": "2000/s"},
                 {"name": "measured", "text": "4m after 30s of warm-up"}, {"name": "validity", "text": "valid"}],
        "warnings": [], "reference": strategies[0], "tables": tables,
        "phases": [{"title": "brownout, 2m to 3m", "tables": [dict(tables[0]), dict(tables[2])]}],
        "anatomy": make_anatomy(strategies), "scenario": f"version: 1\nname: {name}\nduration: 4m\n",
        "environment": [{"name": "host", "text": "builder"}, {"name": "compiler", "text": "g++ 12.2.0"}],
        "digests": [{"strategy": cell["strategy"], "seed": cell["seed"], "digest": cell["digest"],
                     "requests_per_second": "731k"} for cell in result["cells"]],
    }


def make_definitions() -> list[dict[str, str]]:
    shown = {metric: direction for _, columns in COLUMNS.values() for _, _, metric, direction in columns}
    return [{"metric": metric, "unit": "nanoseconds" if "latency" in metric else "count", "direction": direction,
             "meaning": f"what {metric} means", "definition": f"how {metric} is counted"}
            for metric, direction in shown.items()]


def make_report(title: str, sections: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"schema": "stampede.report/1", "tool": "stampede 0.1.0", "title": title,
            "verdict": sections[0]["verdict"], "overview": None, "side_by_side": [], "results": sections,
            "definitions": make_definitions(),
            "terms": [{"term": "stampede episode", "text": "A load interval with redundant loads."}], **more}


def make_overview(sections: list[dict[str, Any]], strategies: list[str]) -> dict[str, Any]:
    """One matrix; a scenario has every strategy but the second."""
    rows = []
    for section in sections:
        cells = [None if i == 1 else {"text": f"{48.4 + i:.1f}", "shade": min(i, 8), "best": i == 0}
                 for i in range(len(strategies))]
        rows.append({"result": section["id"], "title": section["title"], "cells": cells})
    return {"matrices": [{"id": "p99", "title": "p99 read latency, ms", "metric": "read.latency.p99",
                          "direction": LOWER, "strategies": strategies, "rows": rows}]}


def make_side(sections: list[dict[str, Any]], strategies: list[str]) -> dict[str, Any]:
    verdicts = ("worse", "better", "same", "within spread", "changed")
    rows = []
    for number, strategy in enumerate(strategies):
        for metric in ("read.latency.p99", "store.reads"):
            ratio = 0.7 + 0.1 * number if metric == "read.latency.p99" else None
            rows.append({"strategy": strategy, "metric": metric, "unit": "nanoseconds", "direction": LOWER,
                         "values": ["48.4ms", "52.0ms"], "difference": "+3.6ms",
                         "ratio": f"x{ratio:.2f}" if ratio else "-", "ratio_number": ratio,
                         "verdict": verdicts[number % len(verdicts)]})
    return {"id": sections[0]["id"], "title": sections[0]["title"], "results": [part["id"] for part in sections],
            "labels": [part["label"] for part in sections], "rows": rows,
            "remarks": [f"The scenario differs too: {HOSTILE}"]}


def write(folder: Path, report: dict[str, Any], results: list[dict[str, Any]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in [("report", report), *enumerate(results)]:
        (folder / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return folder


def write_sample(folder: Path, strategies: list[str] | None = None) -> Path:
    """One result, as of `stampede run canonical`."""
    strategies = strategies or SHORT
    result = make_result("canonical", strategies)
    return write(folder, make_report("canonical", [make_section(0, "canonical", "canonical", "", strategies, result)]),
                 [result])


def write_everything(folder: Path) -> Path:
    """Three results, and everything that is hard about them."""
    long = make_result("long", LONG, repetitions=2)
    long_after = make_result("long", LONG, repetitions=3)
    hostile_names = ["cache-aside", HOSTILE[:30], "$a$_^{b"]
    hostile = make_result("hostile", hostile_names)
    before = make_section(0, "long-before", "long: before", "before", LONG, long)
    after = make_section(1, "long-after", f"long: {HOSTILE}", HOSTILE, LONG, long_after)
    plain = make_section(2, "hostile", HOSTILE, "", hostile_names, hostile)
    plain |= {"phases": [], "anatomy": {"absent": f"no stampede {HOSTILE}"}, "warnings": [HOSTILE, "incomplete"],
              "description": HOSTILE, "scenario": f"name: hostile  # {HOSTILE}\n",
              "card": [{"name": "clock", "text": HOSTILE}], "file": HOSTILE}
    sections = [before, after, plain]
    verdict = {"headline": f"No strategy is best everywhere: {HOSTILE}", "points": make_verdict(LONG)["points"],
               "remarks": [HOSTILE]}
    sides = [make_side([before, after], LONG)]
    return write(folder, make_report(f"2 scenarios {HOSTILE}", sections, verdict=verdict, side_by_side=sides,
                                     overview=make_overview(sections, LONG)), [long, long_after, hostile])
