"""A ticket's transcript, saved from its page and opened as a file."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Desk
from tests.browser.people import DESKTOP, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]


def test_a_ticket_is_saved_and_opens_without_anything_else(
    browser: Browser, desk: Desk, shots: Path, tmp_path: Path
) -> None:
    ana = Person(browser, desk.url, "ana", DESKTOP, shots)
    ana.open()
    ana.write("the coffee robot sings <script>document.title='ran'</script>")
    ana.sees("#1")
    ana.page.goto(f"{desk.url}/as/ana/t/1")
    ana.shot("66-ticket-to-keep")
    with ana.page.expect_download() as saving:
        ana.page.get_by_role("link", name="Save the whole ticket").click()
    with zipfile.ZipFile(saving.value.path()) as packed:
        packed.extractall(tmp_path / "out")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "out" / "ticket-1" / "ticket-1.html").as_uri())
    assert "coffee robot" in page.inner_text("h1") and page.title() != "ran"
    assert all(url.startswith(("file:", "data:")) for url in asked)
    assert page.locator("script").count() == 0
    assert ana.wrong == []
