"""Labels lie on nothing."""

import random

from stampede_report.placing import POINT_SIZE, Box, place

AREA = Box(0, 0, 7, 3.5)


def points_as_boxes(points):
    return [Box(x - POINT_SIZE, y - POINT_SIZE, 2 * POINT_SIZE, 2 * POINT_SIZE) for x, y in points]


def test_labels_of_twelve_points_overlap_nothing():
    rng = random.Random(2)
    for _ in range(20):
        points = [(rng.uniform(0.5, 6.5), rng.uniform(0.5, 3)) for _ in range(12)]
        boxes = place(points, [(1.2, 0.15)] * 12, AREA)
        for i, box in enumerate(boxes):
            assert not any(box.overlaps(other) for other in boxes[:i] + points_as_boxes(points))
            assert 0 <= box.x and box.x + box.width <= AREA.width and 0 <= box.y and box.y + box.height <= AREA.height


def test_points_at_one_place_get_labels_around_it():
    boxes = place([(3, 1.5)] * 8, [(1.2, 0.15)] * 8, AREA)
    assert not any(box.overlaps(other) for i, box in enumerate(boxes) for other in boxes[:i])


def test_a_lone_point_has_its_label_on_its_right():
    box = place([(3, 1.5)], [(1.0, 0.2)], AREA)[0]
    assert (box.x > 3, box.y + box.height / 2) == (True, 1.5)


def test_obstacles_are_kept_clear():
    wall = Box(3.0, 1.4, 4, 0.2)
    assert not place([(3, 1.5)], [(1.0, 0.2)], AREA, [wall])[0].overlaps(wall)
