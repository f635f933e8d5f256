"""What holds for every picture, and what the single ones say."""

from __future__ import annotations

import hashlib
import json
import math
import os
import random
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from stampede_report import text
from stampede_report.histogram import decode
from stampede_report.histogram_test import encoded
from stampede_report.picture import Absent, Picture
from stampede_report.pictures import anatomy as anatomy_picture
from stampede_report.pictures import (
    OF_A_RUN,
    draw_overview,
    draw_run,
    draw_side_by_side,
    episode_sizes,
    hit_ratio,
    latency_spectrum,
    staleness,
    trade_off,
)
from stampede_report.curves import tail
from stampede_report.run import load_run
from stampede_report.scales import latency_scale
from stampede_report.sections_testing import anatomy, lane, load, overview, request, section, side

HOSTILE = ["$x_1$ & <b>\"'bold'</b>", "\\frac{1}{", "a" * 64, "</svg><script>alert(1)</script>"]


def renamed(result: dict, names: list[str]) -> dict:
    """The same result of strategies with other names."""
    new = dict(zip(dict.fromkeys(part["strategy"] for part in result["summary"]), names))
    changed = json.loads(json.dumps(result))
    for part in changed["cells"] + changed["summary"]:
        part["strategy"] = new[part["strategy"]]
    return changed


def without_strategies(result: dict, kept: int) -> dict:
    names = [part["strategy"] for part in result["summary"][:kept]]
    return result | {"cells": [cell for cell in result["cells"] if cell["strategy"] in names],
                     "summary": result["summary"][:kept]}


def idle(result: dict) -> dict:
    """The same strategies when nothing happened at all."""
    nothing = json.loads(json.dumps(result))
    empty = {"count": 0, "min": None, "max": None, "sum": "0", "buckets": []}
    for part in nothing["cells"]:
        intervals = len(part["series"]["reads"])
        latency = {"digits": 2, "min": [None] * intervals, "max": [None] * intervals, "sum": ["0"] * intervals,
                   "buckets": [[]] * intervals}
        part["series"] = {name: values if isinstance(values, int) else latency if isinstance(values, dict) else
                          [0] * intervals for name, values in part["series"].items()}
        part["episodes"] = []
    for part in nothing["summary"]:
        part["histograms"] = {name: {"digits": 3, **empty} for name in part["histograms"]}
        part["metrics"] = {name: {"pooled": None if "latency" in name or "ratio" in name else 0}
                           for name in part["metrics"]}
    return nothing


def drawn(folder: Path, result: dict, names: list[str] | None = None) -> list[Picture | Absent]:
    result = renamed(result, names) if names else result
    (folder / "0.json").write_text(json.dumps(result), encoding="utf-8")
    strategies = [part["strategy"] for part in result["summary"]]
    return draw_run(load_run(folder, section(anatomy(*strategies) if strategies else None)))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory, result) -> list[Picture]:
    everything = drawn(tmp_path_factory.mktemp("plain"), result)
    strategies = [part["strategy"] for part in result["summary"]]
    everything += draw_overview(overview(["one", "two"], strategies))
    ratios = {"read.latency.p99": 1.07, "store.reads": 0.5, "stale.reads": None}
    everything += draw_side_by_side(side(strategies, ratios))
    return everything


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, result) -> list[Picture | Absent]:
    return drawn(tmp_path_factory.mktemp("hostile"), result, HOSTILE)


def test_a_rich_run_has_every_picture(pictures):
    assert [type(picture) for picture in pictures] == [Picture] * (len(OF_A_RUN) + 2)
    assert len({picture.name for picture in pictures}) == len(pictures)


def test_every_picture_has_words_and_data(pictures):
    for picture in pictures:
        assert picture.title and picture.reading.endswith(".") and picture.alt.endswith("."), picture.name
        assert len(picture.alt) > 40 and picture.table.caption, picture.name
        assert 1 <= len(picture.table.rows) <= 61, picture.name
        assert all(len(row) == len(picture.table.columns) for row in picture.table.rows), picture.name
        assert all(isinstance(cell, str) for row in picture.table.rows for cell in row), picture.name


def test_every_strategy_is_in_every_table(pictures, result):
    for picture in pictures:
        cells = (cell for row in picture.table.rows for cell in row)
        words = " ".join([*picture.table.columns, *cells, picture.reading])
        for part in result["summary"]:
            assert part["strategy"] in words or picture.name == "stampedes", (picture.name, part["strategy"])


def test_svg_is_well_formed_and_small(pictures):
    for picture in pictures:
        assert ET.fromstring(picture.svg).tag.endswith("svg")
        assert len(picture.svg) < 400_000, picture.name
        assert len(picture.png) < 400_000, picture.name


def test_names_are_literal_wherever_they_stand(hostile):
    for picture in hostile:
        assert isinstance(picture, Picture), picture
        root = ET.fromstring(picture.svg)
        assert {element.tag.split("}")[1] for element in root.iter()} <= {
            "svg", "style", "defs", "g", "path", "use", "rect", "image", "clipPath"}


def test_every_name_is_complete_in_alt_or_table(hostile):
    for picture in hostile:
        words = " ".join([picture.alt, *picture.table.columns, *(cell for row in picture.table.rows for cell in row)])
        assert all(name in words for name in HOSTILE) or picture.name in ("durability", "stampedes"), picture.name


def test_another_process_draws_the_same_bytes(tmp_path, result, pictures):
    (tmp_path / "0.json").write_text(json.dumps(result), encoding="utf-8")
    mine = [hashlib.sha256(one.svg + one.png).hexdigest() for one in pictures[: len(OF_A_RUN)]]
    program = ("import sys, hashlib; from pathlib import Path; from stampede_report.pictures import draw_run; "
               "from stampede_report.run import load_run; from stampede_report.sections_testing import *; "
               f"run = load_run(Path({str(tmp_path)!r}), "
               f"section(anatomy(*{[part['strategy'] for part in result['summary']]!r}))); "
               "[print(hashlib.sha256(one.svg + one.png).hexdigest()) for one in draw_run(run) if hasattr(one, 'svg')]")
    root = Path(__file__).parents[2]
    elsewhere = {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "12345", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    other = subprocess.run([sys.executable, "-B", "-c", program], cwd=root, capture_output=True, text=True, check=True,
                           env=elsewhere)
    assert other.stdout.split() == mine
    assert other.stderr == ""


def test_a_single_strategy_has_nothing_to_trade(tmp_path, result):
    found = {one.name: one for one in drawn(tmp_path, without_strategies(result, 1))}
    assert found["trade-off"] == Absent("trade-off", trade_off.TITLE,
                                        "There is only one strategy, so there is nothing to trade.")
    assert found["hit-ratio"] == Absent("hit-ratio", hit_ratio.TITLE, "No strategy had a hit in any window.")
    assert isinstance(found["latency-spectrum"], Picture)


def test_a_run_in_which_nothing_happened_says_so(tmp_path, result):
    found = {one.name: one for one in drawn(tmp_path, idle(result)) if one.name != "anatomy"}
    assert {name: one.reason for name, one in found.items()} == {
        "trade-off": "No read was completed.",
        "latency-spectrum": "No read was completed.",
        "latency-ccdf": "No read was completed.",
        "latency-heatmap": "No read was completed.",
        "latency-over-time": "No read was completed.",
        "hit-ratio": "No strategy had a hit in any window.",
        "store-load": "The store was not called.",
        "stampedes": "No key was loaded twice at the same time, so there was no stampede episode.",
        "episode-sizes": "No key was loaded twice at the same time, so there was no stampede episode.",
        "staleness": "Nothing was written, so nothing could become stale.",
        "durability": "No write was acknowledged.",
    }


def test_a_strategy_that_was_interrupted_before_its_first_window_is_no_obstacle(tmp_path, result):
    cut = json.loads(json.dumps(result))
    nothing = idle(result)
    for kind in ("cells", "summary"):
        for i, part in enumerate(cut[kind]):
            if part["strategy"] == "locked":
                cut[kind][i] = nothing[kind][i]
    for cell in cut["cells"]:
        if cell["strategy"] == "locked":
            series = cell["series"]
            series["read_latency"] |= {"min": [], "max": [], "sum": [], "buckets": []}
            series |= {name: [] for name, values in series.items() if isinstance(values, list)}
            cell["phases"] = [cell["phases"][0] | {"to_ns": 0}]
    assert all(isinstance(one, Picture) for one in drawn(tmp_path, cut))


def test_a_result_without_cells_has_no_picture(tmp_path, result):
    found = drawn(tmp_path, result | {"cells": [], "summary": []})
    assert all(isinstance(one, Absent) for one in found)


def test_bars_share_a_row_where_they_do_not_overlap():
    assert anatomy_picture.packed([]) == ([], 0)
    assert anatomy_picture.packed([(0, 10), (5, 8), (8, 9), (10, 12), (11, 30), (12, 13)]) == ([0, 1, 1, 0, 1, 0], 2)
    rng = random.Random(6)
    spans = sorted((begin, begin + rng.randrange(200)) for begin in (rng.randrange(2000) for _ in range(300)))
    rows, count = anatomy_picture.packed(spans)
    assert set(rows) == set(range(count))
    for row in range(count):
        own = [span for span, where in zip(spans, rows) if where == row]
        assert all(before[1] <= after[0] for before, after in zip(own, own[1:]))


def test_the_picture_ends_soon_after_the_last_thing_that_happens():
    data = anatomy("cache-aside", "locked")
    assert anatomy_picture.last_instant(data) == 100  # somebody still waits at the end
    for one in data["strategies"][1]["requests"] + data["strategies"][1]["loads"]:
        one["end_ns"] = 40
    assert anatomy_picture.last_instant(data | {"to_ns": 1000}) == 90 + 90 // 20


def test_of_very_many_loads_a_part_is_drawn_and_all_that_were_needed():
    loads = [load(i, i, 10**6 + i, redundant=i % 1000 > 0) for i in range(10_000)]
    found = anatomy_picture.lane_of(lane("cache-aside", [], loads), 0, 2 * 10**6)
    assert found.thinned == 63 and found.bar_rows <= anatomy_picture.MOST_ROWS
    assert sum(kind == "load" for kind, *_ in found.bars) == 10
    assert sum(kind == "redundant" for kind, *_ in found.bars) <= anatomy_picture.MOST_ROWS
    assert max(row for _, row, _, _ in found.bars) < found.bar_rows


def test_every_outcome_has_its_stroke(input_dir):
    outcomes = ("hit", "early_load", "expired_hit", "load", "wait", "expired_on_error", "error", "acknowledged",
                "failed", "")
    requests = [request(i, 10 * i, 10 * i + 5 if outcome else None, outcome) for i, outcome in enumerate(outcomes)]
    data = anatomy("cache-aside") | {"strategies": [lane("cache-aside", requests, [])]}
    table = anatomy_picture.draw(load_run(input_dir, section(data))).table
    assert [row[2] for row in table.rows] == [f"{outcome} v0, 5 ns" if outcome else "unanswered" for outcome in outcomes
                                              if outcome not in ("hit", "expired_hit")]


def test_the_reason_for_no_anatomy_is_the_report_s(input_dir):
    assert anatomy_picture.draw(load_run(input_dir, section())).reason == "There was no stampede."


def test_the_spectrum_is_that_of_the_sorted_sample():
    rng = random.Random(3)
    values = sorted(rng.randrange(2000) for _ in range(3000))  # below 2048 every value has its bucket
    nines, found = latency_spectrum.curve(decode(encoded(values)))
    for position, value in zip(nines, found):
        rank = max(math.ceil(len(values) * (1 - 10**-position) - 1e-9), 1)
        assert value == values[rank - 1]
    assert nines[-1] == pytest.approx(2)  # of 3000 reads, 30 are left at 99 %


def test_late_requests_have_a_line_of_their_own(tmp_path, result):
    late = json.loads(json.dumps(result))
    for part in late["summary"]:
        histogram = part["histograms"]["read.service_latency"]
        histogram["buckets"] = [[0, histogram["count"]]]
        histogram["max"] = 0
    readings = []
    for data in (result, late):
        (tmp_path / "0.json").write_text(json.dumps(data), encoding="utf-8")
        readings.append(latency_spectrum.draw(load_run(tmp_path, section())).reading)
    assert ["Dotted" in reading for reading in readings] == [False, True]


@pytest.mark.parametrize("count, left", [(10, 1), (500, 5), (10_000, 100), (600_000, 100)])
def test_the_spectrum_ends_where_few_reads_are_left(count, left):
    assert latency_spectrum.remaining(count) == left


def test_the_spectrum_s_table_has_the_metrics_of_the_file(pictures, result):
    table = next(picture.table for picture in pictures if picture.name == "latency-spectrum")
    rows = {row[0]: row[1:] for row in table.rows}
    for words, metric in (("50 %", "p50"), ("90 %", "p90"), ("99 %", "p99"), ("99.9 %", "p999"), ("maximum", "max")):
        expected = [text.duration(part["metrics"][f"read.latency.{metric}"]["pooled"]) for part in result["summary"]]
        assert list(rows[words]) == expected


def test_tails_are_those_of_the_sorted_sample():
    rng = random.Random(4)
    values = sorted(rng.randrange(1000, 2000) for _ in range(3000))
    histogram = decode(encoded(values))
    scale = latency_scale([histogram.values], 7.0)
    positions, shares = tail(histogram, len(values), scale)
    assert shares[0] == sum(value > values[0] for value in values) / len(values)
    for position, share in zip(positions[1:-1], shares[1:-1]):
        limit = round(10**position)
        assert share == sum(value > limit for value in values) / len(values)
    assert positions[-1] == scale.at([values[-1]])[0] and shares[-1] > 0


def test_a_tail_of_hits_alone_is_no_line():
    histogram = decode(encoded([0, 0, 0]))
    positions, shares = tail(histogram, 3, latency_scale([np.array([0, 10**6])], 7.0))
    assert len(positions) == len(shares) == 0


def test_episode_sizes_are_counted_by_doublings():
    sizes = [2, 2, 3, 4, 5, 8, 9, 16, 17]
    limits = episode_sizes.size_classes(17)
    assert limits == [(2, 2), (3, 4), (5, 8), (9, 16), (17, 32)]
    assert episode_sizes.counts_in(decode(encoded(sizes)), limits).tolist() == [2, 2, 2, 2, 1]


def test_large_episodes_have_coarse_classes():
    assert episode_sizes.size_classes(152_635)[:3] == [(2, 2), (3, 8), (9, 32)]
    for largest in (2, 500, 20_000, 10**7, 2**40):
        limits = episode_sizes.size_classes(largest)
        assert len(limits) <= episode_sizes.MOST_CLASSES
        assert limits[-1][0] <= largest <= limits[-1][1]


def test_phases_are_told_in_words_where_time_is_shown(pictures):
    for picture in pictures:
        if picture.name in ("latency-heatmap", "latency-over-time", "hit-ratio", "store-load", "stampedes", "durability"):
            assert picture.alt.endswith("Phases: brownout from 8s to 12s."), picture.name
    heatmap = next(picture for picture in pictures if picture.name == "latency-heatmap")
    assert heatmap.reading.endswith("Shaded, from left to right: brownout.")


def test_staleness_names_who_was_fresh(pictures):
    picture = next(picture for picture in pictures if picture.name == "staleness")
    assert "no-cache" in picture.reading and "no-cache none" in picture.alt
    assert staleness.TITLE == picture.title


def test_the_overview_marks_the_best_with_a_word():
    found = draw_overview(overview(["one", "two"], ["a", "b"]))[0]
    assert found.table.rows == (("one", "10 (best)", "11"), ("two", "10 (best)", "-"))
    assert found.alt == "p99 read latency, ms. Best of each scenario: one: a with 10; two: a with 10."


def test_ratios_beyond_the_axis_and_of_nothing_are_drawn_or_told():
    found = draw_side_by_side(side(["a", "b"], {"x": 5000.0, "y": 0.0, "z": None}))[0]
    assert isinstance(found, Picture)
    assert found.table.rows[0] == ("x", "a", "48.4ms", "52.0ms", "+3.6ms", "x5000.0", "worse")
    assert draw_side_by_side(side(["a"], {"z": None}))[0].reason == "No metric of these results has a ratio."
