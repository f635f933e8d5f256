"""Small bugs that can be put into a line of C++: the usual operators of mutation testing.

Source: the five operators that suffice according to Offutt et al., "An experimental determination of sufficient mutant
operators", TOSEM 5(2), 1996 (relational, logical, arithmetic, absolute value, unary), less the absolute value, which
says little about integers, plus deleted statements (Untch, 2009). They see text, not syntax: what does not compile is
set aside.
"""

import re
from dataclasses import dataclass
from typing import Callable, Iterator


@dataclass(frozen=True)
class Operator:
    name: str
    pattern: re.Pattern
    replace: Callable[[re.Match], str]


def swap(pairs):
    return lambda match: pairs[match.group(1)]


COMPARISONS = {" < ": " <= ", " <= ": " < ", " > ": " >= ", " >= ": " > "}
EQUALITIES = {" == ": " != ", " != ": " == "}
SUMS = {" + ": " - ", " - ": " + ", " += ": " -= ", " -= ": " += "}
LOGIC = {" && ": " || ", " || ": " && "}
WORDS = {"true": "false", "false": "true"}

OPERATORS = [
    Operator("boundary", re.compile(r"( <=? | >=? )"), swap(COMPARISONS)),
    Operator("equality", re.compile(r"( == | != )"), swap(EQUALITIES)),
    Operator("arithmetic", re.compile(r"( [+-]=? )(?![&*])"), swap(SUMS)),
    Operator("logic", re.compile(r"( && | \|\| )"), swap(LOGIC)),
    Operator("constant", re.compile(r"(?<![\w.'])(\d)(?![\w.'])"), lambda match: str(int(match.group(1)) + 1)),
    Operator("flag", re.compile(r"\b(true|false)\b"), swap(WORDS)),
    Operator("branch", re.compile(r"\bif \((?!const|auto|\()([^;]+)\)(?= |$)"), lambda match: f"if (!({match.group(1)}))"),
    Operator("return", re.compile(r"\breturn ([a-z_]\w*(?:\.\w+)*\(\));"), lambda match: "return {};"),
    Operator("statement", re.compile(r"^ +([a-z_][\w.>-]*(?:\[[^\]]*\])?(?:\(.*\)| [+-]?= .*|\+\+));$"),
             lambda match: "  ;"),
]

# Texts of messages, the grammar and what is no code: bugs there are another matter.
NO_CODE = re.compile(r'^\s*(//|#|using |namespace|template|static_assert|STAMPEDE_CHECK|\}|class |struct |enum |")')


def bugs_in_line(line: str) -> Iterator[tuple[str, str]]:
    """(operator, the line with the bug): each operator at its first place in the line."""
    code = line.split("//")[0]
    if NO_CODE.match(line) or '"' in code or "operator" in code or "constexpr" in code or "virtual" in code:
        return
    for operator in OPERATORS:
        match = operator.pattern.search(code)
        if match:
            yield operator.name, line[:match.start()] + operator.replace(match) + line[match.end():]
