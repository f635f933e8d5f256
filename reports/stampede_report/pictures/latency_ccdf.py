"""The share of reads slower than a latency, both axes logarithmic: hits and loads are two groups, not one."""

from __future__ import annotations

import numpy as np

from stampede_report import text
from stampede_report.curves import draw_tails
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run

NAME = "latency-ccdf"
TITLE = "Share of reads slower than a latency"
TABLE_LATENCIES = tuple(step * 10**power for power in range(3, 13) for step in (1, 3))


def draw(run: Run) -> Picture | Absent:
    found = {strategy.name: strategy.histograms.get("read.latency") for strategy in run.strategies}
    histograms = {name: histogram for name, histogram in found.items() if histogram}
    if not histograms:
        return Absent(NAME, TITLE, "No read was completed.")
    totals = {name: histogram.count for name, histogram in histograms.items()}
    svg, png = draw_tails(run, histograms, totals, title="Reads that took longer", detail="share, log scale",
                          x_title="read latency, log scale")

    shown = [at for at in TABLE_LATENCIES if any(int(histogram.values[0]) <= at < histogram.max
                                                 for histogram in histograms.values())]
    slower = {name: histogram.above(np.array(shown, np.int64)) / totals[name] for name, histogram in histograms.items()}
    rows = [(text.duration(at), *(text.share(float(slower[name][i])) for name in slower)) for i, at in enumerate(shown)]
    at_once = [f"{name} {text.share(1 - float(histogram.above(np.array([999]))[0]) / totals[name])}"
               for name, histogram in histograms.items()]
    slowest = [f"{name} {text.duration(histogram.max)}" for name, histogram in histograms.items()]
    alt = f"Answered within 1 µs: {'; '.join(at_once)}. Slowest read: {'; '.join(slowest)}."
    reading = ("A line shows how many reads were slower than the latency below it; the further down and left, the "
               "better. A flat stretch lies between hits and loads.")
    at_once_always = [name for name, histogram in histograms.items() if histogram.max < 1000]
    reading += f" No read took 1 µs: {text.listed(at_once_always)}." if at_once_always else ""
    return Picture(NAME, TITLE, reading, alt, svg, png,
                   Table("Share of reads slower than a latency", ("slower than", *histograms), tuple(rows)))
