"""The axis of time that many pictures share: windows, ticks, and the phases of the scenario shaded and named."""

from __future__ import annotations

from typing import Sequence

import numpy as np
from matplotlib.axes import Axes

from stampede_report import canvas, style, text
from stampede_report.run import Phase, Run
from stampede_report.scales import time_ticks

ROW = 0.145  # inches of a row of phase names
MOST_ROWS = 3
NAME_WIDTH = 1.1  # inches


def actions(run: Run) -> list[Phase]:
    """The phases that something happens in, not what is before or after them; in order of time."""
    found = [phase for phase in run.phases if phase.name != "before" and not phase.name.startswith("after ")]
    return sorted(found, key=lambda phase: (phase.from_ns, phase.to_ns))


def label_rows(run: Run, width: float) -> list[list[tuple[float, str]]]:
    """Names of phases in as many rows as they need side by side, each with its place in inches from the left; what does
    not fit into the last row is left to the tables."""
    rows: list[list[tuple[float, str]]] = []
    ends: list[float] = []
    for phase in actions(run):
        words = canvas.fitted(phase.name, NAME_WIDTH, style.SMALL_SIZE)
        length = canvas.text_width(words, style.SMALL_SIZE) + 0.1
        x = min(phase.from_ns / max(run.duration_ns, 1) * width, width - length)
        row = next((i for i, end in enumerate(ends) if x >= end), len(rows))
        if row == MOST_ROWS:
            continue
        if row == len(rows):
            rows.append([])
            ends.append(0.0)
        rows[row].append((x, words))
        ends[row] = x + length
    return rows


def time_sheet(run: Run, panels: Sequence[float], *, names: Sequence[str], left: float = canvas.LEFT,
               windows: bool = True, below: float = 0.0) -> canvas.Sheet:
    """A sheet whose panels share the time from the start of the measured part to its end; `below` is room for more."""
    width = canvas.WIDTH - left - canvas.RIGHT
    rows = label_rows(run, width)
    sheet = canvas.Sheet(panels, names=names, among=run.names, left=left, strip=ROW * len(rows),
                         bottom=canvas.BOTTOM + below)
    for axes in sheet.axes:
        time_axis(run, axes)
        if axes is not sheet.axes[-1]:
            axes.tick_params(labelbottom=False)
    for row, labels in enumerate(rows):
        for x, words in labels:
            sheet.axes[0].annotate(words, (x / width, 1), xycoords="axes fraction", fontsize=style.SMALL_SIZE,
                                   xytext=(0, 3 + (len(rows) - 1 - row) * ROW / canvas.POINT),
                                   textcoords="offset points", color=style.MUTED, parse_math=False)
    detail = f"; windows of {text.duration(run.interval_ns)}" if windows else ""
    canvas.x_title(sheet.axes[-1], f"time from the start of the measured part{detail}")
    return sheet


def time_axis(run: Run, axes: Axes, ticks: int = 9) -> None:
    """Seconds of the measured part with at most so many ticks, its phases shaded."""
    end = max(run.duration_ns, 1) / 1e9
    axes.set_xlim(0, end)
    if ticks:
        axes.set_xticks(*zip(*time_ticks(0, end * 0.99 if ticks < 9 else end, ticks)), parse_math=False)
    else:
        axes.set_xticks([])
    for phase in actions(run):
        start, stop = phase.from_ns / 1e9, phase.to_ns / 1e9
        axes.axvspan(start, stop, facecolor=style.BAND, linewidth=0, zorder=0.4)
        for at in {start, stop}:
            axes.axvline(at, color=style.MUTED, linewidth=0.7, linestyle=(0, (2, 2)), zorder=0.6)


def step_line(axes: Axes, run: Run, name: str, positions: np.ndarray) -> None:
    """A line with a step for each window, in the look of the strategy.

    Where a line would go up and down all the time (say between hits and the loads after an expiry), only its level
    parts are drawn: the upright ones of a dozen strategies would hide everything.
    """
    if not len(positions):
        return
    look = style.strategy_style(name, run.names)
    order = run.names.index(name)
    every = max(len(positions) // 6, 1)
    first = (2 * order + 1) * every // (2 * len(run.names))
    edges = run.edges[: len(positions) + 1]
    options = {"color": look.colour, "linewidth": 1.3}
    if is_restless(positions):
        axes.plot(np.column_stack((edges[:-1], edges[1:], edges[1:])).ravel(),
                  np.column_stack((positions, positions, np.full(len(positions), np.nan))).ravel(), **options)
        axes.plot(edges[:-1], positions, linestyle="none", marker=look.marker, markevery=(first, every), **options)
    else:
        axes.plot(edges, np.append(positions, positions[-1:]), drawstyle="steps-post", linestyle=look.dash,
                  marker=look.marker, markevery=(first, every), **options)


def is_restless(positions: np.ndarray) -> bool:
    """Whether a line leaps over half of its own range at more than one window in six."""
    leaps = np.abs(np.diff(positions))
    known = leaps[np.isfinite(leaps)]
    return len(known) > 6 and float(np.mean(known > np.nanmax(positions) / 2 - np.nanmin(positions) / 2)) > 1 / 6


def thinned(run: Run, most: int = 60) -> list[int]:
    """Windows for a table: all of them, or every second, third, ..."""
    windows = len(run.edges) - 1
    return list(range(0, windows, max(-(-windows // most), 1)))


def window_start(run: Run, window: int) -> str:
    return text.instant(run.edges[window] * 1e9)


def named_phases(run: Run) -> str:
    """For alt texts: which phases are shaded."""
    parts = [f"{phase.name} from {text.instant(phase.from_ns)} to {text.instant(phase.to_ns)}"
             if phase.to_ns > phase.from_ns else f"{phase.name} at {text.instant(phase.from_ns)}"
             for phase in actions(run)]
    return f" Phases: {'; '.join(parts)}." if parts else ""
