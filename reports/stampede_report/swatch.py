"""Swatches: how the pictures draw a strategy, as a sign that stands beside its name on the page."""

import math
from dataclasses import dataclass
from typing import Sequence

from stampede_report.style import StrategyStyle, strategy_style

WIDTH, HEIGHT = 26, 12
RADIUS = 4.25


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
    if marker == "o":
        return f"M{WIDTH / 2 - RADIUS:g} {HEIGHT / 2:g}a{RADIUS} {RADIUS} 0 1 0 {2 * RADIUS:g} 0a{RADIUS} {RADIUS} 0 1 0 " \
               f"{-2 * RADIUS:g} 0z"
    points = _OUTLINES[marker]
    return "M" + "L".join(f"{WIDTH / 2 + RADIUS * x:.2f} {HEIGHT / 2 - RADIUS * y:.2f}" for x, y in points) + "z"


def _polygon(corners: int, turn: float = 0.0, inner: float | None = None) -> list[tuple[float, float]]:
    """A regular polygon with a corner at the top, turned by degrees; with `inner`, a star."""
    radii = [1.0] if inner is None else [1.0, inner]
    count = corners * len(radii)
    angles = [math.radians(90 + turn + 360 * i / count) for i in range(count)]
    return [(radii[i % len(radii)] * math.cos(angle), radii[i % len(radii)] * math.sin(angle))
            for i, angle in enumerate(angles)]


def _cross(turn: float) -> list[tuple[float, float]]:
    arm = [(-0.35, 1), (0.35, 1), (0.35, 0.35), (1, 0.35), (1, -0.35), (0.35, -0.35), (0.35, -1), (-0.35, -1),
           (-0.35, -0.35), (-1, -0.35), (-1, 0.35), (-0.35, 0.35)]
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return [(x * cosine - y * sine, x * sine + y * cosine) for x, y in arm]


_OUTLINES = {
    "s": [(-0.85, 0.85), (0.85, 0.85), (0.85, -0.85), (-0.85, -0.85)],
    "^": [(0, 1), (1, -0.85), (-1, -0.85)],
    "v": [(0, -1), (1, 0.85), (-1, 0.85)],
    "<": [(-1, 0), (0.85, 1), (0.85, -1)],
    ">": [(1, 0), (-0.85, 1), (-0.85, -1)],
    "D": [(0, 1.1), (1.1, 0), (0, -1.1), (-1.1, 0)],
    "P": _cross(0),
    "X": _cross(45),
    "*": _polygon(5, inner=0.42),
    "p": _polygon(5),
    "h": _polygon(6),
}
