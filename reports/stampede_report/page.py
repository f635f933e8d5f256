"""The page: one HTML file that needs nothing else.

Words and numbers come from report.json as they are; this module adds what only a page has: anchors, swatches, pictures
as data URIs. Templates escape everything; what is marked as safe here is the style sheet and the swatches, which hold
no text from any input.
"""

import base64
import re
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from stampede_report.document import is_single, strategy_names
from stampede_report.drawing import Drawn
from stampede_report.picture import Picture, Table
from stampede_report.swatch import swatches

TEMPLATES = Path(__file__).resolve().parent / "templates"
NUMBER = re.compile(r"[-−+±~<>≤≥ ]*\d")


def render(report: dict[str, Any], drawn: Drawn) -> str:
    """The text of index.html."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters |= {"by_strategy": by_strategy, "legend": legend, "numeric_columns": numeric_columns,
                            "oriented": oriented, "slug": slug, "unbroken": unbroken}
    marks = swatches(strategy_names(report))
    return environment.get_template("page.html.j2").render(
        report=report,
        single=is_single(report),
        contents=contents(report),
        drawn={section: {"pictures": [embed(one) for one in pictures], "absent": drawn.absent[section]}
               for section, pictures in drawn.pictures.items()},
        metric_ids={entry["metric"]: f"metric.{slug(entry['metric'])}" for entry in report["definitions"]},
        swatches=marks.classes,
        symbols=Markup(marks.symbols),
        strategy_css=Markup(marks.css),
        css=Markup((TEMPLATES / "style.css").read_text(encoding="utf-8")),
    )


def embed(picture: Picture) -> dict[str, Any]:
    """A picture as the template wants it: its SVG inside the page, with the room it takes, so that nothing jumps."""
    width, height = picture_size(picture.svg)
    return {"name": picture.name, "title": picture.title, "reading": picture.reading, "alt": picture.alt,
            "table": picture.table, "width": width, "height": height,
            "uri": "data:image/svg+xml;base64," + base64.b64encode(picture.svg).decode("ascii")}


def picture_size(svg: bytes) -> tuple[int, int]:
    """Width and height in CSS pixels of an SVG whose root says them in points."""
    root = re.search(rb"<svg\b[^>]*>", svg)
    sizes = dict(re.findall(rb'\s(width|height)="([0-9.]+)pt"', root.group())) if root else {}
    return round(float(sizes[b"width"]) * 4 / 3), round(float(sizes[b"height"]) * 4 / 3)


def contents(report: dict[str, Any]) -> list[dict[str, str]]:
    """The entries of the table of contents: parts of the one result, or sections of the page."""
    if is_single(report):
        result = report["results"][0]
        parts = [("run", "Run"), ("comparison", "Strategies compared"), ("pictures", "Pictures"),
                 *([("phases", "Phases")] if result["phases"] else []), ("again", "To run it again")]
        entries = [(f"result.{result['id']}.{part}", title) for part, title in parts]
    else:
        entries = [("overview", "Overview")] if report["overview"] else []
        entries += [(f"side.{side['id']}", f"{side['title']}, side by side") for side in report["side_by_side"]]
        entries += [(f"result.{result['id']}", result["title"]) for result in report["results"]]
    return [{"anchor": anchor, "title": title} for anchor, title in [*entries, ("definitions", "Definitions")]]


def legend(result: dict[str, Any]) -> str:
    """How to read the tables of a result: only what is in them."""
    cells = [cell for table in result["tables"] for row in table["rows"] for cell in row["cells"]]
    sentences = ["↓ lower is better, ↑ higher is better; the best value of a column carries the word best."]
    if any(cell["relative"] for cell in cells):
        sentences.append(f"In small: the difference from {result['reference']}.")
    if any(cell["spread"] for cell in cells):
        sentences.append("±: the standard deviation over the repetitions.")
    return " ".join(sentences)


def oriented(matrix: dict[str, Any]) -> dict[str, Any]:
    """The heads and rows of a matrix, scenarios downwards unless there are more strategies than scenarios."""
    strategies = [{"title": name, "result": None} for name in matrix["strategies"]]
    scenarios = [{"title": row["title"], "result": row["result"]} for row in matrix["rows"]]
    cells = [row["cells"] for row in matrix["rows"]]
    if len(strategies) <= len(scenarios):
        return {"corner": "scenario", "heads": strategies,
                "rows": [entry | {"cells": row} for entry, row in zip(scenarios, cells)]}
    return {"corner": "strategy", "heads": scenarios,
            "rows": [entry | {"cells": column} for entry, column in zip(strategies, zip(*cells))]}


def by_strategy(rows: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Rows in groups of one strategy, in their order."""
    return [(name, list(group)) for name, group in groupby(rows, key=lambda row: row["strategy"])]


def numeric_columns(table: Table) -> list[bool]:
    """Which columns hold numbers, to be set to the right."""
    return [all(NUMBER.match(row[i]) or row[i] in ("", "-", "–") for row in table.rows) for i in
            range(len(table.columns))]


def slug(text: str) -> str:
    """A text as part of an id or a class."""
    return re.sub(r"[^A-Za-z0-9_.]+", "-", text)


def unbroken(text: str) -> str:
    """A text whose numbers stay in one line with the unit that follows."""
    return re.sub(r"(?<=[0-9]) (?=(?:%|ns|us|µs|ms|s|[KMG]iB)(?![A-Za-z]))", "\N{NO-BREAK SPACE}", text)
