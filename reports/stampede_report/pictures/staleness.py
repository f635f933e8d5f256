"""How stale reads were: the share of all reads whose answer had been superseded for longer than a time."""

from __future__ import annotations

from stampede_report import text
from stampede_report.curves import draw_tails
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run

NAME = "staleness"
TITLE = "Stale reads by how stale they were"
PERCENTILES = ((50, 100), (90, 100), (99, 100), (1, 1))


def draw(run: Run) -> Picture | Absent:
    found = {strategy.name: strategy.histograms.get("stale.age") for strategy in run.strategies}
    histograms = {name: histogram for name, histogram in found.items() if histogram}
    if not histograms:
        written = any(strategy.metrics["writes.committed"] for strategy in run.strategies)
        return Absent(NAME, TITLE, "No read of any strategy was stale." if written else
                      "Nothing was written, so nothing could become stale.")
    reads = {strategy.name: int(strategy.metrics["read.count"]) for strategy in run.strategies}
    svg, png = draw_tails(run, histograms, reads, title="Reads that were staler",
                          detail="share of all reads, log scale",
                          x_title="time since the value read was superseded, log scale")

    fresh = [name for name, histogram in found.items() if not histogram]
    reading = ("Where a line begins is the share of reads that were stale at all; where it ends, the stalest one. The "
               "lower and shorter, the better.")
    reading += f" No stale read: {text.listed(fresh)}." if fresh else ""
    parts = [f"{name} {text.share(histogram.count / reads[name])}, stalest {text.duration(histogram.max)}"
             for name, histogram in histograms.items()]
    alt = f"Share of reads that were stale: {'; '.join(parts + [f'{name} none' for name in fresh])}."
    return Picture(NAME, TITLE, reading, alt, svg, png, table(histograms, reads))


def table(histograms: dict, reads: dict[str, int]) -> Table:
    rows = [("stale reads", *(text.count(histogram.count) for histogram in histograms.values())),
            ("share of reads", *(text.share(histogram.count / reads[name]) for name, histogram in histograms.items()))]
    for n, d in PERCENTILES:
        name = "stalest" if n == d else f"{text.share(n / d)} of them staler by at most"
        rows.append((name, *(text.duration(histogram.percentile(n, d)) for histogram in histograms.values())))
    return Table("Staleness of stale reads", ("", *histograms), tuple(rows))
