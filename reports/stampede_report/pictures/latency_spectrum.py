"""Read latency by percentile, on an axis of nines: the picture that HdrHistogram made known."""

from __future__ import annotations

import math

import numpy as np

from stampede_report import canvas, text
from stampede_report.histogram import Histogram
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run, Strategy
from stampede_report.scales import latency_scale
from stampede_report.style import strategy_style

NAME = "latency-spectrum"
TITLE = "Read latency by percentile"
HEIGHT = 3.3  # inches
LATE = 0.05  # of the latency: from here on lateness is worth a line
POINTS = 480  # along the axis: closer than the eye can tell
TABLE_PERCENTILES = ((0, 1), (50, 100), (75, 100), (90, 100), (95, 100), (99, 100), (995, 1000), (999, 1000),
                     (9999, 10000), (99999, 100000), (1, 1))


def draw(run: Run) -> Picture | Absent:
    found = {strategy.name: strategy.histograms.get("read.latency") for strategy in run.strategies}
    histograms = {name: histogram for name, histogram in found.items() if histogram}
    if not histograms:
        return Absent(NAME, TITLE, "No read was completed.")
    curves = {name: curve(histogram) for name, histogram in histograms.items()}
    service = {strategy.name: curve(strategy.histograms["read.service_latency"]) for strategy in run.strategies
               if strategy.name in histograms and is_late(strategy)}
    scale = latency_scale((values for _, values in (*curves.values(), *service.values())), HEIGHT)

    sheet = canvas.Sheet([HEIGHT], names=run.names)
    axes = sheet.axes[0]
    for i, (name, (nines, values)) in enumerate(curves.items()):
        look = strategy_style(name, run.names)
        axes.plot(nines, scale.at(values), color=look.colour, linestyle=look.dash, marker=look.marker,
                  markevery=(20 + 7 * i, 80))
    for name, (nines, values) in service.items():
        axes.plot(nines, scale.at(values), color=strategy_style(name, run.names).colour, linestyle=(0, (1, 1.5)),
                  linewidth=1)
    last = max(nines[-1] for nines, _ in curves.values())
    scale.on_y(axes)
    axes.set_xlim(0, last * 1.01)
    axes.set_xticks(*zip(*nines_ticks(last)), parse_math=False)
    canvas.title(axes, "Read latency", detail="log scale, from the intended start")
    canvas.x_title(axes, "percentile of reads, each step to the right ten times rarer")
    svg, png = sheet.render()
    return Picture(NAME, TITLE, reading(histograms, bool(service)), alt(histograms), svg, png, table(histograms))


def remaining(count: int) -> int:
    """How many reads must lie beyond a point of a line: fewer say little, but 1 % is always shown."""
    return min(100, max(1, count // 100))


def curve(histogram: Histogram) -> tuple[np.ndarray, np.ndarray]:
    """(-log10(1 - q), value at q) at even steps along the axis."""
    count = histogram.count
    nines = np.linspace(0, math.log10(count / remaining(count)), POINTS)
    ranks = np.clip(np.ceil(count * (1 - 10.0**-nines) - 1e-9).astype(np.int64), 1, count)
    return nines, histogram.at_ranks(ranks)


def nines_ticks(last: float) -> list[tuple[float, str]]:
    """0 %, 50 %, 90 %, 99 %, 99.9 % and so on."""
    shares = [0.0, 0.5, 0.75] + [1 - 10.0**-k for k in range(1, int(last + 0.05) + 1)]
    return [(-math.log10(1 - share), text.share(round(share, 12))) for share in shares]


def is_late(strategy: Strategy) -> bool:
    """Whether requests started so late that latency from the actual start is another line."""
    service = strategy.histograms.get("read.service_latency")
    return service is not None and any(
        abs(service.percentile(n, d) - strategy.histograms["read.latency"].percentile(n, d)) >
        LATE * strategy.histograms["read.latency"].percentile(n, d) for n, d in ((50, 100), (99, 100), (999, 1000)))


def reading(histograms: dict[str, Histogram], late: bool) -> str:
    fewest = min(remaining(histogram.count) for histogram in histograms.values())
    return ("At 99 % a line shows the latency that one read in a hundred exceeds; lower is better, and a step is where "
            f"hits end and loads begin. A line ends where fewer than {text.plural(fewest, 'read')} remain."
            + (" Dotted: latency from the actual start, without the time that a request was late." if late else ""))


def alt(histograms: dict[str, Histogram]) -> str:
    return f"Read latency, median and 99th percentile: {p50_p99(histograms)}."


def p50_p99(histograms: dict[str, Histogram]) -> str:
    parts = [f"{name} {text.duration(histogram.percentile(50, 100))} and "
             f"{text.duration(histogram.percentile(99, 100))}" for name, histogram in histograms.items()]
    return "; ".join(parts)


def table(histograms: dict[str, Histogram]) -> Table:
    shown = [(n, d) for n, d in TABLE_PERCENTILES
             if n == d or any(histogram.count * (d - n) >= d for histogram in histograms.values())]
    rows = [(("maximum" if n == d else "minimum" if n == 0 else text.share(n / d)),
             *(text.duration(histogram.percentile(n, d)) for histogram in histograms.values())) for n, d in shown]
    return Table("Read latency by percentile", ("percentile", *histograms), tuple(rows))
