"""When stampedes happened and how large they were: a row for each strategy, a mark for each episode."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stampede_report import canvas, style, text, timeline
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run, Strategy

NAME = "stampedes"
TITLE = "Stampede episodes over time"
ROW = 0.34  # inches
DIAMETERS = (7.0, 19.0)  # of the largest mark, in points: smaller where many large ones are side by side
LEFT = 1.9
TABLE_ROWS = 20


@dataclass(frozen=True)
class Marks:
    """Areas in proportion to loads."""

    largest: int  # loads
    widest: float  # points

    def diameter(self, loads: int) -> float:
        """In points, to a quarter of one; never too small to be seen."""
        return max(round(self.widest * math.sqrt(loads / self.largest) * 4) / 4, 1.75)


def draw(run: Run) -> Picture | Absent:
    largest = max((episode.loads for strategy in run.strategies for episode in strategy.episodes), default=0)
    if largest == 0:
        return Absent(NAME, TITLE, "No key was loaded twice at the same time, so there was no stampede episode.")
    crowd = max(sum(episode.loads > largest / 4 for episode in strategy.episodes) for strategy in run.strategies)
    room = (canvas.WIDTH - LEFT - canvas.RIGHT) * 72
    marks = Marks(largest, min(max(2.2 * room / crowd, DIAMETERS[0]), DIAMETERS[1], 4 * math.sqrt(largest)))
    sheet = timeline.time_sheet(run, [ROW * len(run.strategies) + 0.1], names=(), left=LEFT, windows=False)
    axes = sheet.axes[0]
    axes.set_ylim(len(run.strategies) - 0.4, -0.6)
    axes.set_yticks([])
    for row, strategy in enumerate(run.strategies):
        draw_row(run, axes, row, strategy, marks)
    canvas.title(axes, "Episodes", detail="area of a mark: loads in the episode", raise_by=sheet.strip)
    size_key(sheet, marks)
    svg, png = sheet.render()
    return Picture(NAME, TITLE, reading(run), alt(run), svg, png, table(run))


def draw_row(run: Run, axes, row: int, strategy: Strategy, marks: Marks) -> None:
    look = style.strategy_style(strategy.name, run.names)
    axes.axhline(row, color=style.GRID, linewidth=0.8, zorder=1)
    axes.annotate(canvas.fitted(strategy.name, LEFT - 0.4), (0, row), xycoords=("axes fraction", "data"),
                  xytext=(-(LEFT * 72) + 18, 0), textcoords="offset points", verticalalignment="center_baseline",
                  parse_math=False)
    axes.plot([-(LEFT * 72 - 10) / ((canvas.WIDTH - LEFT - canvas.RIGHT) * 72)], [row], marker=look.marker,
              color=look.colour, markersize=6, transform=axes.get_yaxis_transform(), clip_on=False)
    by_size: dict[float, list[float]] = {}
    for episode in strategy.episodes:
        by_size.setdefault(marks.diameter(episode.loads), []).append(episode.at_ns / 1e9)
    for size, at in sorted(by_size.items(), reverse=True):  # small ones on top
        axes.plot(at, [row] * len(at), linestyle="none", marker="o", markersize=size, color=look.colour, alpha=0.5,
                  markeredgecolor=look.colour, markeredgewidth=0.6, zorder=3, clip_on=False)


def size_key(sheet: canvas.Sheet, marks: Marks) -> None:
    """Three sizes of marks with their numbers, at the right of the title."""
    sizes = sorted({marks.largest, max(round(marks.largest / 4), 2), 2}, reverse=True)
    x = sheet.width - canvas.RIGHT
    y = 0.2
    for size in sizes:
        words = text.plural(size, "load") if size == sizes[0] else text.count(size)
        x -= canvas.text_width(words)
        sheet.write(x, y, words, verticalalignment="center_baseline", color=style.MUTED)
        points = marks.diameter(size)
        x -= 0.07 + points / 2 / 72
        sheet.line([x], [y], marker="o", markersize=points, color=style.MUTED, alpha=0.5, markeredgecolor=style.MUTED)
        x -= points / 2 / 72 + 0.2


def counted(strategy: Strategy) -> int:
    return int(strategy.metrics["stampede.episodes"] or 0)


def reading(run: Run) -> str:
    words = "A mark is a time in which a key was being loaded more than once at a time; fewer and smaller is better."
    if any(counted(strategy) > len(strategy.episodes) for strategy in run.strategies):
        words += " Of each run the 100 largest are shown."
    if any(strategy.cells > 1 for strategy in run.strategies):
        words += " All repetitions lie over each other."
    return words


def alt(run: Run) -> str:
    parts = []
    for strategy in run.strategies:
        if strategy.episodes:
            worst = max(strategy.episodes, key=lambda episode: episode.loads)
            parts.append(f"{strategy.name} {text.plural(counted(strategy), 'episode')}, the largest of "
                         f"{text.plural(worst.loads, 'load')} at {text.instant(worst.at_ns)}")
        else:
            parts.append(f"{strategy.name} none")
    return f"Stampede episodes: {'; '.join(parts)}.{timeline.named_phases(run)}"


def table(run: Run) -> Table:
    """The largest episodes of all strategies."""
    found = [(strategy.name, episode) for strategy in run.strategies for episode in strategy.episodes]
    found.sort(key=lambda one: -one[1].loads)  # of equal ones, in the order of strategies and of time
    rows = [(name, text.instant(episode.at_ns), str(episode.key), text.count(episode.loads),
             text.duration(episode.for_ns)) for name, episode in found[:TABLE_ROWS]]
    return Table("The largest stampede episodes", ("strategy", "at", "key", "loads", "for"), tuple(rows))
