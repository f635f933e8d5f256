"""The page in a browser: on a desktop and on a phone, light and dark, nothing overflows and nothing complains.

Keeps its screenshots in the folder that STAMPEDE_SCREENSHOTS names. Without Chromium it is skipped, or fails if
STAMPEDE_REQUIRE_BROWSER=1.
"""

import os
from pathlib import Path
from typing import Iterator

import pytest

from browser_testing import Browser, Page, find_chromium
from page_test import generate
from sample_testing import write_everything, write_sample

WIDTHS = {"desktop": 1280, "tablet": 768, "phone": 360}

# What is wider than it may be, as text: the page itself, a box that reaches over the edge of the window and does not
# stand in one that scrolls, text wider than its table cell or than a box that would cut it off.
OVERFLOWING = """(() => {
  const found = [];
  const name = e => e.tagName.toLowerCase() + (e.className.baseVal ?? e.className ? '.' + e.className : '') + ': ' +
      e.textContent.trim().slice(0, 40);
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth > width) found.push('page: ' + document.scrollingElement.scrollWidth);
  for (const e of document.body.querySelectorAll('*')) {
    if (e.closest('.visually-hidden, .skip, svg')) continue;
    const box = e.getBoundingClientRect();
    if (box.width && !e.closest('.scroll, pre') && (box.right > width + 0.5 || box.left < -0.5)) found.push(name(e));
    const cuts = ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) || ['TD', 'TH'].includes(e.tagName);
    if (cuts && e.scrollWidth > e.clientWidth + 1) found.push('cut ' + name(e));
  }
  return found;
})()"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    if not program:
        words = "Chromium is not installed, so nobody looks at the page: apt-get install chromium"
        if os.environ.get("STAMPEDE_REQUIRE_BROWSER") == "1":
            pytest.fail(words)
        pytest.skip(words)
    with Browser(program) as running:
        yield running


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(os.environ.get("STAMPEDE_SCREENSHOTS") or tmp_path_factory.mktemp("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    return {"single": generate(write_sample(folder / "1"), folder / "single"),
            "everything": generate(write_everything(folder / "2"), folder / "everything")}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", WIDTHS)
@pytest.mark.parametrize("report", ["single", "everything"])
def test_nothing_overflows_and_nothing_complains(browser: Browser, reports: dict[str, Path], screenshots: Path,
                                                 report: str, device: str, scheme: str) -> None:
    index = reports[report] / "index.html"
    page = browser.open(index, WIDTHS[device], 900, scheme == "dark")
    page.screenshot(screenshots / f"{report}-{device}-{scheme}.png")
    assert page.evaluate("innerWidth") == WIDTHS[device]
    assert page.evaluate(OVERFLOWING) == []
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate("[...document.images].filter(i => !i.naturalWidth).map(i => i.alt)") == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == \
           {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 25, 31)"}[scheme]
    assert page.console() == []
    assert page.requests() == [index.resolve().as_uri()]
    page.close()


def test_the_page_prints(browser: Browser, reports: dict[str, Path], screenshots: Path) -> None:
    page = browser.open(reports["everything"] / "index.html", 1280, 900, dark=True)
    page.print(screenshots / "everything.pdf")
    page.close()
    assert (screenshots / "everything.pdf").read_bytes().startswith(b"%PDF-")


def broken(browser: Browser, index: Path, folder: Path, before: str, after: str) -> Page:
    """A tab with the page after a change."""
    html = index.read_text(encoding="utf-8")
    assert before in html
    changed = folder / "broken.html"
    changed.write_text(html.replace(before, after, 1), encoding="utf-8")
    return browser.open(changed, WIDTHS["phone"], 900, dark=False)


def test_what_is_too_wide_is_found(browser: Browser, reports: dict[str, Path], tmp_path: Path) -> None:
    page = broken(browser, reports["single"] / "index.html", tmp_path, '<p class="headline">',
                  '<p class="headline" style="width: 50rem">')
    assert any(found.startswith("page: ") for found in page.evaluate(OVERFLOWING))
    page.close()


def test_text_that_is_cut_off_is_found(browser: Browser, reports: dict[str, Path], tmp_path: Path) -> None:
    page = broken(browser, reports["single"] / "index.html", tmp_path, '<p class="headline">',
                  '<p class="headline" style="width: 5rem; overflow: hidden; white-space: nowrap">')
    assert any(found.startswith("cut p.headline") for found in page.evaluate(OVERFLOWING))
    page.close()


def test_the_policy_refuses_scripts_and_pictures_from_elsewhere(browser: Browser, reports: dict[str, Path],
                                                                tmp_path: Path) -> None:
    page = broken(browser, reports["single"] / "index.html", tmp_path, "</main>",
                  '<script>document.title = "taken over"</script><img src="file:///nowhere.png" alt=""></main>')
    assert page.evaluate("document.title") == "canonical: caching strategies compared"
    assert len([complaint for complaint in page.console() if "Content Security Policy" in complaint]) == 2
    page.close()
