"""Smaller SVG: the page holds a hundred pictures, and matplotlib writes each point of a line in thirty characters.

Coordinates are rounded to hundredths of a point, far below what an eye or a printer tells apart, and lines of straight
pieces become relative, with a letter of their own for horizontal and vertical ones (SVG 1.1, 8.3). Only outlines, places
and the space between elements are touched.
"""

import re

UNIT = 100  # steps per point
OUTLINE = re.compile(r'(?<= d=")[^"]*(?=")')
PLACE = re.compile(r'(?<= [xy]=")-?[0-9]+\.[0-9]{3,}(?=")')
NUMBER = re.compile(r"-?[0-9]+\.[0-9]{3,}")
STRAIGHT = re.compile(r"(?:[ML] -?[0-9.]+ -?[0-9.]+\s*|z\s*)+")
PIECE = re.compile(r"([ML]) (\S+) (\S+)|z")
BETWEEN = re.compile(r">\s*\n\s*<")


def compact(svg: bytes) -> bytes:
    """The same picture in fewer bytes."""
    text = BETWEEN.sub("><", svg.decode("utf-8"))
    text = OUTLINE.sub(lambda found: _outline(found.group()), text)
    return PLACE.sub(lambda found: _shortest(_steps(found.group())), text).encode("utf-8")


def _outline(path: str) -> str:
    """A path as matplotlib writes it, in fewer characters."""
    if STRAIGHT.fullmatch(path):
        return _straight(path)
    return " ".join(NUMBER.sub(lambda found: _shortest(_steps(found.group())), path).split())


def _straight(path: str) -> str:
    """A path of straight pieces. Differences are between rounded places, so errors do not add up."""
    written = []
    x = y = 0
    start = (0, 0)
    for piece in PIECE.finditer(path):
        if piece.group() == "z":
            written.append("z")
            x, y = start
            continue
        command, to_x, to_y = piece.group(1), _steps(piece.group(2)), _steps(piece.group(3))
        if command == "M":
            written.append(f"M{_shortest(to_x)} {_shortest(to_y)}")
            start = (to_x, to_y)
        elif to_y == y:
            written.append(f"h{_shortest(to_x - x)}")
        elif to_x == x:
            written.append(f"v{_shortest(to_y - y)}")
        else:
            written.append(f"l{_shortest(to_x - x)} {_shortest(to_y - y)}")
        x, y = to_x, to_y
    return "".join(written)


def _steps(number: str) -> int:
    return round(float(number) * UNIT)


def _shortest(steps: int) -> str:
    """A number of steps as a decimal number of points."""
    sign = "-" if steps < 0 else ""
    whole, rest = divmod(abs(steps), UNIT)
    return f"{sign}{whole}.{rest:02}".rstrip("0").rstrip(".")
