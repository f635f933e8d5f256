"""The anatomy of a stampede: who loaded a key, who waited and who got what, for every strategy on one axis of time."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field
from typing import Any, Sequence

from matplotlib.axes import Axes

from stampede_report import canvas, style, text
from stampede_report.picture import Absent, Picture, Table
from stampede_report.run import Run
from stampede_report.scales import time_ticks

NAME = "anatomy"
TITLE = "Anatomy of a stampede"
LEFT = 0.2
HEAD = 0.27  # inches above each lane, for its name
RUG = 0.13  # the row of arrivals
MARKS = 0.12  # the row of fills and the like
BETWEEN = 0.14
WAITING = "#4b7dfe"
BAR_COLOURS = {"load": style.INK, "redundant": style.ALARM, "refresh": "#18a659", "wait": WAITING}
OUTCOMES = {"hit": "hit", "expired_hit": "hit", "early_load": "load", "load": "load", "wait": "wait",
            "": "wait",  # not answered while it was watched
            "expired_on_error": "error", "error": "error", "failed": "error", "acknowledged": "write"}
RUG_COLOURS = {"hit": style.MUTED, "load": style.INK, "wait": WAITING, "error": style.ALARM, "write": "#856325"}
KEY = (("load", "load", 3.5), ("redundant", "redundant load", 3.5), ("refresh", "refresh", 3.5),
       ("wait", "request that waits", 1.2))
TABLE_ROWS = 60
MOST_ROWS = 160  # of bars in a lane: beyond, neighbours cannot be told apart, and every second, third, ... row is drawn


@dataclass
class Lane:
    """What happens in one strategy's lane: rows of bars, by kind, in nanoseconds from the start of the window."""

    data: dict[str, Any]
    bars: list[tuple[str, int, int, int]] = field(default_factory=list)  # kind, row, from, to
    bar_rows: int = 0
    thinned: int = 1  # of so many redundant loads one is drawn
    waits: list[tuple[int, int, int]] = field(default_factory=list)  # row, from, to
    wait_rows: int = 0

    @property
    def bars_height(self) -> float:
        return min(self.bar_rows * 0.075, 0.8)

    @property
    def waits_height(self) -> float:
        return min(self.wait_rows * 0.04, 0.6)

    @property
    def height(self) -> float:
        return MARKS + self.bars_height + self.waits_height + RUG + 0.05


def draw(run: Run) -> Picture | Absent:
    anatomy = run.anatomy
    if "absent" in anatomy:
        return Absent(NAME, TITLE, text.sentence(anatomy["absent"]))
    start, end = anatomy["from_ns"], last_instant(anatomy)
    lanes = [lane_of(data, start, end) for data in anatomy["strategies"]]
    heights = [HEAD + lane.height + BETWEEN for lane in lanes]
    sheet = canvas.Sheet([sum(heights)], left=LEFT, title=0.1, top=0.34)
    key(sheet)
    axes = sheet.axes[0]
    axes.set_ylim(sum(heights), 0)
    axes.set_xlim(0, end - start)
    axes.set_yticks([])
    ticks = time_ticks(0, (end - start) / 1e9)
    is_long = end - start > 2 * text.MINUTE
    labels = [words if is_long else text.duration(round(at * 1e9)) for at, words in ticks]
    axes.set_xticks([at * 1e9 for at, _ in ticks], labels, parse_math=False)
    top = 0.0
    for lane, height in zip(lanes, heights):
        draw_lane(run, axes, lane, top, start, end)
        top += height
    canvas.x_title(axes, f"time from {text.instant(start)} of the measured part" if start > 0 else
                   "time from the start of the measured part")
    svg, png = sheet.render()
    return Picture(NAME, TITLE, reading(anatomy, lanes), alt(anatomy), svg, png, table(anatomy))


def last_instant(anatomy: dict[str, Any]) -> int:
    """Where the picture ends: with the window, or soon after the last thing that happens in it."""
    start, end = anatomy["from_ns"], anatomy["to_ns"]
    ends = [mark["at_ns"] for data in anatomy["strategies"] for mark in data["marks"]]
    for data in anatomy["strategies"]:
        ends += [end if one["end_ns"] is None else one["end_ns"] for one in (*data["requests"], *data["loads"])]
    last = max(ends, default=end)
    return max(min(end, last + (last - start) // 20), start + 1)


def lane_of(data: dict[str, Any], start: int, end: int) -> Lane:
    """Bars in as few rows as they need; what is not over by the end of the window reaches the edge."""
    lane = Lane(data)
    loads = sorted(data["loads"], key=lambda load: (load["at_ns"], load["number"]))
    spans = [span(load, start, end) for load in loads]
    rows, count = packed(spans)
    lane.thinned = max(-(-count // MOST_ROWS), 1)
    lane.bar_rows = -(-count // lane.thinned)
    kinds = ["redundant" if load["redundant"] else "refresh" if load["refresh"] else "load" for load in loads]
    lane.bars = [(kind, row // lane.thinned, *one) for kind, row, one in zip(kinds, rows, spans)
                 if row % lane.thinned == 0 or kind != "redundant"]

    begun = {load["at_ns"] for load in loads}
    slow = [request for request in data["requests"] if is_waiting(request, begun)]
    spans = [span(request, start, end) for request in slow]
    rows, count = packed(spans)
    every = max(-(-count // MOST_ROWS), 1)
    lane.wait_rows = -(-count // every)
    lane.waits = [(row // every, *one) for row, one in zip(rows, spans) if row % every == 0]
    return lane


def is_waiting(request: dict[str, Any], begun: set[int]) -> bool:
    """Whether a request needs a line of its own: it took time, and no bar of a load starts where it starts."""
    return request["end_ns"] != request["at_ns"] and request["at_ns"] not in begun


def span(one: dict[str, Any], start: int, end: int) -> tuple[int, int]:
    stop = end if one["end_ns"] is None else one["end_ns"]
    return max(one["at_ns"], start) - start, min(max(stop, one["at_ns"]), end) - start


def packed(spans: Sequence[tuple[int, int]]) -> tuple[list[int], int]:
    """The first row that is free, for spans in order of their starts; and how many rows that makes."""
    busy: list[tuple[int, int]] = []  # heap of (end, row)
    free: list[int] = []  # heap of rows
    rows: list[int] = []
    for begin, stop in spans:
        while busy and busy[0][0] <= begin:
            heapq.heappush(free, heapq.heappop(busy)[1])
        row = heapq.heappop(free) if free else len(busy)
        heapq.heappush(busy, (max(stop, begin + 1), row))
        rows.append(row)
    return rows, len(busy) + len(free)


def draw_lane(run: Run, axes: Axes, lane: Lane, top: float, start: int, end: int) -> None:
    name = lane.data["name"]
    look = style.strategy_style(name, run.names)
    words = canvas.fitted(name, 2.4, style.TITLE_SIZE, "bold")
    where = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "parse_math": False,
             "verticalalignment": "center_baseline"}
    axes.annotate(words, (0, top + HEAD / 2), xytext=(9, 0), fontsize=style.TITLE_SIZE, fontweight="bold", **where)
    axes.plot([0.005], [top + HEAD / 2], marker=look.marker, color=look.colour, markersize=6, clip_on=False,
              transform=axes.get_yaxis_transform())
    shift = canvas.text_width(words, style.TITLE_SIZE, "bold") / canvas.POINT + 18
    summary = canvas.fitted(lane.data["summary"], 5.2)
    axes.annotate(summary, (0, top + HEAD / 2), xytext=(shift, 0), color=style.MUTED, **where)

    y = top + HEAD
    axes.axhspan(y, y + lane.height, facecolor=style.BAND, linewidth=0, zorder=0.4)
    draw_marks(axes, lane, y, start, end)
    y += MARKS
    shortest = (end - start) / 600  # so that a short one is seen at all
    bar = lane.bars_height / max(lane.bar_rows, 1)
    thickness = bar * 72 - (0.8 if bar * 72 > 2.4 else 0)  # points; thin bars touch
    for kind, colour in BAR_COLOURS.items():
        add_lines(axes, [(begin, max(stop, begin + shortest), y + (row + 0.5) * bar)
                         for what, row, begin, stop in lane.bars if what == kind], colour, thickness)
    y += lane.bars_height
    line = lane.waits_height / max(lane.wait_rows, 1)
    add_lines(axes, [(begin, max(stop, begin + shortest), y + (row + 0.5) * line) for row, begin, stop in lane.waits],
              BAR_COLOURS["wait"], max(min(line * 72 - 0.8, 1.2), 0.35))
    draw_rug(axes, lane, y + lane.waits_height + 0.02, start, end)


def add_lines(axes: Axes, lines: list[tuple[float, float, float]], colour: str, width: float) -> None:
    """Horizontal lines (from, to, y), as one path."""
    if not lines:
        return
    xs = [x for begin, stop, _ in lines for x in (begin, stop, math.nan)]
    ys = [y for _, _, y in lines for y in (y, y, math.nan)]
    axes.plot(xs, ys, color=colour, linewidth=width, solid_capstyle="butt", snap=False, zorder=3)


def draw_rug(axes: Axes, lane: Lane, y: float, start: int, end: int) -> None:
    """A stroke where a request arrives, in the colour of what it got."""
    arrived = [request for request in lane.data["requests"] if start <= request["at_ns"] <= end]
    for kind, colour in RUG_COLOURS.items():
        at = [request["at_ns"] - start for request in arrived if OUTCOMES[request["outcome"]] == kind]
        if at:
            xs = [x for arrival in at for x in (arrival, arrival, math.nan)]
            axes.plot(xs, [y, y + RUG, math.nan] * len(at), color=colour, linewidth=0.8, zorder=3,
                      alpha=0.45 if kind == "hit" else 1, solid_capstyle="butt")
    stale = [request["at_ns"] - start for request in arrived if request["stale"]]
    if stale:
        axes.plot(stale, [y + RUG / 2] * len(stale), linestyle="none", marker="o", markersize=3.2, color="none",
                  markeredgecolor=style.ALARM, markeredgewidth=0.9, zorder=4)


def draw_marks(axes: Axes, lane: Lane, y: float, start: int, end: int) -> None:
    """Fills, expiry and the like: a triangle each, and words where there is room."""
    marks: list[dict[str, Any]] = []
    for mark in lane.data["marks"]:  # those that would lie on each other are one
        if start <= mark["at_ns"] <= end and (not marks or mark["at_ns"] - marks[-1]["at_ns"] >= (end - start) / 400):
            marks.append(mark)
    if not marks:
        return
    axes.plot([mark["at_ns"] - start for mark in marks], [y + 0.05] * len(marks), linestyle="none", marker="v",
              color=style.MUTED, markersize=4, zorder=4)
    scale = (canvas.WIDTH - LEFT - canvas.RIGHT) / (end - start)
    free = 0.0
    for i, mark in enumerate(marks):
        words = canvas.fitted(mark["text"], 1.2, style.SMALL_SIZE)
        x = (mark["at_ns"] - start) * scale + 0.06
        width = canvas.text_width(words, style.SMALL_SIZE)
        following = (marks[i + 1]["at_ns"] - start) * scale - 0.05 if i + 1 < len(marks) else (end - start) * scale
        if x >= free and x + width <= following:
            axes.annotate(words, (mark["at_ns"] - start, y + 0.055), xytext=(4.5, 0), textcoords="offset points",
                          fontsize=style.SMALL_SIZE, color=style.MUTED, verticalalignment="center_baseline",
                          parse_math=False)
            free = x + width


def key(sheet: canvas.Sheet) -> None:
    """What bars, lines and strokes mean."""
    x, y = sheet.left, 0.17
    for kind, words, width in KEY:
        sheet.line([x, x + 0.26], [y, y], color=BAR_COLOURS[kind], linewidth=width, solid_capstyle="butt")
        sheet.write(x + 0.33, y, words, verticalalignment="center_baseline")
        x += 0.33 + canvas.text_width(words) + 0.2
    sheet.write(x, y, "arrivals:", color=style.MUTED, verticalalignment="center_baseline")
    x += canvas.text_width("arrivals:") + 0.1
    for kind, colour in RUG_COLOURS.items():
        sheet.line([x, x], [y - 0.06, y + 0.06], color=colour, linewidth=1.2, alpha=0.6 if kind == "hit" else 1)
        sheet.write(x + 0.06, y, kind, verticalalignment="center_baseline")
        x += 0.06 + canvas.text_width(kind) + 0.14
    sheet.line([x + 0.03], [y], marker="o", markersize=3.2, color="none", markeredgecolor=style.ALARM,
               markeredgewidth=0.9)
    sheet.write(x + 0.1, y, "stale", verticalalignment="center_baseline")


def reading(anatomy: dict[str, Any], lanes: list[Lane]) -> str:
    words = (f"{anatomy['text']} Every lane shows the same requests for key {anatomy['key']} at the same time: bars "
             "are loads from start to end, lines are requests from arrival to answer, triangles what happened to the "
             "entry.")
    cut = [data["name"] for data in anatomy["strategies"] if data["shown"] < data["of"]]
    words += f" Of the requests of {text.listed(cut)} only the first are drawn." if cut else ""
    thinned = [f"{lane.data['name']} one in {lane.thinned}" for lane in lanes if lane.thinned > 1]
    return words + (f" Of so many redundant loads a part is drawn: of {text.listed(thinned)}." if thinned else "")


def alt(anatomy: dict[str, Any]) -> str:
    parts = [f"{data['name']}: {data['summary']}" for data in anatomy["strategies"]]
    window = f"from {text.instant(anatomy['from_ns'])} to {text.instant(anatomy['to_ns'])}"
    return f"Key {anatomy['key']} {window}. {'; '.join(parts)}."


def table(anatomy: dict[str, Any]) -> Table:
    """Requests in order of arrival and what each strategy gave them; the first that no strategy answered from cache."""
    start = anatomy["from_ns"]
    found: dict[int, dict[str, dict[str, Any]]] = {}
    for data in anatomy["strategies"]:
        for request in data["requests"]:
            found.setdefault(request["number"], {})[data["name"]] = request
    names = [data["name"] for data in anatomy["strategies"]]
    rows = []
    for number, by_name in sorted(found.items(), key=lambda one: (next(iter(one[1].values()))["at_ns"], one[0])):
        if all(OUTCOMES[request["outcome"]] == "hit" for request in by_name.values()):
            continue
        at = next(iter(by_name.values()))["at_ns"]
        rows.append((str(number), text.duration(at - start), *(answer(by_name.get(name)) for name in names)))
    return Table("Requests that at least one strategy did not answer from the cache"
                 + (f", the first {TABLE_ROWS} of {len(rows)}" if len(rows) > TABLE_ROWS else ""),
                 ("request", "after", *names), tuple(rows[:TABLE_ROWS]))


def answer(request: dict[str, Any] | None) -> str:
    if request is None:
        return text.NOTHING
    if request["end_ns"] is None:
        return "unanswered"
    words = request["text"] or request["outcome"]
    took = request["end_ns"] - request["at_ns"]
    return f"{words}, {text.duration(took)}" if took else words
