"""Positions and ticks of axes."""

import numpy as np
import pytest

from stampede_report.scales import LinearScale, latency_scale, level_scale, linear_scale, log_scale, time_ticks
from stampede_report import text


def latency(values, length=3.0):
    return latency_scale([np.array(values, float)], length)


def test_equal_ratios_are_equal_distances():
    scale = latency([10**3, 10**8])
    at = scale.at([10**4, 10**5, 10**6])
    assert at[1] - at[0] == pytest.approx(at[2] - at[1])


def test_zero_has_its_own_place_below_the_scale():
    scale = latency([0, 5 * 10**6, 10**9])
    assert scale.floor_label == "0"
    assert scale.at([0])[0] == scale.strip < scale.low
    assert scale.limits[0] < scale.strip
    assert (scale.strip, "0") == scale.ticks()[0]


def test_what_is_shorter_than_a_microsecond_shares_the_place_of_zero():
    scale = latency([0, 400, 1000, 10**6])
    assert scale.floor_label == "<1 µs"
    assert scale.at([400])[0] == scale.strip
    assert scale.at([1000])[0] >= scale.low


@pytest.mark.parametrize("lowest", [1000, 2000, 5000, 2 * 10**6, 5 * 10**8, 7 * 10**8])
def test_the_lowest_value_is_on_the_scale(lowest):
    scale = latency([0, lowest, 10**9])
    assert scale.at([lowest])[0] >= scale.low


def test_without_zeros_there_is_no_strip():
    scale = latency([10**6, 10**9])
    assert scale.floor_label == ""
    assert scale.limits[0] == scale.low


@pytest.mark.parametrize("length", [0.9, 1.4, 3.3])
@pytest.mark.parametrize("highest", [3 * 10**6, 10**9, 7 * 10**14])
def test_ticks_are_apart_and_lie_on_the_axis(length, highest):
    scale = latency([0, 2 * 10**6, highest], length)
    positions = [position for position, _ in scale.ticks()]
    inches = np.diff(positions) * length / (scale.limits[1] - scale.limits[0])
    assert (inches > 0.14).all()
    assert scale.limits[0] <= positions[0] and positions[-1] <= scale.limits[1]
    assert len(positions) >= 3
    assert len({words for _, words in scale.ticks()}) == len(positions)


def test_gaps_stay_gaps():
    assert np.isnan(latency([0, 10**6]).at([np.nan])[0])


def test_a_scale_of_nothing_is_one():
    assert len(latency([]).ticks()) > 0
    assert len(log_scale([], text.number, 2.0).ticks()) > 0
    assert len(linear_scale([np.zeros(3)], text.number).ticks()) > 0


def test_lines_far_apart_get_a_log_axis():
    assert isinstance(level_scale([np.array([1.0, 2.0]), np.array([5.0])], text.compact, 2.0), LinearScale)
    assert not isinstance(level_scale([np.array([1.0, 2.0]), np.array([500.0])], text.compact, 2.0), LinearScale)


def test_a_count_has_no_half_ticks():
    scale = level_scale([np.array([2.0, 1.0])], text.compact, 2.0, whole=True)
    assert [words for _, words in scale.ticks()] == ["0", "1", "2"]


@pytest.mark.parametrize("end, words", [
    (300, ["0", "1m", "2m", "3m", "4m", "5m"]), (9.998, ["0", "2s", "4s", "6s", "8s"]),
    (86400, ["0", "4h", "8h", "12h", "16h", "20h", "24h"]), (0.22, ["0", "50ms", "100ms", "150ms", "200ms"])])
def test_time_has_ticks_that_clocks_have(end, words):
    assert [label for _, label in time_ticks(0, end)] == words
