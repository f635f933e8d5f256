"""Strategies can be told apart, by everybody, on light and on dark."""

import pytest

from stampede_report import style
from stampede_report.style import HUES, PRESETS, strategy_style


def luminance(colour: str) -> float:
    """WCAG 2.1, relative luminance."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("hue", HUES)
def test_hues_stand_out_on_both_grounds(hue):
    assert contrast(hue, style.GROUND) >= 3
    assert contrast(hue, style.DARK[style.GROUND]) >= 3


@pytest.mark.parametrize("ink", [style.INK, style.MUTED, style.ALARM])
def test_text_is_readable_on_both_grounds(ink):
    assert contrast(ink, style.GROUND) >= 4.5
    assert contrast(ink, style.BAND) >= 4.5
    assert contrast(style.DARK[ink], style.DARK[style.GROUND]) >= 4.5
    assert contrast(style.DARK[ink], style.DARK[style.BAND]) >= 4.5


def test_dark_mode_maps_colours_that_stand_for_one_thing_each():
    assert len(style.DARK) == len(set(style.DARK)) == 6
    assert not set(style.DARK) & set(HUES)


def test_forty_strategies_differ():
    names = [f"strategy-{i}" for i in range(40)]
    looks = [strategy_style(name, names) for name in names]
    assert len({(look.colour, look.marker, str(look.dash)) for look in looks}) == 40


def test_twelve_strategies_differ_without_colour():
    names = [f"strategy-{i}" for i in range(12)]
    assert len({strategy_style(name, names).marker for name in names}) == 12


def test_presets_look_the_same_in_every_scenario():
    for name in PRESETS:
        assert strategy_style(name, [name]) == strategy_style(name, ["mine", *PRESETS, "yours"])


def test_other_strategies_take_what_presets_leave():
    names = ["mine", "cache-aside", "locked"]
    assert len({strategy_style(name, names).colour for name in names}) == 3


def test_who_is_not_there_has_no_look():
    with pytest.raises(KeyError):
        strategy_style("mine", ["yours"])
