"""The sheet a picture is drawn on: its layout in inches, text that is literal, the legend, and the two renderings.

Figures are laid out by hand and drawn by the Agg and SVG backends alone: no automatic layout, whose cost is that of
another drawing, and no global state but the rc parameters, which are reset on import.
"""

from __future__ import annotations

import io
import re
import warnings
from functools import lru_cache
from typing import Any, Sequence

import matplotlib

matplotlib.use("Agg")
matplotlib.rcdefaults()

from matplotlib.axes import Axes  # noqa: E402
from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402

from stampede_report import style, text  # noqa: E402

matplotlib.rcParams.update(style.RC)

WIDTH = 8.4  # inches of every sheet, so that type has one size on the page
LEFT = 0.72
RIGHT = 0.3  # half a label of the last tick
BOTTOM = 0.55  # below the lowest panel, for ticks and title
POINT = 1 / 72  # inches
DPI = 132
SVG_METADATA = ("Date", "Creator", "Format", "Type")  # what would be written, and says nothing about the data
LEGEND_ROW = 0.21
NAME_WIDTH = 1.6  # inches of the name of a strategy beside its mark


@lru_cache(maxsize=4096)
def text_width(words: str, size: float = style.BASE_SIZE, weight: str = "normal") -> float:
    """Width in inches of a text without line breaks."""
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))
    font.set_size(size, 72)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that the font does not have is drawn as a box
        font.set_text(words, 0.0)
    return font.get_width_height()[0] / 64 * POINT


@lru_cache(maxsize=4096)
def fitted(words: str, inches: float, size: float = style.BASE_SIZE, weight: str = "normal") -> str:
    """The text, cut in the middle until it is at most so long."""
    limit = len(words)
    short = text.elide(words, limit)
    while limit > 1 and text_width(short, size, weight) > inches:
        limit -= max(1, int(limit * (1 - inches / text_width(short, size, weight)) / 2))
        short = text.elide(words, limit)
    return short


class Sheet:
    """Panels under each other below an optional legend; sizes in inches, counted from the top.

    `panels` are heights; each has room for its title above it, the first one for a `strip` besides. They become
    `axes`, or, if `bare`, only places for something else: `tops` says where they begin. `names` get a legend in their
    looks `among` all strategies.
    """

    def __init__(self, panels: Sequence[float], *, names: Sequence[str] = (), among: Sequence[str] = (),
                 bare: bool = False, left: float = LEFT, title: float = 0.28, gap: float = 0.12,
                 bottom: float = BOTTOM, top: float = 0.08, strip: float = 0.0, width: float = WIDTH) -> None:
        self.width = width
        self.left = left
        self.across = width - left - RIGHT  # the width of panels
        columns = _legend_columns(names, width - left)
        legend = LEGEND_ROW * -(-len(names) // columns) + 0.06 if names else 0.0
        self.height = top + legend + strip + sum(panels) + title * len(panels) + gap * (len(panels) - 1) + bottom
        self.figure = Figure(figsize=(width, self.height))
        FigureCanvasAgg(self.figure)
        if names:
            self._legend(names, among or names, columns, top)
        self.axes: list[Axes] = []
        self.tops: list[float] = []
        self.strip = strip
        y = top + legend + strip
        for height in panels:
            y += title
            self.tops.append(y)
            if not bare:
                self.axes.append(self.panel(left, y, self.across, height))
            y += height + gap

    def panel(self, x: float, y: float, width: float, height: float, grid: bool = True) -> Axes:
        """Axes with nothing but a line below and light lines across; (x, y) is the upper left corner."""
        box = [x / self.width, 1 - (y + height) / self.height, width / self.width, height / self.height]
        axes = self.figure.add_axes(box)
        if grid:
            axes.grid(True, color=style.GRID, linewidth=0.7)
        axes.patch.set_visible(False)
        for side in ("left", "right", "top"):
            axes.spines[side].set_visible(False)
        axes.tick_params(length=0, pad=4, labelsize=style.BASE_SIZE)
        axes.tick_params(axis="x", length=3)
        return axes

    def write(self, x: float, y: float, words: str, **options: Any) -> None:
        """Literal text at inches from the upper left corner of the sheet."""
        self.figure.text(x / self.width, 1 - y / self.height, words, parse_math=False, **options)

    def line(self, xs: Sequence[float], ys: Sequence[float], **options: Any) -> None:
        """A line in inches from the upper left corner of the sheet."""
        self.figure.add_artist(Line2D([x / self.width for x in xs], [1 - y / self.height for y in ys], **options))

    def _legend(self, names: Sequence[str], among: Sequence[str], columns: int, top: float) -> None:
        entry = min((self.width - self.left) / columns, max(_entry_width(name) for name in names))
        for i, name in enumerate(names):
            look = style.strategy_style(name, among)
            x = self.left + i % columns * entry
            y = top + 0.08 + i // columns * LEGEND_ROW
            self.line([x, x + 0.17, x + 0.34], [y] * 3, color=look.colour, linestyle=look.dash, marker=look.marker,
                      markevery=[1], linewidth=1.7, markersize=5.5, markeredgecolor=style.GROUND, markeredgewidth=0.5)
            self.write(x + 0.42, y, fitted(name, NAME_WIDTH), verticalalignment="center_baseline")

    def render(self) -> tuple[bytes, bytes]:
        """SVG and PNG."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # glyphs that the font does not have
            svg, png = io.BytesIO(), io.BytesIO()
            self.figure.savefig(svg, format="svg", facecolor="none", metadata=dict.fromkeys(SVG_METADATA))
            self.figure.savefig(png, format="png", facecolor=style.GROUND, dpi=DPI, metadata={"Software": None},
                                pil_kwargs={"compress_level": 4})
        return with_dark_mode(without_repetition(svg.getvalue())), png.getvalue()


def _entry_width(name: str) -> float:
    return 0.42 + text_width(fitted(name, NAME_WIDTH)) + 0.26


def _legend_columns(names: Sequence[str], width: float) -> int:
    if not names:
        return 1
    fitting = int(width / max(_entry_width(name) for name in names))
    rows = -(-len(names) // max(fitting, 1))
    return -(-len(names) // rows)


def label(axes: Axes, x: float, y: float, words: str, **options: Any) -> Any:
    """Literal text at a point of the data."""
    return axes.text(x, y, words, parse_math=False, **options)


def title(axes: Axes, words: str, *, detail: str = "", raise_by: float = 0.0) -> None:
    """What the panel shows and in which unit, above its upper left corner; `raise_by` in inches."""
    raise_by /= POINT
    axes.annotate(words, (0, 1), xycoords="axes fraction", xytext=(0, 7 + raise_by), textcoords="offset points",
                  fontsize=style.TITLE_SIZE, fontweight="bold", parse_math=False)
    if detail:
        shift = text_width(words, style.TITLE_SIZE, "bold") / POINT + 7
        axes.annotate(detail, (0, 1), xycoords="axes fraction", xytext=(shift, 7 + raise_by),
                      textcoords="offset points", color=style.MUTED, parse_math=False)


def x_title(axes: Axes, words: str) -> None:
    axes.set_xlabel(words, color=style.MUTED, loc="left", labelpad=5, parse_math=False)


USE = rb"<use [^>]* style=\"([^\"]*)\"/>\s*"


def without_repetition(svg: bytes) -> bytes:
    """The same drawing in fewer words: no comments (they repeat what is drawn as text), no names of groups, and the
    style of marks once for all marks of a group instead of for each."""
    svg = re.sub(rb"\s*<!--.*?-->", b"", svg, flags=re.DOTALL)
    svg = re.sub(rb'<g id="[^"]*"', b"<g", svg)

    def shared(found: re.Match[bytes]) -> bytes:
        styles = set(re.findall(USE, found[2]))
        if len(styles) > 1:
            return found[0]
        style_of_all = b' style="' + styles.pop() + b'"'
        return b"<g" + found[1] + style_of_all + b">" + found[2].replace(style_of_all, b"") + b"</g>"

    return re.sub(rb"<g((?: clip-path=\"[^\"]*\")?)>(\s*(?:" + USE.replace(b"([^", b"(?:[^") + rb")+)</g>", shared, svg)


def with_dark_mode(svg: bytes) -> bytes:
    """The SVG with a style sheet that, for readers of dark pages, maps neutral colours and turns heat maps round."""
    rules = "".join(
        f'[style*="{kind}: {light}"]{{{kind}:{dark}!important}}'
        for light, dark in style.DARK.items() for kind in ("fill", "stroke"))
    rules += "image{filter:invert(1) hue-rotate(180deg)}"  # few stays near the ground, many far from it
    sheet = f"<style>@media screen and (prefers-color-scheme: dark){{{rules}}}</style>".encode()
    root = re.search(rb"<svg[^>]*>", svg)
    assert root, "matplotlib wrote no svg element"
    # What comes before it is a document type with a foreign address.
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + root[0] + b"\n " + sheet + svg[root.end() :]
