"""Repetitions are pooled: counts added, peaks the highest, nothing averaged but rates."""

import json

import numpy as np

from stampede_report.run import Episode, Phase, load_run
from stampede_report.sections_testing import section


def test_strategies_are_in_the_order_of_the_scenario(input_dir):
    run = load_run(input_dir, section())
    assert run.names == ("no-cache", "cache-aside", "locked", "write-behind")
    assert [strategy.cells for strategy in run.strategies] == [2, 2, 2, 2]
    assert run.strategies[0].servers == 16


def test_phases_are_those_of_the_timeline(input_dir):
    run = load_run(input_dir, section())
    second = 10**9
    assert run.phases == (Phase("before", 0, 8 * second), Phase("brownout", 8 * second, 12 * second),
                          Phase("after brownout", 12 * second, 20 * second))
    assert run.duration_ns == 20 * second
    assert run.edges.tolist() == list(range(21))


def test_counts_are_added_and_levels_are_the_highest(input_dir, result):
    run = load_run(input_dir, section())
    for strategy in run.strategies:
        cells = [cell["series"] for cell in result["cells"] if cell["strategy"] == strategy.name]
        assert strategy.series["loads"].tolist() == np.add(*(cell["loads"] for cell in cells)).tolist()
        highest = np.maximum(*(cell["in_flight_peak"] for cell in cells))
        assert strategy.series["in_flight_peak"].tolist() == highest.tolist()
        assert strategy.series["in_flight_peak"].max() == strategy.metrics["store.in_flight.peak"]


def test_episodes_of_all_repetitions_are_in_order_of_time(input_dir, result):
    strategy = load_run(input_dir, section()).strategies[1]
    listed = [Episode(**episode) for cell in result["cells"] if cell["strategy"] == "cache-aside"
              for episode in cell["episodes"]]
    assert sorted(strategy.episodes, key=repr) == sorted(listed, key=repr)
    assert [episode.at_ns for episode in strategy.episodes] == sorted(episode.at_ns for episode in listed)
    assert max(episode.loads for episode in strategy.episodes) == strategy.metrics["stampede.largest"]


def test_intervals_that_doubled_less_often_are_put_together(tmp_path, result):
    data = json.loads(json.dumps(result))
    for cell in data["cells"]:
        if cell["strategy"] != "no-cache" or cell["seed"] != 3:
            cell["series"]["interval_ns"] *= 2  # as if they had twenty of two seconds
    (tmp_path / "0.json").write_text(json.dumps(data), encoding="utf-8")
    strategy = load_run(tmp_path, section()).strategies[0]
    first, second = (np.array(cell["series"]["reads"]) for cell in result["cells"][:2])
    added = np.append(first.reshape(10, 2).sum(axis=1), [0] * 10) + second
    assert strategy.series["reads"].tolist() == added.tolist()
    peaks, others = (np.array(cell["series"]["in_flight_peak"]) for cell in result["cells"][:2])
    assert strategy.series["in_flight_peak"].tolist() == np.maximum(
        np.append(peaks.reshape(10, 2).max(axis=1), [0] * 10), others).tolist()
    assert np.bincount(strategy.read_latency.interval, weights=strategy.read_latency.counts).tolist() == (
        strategy.series["reads"].tolist())


def test_a_repetition_that_was_cut_short_has_fewer_windows(tmp_path, result):
    data = json.loads(json.dumps(result))
    cut = data["cells"][1]["series"]
    data["cells"][1]["series"] = {name: values[:5] if isinstance(values, list) else values
                                  for name, values in cut.items()}
    data["cells"][1]["series"]["read_latency"] = {name: values[:5] if isinstance(values, list) else values
                                                  for name, values in cut["read_latency"].items()}
    (tmp_path / "0.json").write_text(json.dumps(data), encoding="utf-8")
    strategy = load_run(tmp_path, section()).strategies[0]
    first, second = result["cells"][0]["series"]["reads"], result["cells"][1]["series"]["reads"]
    assert strategy.series["reads"].tolist() == [a + b for a, b in zip(first, second)][:5] + first[5:]
    assert strategy.read_latency.intervals == 20
