"""Files in the browser: picked, dropped, shown, saved, and never run."""

import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Desk
from tests.browser.people import DESKTOP, PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>document.title='ran'</script></svg>"


def png(width: int, height: int) -> bytes:
    """A picture that a browser really decodes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([90, 140 + y % 80, 120]) * width for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_files_go_along_and_come_out(
    browser: Browser, desk: Desk, shots: Path, tmp_path: Path, viewport: dict[str, int]
) -> None:
    picture, log, drawing, film = (tmp_path / n for n in ("error screen.png", "été.log", "logo.svg", "film.mkv"))
    picture.write_bytes(png(420, 260))
    log.write_bytes(b"line\n" * 4000)
    drawing.write_bytes(SVG)
    with film.open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    ana = Person(browser, desk.url, "ana", viewport, shots)
    ana.open()
    ana.page.set_input_files("#compose ~ .attach input", [picture, log, drawing, film])
    chips = ana.page.locator("[data-attaching] li")
    expect(chips).to_have_count(4)
    expect(chips.nth(3)).to_contain_text("larger than 25 MB")
    ana.page.fill("#compose", "the coffee robot sings in b flat, here is what I see")
    ana.shot("60-attaching")
    ana.page.get_by_role("button", name="Send").first.click()
    ana.sees("été.log")
    expect(chips).to_have_count(0)
    shown = ana.page.locator("#posts .picture img")
    expect(shown).to_have_count(1)
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 420
    ana.is_told("logo.svg can hold a program")
    ana.shot("61-files")
    ana.page.emulate_media(color_scheme="dark")
    ana.shot("62-files-dark")
    with ana.page.expect_download() as saving:
        ana.page.get_by_role("link", name="logo.svg").first.click()
    assert Path(saving.value.path()).read_bytes() == SVG
    mila = Person(browser, desk.url, "mila", viewport, shots)
    mila.open("it-triage")
    mila.sees("coffee robot")
    mila.page.get_by_role("link", name="repl").last.click()
    mila.sees("été.log", where="#panel")
    mila.shot("63-team")
    assert ana.wrong == [] and mila.wrong == []


def test_a_dropped_file_is_taken_and_can_be_taken_off(browser: Browser, desk: Desk, shots: Path) -> None:
    ana = Person(browser, desk.url, "ana", DESKTOP, shots)
    ana.open()
    dropped = ana.page.evaluate_handle(
        "() => { const t = new DataTransfer(); t.items.add(new File(['hello'], 'note.txt', {type: 'text/plain'}));"
        " return t; }"
    )
    ana.page.dispatch_event(".main .posts", "dragover", {"dataTransfer": dropped})
    expect(ana.page.locator(".is-dropping")).to_have_count(1)
    ana.page.dispatch_event(".main .posts", "drop", {"dataTransfer": dropped})
    chips = ana.page.locator("[data-attaching] li")
    expect(chips).to_contain_text("note.txt")
    ana.page.get_by_role("button", name="Take note.txt off").click()
    expect(chips).to_have_count(0)
    assert ana.wrong == []
