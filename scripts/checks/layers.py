"""Include direction: a folder knows only the folders it is built on."""

import re

BASE = {"harness/base"}
SERVERS = BASE | {"harness/runtime"}
CONTRACTS = SERVERS | {"harness/cache", "harness/store", "harness/strategy"}
ENGINE = CONTRACTS | {"harness/workload", "harness/metrics", "harness/scenario"}
RESULTS = ENGINE | {"harness/engine", "harness/results"}
EVERYTHING = RESULTS | {"harness/verify", "harness/gate", "harness/report", "harness/cli", "strategies"}

MAY_INCLUDE = {
    "harness/base": BASE,
    "harness/runtime": BASE,
    "harness/cache": SERVERS,
    "harness/store": SERVERS,
    "harness/workload": BASE,
    "harness/metrics": BASE,
    "harness/scenario": BASE,
    "harness/strategy": CONTRACTS,
    "harness/engine": ENGINE,
    "harness/results": BASE | {"harness/metrics"},
    "harness/verify": BASE | {"harness/metrics", "harness/results", "harness/scenario"},
    "harness/gate": BASE | {"harness/metrics", "harness/results", "harness/scenario"},
    "harness/report": RESULTS,
    "harness/cli": EVERYTHING,
    "strategies": CONTRACTS,
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"', re.MULTILINE)


def folder_of(included):
    parts = included.split("/")
    return "/".join(parts[: 2 if parts[0] == "harness" else 1]) if len(parts) > 1 else ""


def include_direction(source):
    """Tests may include anything; what they build on is their own affair."""
    if not source.is_cpp:
        return
    for match in INCLUDE.finditer(source.text):
        included = match.group(1)
        folder = folder_of(included)
        if folder not in MAY_INCLUDE:
            yield source.finding(match.start(1), f'"{included}" is not a path from the top of the tree: '
                                 f'write "{source.folder}/{included}"')
        elif source.is_test:
            continue
        elif re.search(r"(_test|testing)\.h$|/test_[a-z_]+\.h$", included):
            yield source.finding(match.start(1), f'"{included}" is for tests only: move what is needed out of it')
        elif folder != source.folder and folder not in MAY_INCLUDE[source.folder]:
            yield source.finding(match.start(1), f"{source.folder} must not know {folder}: move the code up, or hand "
                                 f"what is needed down to it")


def pragma_once(source):
    if source.is_header and "#pragma once" not in source.code:
        yield source.finding(0, "header without #pragma once: add it below the opening comment")
