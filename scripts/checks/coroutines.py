"""Coroutine code that compiles and goes wrong."""

import re

from checks.source import matching

CONDITION = re.compile(r"\b(if|while|for|switch)\s*(?:constexpr\s*)?\(")
AWAITS = re.compile(r"\bco_(?:await|return|yield)\b")
# [capture](parameters) or [capture] {, but neither a subscript, an attribute nor an array's size.
LAMBDA = re.compile(r"(?<![\w\])\[])\s*\[(?!\[)([^\[\]]*)\]\s*(?=[({<]|mutable\b|noexcept\b|->)")


def await_in_condition(source):
    """g++ 12 destroys the awaiter of a condition twice, or never, when it has a destructor."""
    if not source.is_cpp:
        return
    for match in CONDITION.finditer(source.code):
        opening = match.end() - 1
        condition = source.code[opening:matching(source.code, opening)]
        if match.group(1) == "for" and ";" not in condition:
            continue  # a range is bound to a variable before anything is decided
        if re.search(r"\bco_await\b", condition):
            yield source.finding(match.start(), f"co_await in the condition of '{match.group(1)}', which g++ 12 "
                                 "miscompiles when the awaiter has a destructor: await into a named bool first")


def body_of_lambda(code, after_capture):
    """The offsets of the body's braces, or None if this is no lambda after all."""
    at = after_capture
    while at < len(code) and code[at] != "{":
        if code[at] in ";)],}":
            return None
        at = matching(code, at) + 1 if code[at] == "(" else at + 1
    return (at, matching(code, at)) if at < len(code) else None


def capturing_coroutine(source):
    """The captures die with the lambda object, often at the first suspension; the parameters live in the frame."""
    if not source.is_cpp:
        return
    lambdas = []
    for match in LAMBDA.finditer(source.code):
        body = body_of_lambda(source.code, match.end())
        if body:
            lambdas.append((match, body))
    for match, (start, end) in lambdas:
        if not match.group(1).strip():
            continue
        own = source.code[start:end]
        for _, (inner_start, inner_end) in lambdas:
            if start < inner_start and inner_end < end:
                own = own[: inner_start - start] + " " * (inner_end - inner_start) + own[inner_end - start:]
        if AWAITS.search(own):
            yield source.finding(match.start(1), "a capturing lambda is a coroutine, and its captures may die before it "
                                 "ends: pass them as parameters by value")
