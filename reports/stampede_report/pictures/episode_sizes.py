"""The histogram of sizes of stampede episodes: how many of which size, a row for each strategy."""

from __future__ import annotations

import numpy as np

from stampede_report import text
from stampede_report.matrix import Cell, draw_matrix
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run

NAME = "episode-sizes"
TITLE = "Sizes of stampede episodes"
MOST_CLASSES = 10


def draw(run: Run) -> Picture | Absent:
    found = {strategy.name: strategy.histograms.get("stampede.episode_size") for strategy in run.strategies}
    largest = max((histogram.max for histogram in found.values() if histogram), default=0)
    if largest == 0:
        return Absent(NAME, TITLE, "No key was loaded twice at the same time, so there was no stampede episode.")
    limits = size_classes(largest)
    counts = {name: counts_in(histogram, limits) if histogram else np.zeros(len(limits), np.int64)
              for name, histogram in found.items()}
    most = max(int(row.max()) for row in counts.values())
    columns = [bin_name(low, high) for low, high in limits]
    cells = [[Cell(text.compact(n), shade_of(int(n), most)) if n else None for n in row] for row in counts.values()]
    svg, png = draw_matrix(run.names, columns, cells, title="Episodes", detail="by the number of loads in them",
                           looks=run.names)
    parts = [f"{name} {text.plural(histogram.count, 'episode')} of 2 to {text.plural(histogram.max, 'load')}"
             if histogram else f"{name} none" for name, histogram in found.items()]
    rows = [(name, *(text.count(n) if n else text.NOTHING for n in row)) for name, row in counts.items()]
    reading = ("How many episodes had how many loads; the shade grows with the logarithm of the count. The further "
               "left and the fewer, the better.")
    return Picture(NAME, TITLE, reading, f"Sizes of stampede episodes: {'; '.join(parts)}.", svg, png,
                   Table("Episodes by number of loads", ("strategy", *columns), tuple(rows)))


def size_classes(largest: int) -> list[tuple[int, int]]:
    """2, 3-4, 5-8, 9-16, ... up to the largest; coarser ones where those would be too many to print."""
    for growth in (2, 4, 8, 32):
        limits = [(2, 2)]
        while limits[-1][1] < largest:
            limits.append((limits[-1][1] + 1, limits[-1][1] * growth))
        if len(limits) <= MOST_CLASSES:
            break
    return limits


def counts_in(histogram, limits: list[tuple[int, int]]) -> np.ndarray:
    lowest = np.array([low for low, _ in limits]) - 1
    above = histogram.above(np.append(lowest, limits[-1][1]))
    return above[:-1] - above[1:]


def bin_name(low: int, high: int) -> str:
    return str(low) if low == high else f"{short(low)}–{short(high)}"


def short(size: int) -> str:
    return str(size) if size < 10_000 else text.compact(round(size, -3))


def shade_of(count: int, most: int) -> float:
    """0 .. 1 by the logarithm."""
    return float(np.log(count) / np.log(most)) if most > 1 else 1.0
