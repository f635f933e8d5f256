"""Places for labels beside the points they belong to, so that nothing lies on anything else."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Iterator, Sequence

RADII = (0.09, 0.2, 0.34, 0.5, 0.7, 0.95, 1.25, 1.6)  # inches between point and label
POINT_SIZE = 0.07  # half the size of a point


@dataclass(frozen=True)
class Box:
    """Inches; (x, y) is the lower left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        return (self.x < other.x + other.width and other.x < self.x + self.width and
                self.y < other.y + other.height and other.y < self.y + self.height)


def place(points: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]], area: Box,
          obstacles: Sequence[Box] = ()) -> list[Box]:
    """A box for the label of each point, within `area`, clear of points, obstacles and each other where there is room.

    Greedy, from the crowd outwards: a point takes the nearest free place, the right hand first.
    """
    taken = [Box(x - POINT_SIZE, y - POINT_SIZE, 2 * POINT_SIZE, 2 * POINT_SIZE) for x, y in points]
    taken += obstacles
    result: dict[int, Box] = {}
    for i in sorted(range(len(points)), key=lambda i: (-_crowd(points, i), i)):
        boxes = list(_candidates(points[i], sizes[i], area))
        best = next((box for box in boxes if not any(box.overlaps(other) for other in taken)), boxes[0])
        taken.append(best)
        result[i] = best
    return [result[i] for i in range(len(points))]


def _crowd(points: Sequence[tuple[float, float]], i: int) -> int:
    return sum(math.dist(points[i], point) < 0.5 for point in points)


def _candidates(point: tuple[float, float], size: tuple[float, float], area: Box) -> Iterator[Box]:
    """Ever farther away, kept within the area."""
    (x, y), (width, height) = point, size
    for radius in RADII:
        for angle in (0, 180, 30, -30, 150, -150, 60, -60, 120, -120, 90, -90):
            dx, dy = radius * math.cos(math.radians(angle)), radius * math.sin(math.radians(angle))
            left = x + dx if angle in (0, 30, -30, 60, -60) else x + dx - width if abs(angle) > 90 else x - width / 2
            left = min(max(left, area.x), area.x + area.width - width)
            low = min(max(y + dy - height / 2, area.y), area.y + area.height - height)
            yield Box(left, low, width, height)
