"""How figures are written."""

import pytest

from stampede_report import text


@pytest.mark.parametrize("nanoseconds, words", [
    (None, "-"), (0, "0"), (850, "850 ns"), (999.7, "1 µs"), (1000, "1 µs"), (12345, "12.3 µs"),
    (48_400_000, "48.4 ms"), (999_900_000, "1 s"), (152 * 10**9, "152 s"), (2_162_516 * 10**6, "2163 s")])
def test_duration(nanoseconds, words):
    assert text.duration(nanoseconds) == words


@pytest.mark.parametrize("nanoseconds, words", [
    (0, "0"), (250_000_000, "250ms"), (12_500_000_000, "12.5s"), (120 * 10**9, "2m"), (150 * 10**9, "2m30s"),
    (3900 * 10**9, "1h5m"), (3600 * 10**9 + 1_000_000, "1h0.001s")])
def test_instant(nanoseconds, words):
    assert text.instant(nanoseconds) == words


@pytest.mark.parametrize("share, words", [
    (None, "-"), (0, "0 %"), (1, "100 %"), (0.5, "50 %"), (0.978, "97.8 %"), (0.9998, "99.98 %"), (0.00012, "0.012 %"),
    (0.9999, "99.99 %"), (0.99999, "99.999 %")])
def test_share_has_the_digits_that_tell_it_from_none_and_all(share, words):
    assert text.share(share) == words


@pytest.mark.parametrize("value, words", [
    (0, "0"), (0.01234, "0.0123"), (0.0005, "0.0005"), (48.44, "48.4"), (152, "152"), (1234, "1234"), (0.9999, "1")])
def test_significant_digits(value, words):
    assert text.significant(value) == words


@pytest.mark.parametrize("value, words", [(0.01, "0.01"), (500, "500"), (2000, "2k"), (5113, "5.11k"), (1.5e6, "1.5M")])
def test_compact(value, words):
    assert text.compact(value) == words


def test_counts_set_off_their_thousands():
    assert text.count(599736) == "599,736"
    assert text.plural(1, "load") == "1 load"
    assert text.plural(2000, "load") == "2,000 loads"


def test_lists_are_read_aloud():
    assert text.listed([]) == ""
    assert text.listed(["a"]) == "a"
    assert text.listed(["a", "b", "c"]) == "a, b and c"


def test_sentences_begin_large_and_end():
    assert text.sentence("no key was loaded twice") == "No key was loaded twice."
    assert text.sentence("There was none.") == "There was none."


def test_a_long_name_keeps_both_ends():
    assert text.elide("strategy-with-a-long-name-1", 11) == "strat…ame-1"
    assert text.elide("short", 11) == "short"
    assert text.elide("two\nlines", 20) == "two lines"
