"""A real result for tests of the generator: a small scenario, run by the program that is being tested."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCENARIO = """
version: 1
name: small
description: Writes, stale reads, stampedes, a brownout, and a strategy that never misses twice at once.
seed: 3
repetitions: 2
warmup: 2s
duration: 20s
intervals: 20
workload:
  arrivals: {poisson: {rate: 400/s}}
  keys: {zipf: {count: 300, exponent: 1.1}}
  operations: {read: 95, write: 5}
cache: {ttl: 1s}
store: {latency: {lognormal: {p50: 20ms, p99: 80ms}}, concurrency: 16}
timeline:
- {at: 8s, for: 4s, name: brownout, store: {slowdown: 4}}
strategies: [no-cache, cache-aside, locked, write-behind]
"""


@pytest.fixture(scope="session")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A result file of the program, parsed. Not to be changed."""
    program = os.environ.get("STAMPEDE_PROGRAM")
    if not program:
        pytest.fail("these tests read results of the program: set STAMPEDE_PROGRAM to its path")
    folder = tmp_path_factory.mktemp("small")
    (folder / "small.yaml").write_text(SCENARIO, encoding="utf-8")
    subprocess.run([program, "run", "small.yaml", "-o", "small.json"], cwd=folder, check=True, capture_output=True)
    return json.loads((folder / "small.json").read_text(encoding="utf-8"))


@pytest.fixture
def input_dir(tmp_path: Path, result: dict[str, Any]) -> Path:
    """A folder as the generator gets it, without the report."""
    (tmp_path / "0.json").write_text(json.dumps(result), encoding="utf-8")
    return tmp_path
