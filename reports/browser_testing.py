"""A small client of Chromium's DevTools protocol, for tests that look at a page.

It speaks over a pair of pipes (--remote-debugging-pipe): messages are JSON, each ended by a zero byte.
Protocol: chromedevtools.github.io/devtools-protocol.
"""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

TIMEOUT = 120.0  # seconds for one answer: a machine that runs other tests may be slow
OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
           "--disable-extensions", "--disable-background-networking", "--hide-scrollbars", "--force-color-profile=srgb",
           "--remote-debugging-pipe")


def find_chromium() -> str | None:
    """The installed Chromium, None if there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """A running Chromium; use it in a `with` statement, at whose end it is gone."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="stampede-browser-", ignore_cleanup_errors=True)
        commands, self._write = os.pipe()
        self._read, answers = os.pipe()
        self._process = subprocess.Popen(
            [program, *OPTIONS, f"--user-data-dir={self._profile.name}", "about:blank"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False, start_new_session=True,
            preexec_fn=lambda: _wire(commands, answers))
        os.close(commands)
        os.close(answers)
        self._buffer = b""
        self._last = 0
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        os.close(self._write)  # the end of its commands is the end of Chromium
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._read)
        self._profile.cleanup()

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """The answer to a command; events that come before it are kept."""
        self._last += 1
        command = {"id": self._last, "method": method, "params": parameters}
        if session:
            command["sessionId"] = session
        message = json.dumps(command).encode() + b"\0"
        while message:
            message = message[os.write(self._write, message):]
        while True:
            answer = self._next()
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, event: str, session: str) -> None:
        """Until an event of this session has come."""
        while not any(seen.get("method") == event and seen.get("sessionId") == session for seen in self.events):
            self.events.append(self._next())

    def open(self, path: Path, width: int, height: int, dark: bool) -> "Page":
        """A tab that shows a file, in a window of so many CSS pixels."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable", session)
        phone = width < 600
        self.call("Emulation.setDeviceMetricsOverride", session, width=width, height=height, deviceScaleFactor=1,
                  mobile=phone)
        self.call("Emulation.setEmulatedMedia", session,
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        page = Page(self, target, session)
        page.navigate(path)
        return page

    def _next(self) -> dict[str, Any]:
        deadline = time.monotonic() + TIMEOUT
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, deadline - time.monotonic()))
            part = os.read(self._read, 1 << 20) if ready else b""
            if not part:
                raise RuntimeError(f"Chromium gave no answer (exit code {self._process.poll()})")
            self._buffer += part
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)


class Page:
    """A tab."""

    def __init__(self, browser: Browser, target: str, session: str) -> None:
        self._browser = browser
        self._target = target
        self._session = session

    def navigate(self, path: Path) -> None:
        self._call("Page.navigate", url=path.resolve().as_uri())
        self._browser.wait_for("Page.loadEventFired", self._session)
        self.evaluate("Promise.allSettled([...document.images].map(i => i.decode()))")

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression; promises are awaited."""
        answer = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def console(self) -> list[str]:
        """Everything the page has complained about: console, exceptions, refused or failed requests."""
        complaints = []
        for event in self._browser.events:
            if event.get("sessionId") == self._session and event.get("method") in (
                    "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Network.loadingFailed"):
                complaints.append(json.dumps(event["params"]))
        return complaints

    def requests(self) -> list[str]:
        """The addresses that the page has asked for, without data it brought along."""
        urls = [event["params"]["request"]["url"] for event in self._browser.events
                if event.get("sessionId") == self._session and event.get("method") == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith("data:")]

    def screenshot(self, path: Path, height: int | None = None) -> None:
        """The whole page, from the top, or so many CSS pixels of it."""
        size = self._call("Page.getLayoutMetrics")["cssContentSize"]
        # Chromium cannot paint more than 16384 pixels at once.
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(height or size["height"], 16000), "scale": 1}
        answer = self._call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(answer["data"]))

    def print(self, path: Path) -> None:
        """The page as PDF on A4 paper."""
        answer = self._call("Page.printToPDF", preferCSSPageSize=False, paperWidth=8.27, paperHeight=11.69,
                            printBackground=False)
        path.write_bytes(base64.b64decode(answer["data"]))

    def close(self) -> None:
        self._browser.call("Target.closeTarget", targetId=self._target)

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **parameters)


def _wire(commands: int, answers: int) -> None:
    """In the new process: Chromium reads commands from descriptor 3 and answers on 4."""
    commands, answers = (fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (commands, answers))  # out of each other's way
    os.dup2(commands, 3)
    os.dup2(answers, 4)
