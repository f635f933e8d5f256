"""The edge of a trade-off, against the definition."""

import random

from stampede_report.pareto import pareto_edge


def dominates(one, other):
    return one[0] <= other[0] and one[1] <= other[1] and one != other


def by_definition(points):
    return {i for i, point in enumerate(points) if not any(dominates(other, point) for other in points)}


def test_edge_is_what_nothing_dominates():
    rng = random.Random(5)
    for _ in range(300):
        points = [(rng.randrange(6), rng.randrange(6)) for _ in range(rng.randrange(9))]
        edge = pareto_edge(points)
        assert set(edge) == by_definition(points)
        assert [points[i][0] for i in edge] == sorted(points[i][0] for i in edge)


def test_equal_points_share_the_edge():
    assert pareto_edge([(1, 1), (2, 2), (1, 1)]) == [0, 2]
