"""Swatches: how the pictures draw a strategy, as a sign that stands beside its name on the page."""

from dataclasses import dataclass
from typing import Sequence

from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from stampede_report.style import StrategyStyle, strategy_style

WIDTH, HEIGHT = 26, 12
SIZE = 8.5  # of a marker


@dataclass(frozen=True)
class Swatches:
    """Of all strategies of a page. `symbols` is drawn once and referred to by #CLASS; the classes set the colours."""

    classes: dict[str, str]  # by name of the strategy
    symbols: str  # SVG
    css: str


def swatches(names: Sequence[str]) -> Swatches:
    """A swatch for each name, in the look it has in the pictures."""
    classes = {name: f"s{number}" for number, name in enumerate(names)}
    styles = {classes[name]: strategy_style(name, names) for name in names}
    symbols = "".join(f'<symbol id="{key}" viewBox="0 0 {WIDTH} {HEIGHT}">{_drawing(style)}</symbol>\n'
                      for key, style in styles.items())
    css = "\n".join(f".{key} {{ color: {style.colour}; }}" for key, style in styles.items())
    return Swatches(classes, f'<svg class="symbols" aria-hidden="true" focusable="false">\n{symbols}</svg>', css)


def _drawing(style: StrategyStyle) -> str:
    dash = "" if style.dash == "solid" else f' stroke-dasharray="{_dashes(style)}"'
    line = f'<path d="M0 {HEIGHT / 2:g}H{WIDTH}" stroke="currentColor" stroke-width="2" fill="none"{dash}/>'
    return line + f'<path d="{marker_path(style.marker)}" fill="currentColor"/>'


def _dashes(style: StrategyStyle) -> str:
    """matplotlib counts dashes in line widths; a swatch is short, so its dashes are too."""
    return " ".join(f"{1.25 * length:g}" for length in style.dash[1])


def marker_path(marker: str) -> str:
    """The outline of a marker of matplotlib, in the middle of a swatch."""
    style = MarkerStyle(marker)
    transform = style.get_transform() + Affine2D().scale(SIZE, -SIZE).translate(WIDTH / 2, HEIGHT / 2)
    return "".join(_COMMANDS[code] + " ".join(f"{number:.2f}" for number in points) * (code != Path.CLOSEPOLY)
                   for points, code in style.get_path().iter_segments(transform, simplify=False))


_COMMANDS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}
