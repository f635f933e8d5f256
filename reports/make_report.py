#!/usr/bin/env python3
"""Writes the page and the pictures of a report.

usage: make_report.py INPUT_DIR OUTPUT_DIR

INPUT_DIR holds report.json and the result files it names, as `stampede report` writes them; OUTPUT_DIR gets index.html
and the folder pictures. Prints nothing. The same input gives the same bytes.
"""

import argparse
import logging
import os
from pathlib import Path

# Nothing here solves equations: threads of the linear algebra would only cost time, and make forking unsafe.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
# Pictures do not depend on who draws them, so nobody's settings of matplotlib are read. Where it cannot keep its list
# of fonts it says so and goes on; that is nothing to tell.
os.environ |= {"MATPLOTLIBRC": os.devnull, "MPLBACKEND": "agg"}
logging.getLogger("matplotlib").setLevel(logging.ERROR)

from stampede_report.document import read_report  # noqa: E402
from stampede_report.drawing import draw_all, write_pictures  # noqa: E402
from stampede_report.page import render  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the page and the pictures of a report.")
    parser.add_argument("input_dir", type=Path, metavar="INPUT_DIR", help="report.json and the files it names")
    parser.add_argument("output_dir", type=Path, metavar="OUTPUT_DIR", help="gets index.html and the folder pictures")
    arguments = parser.parse_args()
    report = read_report(arguments.input_dir)
    drawn = draw_all(arguments.input_dir, report)
    page = render(report, drawn)
    arguments.output_dir.mkdir(parents=True, exist_ok=True)
    write_pictures(arguments.output_dir / "pictures", drawn)
    (arguments.output_dir / "index.html").write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
