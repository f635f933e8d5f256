"""Matrices whose cells have a shade and a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from matplotlib import colormaps
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from stampede_report import canvas, style

ROW = 0.27  # inches
SHADES = colormaps["cividis_r"]
DARK_INK = "#101820"  # on light cells, in dark mode as well: the cells are the same there
LIGHT_INK = "#f8fafc"
GAP = 0.02
HEAD_WIDTH = 1.7  # inches of a slanted name


@dataclass(frozen=True)
class Cell:
    """`shade` from 0, light, to 1, dark."""

    words: str
    shade: float
    bold: bool = False


def draw_matrix(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[Cell | None]], *, title: str,
                detail: str, looks: Sequence[str] = (), slanted: bool = False) -> tuple[bytes, bytes]:
    """SVG and PNG. `looks`: the rows are these strategies and carry their marks; `slanted`: columns have long names."""
    names = [canvas.fitted(row, canvas.NAME_WIDTH) for row in rows]
    heads = [canvas.fitted(column, HEAD_WIDTH) for column in columns]
    left = max((canvas.text_width(name) for name in names), default=0.5) + (0.4 if looks else 0.18)
    lean = max((canvas.text_width(head) for head in heads), default=0) * 0.64 if slanted else 0.1  # sine of 40 degrees
    over = lean * 1.2 if slanted else 0.0  # the last slanted name leans over the right edge
    width = min((canvas.WIDTH - left - canvas.RIGHT - over) / max(len(columns), 1), 0.95)
    sheet = canvas.Sheet([ROW * len(rows)], bare=True, left=left, title=0.42 + lean, bottom=0.1)
    size = style.BASE_SIZE if width > 0.4 else style.SMALL_SIZE
    top = sheet.tops[0]
    sheet.write(0.06, 0.17, title, fontsize=style.TITLE_SIZE, fontweight="bold", verticalalignment="center_baseline")
    sheet.write(0.16 + canvas.text_width(title, style.TITLE_SIZE, "bold"), 0.17, detail, color=style.MUTED,
                verticalalignment="center_baseline")
    for x, head in enumerate(heads):
        place = {"rotation": 40, "rotation_mode": "anchor"} if slanted else {"horizontalalignment": "center"}
        sheet.write(left + (x + 0.5) * width - (0.04 if slanted else 0), top - 0.07, head, color=style.MUTED, **place)
    for y, (name, row) in enumerate(zip(names, cells)):
        middle = top + (y + 0.5) * ROW
        if looks:
            look = style.strategy_style(looks[y], looks)
            sheet.line([0.13], [middle], marker=look.marker, color=look.colour, markersize=6, linestyle="none")
        sheet.write(0.26 if looks else 0.06, middle, name, verticalalignment="center_baseline")
        for x, cell in enumerate(row):
            _draw_cell(sheet, left + x * width, top + y * ROW, width, cell, size)
    return sheet.render()


def _draw_cell(sheet: canvas.Sheet, x: float, y: float, width: float, cell: Cell | None, size: float) -> None:
    colour = to_hex(SHADES(0.06 + 0.9 * cell.shade)) if cell else style.BAND
    sheet.figure.add_artist(Rectangle(
        ((x + GAP / 2) / sheet.width, 1 - (y + ROW - GAP / 2) / sheet.height), (width - GAP) / sheet.width,
        (ROW - GAP) / sheet.height, facecolor=colour, linewidth=0))
    if cell:
        weight = "bold" if cell.bold else "normal"
        fitting = (width - 3 * GAP) / max(canvas.text_width(cell.words, size, weight), 0.01)
        sheet.write(x + width / 2, y + ROW / 2, cell.words, fontsize=size * min(fitting, 1),
                    horizontalalignment="center", verticalalignment="center_baseline", fontweight=weight,
                    color=LIGHT_INK if cell.shade > 0.42 else DARK_INK)
