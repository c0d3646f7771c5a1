"""Every page at both widths, by day and by night: it fits, and axe finds nothing that keeps anybody out."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.axe import violations
from tests.browser.busy import MANY, fill
from tests.browser.conftest import Desk, free_port, running
from tests.browser.people import DESKTOP, PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]

TARGETS = "button, summary, select, .button, .tabs a, .channel, .row, .tile a, .choice"
SMALL_TARGETS = """(targets) => [...document.querySelectorAll(targets)]
    .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && one.offsetParent)
    .filter((one) => one.getBoundingClientRect().height < 43.5)
    .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("busy")
    fill(folder)
    public = {"LOKET_PUBLIC__HOST": "127.0.0.1", "LOKET_PUBLIC__PORT": str(free_port())}
    with running(folder, **public) as started:
        started.public = f"http://127.0.0.1:{public['LOKET_PUBLIC__PORT']}"
        yield started


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[Desk]:
    with running(tmp_path_factory.mktemp("empty")) as started:
        yield started


Looks = Callable[[str, str, str], None]

PAGES = (
    ("workspace", "bram", "/c/orders-triage"),
    ("board", "mila", "/board?whose=mine"),
    ("ticket", "bram", "/t/1"),
    ("own-ticket", "ana", "/t/1"),
    ("requests", "ana", "/requests"),
    ("search", "mila", "/search?q=printer"),
    ("search-nothing", "ana", "/search?q=zzzz"),
    ("search-problem", "ana", "/search?q=from:"),
    ("not-here", "ana", "/t/999"),
    ("kb", "ana", "/kb"),
    ("kb-nothing", "ana", "/kb?q=zzzz"),
    ("kb-article", "ana", "/kb/printer-not-printing"),
    ("kb-kept", "mila", "/kb/printer-not-printing"),
    ("kb-figures", "mila", "/kb/printer-not-printing/figures"),
    ("kb-drafts", "bram", "/kb-drafts"),
    ("kb-no-drafts", "mila", "/kb-drafts"),
    ("kb-edit", "bram", "/kb/the-parking-gate-hums-at-night-2/en/edit"),
    ("kb-history", "bram", "/kb/the-parking-gate-hums-at-night-2/en/history"),
    ("kb-not-here", "ana", "/kb/verify-caller"),
)
EMPTY = (("empty-desk", "", ""), ("empty-board", "mila", "/board"), ("empty-requests", "wim", "/requests"))
CHECKED = ((DESKTOP, "light"), (PHONE, "dark"))  # both palettes, both layouts


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_fits_and_keeps_nobody_out(
    browser: Browser, desk: Desk, empty_desk: Desk, shots: Path, viewport: dict[str, int]
) -> None:
    wrong: list[str] = []
    person = Person(browser, desk.url, "ana", viewport, shots)
    for name, who, path in (*PAGES, *EMPTY):
        url = (empty_desk if name.startswith("empty") else desk).url
        person.page.goto(f"{url}/as/{who}{path}" if who else f"{url}/")
        for scheme in ("light", "dark"):
            person.by(scheme)
            person.shot(f"70-{name}")
            person.fits()
            if (viewport, scheme) in CHECKED:
                wrong += [f"{name}: {one}" for one in violations(person.page)]
        if viewport is PHONE:
            wrong += [f"{name}: small {one}" for one in person.page.evaluate(SMALL_TARGETS, TARGETS)]
    wrong += [one for one in person.wrong if "404" not in one]
    assert wrong == []


def test_a_board_of_two_hundred_does_not_lag(browser: Browser, desk: Desk, shots: Path) -> None:
    mila = Person(browser, desk.url, "mila", DESKTOP, shots)
    mila.page.goto(f"{desk.url}/as/mila/board")
    started = time.monotonic()
    mila.page.reload(wait_until="load")
    assert time.monotonic() - started < 5
    expect(mila.page.locator(".tile")).to_have_count(MANY)
    keys = mila.page.evaluate(
        """async () => {
            const down = () => new KeyboardEvent('keydown', {key: 'j', bubbles: true});
            const started = performance.now();
            for (let count = 0; count < 60; count += 1) {
                document.activeElement.dispatchEvent(down());
                await new Promise(requestAnimationFrame);
            }
            return (performance.now() - started) / 60;
        }"""
    )
    assert keys < 120, f"{keys:.0f} ms a key"
    filtered = mila.page.evaluate(
        """() => {
            const box = document.getElementById('find');
            const started = performance.now();
            box.value = 'hieroglyphs';
            box.dispatchEvent(new Event('input', {bubbles: true}));
            document.body.getBoundingClientRect();
            return performance.now() - started;
        }"""
    )
    assert filtered < 500, f"{filtered:.0f} ms to filter"
    expect(mila.page.locator(".tile:not([hidden])")).to_have_count(MANY // 10)
    mila.shot("71-board-filtered")
    mila.page.fill("#find", "no such words")
    expect(mila.page.locator("[data-nothing]")).to_be_visible()


def begin(page: Page) -> None:
    """Nothing in particular is chosen, and the page listens."""
    expect(page.locator("body[data-ready]")).to_be_attached()
    page.locator("#main").focus()


def test_the_keys_lead_everywhere(browser: Browser, desk: Desk, shots: Path) -> None:
    tom = Person(browser, desk.url, "tom", DESKTOP, shots)
    page, keys = tom.page, tom.page.keyboard
    page.goto(f"{desk.url}/as/tom/requests")
    begin(page)
    keys.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    tom.shot("72-keys")
    assert violations(page) == []
    keys.press("Escape")
    keys.press("g")
    keys.press("q")
    expect(page).to_have_url(re.compile("/as/tom/board$"))
    begin(page)
    keys.press("j")
    keys.press("ArrowRight")
    focused = page.evaluate("document.activeElement.closest('[data-lane]').querySelector('h2').innerText")
    assert focused.startswith("In hand")
    keys.press("ArrowLeft")
    keys.press("j")
    number = page.evaluate("document.activeElement.querySelector('.number').textContent")
    keys.press("c")
    tile = page.locator(".tile", has_text=number)
    expect(tile).to_contain_text("with Tom Okafor")  # claimed; the card moved to the next column
    tile.locator("a").focus()
    keys.press("Enter")
    expect(page.get_by_role("heading", name=f"Ticket {number}")).to_be_visible()
    begin(page)
    keys.press("n")
    expect(page.locator("#ticket-text")).to_be_focused()
    keys.type("a note by key")
    keys.press("Enter")
    expect(page.locator(".is-note", has_text="a note by key")).to_be_visible()
    begin(page)
    keys.press("e")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    begin(page)
    keys.press("u")
    expect(page).to_have_url(re.compile("/as/tom/board$"))
    begin(page)
    keys.press("/")
    expect(page.locator("#find")).to_be_focused()
    assert tom.wrong == []


def test_unread_marks_and_the_language_stay(browser: Browser, desk: Desk, shots: Path) -> None:
    lotte = Person(browser, desk.url, "lotte", DESKTOP, shots)
    lotte.page.goto(f"{desk.url}/as/lotte/board")
    link = lotte.page.locator("[data-channel-link=help]")
    expect(link).to_have_class(re.compile("is-unread"))
    link.click()
    expect(lotte.page.locator("[data-channel-link=help]")).not_to_have_class(re.compile("is-unread"))
    lotte.page.get_by_role("button", name="NL").click()
    expect(lotte.page.get_by_role("link", name="Mijn aanvragen")).to_be_visible()
    assert "/c/help" in lotte.page.url
    other = Person(browser, desk.url, "lotte", DESKTOP, shots)
    other.page.goto(f"{desk.url}/as/lotte/board")
    expect(other.page.locator("[data-channel-link=help]")).not_to_have_class(re.compile("is-unread"))
    expect(other.page.locator("html")).to_have_attribute("lang", "nl")


def _link(desk: Desk, person: str) -> str:
    made = subprocess.run(
        [sys.executable, "-m", "bot", "web-link", person], **desk.beside(), capture_output=True, text=True, check=True
    )
    return made.stdout.strip()


def test_signing_in_with_a_link_and_out_again(browser: Browser, desk: Desk, shots: Path) -> None:
    mila = Person(browser, desk.url, "mila", PHONE, shots, "dark")
    page: Page = mila.page
    page.goto(f"{desk.public}/board")
    expect(page.get_by_text("You are not signed in")).to_be_visible()
    mila.shot("80-signed-out")
    assert violations(page) == []
    link = _link(desk, "mila")
    page.goto(link)
    mila.shot("81-sign-in")
    assert violations(page) == []
    page.get_by_role("button", name="Sign in as Mila Jansen").click()
    expect(page).to_have_url(re.compile("/board$"))
    expect(page.locator(".tile").first).to_be_visible()
    mila.fits()
    page.goto(f"{desk.public}/sessions")
    expect(page.get_by_text("this browser")).to_be_visible()
    mila.shot("82-sessions")
    assert violations(page) == []
    mila.fits()
    page.get_by_role("button", name="Sign out everywhere").click()
    expect(page.get_by_text("You are signed out of this browser")).to_be_visible()
    page.goto(link)
    expect(page.get_by_text("used already")).to_be_visible()
    mila.shot("83-used-link")
    assert [one for one in mila.wrong if not re.search("40[14]|410", one)] == []
