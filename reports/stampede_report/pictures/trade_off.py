"""What each strategy costs the store against what it gives readers: which one to choose, at a glance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from stampede_report import canvas, style, text
from stampede_report.pareto import pareto_edge
from stampede_report.picture import Absent, Picture, Table
from stampede_report.placing import Box, place
from stampede_report.run import Run
from stampede_report.scales import latency_scale, log_scale

NAME = "trade-off"
TITLE = "Load on the store against latency"
HEIGHT = 3.7  # inches


PERCENTILES = (("p99", "p99"), ("p999", "p99.9"), ("max", "maximum"))  # of the metric, of the picture


@dataclass(frozen=True)
class Point:
    name: str
    reads: float  # of the store, per request that was offered
    latency: float  # nanoseconds


def draw(run: Run) -> Picture | Absent:
    for metric, which in PERCENTILES:  # the first that tells strategies apart from hits
        points = [Point(strategy.name, strategy.metrics["store.reads"] / strategy.metrics["requests.offered"],
                        strategy.metrics[f"read.latency.{metric}"])
                  for strategy in run.strategies
                  if strategy.metrics["requests.offered"] and strategy.metrics[f"read.latency.{metric}"] is not None]
        if any(point.latency > 0 for point in points):
            break
    if not points:
        return Absent(NAME, TITLE, "No read was completed.")
    if len(points) == 1:
        return Absent(NAME, TITLE, "There is only one strategy, so there is nothing to trade.")
    edge = [points[i] for i in pareto_edge([(point.reads, point.latency) for point in points])]
    svg, png = render(run, points, edge, which)
    reading = ("Further left spares the store, further down answers faster. For a strategy above or right of the line "
               "another one is at least as good in both; names in bold are on the line.")
    reading += f" p99 is 0 for all, so the {which} is shown." if which != "p99" else ""
    return Picture(NAME, TITLE, reading, alt(points, edge, which), svg, png, table(points, edge, which))


def render(run: Run, points: list[Point], edge: list[Point], which: str) -> tuple[bytes, bytes]:
    sheet = canvas.Sheet([HEIGHT], title=0.32)
    axes = sheet.axes[0]
    x = log_scale([np.array([point.reads for point in points])], text.number, sheet.across, across=True)
    y = latency_scale([np.array([point.latency for point in points])], HEIGHT)
    at = {point.name: (float(x.at([point.reads])[0]), float(y.at([point.latency])[0])) for point in points}
    x.on_x(axes)
    y.on_y(axes)
    axes.set_xlim(x.limits[0] - 0.02 * (x.high - x.low), x.limits[1] + 0.03 * (x.high - x.low))
    axes.set_ylim(y.limits[0] - 0.04 * (y.high - y.low), y.limits[1] + 0.03 * (y.high - y.low))
    line = draw_edge(axes, [at[point.name] for point in edge])
    for point in points:
        look = style.strategy_style(point.name, run.names)
        axes.plot(*at[point.name], marker=look.marker, color=look.colour, markersize=8, linestyle="none", zorder=4)
    draw_names(sheet, at, {point.name for point in edge}, line)
    canvas.title(axes, f"{which} of read latency",
                 detail="log scale; the line joins what nothing beats in both respects")
    canvas.x_title(axes, "store reads per request, log scale")
    return sheet.render()


def draw_edge(axes, corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A staircase that runs to the ends of the axes: what is on or below it is not dominated. Returns its corners."""
    top, right = axes.get_ylim()[1], axes.get_xlim()[1]
    line = [(corners[0][0], top)]
    for (x, y), (following, _) in zip(corners, [*corners[1:], (right, 0.0)]):
        line += [(x, y), (following, y)]
    xs, ys = zip(*line)
    axes.plot(xs, ys, color=style.MUTED, linewidth=1.0, linestyle=(0, (4, 2)), zorder=2, marker="")
    axes.fill_between(xs, ys, top, color=style.BAND, linewidth=0, zorder=0.3)
    return line


def draw_names(sheet: canvas.Sheet, at: dict[str, tuple[float, float]], edge: set[str],
               line: list[tuple[float, float]]) -> None:
    """Beside the points and clear of the edge; a thin line leads to those that found no place nearby."""
    axes = sheet.axes[0]
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    width = sheet.across

    def inches(point: tuple[float, float]) -> tuple[float, float]:
        return (point[0] - left) / (right - left) * width, (point[1] - bottom) / (top - bottom) * HEIGHT

    points = [inches(point) for point in at.values()]
    words = [canvas.fitted(name, canvas.NAME_WIDTH) for name in at]
    weights = ["bold" if name in edge else "normal" for name in at]
    sizes = [(canvas.text_width(word, weight=weight) + 0.06, 0.15) for word, weight in zip(words, weights)]
    boxes = place(points, sizes, Box(0, 0, width, HEIGHT), along([inches(point) for point in line]))
    floor = sheet.height - canvas.BOTTOM  # of the axes, from the top of the sheet
    for (x, y), box, word, weight in zip(points, boxes, words, weights):
        near_x, near_y = min(max(x, box.x), box.x + box.width), min(max(y, box.y), box.y + box.height)
        if abs(near_x - x) + abs(near_y - y) > 0.16:
            sheet.line([sheet.left + x, sheet.left + near_x], [floor - y, floor - near_y], color=style.MUTED,
                       linewidth=0.6, zorder=3)
        sheet.write(sheet.left + box.x + 0.03, floor - box.y - box.height / 2, word, fontweight=weight,
                    verticalalignment="center_baseline")


def along(corners: list[tuple[float, float]]) -> list[Box]:
    """The staircase as boxes to keep clear of."""
    return [Box(min(x, u) - 0.02, min(y, v) - 0.02, abs(u - x) + 0.04, abs(v - y) + 0.04)
            for (x, y), (u, v) in zip(corners, corners[1:])]


def alt(points: list[Point], edge: list[Point], which: str) -> str:
    parts = [f"{point.name} {text.number(point.reads)} and {text.duration(point.latency)}" for point in points]
    return (f"Store reads per request and {which} of read latency: {'; '.join(parts)}. Not beaten in both respects: "
            f"{text.listed([point.name for point in edge])}.")


def table(points: list[Point], edge: list[Point], which: str) -> Table:
    rows = [(point.name, text.number(point.reads), text.duration(point.latency), "yes" if point in edge else "no")
            for point in points]
    return Table(f"Store reads per request against {which}", ("strategy", "store reads per request", which, "unbeaten"),
                 tuple(rows))
