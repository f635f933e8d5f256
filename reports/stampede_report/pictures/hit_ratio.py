"""The share of reads that were hits, per window."""

from __future__ import annotations

import math

import numpy as np

from stampede_report import canvas, text, timeline
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run, Strategy
from stampede_report.scales import LinearScale

NAME = "hit-ratio"
TITLE = "Hit ratio over time"


def draw(run: Run) -> Picture | Absent:
    lines = {strategy.name: ratios(strategy) for strategy in run.strategies}
    drawn = {name: line for name, line in lines.items() if np.nansum(line) > 0}
    if not drawn:
        return Absent(NAME, TITLE, "No strategy had a hit in any window.")
    scale = LinearScale(start(drawn), 1.0, text.share)

    sheet = timeline.time_sheet(run, [2.6], names=list(drawn))
    axes = sheet.axes[0]
    for name, line in drawn.items():
        timeline.step_line(axes, run, name, line)
    scale.on_y(axes)
    axes.set_ylim(scale.low - 0.02 * (1 - scale.low), 1 + 0.02 * (1 - scale.low))
    detail = "hits per read" if scale.low == 0 else f"hits per read; the axis starts at {text.share(scale.low)}"
    canvas.title(axes, "Hit ratio", detail=detail, raise_by=sheet.strip)
    svg, png = sheet.render()
    without = [name for name in lines if name not in drawn]
    reading = "Readers that wait for a load are no hits. Higher is better; gaps are windows without reads."
    reading += f" Never a hit, and not drawn: {text.listed(without)}." if without else ""
    return Picture(NAME, TITLE, reading, alt(run, lines), svg, png, table(run, lines))


def ratios(strategy: Strategy) -> np.ndarray:
    """NaN where there was no read."""
    reads = strategy.series["reads"].astype(float)
    return np.divide(strategy.series["hits"], reads, out=np.full(len(reads), np.nan), where=reads > 0)


def start(lines: dict[str, np.ndarray]) -> float:
    """Where the axis starts: at 0, unless all that there is to see happens near 100 %."""
    lowest = min(float(np.nanmin(line)) for line in lines.values())
    return math.floor(lowest * 20) / 20 if 0.6 < lowest < 1 else 0.9 if lowest == 1 else 0.0


def alt(run: Run, lines: dict[str, np.ndarray]) -> str:
    parts = []
    for strategy in run.strategies:
        line = lines[strategy.name]
        if np.isfinite(line).any():
            parts.append(f"{strategy.name} {text.share(strategy.metrics['hit_ratio'])} overall, lowest "
                         f"{text.share(float(np.nanmin(line)))}")
    return f"Hit ratio: {'; '.join(parts)}.{timeline.named_phases(run)}"


def table(run: Run, lines: dict[str, np.ndarray]) -> Table:
    rows = [(timeline.window_start(run, i), *(cell(line, i) for line in lines.values())) for i in timeline.thinned(run)]
    return Table("Hit ratio, by start of the window", ("from", *lines), tuple(rows))


def cell(line: np.ndarray, window: int) -> str:
    return text.share(line[window]) if window < len(line) and np.isfinite(line[window]) else text.NOTHING
