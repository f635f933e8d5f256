"""Median, 99th percentile and maximum of read latency in each window, from the histogram of that window."""

from __future__ import annotations

import numpy as np

from stampede_report import canvas, text, timeline
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run, Strategy
from stampede_report.scales import latency_scale

NAME = "latency-over-time"
TITLE = "Read latency over time"
LINES = ("p50", "p99", "max")


def draw(run: Run) -> Picture | Absent:
    lines = {strategy.name: percentiles(strategy) for strategy in run.strategies}
    if not any(np.isfinite(line).any() for of in lines.values() for line in of.values()):
        return Absent(NAME, TITLE, "No read was completed.")
    shown = [which for which in LINES if any(np.nansum(of[which]) > 0 for of in lines.values())] or ["max"]
    height = 4.2 / max(len(shown), 2)
    scale = latency_scale((of[which] for of in lines.values() for which in shown), height)

    sheet = timeline.time_sheet(run, [height] * len(shown), names=run.names)
    for axes, which in zip(sheet.axes, shown):
        for name, of in lines.items():
            timeline.step_line(axes, run, name, scale.at(of[which]))
        scale.on_y(axes)
        canvas.title(axes, which, detail="read latency, log scale", raise_by=sheet.strip * (axes is sheet.axes[0]))
    svg, png = sheet.render()
    return Picture(NAME, TITLE, reading(shown), alt(run, lines), svg, png, table(run, lines, shown))


def percentiles(strategy: Strategy) -> dict[str, np.ndarray]:
    """Nanoseconds per window; NaN where no read started."""
    histograms = strategy.read_latency
    highest = np.where(histograms.max >= 0, histograms.max.astype(float), np.nan)
    return {"p50": histograms.percentiles(50, 100), "p99": histograms.percentiles(99, 100), "max": highest}


def reading(shown: list[str]) -> str:
    hidden = [which for which in LINES if which not in shown]
    words = "Reads count in the window of their intended start. Lower is better; gaps are windows without reads."
    return words + (f" {text.listed(hidden)} is 0 for everyone throughout and is not drawn." if hidden else "")


def alt(run: Run, lines: dict[str, dict[str, np.ndarray]]) -> str:
    parts = []
    for name, of in lines.items():
        if np.isfinite(of["p99"]).any():
            worst = int(np.nanargmax(of["p99"]))
            parts.append(f"{name} {text.duration(of['p99'][worst])} at {timeline.window_start(run, worst)}")
    return f"Highest p99 of a window: {'; '.join(parts)}.{timeline.named_phases(run)}"


def table(run: Run, lines: dict[str, dict[str, np.ndarray]], shown: list[str]) -> Table:
    which = "p99" if "p99" in shown else "max"
    rows = [(timeline.window_start(run, i), *(cell(of[which], i) for of in lines.values()))
            for i in timeline.thinned(run)]
    return Table(f"{which} of read latency, by start of the window", ("from", *lines), tuple(rows))


def cell(line: np.ndarray, window: int) -> str:
    return text.duration(line[window]) if window < len(line) and np.isfinite(line[window]) else text.NOTHING
