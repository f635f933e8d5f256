"""How many reads of each window had which latency: what percentiles over time hide."""

from __future__ import annotations

import math

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes

from stampede_report import canvas, style, text, timeline
from stampede_report.histogram import IntervalHistograms
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run
from stampede_report.scales import LogScale, latency_scale

NAME = "latency-heatmap"
TITLE = "Where reads spent their time"
PANEL = 1.1  # inches
BETWEEN = 0.2
BANDS = 44  # of latency
SHADES = colormaps["cividis_r"]


def draw(run: Run) -> Picture | Absent:
    of = {strategy.name: strategy.read_latency for strategy in run.strategies}
    if not any(len(histograms.counts) for histograms in of.values()):
        return Absent(NAME, TITLE, "No read was completed.")
    height = 1.9 if len(of) == 1 else PANEL
    scale = latency_scale((histograms.values for histograms in of.values()), height)
    images = {name: counts(histograms, scale) for name, histograms in of.items()}
    most = max(int(image.max(initial=0)) for image in images.values())

    columns = 1 if len(images) == 1 else 2 if len(images) <= 6 else 3
    sheet, panels = grid(run, columns, len(images), scale)
    key(sheet, most)
    for axes, (name, image) in zip(panels, images.items()):
        panel(run, axes, name, image, scale, most)
    svg, png = sheet.render()
    reading = ("Each column is a window, each band a latency, its colour how many reads. Hits lie at the bottom, loads "
               "above them; a smear upwards is a queue.")
    phases = [phase.name for phase in timeline.actions(run)]
    reading += f" Shaded, from left to right: {text.listed(phases)}." if phases else ""
    return Picture(NAME, TITLE, reading, alt(of) + timeline.named_phases(run), svg, png, table(of, scale))


def grid(run: Run, columns: int, panels: int, scale: LogScale) -> tuple[canvas.Sheet, list[Axes]]:
    """Small multiples with common axes."""
    sheet = canvas.Sheet([scale.length] * -(-panels // columns), bare=True, top=0.34, title=0.27, gap=0.06)
    width = (sheet.across - BETWEEN * (columns - 1)) / columns
    result = []
    for i in range(panels):
        x = sheet.left + i % columns * (width + BETWEEN)
        axes = sheet.panel(x, sheet.tops[i // columns], width, scale.length, grid=False)
        timeline.time_axis(run, axes, ticks=9 // columns if i + columns >= panels else 0)
        scale.on_y(axes, labelled=i % columns == 0)
        result.append(axes)
    sheet.write(sheet.left, sheet.height - 0.12, "time from the start of the measured part; windows of "
                f"{text.duration(run.interval_ns)}", color=style.MUTED)
    return sheet, result


def counts(histograms: IntervalHistograms, scale: LogScale) -> np.ndarray:
    """Reads per band (from below) and window; the lowest band is the strip below the log scale."""
    position = scale.at(histograms.values)
    band = np.clip(np.floor((position - scale.low) / (scale.high - scale.low) * BANDS), 0, BANDS - 1).astype(int)
    band = np.where(position < scale.low, 0, band + 1)
    image = np.zeros((BANDS + 1, histograms.intervals), np.int64)
    np.add.at(image, (band, histograms.interval), histograms.counts)
    return image


def panel(run: Run, axes: Axes, name: str, image: np.ndarray, scale: LogScale, most: int) -> None:
    look = style.strategy_style(name, run.names)
    colours = SHADES(0.12 + 0.88 * np.log(np.maximum(image, 1)) / max(math.log(most), 1e-9))
    colours[..., 3] = image > 0
    end = float(run.edges[image.shape[1]])
    options = {"origin": "lower", "aspect": "auto", "interpolation": "nearest", "zorder": 2}
    if image.any():
        axes.imshow(colours[1:], extent=(0, end, scale.low, scale.high), **options)
    if image[:1].any():
        axes.imshow(colours[:1], extent=(0, end, scale.limits[0], (scale.strip + scale.low) / 2), **options)
    axes.set_xlim(0, max(run.duration_ns, 1) / 1e9)
    axes.set_ylim(*scale.limits)
    axes.plot([0.008], [1 + 9 / (scale.length * 72)], transform=axes.transAxes, clip_on=False, marker=look.marker,
              color=look.colour, markersize=6)
    room = axes.get_position().width * canvas.WIDTH - 0.25
    words = canvas.fitted(name, room, style.TITLE_SIZE, "bold")
    axes.annotate(words, (0, 1), xycoords="axes fraction", xytext=(10, 6), textcoords="offset points",
                  fontsize=style.TITLE_SIZE, fontweight="bold", parse_math=False)


def key(sheet: canvas.Sheet, most: int) -> None:
    """The colours and what they stand for."""
    words = "reads per window and band (log)"
    x = sheet.left
    sheet.write(x, 0.16, words, color=style.MUTED, verticalalignment="center_baseline")
    x += canvas.text_width(words) + 0.15
    sheet.write(x, 0.16, "1", verticalalignment="center_baseline")
    axes = sheet.panel(x + 0.13, 0.105, 1.6, 0.11, grid=False)
    axes.imshow(SHADES(np.linspace(0.12, 1, 64))[np.newaxis], aspect="auto", extent=(0, 1, 0, 1))
    axes.set_axis_off()
    sheet.write(x + 1.79, 0.16, text.compact(most), verticalalignment="center_baseline")


def alt(of: dict[str, IntervalHistograms]) -> str:
    parts = []
    for name, histograms in of.items():
        total = int(histograms.counts.sum())
        slow = int(histograms.counts[histograms.values >= 10**8].sum())
        parts.append(f"{name} {text.share(slow / total) if total else text.NOTHING}")
    return f"Heat map of read latency over time. Share of reads that took 100 ms or longer: {'; '.join(parts)}."


def table(of: dict[str, IntervalHistograms], scale: LogScale) -> Table:
    """Reads per decade of latency: the picture without its time."""
    limits = [10.0**k for k in range(math.floor(scale.low), math.ceil(scale.high) + 1)]
    rows = []
    for low, high in zip([0.0] + limits, limits + [math.inf]):
        cells = [int(h.counts[(h.values >= low) & (h.values < high)].sum()) for h in of.values()]
        if any(cells):
            name = f"below {text.duration(high)}" if low == 0 else f"from {text.duration(low)}"
            rows.append((name, *map(text.count, cells)))
    return Table("Reads by latency, all windows", ("latency", *of), tuple(rows))
