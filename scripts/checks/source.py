"""The source tree as the rules see it: files with their text, and the text with comments and literals blanked."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDERS = ("harness", "strategies", "scenarios", "reports", "scripts", ".ci", ".github")
TEXT_NAMES = re.compile(r"(\.(cc|h|in|py|sh|md|txt|cmake|yaml|yml|json|css|j2)|/[a-z]+|CMakeLists\.txt)$")

COMMENT_OR_LITERAL = re.compile(
    r"//[^\n]*"
    r"|/\*.*?\*/"
    r'|R"([^()\\\s]{0,16})\(.*?\)\1"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])*'",  # not the separator of 1'000
    re.DOTALL,
)


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    message: str  # what is wrong, a colon, what to do instead

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Source:
    path: str  # from the top of the tree
    text: str

    @property
    def is_header(self):
        return self.path.endswith(".h")

    @property
    def is_cpp(self):
        return self.path.endswith((".cc", ".h"))

    @property
    def is_test(self):
        """Tests, benchmarks and what only they use: their helpers are called *testing.h, .cc or .py."""
        return bool(re.search(r"(_test|_benchmark|_fuzzer|testing)\.(cc|h)$|(_test|_testing)\.py$|(^|/)test_[a-z_]+\.(cc|h)$", self.path))

    @property
    def folder(self):
        """harness/cache for harness/cache/eviction/lru.cc; strategies for everything below it."""
        parts = self.path.split("/")
        return "/".join(parts[: 2 if parts[0] == "harness" else 1])

    @cached_property
    def lines(self):
        return self.text.split("\n")

    @cached_property
    def code(self):
        """The text with every comment and literal replaced by spaces: same length, same lines."""
        return COMMENT_OR_LITERAL.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), self.text)

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def finding(self, offset, message):
        return Finding(self.path, self.line_of(offset), message)


def read_tree(root):
    """Every text file of the project below `root`, ordered by path."""
    root = Path(root)
    candidates = [p for p in root.iterdir() if p.is_file()]
    for folder in FOLDERS:
        candidates += [p for p in (root / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    paths = sorted(p.relative_to(root).as_posix() for p in candidates)
    return [Source(path, (root / path).read_text(encoding="utf-8")) for path in paths if TEXT_NAMES.search("/" + path)]


def matching(code, start):
    """The offset of the bracket that closes the one at `start`, or the end of the code if none does."""
    opening = code[start]
    closing = {"(": ")", "{": "}", "[": "]"}[opening]
    depth = 0
    for bracket in re.compile(f"[{re.escape(opening + closing)}]").finditer(code, start):
        depth += 1 if bracket.group() == opening else -1
        if depth == 0:
            return bracket.start()
    return len(code)
