"""Scenarios and strategies in a matrix, shaded and numbered."""

from __future__ import annotations

import re
from typing import Any

from stampede_report import text
from stampede_report.matrix import Cell, draw_matrix
from stampede_report.picture import Absent, Picture, Table

SHADES = 8  # the darkest


def draw(matrix: dict[str, Any]) -> Picture | Absent:
    name = re.sub(r"[^A-Za-z0-9]+", "-", matrix["id"]).strip("-")
    scenarios = [row["title"] for row in matrix["rows"]]
    strategies = matrix["strategies"]
    cells = [[as_cell(cell) for cell in row["cells"]] for row in matrix["rows"]]
    if not any(cell for row in cells for cell in row):
        return Absent(name, matrix["title"], "No scenario has a value of this metric.")
    transposed = [list(column) for column in zip(*cells)]
    # The longer list goes down the page; a scenario is a column then.
    down = len(strategies) > len(scenarios)
    detail = f"{matrix['direction']}, shaded per scenario" if matrix["direction"] else "shaded per scenario"
    svg, png = draw_matrix(strategies if down else scenarios, scenarios if down else strategies,
                           transposed if down else cells, title=matrix["title"], detail=detail, slanted=True)
    reading = ("Colours compare the strategies of one scenario: light is its best, dark its worst, in bold the best. "
               "An empty cell: the scenario does not have this strategy.")
    return Picture(name, matrix["title"], reading, alt(matrix), svg, png, table(matrix))


def as_cell(cell: dict[str, Any] | None) -> Cell | None:
    return Cell(cell["text"], cell["shade"] / SHADES, cell["best"]) if cell else None


def alt(matrix: dict[str, Any]) -> str:
    parts = []
    for row in matrix["rows"]:
        best = [(name, cell["text"]) for name, cell in zip(matrix["strategies"], row["cells"]) if cell and cell["best"]]
        if best:
            parts.append(f"{row['title']}: {text.listed([name for name, _ in best])} with {best[0][1]}")
    return f"{matrix['title']}. Best of each scenario: {'; '.join(parts) or 'none'}."


def table(matrix: dict[str, Any]) -> Table:
    rows = [(row["title"], *(words(cell) for cell in row["cells"])) for row in matrix["rows"]]
    return Table(matrix["title"], ("scenario", *matrix["strategies"]), tuple(rows))


def words(cell: dict[str, Any] | None) -> str:
    return f"{cell['text']}{' (best)' if cell['best'] else ''}" if cell else text.NOTHING
