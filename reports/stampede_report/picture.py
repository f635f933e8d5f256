"""What a picture is to the page that shows it: two renderings, the words about them, and the data that was drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Data that was drawn, as text. A curve is thinned to some sixty rows: figures to look up, not to compute with."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """`name` is the stem of the file's name, `reading` says in a sentence or two how to read the picture.

    `alt` is generated from the data. The SVG has a transparent ground and follows a reader's dark mode by itself; the
    PNG is light on white. Nothing here is escaped for HTML: names come from scenario files.
    """

    name: str
    title: str
    reading: str
    alt: str
    svg: bytes
    png: bytes
    table: Table


@dataclass(frozen=True)
class Absent:
    """A picture that has nothing to show, and why, in one sentence."""

    name: str
    title: str
    reason: str
