"""Compacting changes bytes, not what is seen."""

import io
import re
from xml.etree import ElementTree

from matplotlib.figure import Figure

from sample_result_testing import make_result
from stampede_report.compact import compact


def svg(path: str, place: str = "") -> bytes:
    return f'<svg>\n <g>\n  <path d="{path}" style="fill: none"/>\n  <use x="{place}"/>\n </g>\n</svg>\n'.encode()


def outline(path: str) -> str:
    found = re.search(rb' d="([^"]*)"', compact(svg(path)))
    assert found
    return found.group(1).decode()


def test_level_and_upright_pieces_have_letters_of_their_own() -> None:
    assert outline("M 51.84 352.489856 \nL 56.328 352.489856 \nL 56.328 346.182164 \nL 60 340 \n") == \
           "M51.84 352.49h4.49v-6.31l3.67 -6.18"


def test_rounding_errors_do_not_add_up() -> None:
    steps = "".join(f"L {i * 0.004:.3f} 0 \n" for i in range(1, 1001))
    moves = re.findall("h([0-9.]+)", outline("M 0 0 \n" + steps))
    assert sum(round(float(move) * 100) for move in moves) == 400


def test_a_closed_piece_returns_to_its_start() -> None:
    assert outline("M 1 1 \nL 2 1 \nL 2 2 \nz\nL 1 3 \n") == "M1 1h1v1zv2"


def test_curves_are_only_rounded() -> None:
    assert outline("M 0 3.123456 \nC 0.795609 3 1.55874 2.683901 2.12132 2.12132 \nz\n") == \
           "M 0 3.12 C 0.8 3 1.56 2.68 2.12 2.12 z"


def test_places_are_rounded_and_nothing_else_is() -> None:
    assert compact(svg("M 0 0 \n", place="12.345678")) == \
           b'<svg><g><path d="M0 0" style="fill: none"/><use x="12.35"/></g></svg>\n'
    scaled = b'<g transform="translate(1.234567 2) scale(0.015625 -0.015625)"/>'
    assert compact(scaled) == scaled


def test_a_picture_keeps_its_elements_and_loses_half_of_its_bytes() -> None:
    figure = Figure()
    series = make_result("sample", ["cache-aside"])["cells"][0]["series"]
    figure.add_subplot().step(range(2400), series["loads"] * 100)
    stream = io.BytesIO()
    figure.savefig(stream, format="svg", metadata={"Date": None})
    before, after = stream.getvalue(), compact(stream.getvalue())
    assert len(after) < len(before) / 2
    tags = [[element.tag for element in ElementTree.fromstring(text).iter()] for text in (before, after)]
    assert tags[0] == tags[1]
