"""The pictures of a report, one module each, in the order of the page."""

from __future__ import annotations

from typing import Any

from stampede_report.picture import Absent, Picture
from stampede_report.pictures import (
    anatomy,
    durability,
    episode_sizes,
    hit_ratio,
    latency_ccdf,
    latency_heatmap,
    latency_over_time,
    latency_spectrum,
    staleness,
    stampede_timeline,
    store_load,
    trade_off,
)
from stampede_report.pictures import overview as _overview
from stampede_report.pictures import side_by_side as _side_by_side
from stampede_report.run import Run

OF_A_RUN = (trade_off, latency_spectrum, latency_ccdf, latency_heatmap, latency_over_time, hit_ratio, store_load,
            stampede_timeline, episode_sizes, anatomy, staleness, durability)


def draw_run(run: Run) -> list[Picture | Absent]:
    """Everything there is to see in one result."""
    return [module.draw(run) for module in OF_A_RUN]


def draw_overview(overview: dict[str, Any]) -> list[Picture | Absent]:
    """The matrices of scenarios and strategies."""
    return [_overview.draw(matrix) for matrix in overview["matrices"]]


def draw_side_by_side(side: dict[str, Any]) -> list[Picture | Absent]:
    """The ratios between results of one scenario."""
    return [_side_by_side.draw(side)]
