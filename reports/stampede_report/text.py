"""How figures are written in pictures, their alt texts and their tables: in one place, so that they agree."""

from __future__ import annotations

MINUTE = 60 * 10**9
NOTHING = "-"


def significant(value: float, digits: int = 3) -> str:
    """At least `digits` significant digits, no exponent, no zeros at the end of a fraction: 0.0123, 48.4, 152, 1234."""
    if value == 0:
        return "0"
    magnitude = int(f"{abs(value):e}".split("e")[1])
    decimals = max(digits - 1 - magnitude, 0)
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def duration(nanoseconds: float | None) -> str:
    """A length of time in the unit that suits it: 0, 850 ns, 12.3 µs, 48.4 ms, 152 s."""
    if nanoseconds is None:
        return NOTHING
    if nanoseconds == 0:
        return "0"
    for unit, size in (("s", 10**9), ("ms", 10**6), ("µs", 10**3)):
        if abs(nanoseconds) >= size * 0.9995:
            return f"{significant(nanoseconds / size)} {unit}"
    return f"{significant(nanoseconds)} ns"


def instant(nanoseconds: float) -> str:
    """A point of time on a clock that starts at 0: 0, 250ms, 12.5s, 2m, 2m30s, 1h5m; to the millisecond."""
    milliseconds = round(nanoseconds / 10**6)
    if milliseconds == 0:
        return "0"
    if milliseconds < 1000:
        return f"{milliseconds}ms"
    seconds, fraction = divmod(milliseconds, 1000)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    last = f"{seconds + fraction / 1000:.3f}".rstrip("0").rstrip(".")
    parts = [f"{hours}h" if hours else "", f"{minutes}m" if minutes else "", f"{last}s" if last != "0" else ""]
    return "".join(parts)


def count(value: float | None) -> str:
    """A whole number with its thousands set off: 599,736."""
    return NOTHING if value is None else f"{value:,.0f}"


def number(value: float | None) -> str:
    """A figure without a unit, short: 0.0123, 48.4, 1,995."""
    if value is None:
        return NOTHING
    return f"{value:,.0f}" if abs(value) >= 1000 else significant(value)


def compact(value: float) -> str:
    """For ticks: 0.01, 500, 2k, 1.5M."""
    for unit, size in (("G", 10**9), ("M", 10**6), ("k", 10**3)):
        if abs(value) >= size:
            return significant(value / size) + unit
    return significant(value)


def share(value: float | None) -> str:
    """A share in percent, with as many digits as its distance from 0 % and 100 % needs: 99.98 %, 50 %, 0.012 %."""
    if value is None:
        return NOTHING
    percent = value * 100
    near = min(abs(percent), abs(100 - percent))
    decimals = 1
    while 0 < near < 10 ** (1 - decimals) and decimals < 6:
        decimals += 1
    text = f"{percent:.{decimals}f}".rstrip("0").rstrip(".")
    return f"{text} %"


def plural(amount: float, one: str, many: str | None = None) -> str:
    """1 load, 2,000 loads."""
    return f"{count(amount)} {one if amount == 1 else many or one + 's'}"


def listed(words: list[str], conjunction: str = "and") -> str:
    """a; a and b; a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {conjunction} {words[-1]}" if words else ""


def sentence(words: str) -> str:
    """With a capital letter and a full stop."""
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".") if words else words


def elide(name: str, limit: int) -> str:
    """At most `limit` characters: names are cut in the middle, because both ends tell them apart."""
    clean = "".join(character if character.isprintable() else " " for character in name)
    if len(clean) <= limit:
        return clean
    tail = (limit - 1) // 2
    return f"{clean[: limit - 1 - tail]}…{clean[len(clean) - tail :]}"
