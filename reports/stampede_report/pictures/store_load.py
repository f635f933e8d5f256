"""What the store has to bear: reads per second, and the most calls in flight, against what it can serve at once."""

from __future__ import annotations

import numpy as np

from stampede_report import canvas, style, text, timeline
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run, Strategy
from stampede_report.scales import is_log, level_scale

NAME = "store-load"
TITLE = "Load on the store over time"
HEIGHT = 1.9  # inches of a panel


def draw(run: Run) -> Picture | Absent:
    rates = {strategy.name: reads_per_second(run, strategy) for strategy in run.strategies}
    flights = {strategy.name: strategy.series["in_flight_peak"].astype(float) for strategy in run.strategies}
    if not any(line.any() for line in (*rates.values(), *flights.values())):
        return Absent(NAME, TITLE, "The store was not called.")
    servers = next((strategy.servers for strategy in run.strategies), None)

    sheet = timeline.time_sheet(run, [HEIGHT, HEIGHT], names=run.names)
    draw_lines(run, sheet.axes[0], rates, "Store reads per second", "loads of all reasons", sheet.strip)
    capacity = [np.array([float(servers)])] if servers else []
    draw_lines(run, sheet.axes[1], flights, "Calls in flight", "highest in the window, queued and in service", 0,
               capacity)
    svg, png = sheet.render()
    limit = (f" The dashed line is the capacity: {text.plural(servers, 'call')} at once; what is above it queues."
             if servers else " The store serves any number of calls at once.")
    return Picture(NAME, TITLE, f"Lower is better.{limit}", alt(run, rates), svg, png, table(run, rates, flights))


def draw_lines(run: Run, axes, lines: dict[str, np.ndarray], title: str, detail: str, raise_by: float,
               capacity: list[np.ndarray] | None = None) -> None:
    scale = level_scale([*lines.values(), *(capacity or [])], text.compact, HEIGHT, whole=capacity is not None)
    for name, line in lines.items():
        timeline.step_line(axes, run, name, scale.at(line))
    scale.on_y(axes)
    for level in capacity or []:
        at = scale.at(level)[0]
        axes.axhline(at, color=style.ALARM, linewidth=1.1, linestyle=(0, (6, 2)), zorder=3)
        axes.annotate(f"-- capacity {text.count(level[0])}", (1, 1), xycoords="axes fraction", xytext=(0, 7),
                      textcoords="offset points", horizontalalignment="right", color=style.ALARM, parse_math=False)
    canvas.title(axes, title, detail=f"{detail}{', log scale' if is_log(scale) else ''}", raise_by=raise_by)


def reads_per_second(run: Run, strategy: Strategy) -> np.ndarray:
    """The mean of the repetitions."""
    loads = strategy.series["loads"]
    return loads / np.diff(run.edges)[: len(loads)] / strategy.cells


def alt(run: Run, rates: dict[str, np.ndarray]) -> str:
    parts = [f"{strategy.name} {text.number(strategy.metrics['store.reads_per_second'])} on average, "
             f"{text.number(float(rates[strategy.name].max(initial=0)))} in the busiest window, at most "
             f"{text.count(strategy.metrics['store.in_flight.peak'])} calls in flight" for strategy in run.strategies]
    return f"Store reads per second: {'; '.join(parts)}.{timeline.named_phases(run)}"


def table(run: Run, rates: dict[str, np.ndarray], flights: dict[str, np.ndarray]) -> Table:
    rows = [(timeline.window_start(run, i), *(cell(rates[name], flights[name], i) for name in rates))
            for i in timeline.thinned(run)]
    return Table("Store reads per second / most calls in flight, by start of the window", ("from", *rates), tuple(rows))


def cell(rate: np.ndarray, flight: np.ndarray, window: int) -> str:
    return f"{text.number(rate[window])} / {text.count(flight[window])}" if window < len(rate) else text.NOTHING
