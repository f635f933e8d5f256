"""Which mutants there are: picked by hand, and made by the operators."""

import difflib
import hashlib
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from mutation.operators import bugs_in_line

# Where a bug is a wrong number or a wrong verdict.
FOLDERS = ("strategies", "harness/metrics", "harness/gate", "harness/cache", "harness/store", "harness/workload")
PER_FILE = 1  # of those that the operators find: chosen by the digest of what they change


@dataclass(frozen=True)
class Mutant:
    name: str
    path: str  # of its source
    original: str
    changed: str
    why: str = ""
    verify: str = ""  # if given, only `verify` judges it, by the cases that match this,
    case: str = ""    # and this one must fail

    @property
    def folder(self) -> str:
        """The folder whose tests judge it first: its library's name."""
        parts = Path(self.path).parts
        return parts[0] if parts[0] == "strategies" else parts[1]

    def title(self) -> str:
        return f"{self.name}  {self.why}".rstrip()

    def difference(self) -> str:
        lines = difflib.unified_diff(self.original.splitlines(), self.changed.splitlines(), self.path, self.path,
                                     lineterm="", n=1)
        return "\n".join(lines)


def picked(root: Path) -> list[Mutant]:
    table = tomllib.loads((root / "scripts/mutation/picked.toml").read_text(encoding="utf-8"))
    mutants = []
    for row in table["mutant"]:
        original = (root / row["file"]).read_text(encoding="utf-8")
        if original.count(row["from"]) != 1:
            raise SystemExit(f"scripts/mutation/picked.toml: {row['name']}: {row['file']} says "
                             f"{original.count(row['from'])} times instead of once:\n{row['from']}")
        mutants.append(Mutant(row["name"], row["file"], original, original.replace(row["from"], row["to"]), row["why"],
                              row.get("verify", ""), row.get("case", "")))
    return mutants


def made_of(root: Path, path: Path, most: int) -> list[Mutant]:
    original = path.read_text(encoding="utf-8")
    lines = original.split("\n")
    relative = str(path.relative_to(root))
    candidates = []
    seen = Counter()
    for number, line in enumerate(lines):
        for operator, changed in bugs_in_line(line):
            # Named by what the line says, not by where it stands: a name outlives changes above it.
            text = f"{relative} {operator} {line.strip()}"
            seen[text] += 1
            digest = hashlib.sha256(f"{text} {seen[text]}".encode()).hexdigest()
            whole = "\n".join(lines[:number] + [changed] + lines[number + 1:])
            stem = relative.removeprefix("harness/").removesuffix(".cc").removesuffix(".h")
            name = f"{stem}:{operator}-{digest[:6]}"
            candidates.append((digest, operator, Mutant(name, relative, original, whole, line.strip())))
    # One of each operator before a second of any.
    ranked, before = [], Counter()
    for digest, operator, mutant in sorted(candidates, key=lambda candidate: candidate[0]):
        ranked.append((before[operator], digest, mutant))
        before[operator] += 1
    return [mutant for _, _, mutant in sorted(ranked, key=lambda row: row[:2])[:most]]


def all_mutants(root: Path, per_file: int = PER_FILE) -> list[Mutant]:
    mutants = picked(root)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.name
            if path.suffix not in (".cc", ".h") or "test" in name or "benchmark" in name or "fuzzer" in name:
                continue
            if "example-plugin" in path.parts:
                continue
            mutants += made_of(root, path, per_file)
    return mutants


def reasons(root: Path) -> dict[str, str]:
    """Why survivors may live, by name."""
    path = root / "scripts/mutation/survivors.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
