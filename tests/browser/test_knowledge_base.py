"""The knowledge-base pages, as people use them: search, read, vote, draft, preview, two editors, publish, history."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Desk
from tests.browser.people import DESKTOP, PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]

DOCK = "the coffee corner laptop dock makes my screen flash green, mail me at ana@example.com"
PHRASINGS = "\n".join(
    (
        "dock makes the screen flash green",
        "green flashes over the dock",
        "flickers green on the dock",
        "dock is too old",
    )
)
LOOP = "Do this.\n\n```script\n[a]\nAgain?\n- Yes -> b\n\n[b]\nAnd now?\n- No -> a\n```"
SCRIPT = "Do this.\n\n```script\n[a]\nDid it help?\n- Yes -> solved\n- No -> b\n\n[b]\nAnd now?\n- No -> ticket\n```"


def resolved(browser: Browser, desk: Desk, shots: Path) -> Person:
    """Mila, who has resolved Ana's ticket and made a draft of it."""
    ana = Person(browser, desk.url, "ana", DESKTOP, shots)
    ana.open()
    ana.write(DOCK)
    ana.sees("ticket #1")
    mila = Person(browser, desk.url, "mila", DESKTOP, shots)
    mila.open("it-triage")
    mila.write("/ticket resolve #1 Hi Ana Souza, update the firmware of the dock")
    mila.is_told("#1 is resolved")
    mila.write("/kb draft #1")
    mila.is_told("is ready")
    return mila


def goes_to(person: Person, desk: Desk, path: str) -> Page:
    person.page.goto(f"{desk.url}/as/{person.name}/{path}")
    return person.page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_somebody_looks_something_up_and_asks_about_it(browser, desk, shots, size) -> None:
    ana = Person(browser, desk.url, "ana", size, shots)
    page = goes_to(ana, desk, "kb")
    ana.fits()
    ana.shot("kb")
    page.locator("#kb-q").press_sequentially("printer wont print", delay=15)
    first = page.locator("#kb-rows .row").first
    expect(first).to_contain_text("The printer does not print")
    page.locator("#kb-q").fill("zxqv grblt")
    expect(page.locator("#kb-rows")).to_contain_text("No article fits")
    ana.shot("kb-nothing")
    goes_to(ana, desk, "kb/printer-not-printing")
    expect(page.locator(".tree .step")).to_have_count(10)
    assert not page.get_by_text("For those who keep it").count()
    ana.fits()
    ana.shot("kb-article")
    page.emulate_media(color_scheme="dark")
    page.locator("#kb-steps").scroll_into_view_if_needed()
    ana.shot("kb-steps-dark")
    page.get_by_role("button", name="It did not").click()
    expect(page.get_by_role("status").filter(has_text="Its owner will see it")).to_be_visible()
    page.get_by_role("button", name="Ask about this").click()
    ana.sees("Step by step")
    assert ana.wrong == []


def test_a_draft_is_edited_by_two_previewed_published_and_brought_back(browser, desk, shots) -> None:
    mila = resolved(browser, desk, shots)
    page = goes_to(mila, desk, "kb-drafts")
    mila.shot("kb-drafts")
    page.locator(".row").first.click()
    body = page.locator("#kb-body").input_value()
    assert "\n### What was asked" in body and "Ana" not in body and "example.com" not in body
    address = page.url
    mila.shot("kb-edit")
    assert violations(page) == []
    noor = Person(browser, desk.url, "noor", DESKTOP, shots)
    noor.page.goto(address.replace("/as/mila/", "/as/noor/"))
    page.fill("#kb-body", "Hers.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    noor.page.fill("#kb-body", "Mine, and long.")
    noor.page.get_by_role("button", name="Save").click()
    expect(noor.page.get_by_role("alert").first).to_contain_text("Mila Jansen saved this article")
    expect(noor.page.locator("#kb-body")).to_have_value("Mine, and long.")
    expect(noor.page.locator(".kb-newer")).to_contain_text("Hers.")
    noor.shot("kb-two-editors")
    assert violations(noor.page) == []
    noor.page.fill("#kb-body", LOOP)
    noor.page.get_by_role("button", name="Publish").click()
    expect(noor.page.get_by_role("alert").first).to_be_visible()
    expect(noor.page.locator("#wrong-body")).to_contain_text("cannot be walked")
    expect(noor.page.locator("#wrong-questions")).to_be_visible()
    noor.page.fill("#kb-questions", PHRASINGS)
    noor.page.fill("#kb-body", SCRIPT)
    noor.page.get_by_role("button", name="Preview").click()
    expect(noor.page.locator("#preview .tree .step")).to_have_count(2)
    noor.shot("kb-preview")
    noor.page.get_by_role("button", name="Publish").click()
    expect(noor.page.get_by_role("status").filter(has_text="Published")).to_be_visible()
    noor.page.goto(address.replace("/as/mila/", "/as/noor/").replace("/edit", "/history"))
    expect(noor.page.locator(".diff ins").first).to_be_visible()
    noor.shot("kb-history")
    assert violations(noor.page) == []
    noor.page.get_by_role("button", name="Bring back").last.click()
    expect(noor.page.get_by_role("status").filter(has_text="is back")).to_be_visible()
    tom = Person(browser, desk.url, "tom", DESKTOP, shots)
    tom.open()
    tom.write("dock makes the screen flash green")
    tom.sees("Do this.")
    goes_to(mila, desk, "kb/" + address.split("/kb/")[1].split("/")[0] + "/figures")
    expect(page.locator("main")).to_contain_text("sent as an answer")
    mila.shot("kb-figures")
    # the browser itself reports the refusals (409); nothing else may be wrong
    assert [one for one in (*mila.wrong, *noor.wrong, *tom.wrong) if "409" not in one] == []


def test_a_draft_is_shown_to_nobody_else(browser, desk, shots) -> None:
    mila = resolved(browser, desk, shots)
    page = goes_to(mila, desk, "kb-drafts")
    page.locator(".row").first.click()
    for name in ("ana", "sanne", "lotte"):
        theirs = page.url.replace("/as/mila/", f"/as/{name}/")
        answer = page.request.get(theirs)
        assert answer.status == 404 and "flash green" not in answer.text().split("<main")[-1]
        assert (
            page.request.get(page.url.replace("/as/mila/", f"/as/{name}/").replace("/edit", "/history")).status == 404
        )
    forged = page.request.post(page.url, form={"act": "publish", "csrf": "made-up", "base": "1"})
    assert forged.status == 403
    assert page.request.post(page.url.split("/kb/")[0] + "/kb/vpn-drops", form={"what": "helped"}).status == 403
