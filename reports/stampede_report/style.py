"""Colours, type and the look of strategies, the same in every picture and on the page.

A strategy is told by colour, marker and dash together, so grey prints and colour-blind readers lose nothing. The eight
hues were chosen for contrast of at least 3:1 (WCAG 1.4.11) on white and on the dark ground, and for the greatest
distance from each other as seen with full colour vision, deuteranopia and protanopia (Viénot et al. 1999).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Sequence

# Each of these is used for nothing else, because dark mode is made by mapping them.
INK = "#1c2733"  # text, axes
MUTED = "#5c6873"  # secondary text, ticks
GRID = "#e4e8ec"
GROUND = "#ffffff"  # around marks that overlap
BAND = "#eef1f5"  # shaded phases and lanes
ALARM = "#c8321e"  # redundant loads, limits

DARK = {INK: "#e6eaee", MUTED: "#a5afb9", GRID: "#2c353f", GROUND: "#14191f", BAND: "#1f272f", ALARM: "#f0705c"}

HUES = ("#eb6b15", "#008bd0", "#18a659", "#7939fa", "#856325", "#cc2670", "#9a809b", "#4b7dfe")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "<", "h", ">", "d")
DASHES: tuple[Any, ...] = ("solid", (0, (5, 1.6)), (0, (1.4, 1.4)), (0, (6, 1.6, 1.4, 1.6)))

# Strategies that many scenarios compare look the same in every report.
PRESETS = ("cache-aside", "locked", "refresh-ahead", "xfetch", "write-through", "write-behind", "no-cache")

BASE_SIZE = 8.0  # points
TITLE_SIZE = 8.5
SMALL_SIZE = 7.0

RC = {
    "font.family": "DejaVu Sans",
    "font.size": BASE_SIZE,
    "text.color": INK,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.axisbelow": True,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "lines.linewidth": 1.5,
    "lines.markersize": 5,
    "lines.markeredgecolor": GROUND,
    "lines.markeredgewidth": 0.5,
    "lines.solid_joinstyle": "round",
    "svg.fonttype": "path",
    "svg.hashsalt": "stampede",
    "path.simplify": True,
}


@dataclass(frozen=True)
class StrategyStyle:
    """`colour` is #rrggbb, `marker` and `dash` are matplotlib's words."""

    colour: str
    marker: str
    dash: Any


_page_names: tuple[str, ...] = ()


def share_names(names: Sequence[str]) -> None:
    """From now on, in this process and those it forks, strategies look as they do among `names`, all strategies of a
    page: there the same strategy looks the same in every scenario."""
    global _page_names
    _page_names = tuple(names)


def strategy_style(name: str, names: Sequence[str]) -> StrategyStyle:
    """The look of a strategy among `names`, all strategies of its scenario in their order."""
    names = _page_names if name in _page_names else names
    if name in PRESETS:
        return _slot(PRESETS.index(name))
    taken = {PRESETS.index(other) for other in names if other in PRESETS}
    others = [other for other in dict.fromkeys(names) if other not in PRESETS]
    free = (slot for slot in range(len(PRESETS) + len(names) + 1) if slot not in taken)
    for other, slot in zip(others, free):
        if other == name:
            return _slot(slot)
    raise KeyError(name)


def _slot(slot: int) -> StrategyStyle:
    """The first eight slots have a hue each, the first twelve a marker each, the first 384 differ in something."""
    lap = slot // (len(HUES) * len(MARKERS) // 4)  # hues and markers meet again after 24
    marker = MARKERS[(slot + lap) % len(MARKERS)]
    return StrategyStyle(HUES[slot % len(HUES)], marker, DASHES[slot // len(HUES) % len(DASHES)])
