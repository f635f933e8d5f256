"""Which points of a trade-off no other point beats in both respects."""

from __future__ import annotations

from typing import Sequence


def pareto_edge(points: Sequence[tuple[float, float]]) -> list[int]:
    """Indices of the points that no other point dominates, by ascending first coordinate; less is better in both.

    A point dominates another one if it is not worse in either coordinate and better in one. Equal points share the
    edge.
    """
    order = sorted(range(len(points)), key=lambda i: (*points[i], i))
    edge: list[int] = []
    for i in order:
        if not edge or points[i][1] < points[edge[-1]][1] or points[i] == points[edge[-1]]:
            edge.append(i)
    return edge
