"""Judges mutants: builds each in a copy of the tree and runs the tests on it."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from mutation.catalogue import Mutant

# Shortest first; those of folders above the mutant's come in this order when its own have noticed nothing.
FOLDERS = ("base", "runtime", "cache", "store", "workload", "metrics", "strategy", "strategies", "gate", "engine",
           "results", "verify", "scenario", "report", "cli")
# They look at the machine or at other programs, or simulate for long; nothing else notices less without them.
LEFT_OUT = "-Completion.*:ProcessTest.*:HistogramLog.*:LocalCacheMemory.*:NoisySimulation.*:HostileText.*"
SLOWEST_BUILD = 1800  # seconds
PATIENCE = 5  # with a mutant that takes longer than the original: so many times, and a minute


@dataclass
class Verdict:
    source: str  # digest of the mutant's own text
    tree: str    # digest of everything else
    killed_by: str = ""
    unfit: bool = False

    @property
    def survived(self) -> bool:
        return not self.killed_by and not self.unfit

    def word(self) -> str:
        return "does not compile" if self.unfit else f"killed by {self.killed_by}" if self.killed_by else "SURVIVED"


def digest_of(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]


class Bench:
    """A copy of the tree with its own build; one mutant at a time stands in it."""

    def __init__(self, root: Path, folder: Path):
        self.root = root
        self.source = folder / "source"
        self.build = folder / "build"
        self.memory = folder / "verdicts.json"
        self.environment = {**os.environ, "STAMPEDE_TEST_LENGTH": "0.1"}
        self.verdicts = {}
        if self.memory.exists():
            self.verdicts = {name: Verdict(**row) for name, row in json.loads(self.memory.read_text()).items()}
        self.tree = self.copy_sources()
        self.ready = False
        self.seconds = {}  # of the original's tests, by folder

    def copy_sources(self) -> str:
        """Brings the copy up to date, touching what changed and nothing else. Returns the digest of the tree."""
        listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=self.root,
                                check=True, capture_output=True).stdout.decode().split("\0")
        names = sorted(name for name in listed if name and (self.root / name).is_file())
        tree = hashlib.sha256()
        for name in names:
            content = (self.root / name).read_bytes()
            if not name.startswith("scripts/mutation"):
                tree.update(name.encode() + b"\0" + content)
            self.put(name, content)
        known = set(names)
        for path in self.source.rglob("*"):
            if path.is_file() and str(path.relative_to(self.source)) not in known:
                path.unlink()
        return tree.hexdigest()[:16]

    def put(self, name: str, content: bytes) -> None:
        target = self.source / name
        if target.exists() and target.read_bytes() == content:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        shutil.copymode(self.root / name, target)

    def make_ready(self) -> None:
        """Builds the original, whose tests must pass."""
        if self.ready:
            return
        print("building the original", flush=True)
        configure = ["cmake", "-S", self.source, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug",
                     "-DCMAKE_CXX_FLAGS_DEBUG=-O0", "-DCMAKE_UNITY_BUILD=OFF", "-DSTAMPEDE_TESTS=ON",
                     "-DSTAMPEDE_BENCHMARKS=OFF", "-DSTAMPEDE_TEST_SHARDS=1"]
        subprocess.run(configure, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["cmake", "--build", self.build], check=True, stdout=subprocess.DEVNULL)
        for folder in FOLDERS:
            started = time.monotonic()
            if failure := self.first_failure(folder):
                raise SystemExit(f"the original fails already: {failure}")
            self.seconds[folder] = time.monotonic() - started
        self.ready = True

    def judge(self, mutant: Mutant, again: bool) -> Verdict:
        source = digest_of(mutant.changed.encode())
        known = self.verdicts.get(mutant.name)
        if known and not again and known.source == source and (known.tree == self.tree or not known.survived):
            return known
        self.make_ready()
        verdict = Verdict(source, self.tree)
        try:
            self.put(mutant.path, mutant.changed.encode())
            self.try_out(mutant, verdict)
        finally:
            self.put(mutant.path, mutant.original.encode())
        self.verdicts[mutant.name] = verdict
        self.memory.write_text(json.dumps({name: asdict(row) for name, row in self.verdicts.items()}, indent=1))
        return verdict

    def try_out(self, mutant: Mutant, verdict: Verdict) -> None:
        if mutant.verify:
            verdict.unfit = not self.compiles("stampede")
            if not verdict.unfit and self.verify_fails(mutant.verify, mutant.case):
                verdict.killed_by = f"verify ({mutant.case})"
            return
        own = mutant.folder
        if not self.compiles(f"{own}_tests"):
            verdict.unfit = True
            return
        verdict.killed_by = self.first_failure(own)
        if verdict.killed_by:
            return
        if not self.compiles("all"):  # another folder needs what the mutant took away
            verdict.unfit = True
            return
        for folder in FOLDERS:
            if folder != own and not verdict.killed_by:
                verdict.killed_by = self.first_failure(folder)
        if not verdict.killed_by and self.run([self.build / "stampede", "verify", "--quick", "-q"]):
            verdict.killed_by = "verify --quick"

    def verify_fails(self, cases: str, case: str) -> bool:
        """Whether `verify` says that the program measures this case wrong."""
        command = [self.build / "stampede", "verify", "--quick", "--quiet", "--format", "json", "--filter", cases]
        try:
            run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SLOWEST_BUILD)
        except subprocess.TimeoutExpired:
            return False
        if run.returncode not in (0, 1):  # it ended before it could say anything
            return False
        verdicts = [row["verdict"] for row in json.loads(run.stdout)["findings"] if row["case"] == case]
        return run.returncode == 1 and any(verdict != "ok" for verdict in verdicts)

    def compiles(self, target: str) -> bool:
        return self.run(["cmake", "--build", self.build, "--target", target]) == 0

    def first_failure(self, folder: str) -> str:
        """The first test that fails, or what the tests ended with."""
        log = self.build / "mutant.json"
        log.unlink(missing_ok=True)
        command = [self.build / f"{folder}_tests", "--gtest_fail_fast", "--gtest_brief=1", f"--gtest_filter={LEFT_OUT}",
                   f"--gtest_output=json:{log}"]
        usual = self.seconds.get(folder)
        code = self.run(command, SLOWEST_BUILD if usual is None else 60 + PATIENCE * usual)
        if code == 0:
            return ""
        if log.exists():
            for suite in json.loads(log.read_text(errors="replace"))["testsuites"]:
                for test in suite["testsuite"]:
                    if test.get("failures"):
                        return f"{folder}.{suite['name']}.{test['name']}"
        return f"{folder}_tests ({'no end' if code is None else f'ended with {code}'})"

    def run(self, command: list, seconds: float = SLOWEST_BUILD) -> int | None:
        """The exit code, or None if it took longer."""
        process = subprocess.Popen(list(map(str, command)), cwd=self.build, env=self.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return None
