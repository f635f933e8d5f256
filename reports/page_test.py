"""The page says what the input says, for eyes, screen readers and machines, and needs nothing but itself."""

import base64
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import jsonschema
import pytest

from sample_result_testing import SCHEMA, make_result
from sample_testing import HOSTILE, write_everything, write_sample
from stampede_report.page import oriented, unbroken

HERE = Path(__file__).resolve().parent
STYLE = HERE / "stampede_report" / "templates" / "style.css"


@dataclass(frozen=True)
class Made:
    """A report, and what it was made from."""

    folder: Path
    report: dict[str, Any]
    html: str
    page: Element

    def by_id(self, name: str) -> Element:
        return next(element for element in self.page.iter() if element.get("id") == name)


def generate(source: Path, folder: Path, **environment: str) -> Path:
    command = [sys.executable, "-B", "-E", "-s", HERE / "make_report.py", source, folder]
    finished = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "", "")
    return folder


def make(source: Path, folder: Path) -> Made:
    generate(source, folder)
    html = (folder / "index.html").read_text(encoding="utf-8")
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)  # an error raises
    return Made(folder, json.loads((source / "report.json").read_text(encoding="utf-8")), html, page)


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("single")
    return make(write_sample(folder / "input"), folder / "report")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("everything")
    return make(write_everything(folder / "input"), folder / "report")


@pytest.fixture(params=["single", "everything"])
def made(request: pytest.FixtureRequest) -> Made:
    return request.getfixturevalue(request.param)


def text(element: Element) -> str:
    """What a reader sees of an element, in one line."""
    return " ".join("".join(element.itertext()).split())


def has_class(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def all_of(element: Element, name: str) -> list[Element]:
    return [found for found in element.iter() if has_class(found, name)]


def shown(value: str) -> str:
    return "–" if value == "-" else value


def rows_of(table: Element) -> list[Element]:
    return [row for body in table.iter("tbody") for row in body.iter("tr")]


def table_of(made: Made, caption: str) -> Element:
    return next(table for table in made.page.iter("table")
                if any(child.get("id") == caption for child in table.iter("caption")))


def comparisons(made: Made) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every strategy comparison of the input, with the id that its caption should have."""
    for result in made.report["results"]:
        for table in result["tables"]:
            yield f"result.{result['id']}.table.{table['id']}", table
        for number, phase in enumerate(result["phases"], 1):
            for table in phase["tables"]:
                yield f"result.{result['id']}.phase.{number}.table.{table['id']}", table


def test_the_sample_is_a_valid_result() -> None:
    jsonschema.Draft7Validator(SCHEMA).validate(make_result("sample", ["cache-aside", "locked"], repetitions=2))


def test_the_tables_show_the_values_of_the_input(made: Made) -> None:
    for caption, expected in comparisons(made):
        table = table_of(made, caption)
        assert text(made.by_id(caption)) == expected["caption"]
        heads = [text(head) for head in table.iter("th") if head.get("scope") == "col"]
        assert len(heads) == 1 + len(expected["columns"])
        for head, column in zip(heads[1:], expected["columns"]):
            sign = {"lower is better": "↓", "higher is better": "↑", "": ""}[column["direction"]]
            assert head == " ".join(f"{column['title']} {sign} {column['direction']} {column['unit']}".split())
        for row, expected_row in zip(rows_of(table), expected["rows"], strict=True):
            assert text(all_of(row, "name")[0]) == " ".join(expected_row["strategy"].split())
            for cell, value in zip(row.iter("td"), expected_row["cells"], strict=True):
                words = [shown(value["text"]), "best" * value["best"], value["relative"], value["spread"]]
                assert text(cell) == " ".join(filter(None, words))
                assert has_class(cell, "is-best") == value["best"]


def test_the_overview_shows_the_matrices_turned_to_fit(everything: Made) -> None:
    for matrix in everything.report["overview"]["matrices"]:
        table = table_of(everything, f"matrix.{matrix['id']}")
        assert len(matrix["strategies"]) > len(matrix["rows"])
        assert [link.get("href") for link in table.iter("a")] == [f"#result.{row['result']}" for row in matrix["rows"]]
        assert [text(row[0]) for row in rows_of(table)] == [" ".join(name.split()) for name in matrix["strategies"]]
        for i, row in enumerate(rows_of(table)):
            wanted = [scenario["cells"][i] for scenario in matrix["rows"]]
            for cell, expected in zip(row.iter("td"), wanted, strict=True):
                if expected is None:
                    assert (cell.get("class"), text(cell)) == ("absent", "no such strategy")
                else:
                    assert text(cell) == "best " * expected["best"] + expected["text"]
                    assert has_class(cell, f"shade-{expected['shade']}")


def test_a_matrix_of_few_strategies_has_scenarios_as_rows() -> None:
    rows = [{"title": "X", "result": "x", "cells": [None]}, {"title": "Y", "result": "y", "cells": [{"text": "1"}]}]
    assert oriented({"strategies": ["a"], "rows": rows}) == {
        "corner": "scenario", "heads": [{"title": "a", "result": None}], "rows": rows}


def test_side_by_side_shows_differences_and_verdicts(everything: Made) -> None:
    for side in everything.report["side_by_side"]:
        rows = [row for row in rows_of(table_of(everything, f"side.{side['id']}.table")) if not has_class(row, "group")]
        assert [text(item) for item in everything.by_id(f"side.{side['id']}").find("ul")] == side["remarks"]
        for row, expected in zip(rows, side["rows"], strict=True):
            cells = [text(cell) for cell in row.iter("td")]
            assert text(row[0]).startswith(expected["metric"])
            assert cells == [*expected["values"], expected["difference"], shown(expected["ratio"]), expected["verdict"]]


def test_the_verdict_comes_first_then_run_comparison_pictures_phases_scenario_definitions(single: Made) -> None:
    headings = [text(heading) for heading in single.page.iter() if heading.tag == "h2"]
    assert headings == ["Verdict", "Contents", "Run", "Strategies compared", "Pictures", "Phases", "To run it again",
                        "Definitions"]
    verdict = single.report["verdict"]
    words = text(single.by_id("verdict"))
    for part in [verdict["headline"], *verdict["remarks"]]:
        assert part in words
    for point, row in zip(verdict["points"], single.by_id("verdict").find(".//dl"), strict=True):
        assert text(row) == f"{point['label']} {' '.join(point['winners'])} {point['text']}"


def test_several_results_stand_under_an_overview(everything: Made) -> None:
    headings = [text(heading) for heading in everything.page.iter() if heading.tag == "h2"]
    titles = [" ".join(result["title"].split()) for result in everything.report["results"]]
    sides = [f"{side['title']}, side by side" for side in everything.report["side_by_side"]]
    assert headings == ["Verdict", "Contents", "Overview", *sides, *titles, "Definitions"]


def test_numbers_stay_with_their_units() -> None:
    assert unbroken("118 ms, 27 % below 2 seconds").split(" ") == \
           ["118\N{NO-BREAK SPACE}ms,", "27\N{NO-BREAK SPACE}%", "below", "2", "seconds"]


def test_run_card_environment_digests_and_scenario_are_complete(made: Made) -> None:
    for result in made.report["results"]:
        card = text(made.by_id(f"result.{result['id']}.run"))
        for part in [*(entry["text"] for entry in result["card"]), *result["warnings"]]:
            assert " ".join(part.split()) in card
        again = made.by_id(f"result.{result['id']}.again")
        assert next(again.iter("pre")).text == result["scenario"]
        for row in result["digests"]:
            assert row["digest"] in text(again)


def test_every_metric_shown_is_defined_and_its_head_leads_there(made: Made) -> None:
    for caption, table in comparisons(made):
        links = [link.get("href") for head in table_of(made, caption).iter("thead") for link in head.iter("a")]
        assert links == [f"#metric.{column['metric']}" for column in table["columns"]]
    for entry in made.report["definitions"]:
        words = text(made.by_id(f"metric.{entry['metric']}"))
        assert entry["metric"] in words and entry["meaning"] in words and entry["definition"] in words


def test_every_picture_has_a_text_and_a_table_and_files(made: Made) -> None:
    figures = list(made.page.iter("figure"))
    assert figures
    files = {path.name: path.read_bytes() for path in (made.folder / "pictures").iterdir()}
    drawn = []
    for figure in figures:
        image, = figure.iter("img")
        table, = figure.iter("table")
        assert len(image.get("alt", "")) > 20
        assert len(rows_of(table)) > 0
        assert text(next(figure.iter("figcaption")))
        kind, data = image.get("src", "").split(",")
        assert kind == "data:image/svg+xml;base64"
        drawn.append(base64.b64decode(data))
    assert sorted(drawn) == sorted(data for name, data in files.items() if name.endswith(".svg"))
    assert {Path(name).stem for name in files if name.endswith(".png")} == \
           {Path(name).stem for name in files if name.endswith(".svg")}
    assert len(files) == 2 * len(figures)
    for data in drawn:
        assert ElementTree.fromstring(data).tag == "{http://www.w3.org/2000/svg}svg"


def test_tables_have_captions_and_heads_with_a_scope(made: Made) -> None:
    for table in made.page.iter("table"):
        caption, = table.iter("caption")
        assert text(caption)
        assert all(head.get("scope") in ("col", "row", "rowgroup") for head in table.iter("th"))


def test_names_of_strategies_stand_beside_their_swatch(made: Made) -> None:
    symbols = {symbol.get("id") for symbol in made.page.iter("{http://www.w3.org/2000/svg}symbol")}
    by_name: dict[str, set[str | None]] = {}
    for strategy in all_of(made.page, "strategy"):
        use, = strategy.iter("{http://www.w3.org/2000/svg}use")
        by_name.setdefault(text(strategy), set()).add(use.get("href"))
    names = {" ".join(row["strategy"].split()) for _, table in comparisons(made) for row in table["rows"]}
    assert set(by_name) == names
    assert all(len(swatches) == 1 for swatches in by_name.values())
    assert {f"#{symbol}" for symbol in symbols} == set.union(*by_name.values())


def test_nothing_on_the_page_comes_from_elsewhere(made: Made) -> None:
    for element in made.page.iter():
        assert element.tag not in ("script", "iframe", "object", "embed", "base", "form")
        for attribute in ("src", "href", "srcset", "poster", "data", "action", "background"):
            value = element.get(attribute)
            assert value is None or value.startswith(("#", "data:")), (element.tag, attribute, value)
        assert not any(name.startswith("on") for name in element.keys())
        assert element.get("style") is None
    css = "".join(style.text or "" for style in made.page.iter("style"))
    assert "url(" not in css and "@import" not in css
    for path in (made.folder / "pictures").glob("*.svg"):
        references = re.findall(r'(?:(?:href|src)="|url\()([^")]*)', path.read_text(encoding="utf-8"))
        assert references
        assert all(reference.startswith(("#", "data:image/png")) for reference in references)


def test_texts_of_the_input_stay_text(everything: Made) -> None:
    assert "<script" not in everything.html
    assert '"1"' not in re.sub(r"<style>.*?</style>", "", everything.html, flags=re.DOTALL)
    words = text(everything.page)
    assert words.count(HOSTILE) > 10


def test_ids_are_unique_and_what_refers_to_them_finds_them(made: Made) -> None:
    ids = [element.get("id") for element in made.page.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", name or "") for name in ids)
    for element in made.page.iter():
        target = element.get("aria-labelledby") or (element.get("href") or "").removeprefix("#")
        assert not target or target.startswith("data:") or target in ids, target


def test_headings_leave_out_no_level(made: Made) -> None:
    levels = [int(element.tag[1]) for element in made.page.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


def test_a_policy_forbids_everything_but_style_and_data_images(made: Made) -> None:
    policy, = (meta.get("content") for meta in made.page.iter("meta") if meta.get("http-equiv"))
    assert policy == ("default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
                      "form-action 'none'")


def test_the_same_input_gives_the_same_bytes_to_everybody(everything: Made, tmp_path: Path) -> None:
    settings = tmp_path / "matplotlibrc"
    settings.write_text("lines.linewidth: 9\nno.such.key: 1\n", encoding="utf-8")
    nowhere = tmp_path / "file" / "folder"  # which cannot be made
    (tmp_path / "file").touch()
    again = generate(write_everything(tmp_path / "elsewhere"), tmp_path / "report", LC_ALL="C", TZ="Asia/Tokyo",
                     COLUMNS="40", MATPLOTLIBRC=str(settings), MPLBACKEND="none", MPLCONFIGDIR=str(nowhere))
    one, other = ({path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
                  for folder in (everything.folder, again))
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_an_input_of_another_version_is_refused(tmp_path: Path) -> None:
    source = write_sample(tmp_path / "input")
    report = json.loads((source / "report.json").read_text(encoding="utf-8"))
    (source / "report.json").write_text(json.dumps(report | {"schema": "stampede.report/2"}), encoding="utf-8")
    finished = subprocess.run([sys.executable, "-B", HERE / "make_report.py", source, tmp_path / "report"],
                              capture_output=True, text=True, check=False)
    assert finished.returncode == 1
    assert finished.stderr.endswith("ValueError: report.json has the schema 'stampede.report/2', not "
                                    "'stampede.report/1': program and generator are of different versions\n")
    assert not (tmp_path / "report").exists()


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", css))


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    def luminance(colour: str) -> float:
        parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read(scheme: str) -> None:
    light, dark = STYLE.read_text(encoding="utf-8").split("prefers-color-scheme: dark")
    palette = colours(light if scheme == "light" else dark)
    grounds = ["ground", "panel", "accent-ground", "caution-ground"]
    pairs = [(ink, ground) for ink in ("ink", "muted", "accent", "caution") for ground in grounds]
    pairs += [("ink", f"shade-{step}") for step in range(9)] + [("accent", "shade-0"), ("accent", "shade-1")]
    assert {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in pairs
            if contrast(palette[pair[0]], palette[pair[1]]) < 4.5} == {}
