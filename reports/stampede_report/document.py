"""The input: report.json, which holds all words and tables of the page."""

import json
from pathlib import Path
from typing import Any

SCHEMA = "stampede.report/1"


def read_report(input_dir: Path) -> dict[str, Any]:
    """The report that the program computed. It is ours and valid, so only its version is looked at."""
    report = json.loads((input_dir / "report.json").read_text(encoding="utf-8"))
    if report["schema"] != SCHEMA:
        raise ValueError(f"report.json has the schema {report['schema']!r}, not {SCHEMA!r}: program and generator are "
                         "of different versions")
    return report


def is_single(report: dict[str, Any]) -> bool:
    """Whether the page is about one result, so that its parts are the parts of the page."""
    return len(report["results"]) == 1 and not report["overview"] and not report["side_by_side"]


def strategy_names(report: dict[str, Any]) -> list[str]:
    """Every strategy on the page, in order of first appearance."""
    rows = [row for result in report["results"] for table in result["tables"] for row in table["rows"]]
    rows += [row for result in report["results"] for row in result["digests"]]
    return list(dict.fromkeys(row["strategy"] for row in rows))
