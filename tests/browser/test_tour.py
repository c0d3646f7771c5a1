"""The stranger's tour, through the real desk, at both widths."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Desk
from tests.browser.people import DESKTOP, PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]

Meet = Callable[[str], Person]


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def viewport(request: pytest.FixtureRequest) -> dict[str, int]:
    return request.param


@pytest.fixture
def meet(browser: Browser, desk: Desk, viewport: dict[str, int], shots: Path) -> Meet:
    return lambda name: Person(browser, desk.url, name, viewport, shots)


def test_the_strangers_tour(meet: Meet, desk: Desk) -> None:
    ana, mila, lotte, noor = meet("ana"), meet("mila"), meet("lotte"), meet("noor")

    ana.page.goto(desk.url)
    ana.shot("01-people")
    ana.page.get_by_role("link", name="Ana Souza").click()
    mila.open("it-triage")
    lotte.open("it-network")
    mila.shot("02-empty-channel")

    ana.write("my vpn keeps dropping")
    ana.sees("That solved it")
    ana.shot("03-answer")
    ana.press("I still need help")
    ana.sees("#1")
    ana.shot("04-ticket-opened")

    mila.sees("my vpn keeps dropping")  # it comes by itself
    mila.shot("05-card")
    mila.write("/claim #1")
    expect(mila.card()).to_contain_text("Mila Jansen")
    expect(mila.page.locator("#compose")).to_have_value("")
    mila.press("Hand off")
    mila.page.get_by_role("combobox").select_option("it-network")
    mila.page.get_by_role("textbox", name="Why").fill("Needs a look at the tunnel")
    mila.shot("06-hand-off")
    mila.page.get_by_role("dialog").get_by_role("button", name="Offer").click()
    expect(mila.card()).to_contain_text("Network team")

    lotte.sees("Needs a look at the tunnel", where="body") if _packet_in_channel(lotte) else None
    lotte.press("Accept")
    expect(lotte.card()).to_contain_text("Lotte Bakker")
    lotte.shot("07-accepted")
    lotte.write("/resolve #1 The gateway dropped idle tunnels; fixed.")
    expect(lotte.card().locator(".status")).to_have_class("status tone-resolved")
    lotte.shot("08-resolved")

    ana.sees("resolved")
    ana.sees("The gateway dropped idle tunnels; fixed.")
    ana.shot("09-told")

    noor.open("it-triage")
    noor.write("/digest 7d")
    noor.is_told("Opened")
    digest = noor.page.locator(".private").last.inner_text()
    assert "Resolved" in digest
    noor.shot("10-digest")
    for person in (ana, mila, lotte, noor):
        person.fits()
        assert person.wrong == []
    assert '"level": "error"' not in desk.log()


def _packet_in_channel(person: Person) -> bool:
    return person.page.get_by_text("Needs a look at the tunnel").count() > 0
