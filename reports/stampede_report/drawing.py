"""All pictures of a report, drawn by as many processes as there are cores, and written beside the page."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from stampede_report.compact import compact
from stampede_report.document import is_single, strategy_names
from stampede_report.picture import Absent, Picture
from stampede_report.pictures import draw_overview, draw_run, draw_side_by_side
from stampede_report.run import load_run
from stampede_report.style import share_names

Section = tuple[str, str]  # kind (overview, side, result) and id


@dataclass(frozen=True)
class Drawn:
    """What there is to see in each section of the page; `stems` names the picture files, from the same places."""

    pictures: dict[Section, list[Picture]]
    absent: dict[Section, list[Absent]]
    stems: dict[Section, list[str]]


def draw_all(input_dir: Path, report: dict[str, Any]) -> Drawn:
    """Draws every section. The order of the answer is that of the page, whoever finishes first."""
    share_names(strategy_names(report))
    tasks: list[tuple[Section, Path, dict[str, Any]]] = []
    if report["overview"]:
        tasks.append((("overview", "overview"), input_dir, report["overview"]))
    tasks += [(("side", side["id"]), input_dir, side) for side in report["side_by_side"]]
    tasks += [(("result", result["id"]), input_dir, result) for result in report["results"]]
    answers = dict(zip((section for section, _, _ in tasks), _run(tasks)))
    pictures = {section: [one for one in drawn if isinstance(one, Picture)] for section, drawn in answers.items()}
    absent = {section: [one for one in drawn if isinstance(one, Absent)] for section, drawn in answers.items()}
    return Drawn(pictures, absent, _stems(pictures, is_single(report)))


def write_pictures(folder: Path, drawn: Drawn) -> None:
    """Each picture as SVG and as PNG."""
    folder.mkdir(parents=True, exist_ok=True)
    for section, pictures in drawn.pictures.items():
        for stem, picture in zip(drawn.stems[section], pictures):
            (folder / f"{stem}.svg").write_bytes(picture.svg)
            (folder / f"{stem}.png").write_bytes(picture.png)


def _run(tasks: list[tuple[Section, Path, dict[str, Any]]]) -> list[list[Picture | Absent]]:
    workers = min(len(tasks), os.cpu_count() or 1)
    if workers == 1:
        return [_draw(task) for task in tasks]
    # Forked processes have matplotlib and its fonts at once; they start before any thread does.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        return list(pool.map(_draw, tasks))


def _draw(task: tuple[Section, Path, dict[str, Any]]) -> list[Picture | Absent]:
    (kind, _), input_dir, section = task
    if kind == "overview":
        drawn = draw_overview(section)
    else:
        drawn = draw_side_by_side(section) if kind == "side" else draw_run(load_run(input_dir, section))
    return [replace(one, svg=compact(one.svg)) if isinstance(one, Picture) else one for one in drawn]


def _stems(pictures: dict[Section, list[Picture]], single: bool) -> dict[Section, list[str]]:
    """File names without ending: the picture's, after the section's if there are several. Ids may contain what joins
    them, so two may meet: then the later one is numbered."""
    seen: dict[str, int] = {}
    stems: dict[Section, list[str]] = {}
    for section, drawn in pictures.items():
        stems[section] = []
        for picture in drawn:
            stem = picture.name if single else f"{section[1]}-{picture.name}"
            seen[stem] = seen.get(stem, 0) + 1
            stems[section].append(stem if seen[stem] == 1 else f"{stem}.{seen[stem]}")
    return stems
