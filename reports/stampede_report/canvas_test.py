"""Sheets: literal text, names that fit, two renderings."""

import xml.etree.ElementTree as ET

from stampede_report import canvas, style


def render(words: str) -> tuple[bytes, bytes]:
    sheet = canvas.Sheet([1.0], names=[words])
    canvas.title(sheet.axes[0], words, detail=words)
    canvas.x_title(sheet.axes[0], words)
    return sheet.render()


def test_text_is_literal():
    for words in ("$x_1$ & <b>\"'", "$\\frac{", "100 $", "a_b^c", "--><script>", "日本\x07"):
        svg, png = render(words)
        root = ET.fromstring(svg)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert not root.findall(".//{http://www.w3.org/2000/svg}script")
        assert png.startswith(b"\x89PNG")


def test_an_svg_refers_to_nothing_outside():
    svg, _ = render("plain")
    assert b"<!DOCTYPE" not in svg and b"metadata" not in svg
    links = [value for element in ET.fromstring(svg).iter() for key, value in element.attrib.items() if "href" in key]
    assert links and all(link.startswith("#") for link in links)


def test_marks_of_a_group_share_their_style():
    mark = b'<use xlink:href="#m" x="1" y="2" style="fill: #123456"/>\n'
    other = b'<use xlink:href="#m" x="1" y="2" style="fill: #654321"/>\n'
    bare = b'<use xlink:href="#m" x="1" y="2"/>\n'
    assert canvas.without_repetition(b'<g id="line2d_7"><g clip-path="url(#p)">\n' + 2 * mark + b"</g></g>") == (
        b'<g><g clip-path="url(#p)" style="fill: #123456">\n' + 2 * bare + b"</g></g>")
    different = b"<g>" + mark + other + b"</g>"
    assert canvas.without_repetition(different) == different


def test_dark_mode_maps_every_neutral_colour():
    svg, _ = render("plain")
    for light, dark in style.DARK.items():
        assert f'[style*="fill: {light}"]{{fill:{dark}!important}}'.encode() in svg
        assert f'[style*="stroke: {light}"]{{stroke:{dark}!important}}'.encode() in svg


def test_names_are_cut_to_the_width_there_is():
    long = "a-very-long-name-of-a-strategy-that-somebody-made-up-for-testing"
    for name in (long, "W" * 64, "i" * 64, "日" * 64):
        assert canvas.text_width(canvas.fitted(name, 1.0)) <= 1.0
    assert canvas.fitted(long, 1.0).startswith("a-very") and canvas.fitted(long, 1.0).endswith("ing")
    assert canvas.fitted("locked", 1.0) == "locked"


def test_a_legend_stays_on_the_sheet():
    for count in (1, 2, 7, 12, 40):
        names = ["W" * 30 + str(i) for i in range(count)]
        sheet = canvas.Sheet([1.0], names=names)
        for words in sheet.figure.texts:
            left = words.get_position()[0] * sheet.width
            assert left + canvas.text_width(words.get_text()) <= sheet.width
