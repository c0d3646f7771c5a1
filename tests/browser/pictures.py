"""The pictures in the README, taken anew from the real desk: python -m tests.browser.pictures docs/pictures"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.busy import fill
from tests.browser.conftest import NEVER_ONLINE, Desk, chromium, running
from tests.browser.people import DESKTOP, PHONE, Person


class Cast:
    """Everybody, each in their own tab."""

    def __init__(self, browser: Browser, desk: Desk, folder: Path) -> None:
        self._browser, self._desk, self._folder = browser, desk, folder
        self._met: dict[str, Person] = {}

    def __getitem__(self, name: str) -> Person:
        if name not in self._met:
            self._met[name] = Person(self._browser, self._desk.url, name, DESKTOP, self._folder)
            self._met[name].open()
        return self._met[name]

    def on_a_phone(self, name: str) -> Person:
        return Person(self._browser, self._desk.url, name, PHONE, self._folder)


def dismiss(person: Person) -> None:
    while person.page.locator(".private").count():
        person.page.locator("[data-do=dismiss]").first.click()


def keep(person: Person, folder: Path, name: str) -> None:
    person.page.mouse.move(640, 30)
    person.page.evaluate("document.activeElement.blur()")
    person.page.wait_for_timeout(400)
    person.page.screenshot(path=folder / f"{name}.png")


def a_morning(cast: Cast) -> None:
    """Enough going on to count."""
    for name, question in (("joris", "ik ben mijn wachtwoord vergeten"), ("sanne", "hoe vraag ik verlof aan")):
        cast[name].write(question)
        cast[name].page.locator("[data-action=solved]").first.click()
        expect(cast[name].page.locator("[data-action=solved]")).to_have_count(0)
    wim = cast["wim"]
    wim.open("help")
    wim.write("the left screen at desk 4.12 flickers since this morning, three colleagues see the same")
    wim.page.locator(".thread-link").last.click()
    wim.page.wait_for_timeout(600)
    if wim.page.locator("#panel [data-action=help]").count():
        wim.page.locator("#panel [data-action=help]").last.click()


def a_ticket(cast: Cast, folder: Path) -> None:
    ana, mila = cast["ana"], cast["mila"]
    ana.write("good morning")
    ana.sees("I'm Loket")  # it introduces itself once
    ana.write("my vpn keeps dropping")
    ana.sees("That solved it")
    ana.page.locator("[data-action=solved]").evaluate(
        "(button) => button.closest('.message').scrollIntoView({block: 'end'})"
    )
    keep(ana, folder, "answer")
    ana.press("I still need help")
    ana.sees("This is now ticket")
    mila.open("it-triage")
    mila.press("Claim")
    expect(mila.card()).to_contain_text("Mila Jansen")
    dismiss(mila)
    keep(mila, folder, "ticket-card")
    mila.page.locator(".thread-link").last.click()
    for line in ("Does it also drop when you are on a cable?", "!note Third report from the Utrecht office this week"):
        mila.write(line, box="#compose-thread")
        expect(mila.page.locator("#compose-thread")).to_have_value("")
        mila.page.wait_for_timeout(400)
    ana.page.locator(".thread-link").last.click()
    ana.write("Yes, on a cable too. Every ten minutes or so.", box="#compose-thread")
    mila.sees("Every ten minutes or so", where="#thread-posts")
    dismiss(mila)
    keep(mila, folder, "workspace")


def solved_by_the_second_line(cast: Cast, folder: Path) -> None:
    mila, lotte, noor = cast["mila"], cast["lotte"], cast["noor"]
    mila.page.locator("#panel [data-do=close-panel]").last.click()
    mila.write("/handoff #2 it-network Drops on Wi-Fi and cable, Utrecht only")
    lotte.open("it-network")
    lotte.press("Accept")
    expect(lotte.card()).to_contain_text("Lotte Bakker")
    lotte.write("/resolve #2 The Utrecht gateway dropped idle tunnels. It no longer does.")
    expect(lotte.card().locator(".status")).to_have_class("status tone-resolved")
    phone = cast.on_a_phone("ana")
    phone.open()
    phone.sees("The Utrecht gateway")
    keep(phone, folder, "phone")
    noor.open("it-triage")
    noor.write("/digest 7d")
    noor.is_told("Opened")
    keep(noor, folder, "digest")


def pages(browser: Browser, here: Path, folder: Path) -> None:
    """The board, a ticket and an article, on a desk with work in it."""
    here.mkdir()
    fill(here, many=38)
    with running(here) as desk:
        for name, who, path in (
            ("board", "mila", "board"),
            ("ticket", "noor", "t/1"),
            ("article", "ana", "kb/vpn-drops"),
        ):
            person = Person(browser, desk.url, who, DESKTOP, folder)
            person.page.goto(f"{desk.url}/as/{who}/{path}")
            keep(person, folder, name)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as here, sync_playwright() as playwright:
        desk = Desk(Path(here))
        desk.start()
        try:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(NEVER_ONLINE))
            cast = Cast(browser, desk, folder)
            a_morning(cast)
            a_ticket(cast, folder)
            solved_by_the_second_line(cast, folder)
            pages(browser, Path(here) / "pages", folder)
        finally:
            desk.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
