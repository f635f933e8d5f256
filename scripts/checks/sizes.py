"""How long files and functions may be. Aims are for the eye, limits are kept."""

import re

from checks.source import Finding, matching

FILE_LIMIT = 400
TEST_FILE_LIMIT = 600
FILE_AIM = 300
FUNCTION_LIMIT = 70
FUNCTION_AIM = 40

SCOPE = re.compile(r"\b(?:namespace|class|struct|union|enum)\b[^()=]*$|\bextern\s*$")
PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.MULTILINE)


def functions(source):
    """(offset of the head's first character, name, number of lines) of every function outside other functions."""
    code = PREPROCESSOR.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), source.code)
    head = at = 0
    while at < len(code):
        character = code[at]
        if character in ";}":
            head = at + 1
        elif character == "(":
            at = matching(code, at)
        elif character == "{":
            before = code[head:at]
            end = matching(code, at)
            initialiser = bool(re.search(r"[\w>]$", before)) or re.search(r"[=,]\s*$", before)
            if initialiser:
                at = end
            elif SCOPE.search(before):
                head = at + 1
            else:
                start = head + len(before) - len(before.lstrip())
                if "(" in before:
                    yield start, name_of(before), code.count("\n", start, end) + 1
                at = end
                head = end + 1
        at += 1


def name_of(head):
    """The last word before the first parenthesis of a function's head."""
    names = re.findall(r"([~\w:]+|operator\s*\S+)\s*$", head[: head.index("(")])
    return names[-1] if names else "a function"


def function_length(source, limit=FUNCTION_LIMIT):
    if not source.is_cpp:
        return
    for offset, name, lines in functions(source):
        if lines > limit:
            yield source.finding(offset, f"{name} has {lines} lines, more than {limit}: name its steps and move them out")


def file_length(source):
    if source.path.endswith((".cc", ".h", ".py")) or source.path.startswith("scripts/"):
        yield from longer_than(source, TEST_FILE_LIMIT if source.is_test else FILE_LIMIT)


def longer_than(source, limit):
    lines = source.text.count("\n")
    if lines > limit:
        yield Finding(source.path, limit + 1, f"{lines} lines, more than {limit}: a file holds one idea, split it")


def aims(source):
    """What is within the limits but longer than we would like; never a failure."""
    if source.is_cpp and not source.is_test:
        yield from longer_than(source, FILE_AIM)
        yield from function_length(source, FUNCTION_AIM)
