"""Ratios between two results of one scenario, per metric and strategy, on a log axis with 1 in its middle."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.axes import Axes

from stampede_report import canvas, style, text
from stampede_report.picture import Absent, Picture, Table

NAME = "side-by-side"
TITLE = "Ratios between results"
ROW = 0.2  # inches
COLUMNS = 3
GUTTER = 0.5  # for the ratio in figures
BETWEEN = 0.2
HEAD = 0.52
WIDEST = 2.0  # log10 of the largest ratio that is drawn in its place
NARROWEST = math.log10(1.25)
TICKS = ((100, "×100"), (10, "×10"), (5, "×5"), (2, "×2"), (1.2, "×1.2"), (1.1, "×1.1"))
# verdict: colour, marker, filled
LOOKS = {"better": ("#008bd0", "o", True), "worse": (style.ALARM, "D", True), "changed": (style.INK, "s", True),
         "within spread": (style.MUTED, "o", False), "same": (style.MUTED, "|", True)}


def draw(side: dict[str, Any]) -> Picture | Absent:
    title = f"{TITLE}: {side['title']}"
    rows = side["rows"]
    if not any(row["ratio_number"] is not None for row in rows):
        return Absent(NAME, title, "No metric of these results has a ratio.")
    metrics = list(dict.fromkeys(row["metric"] for row in rows))
    strategies = list(dict.fromkeys(row["strategy"] for row in rows))
    svg, png = render(side, metrics, strategies)
    first, last = side["labels"][0], side["labels"][-1]
    reading = (f"{last} divided by {first}, for each metric: left of the middle it has become less, right of it more. "
               "The colour says whether that is better; hollow marks lie within the spread of the repetitions.")
    return Picture(NAME, title, reading, alt(side), svg, png, table(side))


def render(side: dict[str, Any], metrics: list[str], strategies: list[str]) -> tuple[bytes, bytes]:
    names = [canvas.fitted(strategy, canvas.NAME_WIDTH) for strategy in strategies]
    left = max(canvas.text_width(name) for name in names) + 0.42
    columns = min(COLUMNS, len(metrics))
    height = ROW * len(strategies) + 0.08
    lines = -(-len(metrics) // columns)
    sheet = canvas.Sheet([height] * lines, bare=True, left=left, title=HEAD, gap=0.3, bottom=0.42, top=0.3)
    key(sheet)
    width = sheet.across / columns - GUTTER - BETWEEN
    logs = [abs(math.log10(row["ratio_number"])) for row in side["rows"] if row["ratio_number"]]
    reach = min(max([NARROWEST, *logs]), WIDEST)
    for i, metric in enumerate(metrics):
        top = sheet.tops[i // columns]
        axes = sheet.panel(left + i % columns * (width + GUTTER + BETWEEN), top, width, height, grid=False)
        of = {row["strategy"]: row for row in side["rows"] if row["metric"] == metric}
        panel(axes, metric, of, strategies, reach)
        if i % columns == 0:
            draw_names(sheet, names, strategies, top)
    return sheet.render()


def panel(axes: Axes, metric: str, of: dict[str, dict[str, Any]], strategies: list[str], reach: float) -> None:
    axes.set_xlim(-reach * 1.08, reach * 1.08)
    axes.set_ylim(len(strategies) - 0.4, -0.6)
    axes.set_yticks([])
    limit = max((at for at, _ in TICKS if math.log10(at) <= reach + 1e-9), default=1.1)
    words = dict(TICKS)[limit]
    axes.set_xticks([-math.log10(limit), 0, math.log10(limit)], [words.replace("×", "÷"), "1", words], parse_math=False)
    axes.axvline(0, color=style.MUTED, linewidth=0.9, zorder=1)
    axes.grid(True, axis="x", color=style.GRID, linewidth=0.7)
    direction = next((row["direction"] for row in of.values()), "")
    place = {"xycoords": "axes fraction", "textcoords": "offset points", "parse_math": False}
    axes.annotate(canvas.fitted(metric, 2.0, style.TITLE_SIZE, "bold"), (0, 1), xytext=(0, 15), fontweight="bold",
                  fontsize=style.TITLE_SIZE, **place)
    axes.annotate(direction or "neither is better", (0, 1), xytext=(0, 5), fontsize=style.SMALL_SIZE, color=style.MUTED,
                  **place)
    for y, strategy in enumerate(strategies):
        if strategy in of:
            draw_row(axes, y, of[strategy], reach)


def draw_row(axes: Axes, y: int, row: dict[str, Any], reach: float) -> None:
    """A line from 1 to the ratio and the ratio in figures; an arrow where it is off the axis."""
    ratio = row["ratio_number"]
    colour, marker, filled = LOOKS[row["verdict"]]
    words = row["ratio"] if ratio is not None else text.NOTHING
    axes.annotate(text.elide(words, 9), (1, y), xycoords=("axes fraction", "data"), xytext=(GUTTER * 72 - 1, 0),
                  textcoords="offset points", horizontalalignment="right", verticalalignment="center_baseline",
                  color=colour if row["verdict"] in ("better", "worse") else style.MUTED, parse_math=False)
    if ratio is None:
        return
    at = math.log10(ratio) if ratio > 0 else -math.inf
    if abs(at) > reach + 1e-9:
        marker = ">" if at > 0 else "<"
    at = min(max(at, -reach), reach)
    axes.plot([0, at], [y, y], color=colour, linewidth=1.6, solid_capstyle="butt", zorder=2)
    axes.plot([at], [y], marker=marker, markersize=5.5, color=colour if filled else style.GROUND, zorder=3,
              markeredgecolor=colour, markeredgewidth=1.2, clip_on=False)


def draw_names(sheet: canvas.Sheet, names: list[str], strategies: list[str], top: float) -> None:
    height = ROW * len(names) + 0.08
    for y, (name, strategy) in enumerate(zip(names, strategies)):
        at = top + (y + 0.6) / (len(names) + 0.2) * height
        look = style.strategy_style(strategy, strategies)
        sheet.line([0.13], [at], marker=look.marker, color=look.colour, markersize=6, linestyle="none")
        sheet.write(0.26, at, name, verticalalignment="center_baseline")


def key(sheet: canvas.Sheet) -> None:
    x, y = 0.13, 0.17
    for verdict, (colour, marker, filled) in LOOKS.items():
        sheet.line([x], [y], marker=marker, markersize=5.5, color=colour if filled else style.GROUND, linestyle="none",
                   markeredgecolor=colour, markeredgewidth=1.2)
        sheet.write(x + 0.1, y, verdict, verticalalignment="center_baseline")
        x += 0.1 + canvas.text_width(verdict) + 0.25


def alt(side: dict[str, Any]) -> str:
    parts = [f"{row['strategy']} {row['metric']} {row['values'][0]} to {row['values'][-1]} ({row['ratio']}, "
             f"{row['verdict']})" for row in side["rows"] if row["verdict"] in ("better", "worse", "changed")]
    shown = "; ".join(parts[:12]) + (f"; and {len(parts) - 12} more" if len(parts) > 12 else "")
    return f"{side['labels'][0]} against {side['labels'][-1]}: {shown or 'nothing differs by more than its spread'}."


def table(side: dict[str, Any]) -> Table:
    rows = [(row["metric"], row["strategy"], *row["values"], row["difference"], row["ratio"], row["verdict"])
            for row in side["rows"]]
    return Table(f"{TITLE}: {side['title']}", ("metric", "strategy", *side["labels"], "difference", "ratio", "verdict"),
                 tuple(rows))
