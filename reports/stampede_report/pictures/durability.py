"""Writes that were acknowledged before the store had them: for how long, and how many at a time."""

from __future__ import annotations

import numpy as np

from stampede_report import canvas, style, text, timeline
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run
from stampede_report.scales import is_log, level_scale, latency_scale

NAME = "durability"
TITLE = "Acknowledged writes that the store did not have yet"
HEIGHT = 1.8  # inches of a panel
PERCENTILES = ((50, 100), (90, 100), (99, 100), (1, 1))


def draw(run: Run) -> Picture | Absent:
    pending = {strategy.name: strategy.series["pending_writes_peak"] for strategy in run.strategies}
    lags = {strategy.name: strategy.histograms.get("writes.durable_lag") for strategy in run.strategies}
    late = [name for name in run.names if pending[name].any() or (lags[name] is not None and lags[name].max > 0)]
    if not late:
        acknowledged = any(strategy.metrics["writes.acknowledged"] for strategy in run.strategies)
        return Absent(NAME, TITLE, "Every write was in the store when it was acknowledged." if acknowledged else
                      "No write was acknowledged.")
    sheet = timeline.time_sheet(run, [HEIGHT], names=late, below=HEIGHT + 0.75)
    lines = {name: pending[name].astype(float) for name in late}
    scale = level_scale(list(lines.values()), text.compact, HEIGHT, whole=True)
    axes = sheet.axes[0]
    for name, line in lines.items():
        timeline.step_line(axes, run, name, scale.at(line))
    scale.on_y(axes)
    detail = "highest in the window, log scale" if is_log(scale) else "highest in the window"
    canvas.title(axes, "Pending writes", detail=detail, raise_by=sheet.strip)
    draw_lag(run, sheet, {name: lags[name] for name in late if lags[name] is not None})
    svg, png = sheet.render()

    durable = [name for name in run.names if name not in late]
    reading = ("Above: how many acknowledged writes a crash would lose. Below: how long a write was at risk. Lower is "
               "better.")
    reading += f" Never a write at risk: {text.listed(durable)}." if durable else ""
    return Picture(NAME, TITLE, reading, alt(run, late), svg, png, table(run, late, lags))


def draw_lag(run: Run, sheet: canvas.Sheet, lags: dict) -> None:
    """Durable lag by percentile, on a plain axis: half of the writes are left of the middle."""
    axes = sheet.panel(sheet.left, sheet.height - HEIGHT - canvas.BOTTOM, sheet.across, HEIGHT)
    shares = np.linspace(0, 1, 241)
    values = {name: lag.at_ranks(np.clip(np.ceil(shares * lag.count), 1, lag.count).astype(np.int64))
              for name, lag in lags.items()}
    scale = latency_scale(values.values(), HEIGHT)
    for i, (name, line) in enumerate(values.items()):
        look = style.strategy_style(name, run.names)
        axes.plot(shares, scale.at(line), color=look.colour, linestyle=look.dash, marker=look.marker,
                  markevery=(10 + 5 * i, 48))
    scale.on_y(axes)
    axes.set_xlim(0, 1)
    ticks = [0, 0.25, 0.5, 0.75, 0.9, 1]
    axes.set_xticks(ticks, [text.share(tick) for tick in ticks], parse_math=False)
    canvas.title(axes, "Durable lag", detail="from acknowledgement to commit, log scale")
    canvas.x_title(axes, "percentile of acknowledged writes")


def alt(run: Run, late: list[str]) -> str:
    parts = []
    for strategy in run.strategies:
        if strategy.name in late:
            metrics = strategy.metrics
            parts.append(f"{strategy.name} p99 {text.duration(metrics['writes.durable_lag.p99'])}, at most "
                         f"{text.plural(int(strategy.series['pending_writes_peak'].max(initial=0)), 'write')} pending, "
                         f"{text.count(metrics['writes.lost'])} lost")
    return f"Durable lag and pending writes: {'; '.join(parts)}.{timeline.named_phases(run)}"


def table(run: Run, late: list[str], lags: dict) -> Table:
    by_name = {strategy.name: strategy for strategy in run.strategies}
    rows = [(f"durable lag, {'maximum' if n == d else f'p{100 * n // d}'}",
             *(text.duration(lags[name].percentile(n, d) if lags[name] else None) for name in late))
            for n, d in PERCENTILES]
    rows.append(("most pending writes", *(text.count(by_name[name].series["pending_writes_peak"].max(initial=0))
                                          for name in late)))
    rows.append(("mean of pending writes",
                 *(text.number(by_name[name].metrics["writes.pending.mean"]) for name in late)))
    rows.append(("lost writes", *(text.count(by_name[name].metrics["writes.lost"]) for name in late)))
    return Table("Durable lag and pending writes", ("", *late), tuple(rows))
