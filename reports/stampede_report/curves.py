"""Tails of distributions: the share of observations that exceed a value, a line for each strategy."""

from __future__ import annotations

import numpy as np

from stampede_report import canvas, style, text
from stampede_report.histogram import Histogram
from stampede_report.run import Run
from stampede_report.scales import LogScale, latency_scale, log_scale

POINTS = 480  # along the axis: closer than the eye can tell
HEIGHT = 2.9  # inches


def tail(histogram: Histogram, total: int, scale: LogScale) -> tuple[np.ndarray, np.ndarray]:
    """(positions on the scale, shares of `total` that are greater), ending with the last that is not zero.

    Drawn are the first bucket, then those at even steps along both axes; a share of 0 has no place on a log axis, so
    there is no line if nothing exceeds the scale's floor.
    """
    if histogram.max < scale.floor:
        return np.zeros(0), np.zeros(0)
    count = histogram.count
    ranks = np.unique(np.ceil(count * (1 - np.logspace(0, -np.log10(count), POINTS // 2))).astype(np.int64))
    downwards = histogram.at_ranks(np.clip(ranks, 1, count))
    across = (10.0 ** np.linspace(scale.low, scale.high, POINTS)).astype(np.int64)
    first = int(histogram.values[0]) if histogram.values[0] >= scale.floor else int(scale.floor) - 1
    values = np.unique(np.concatenate(([first], downwards, across, [histogram.max])))
    values = values[(values >= first) & (values <= histogram.max)]
    above = histogram.above(values) / total
    above[-1] = above[-2] if len(above) > 1 else 1 / total  # the line ends at the maximum, not in the infinite
    return scale.at(values), above


def draw_tails(run: Run, histograms: dict[str, Histogram], totals: dict[str, int], *, title: str, detail: str,
               x_title: str) -> tuple[bytes, bytes]:
    """A sheet with one panel; SVG and PNG."""
    sheet = canvas.Sheet([HEIGHT], names=list(histograms), among=run.names)
    axes = sheet.axes[0]
    scale = latency_scale((histogram.values for histogram in histograms.values()), sheet.across, across=True)
    tails = {name: tail(histogram, totals[name], scale) for name, histogram in histograms.items()}
    y = log_scale((above for _, above in tails.values()), text.share, HEIGHT)
    for i, (name, (positions, above)) in enumerate(tails.items()):
        look = style.strategy_style(name, run.names)
        axes.plot(positions, y.at(above), color=look.colour, linestyle=look.dash, marker=look.marker,
                  markevery=(6 + 11 * i, 90), drawstyle="steps-post")
    scale.on_x(axes)
    y.on_y(axes)
    canvas.title(axes, title, detail=detail)
    canvas.x_title(axes, x_title)
    return sheet.render()
