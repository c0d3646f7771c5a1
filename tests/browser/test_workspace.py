"""Living in the workspace: nothing typed is lost, pages stay fresh, the keyboard is enough."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.conftest import Desk, running
from tests.browser.people import DESKTOP, PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]

Meet = Callable[..., Person]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[Desk]:
    """One for all tests here: each minds its own channel or words."""
    with running(tmp_path_factory.mktemp("workspace")) as started:
        yield started


@pytest.fixture
def meet(browser: Browser, desk: Desk, shots: Path) -> Meet:
    return lambda name, viewport=DESKTOP: Person(browser, desk.url, name, viewport, shots)


def test_what_was_typed_survives_a_desk_that_is_away_and_arrives_once(meet: Meet, desk: Desk) -> None:
    ana, tom = meet("ana"), meet("tom")
    ana.open("help")
    tom.open("help")
    desk.stop()
    ana.write("the printer on floor 2 eats paper")
    expect(ana.page.locator("[data-state]")).to_contain_text("your text is safe here")
    expect(ana.page.locator("#connection")).to_contain_text("Connection lost")
    expect(ana.page.locator("#compose")).to_have_value("the printer on floor 2 eats paper")
    ana.shot("20-away")
    desk.start()
    expect(ana.page.locator("#connection")).to_be_empty(timeout=20_000)
    ana.page.get_by_role("button", name="Try again").click()
    expect(ana.page.locator("#compose")).to_have_value("")
    ana.sees("the printer on floor 2 eats paper")
    tom.sees("the printer on floor 2 eats paper")  # by itself, over a stream that came back
    posts = ana.page.locator("#posts .typed", has_text="the printer on floor 2 eats paper")
    expect(posts).to_have_count(1)


def test_a_draft_waits_in_its_channel(meet: Meet) -> None:
    ana = meet("ana")
    ana.open("help")
    ana.page.fill("#compose", "half a sent")
    ana.open()
    expect(ana.page.locator("#compose")).to_have_value("")
    ana.open("help")
    expect(ana.page.locator("#compose")).to_have_value("half a sent")


def test_the_keyboard_is_enough(meet: Meet) -> None:
    mila = meet("mila")
    mila.open("it-triage")
    expect(mila.page.locator("#compose")).to_be_focused()
    mila.page.keyboard.type("good morning")
    mila.page.keyboard.press("Shift+Enter")
    mila.page.keyboard.type("all of you")
    mila.page.keyboard.press("Enter")
    mila.sees("good morning\nall of you".split("\n")[1])
    mila.page.locator(".post .thread-link").last.focus()
    mila.page.keyboard.press("Enter")
    expect(mila.page.locator("#compose-thread")).to_be_focused()
    assert "thread=" in mila.page.url
    mila.page.keyboard.type("and you?")
    mila.page.keyboard.press("Enter")
    mila.sees("and you?", where="#thread-posts")
    mila.sees("1 reply")
    mila.page.keyboard.press("Escape")
    expect(mila.page.locator("#panel > *")).to_have_count(0)
    assert "thread=" not in mila.page.url
    mila.page.locator("#main").focus()
    mila.page.keyboard.press("/")
    expect(mila.page.locator(".completion").first).to_be_visible()
    mila.page.keyboard.type("cl")
    expect(mila.page.locator(".completion")).to_have_count(1)
    mila.page.keyboard.press("Tab")
    expect(mila.page.locator("#compose")).to_have_value("/claim ")
    mila.shot("21-keyboard")
    assert mila.wrong == []


def test_a_refused_command_is_told_and_can_be_called_back(meet: Meet) -> None:
    mila = meet("mila")
    mila.open("it-triage")
    mila.write("/claim #99")
    mila.is_told("99")
    expect(mila.page.locator("#compose")).to_have_value("")
    mila.page.keyboard.press("ArrowUp")
    expect(mila.page.locator("#compose")).to_have_value("/claim #99")
    mila.page.get_by_role("button", name="Dismiss").click()
    expect(mila.page.locator(".private")).to_have_count(0)


def test_any_text_is_shown_and_fits(meet: Meet) -> None:
    ana = meet("ana", PHONE)
    ana.open("help")
    for text in ("ل" * 3000, "x" * 40_000, "<img src=x onerror=document.title=1>", "👩‍👩‍👧‍👦 🙈"):
        ana.write(text)
        expect(ana.page.locator("#compose")).to_have_value("")
    ana.sees("👩‍👩‍👧‍👦 🙈")
    assert ana.page.locator("#posts img").count() == 0
    ana.page.get_by_role("button", name="Show all").first.click()
    ana.fits()
    ana.page.get_by_role("button", name="Show less").first.click()
    ana.write("y" * 40_001)
    expect(ana.page.locator("[data-state]")).to_contain_text("40,000")
    assert len(ana.page.input_value("#compose")) == 40_001
    ana.shot("22-any-text")
    ana.fits()


def test_on_a_phone_the_menu_and_the_thread_take_the_screen(meet: Meet) -> None:
    mila = meet("mila", PHONE)
    mila.open("help")
    mila.write("is anybody there?")
    mila.sees("is anybody there?")
    mila.page.get_by_role("button", name="Channels and people").click()
    mila.page.get_by_role("link", name="it-triage").click()
    expect(mila.page.get_by_role("heading", name="it-triage")).to_be_visible()
    mila.open("help")
    mila.page.locator(".thread-link").first.click()
    expect(mila.page.locator("#compose-thread")).to_be_visible()
    assert mila.page.locator("#panel").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    mila.shot("23-thread")
    mila.page.get_by_role("link", name="Back").click()
    expect(mila.page.locator("#compose")).to_be_visible()
    small = mila.page.evaluate(
        """() => [...document.querySelectorAll('button, .composer textarea, .main a, summary')]
            .filter((one) => one.offsetParent && getComputedStyle(one).visibility !== 'hidden')
            .filter((one) => one.getBoundingClientRect().height < 43.5)
            .map((one) => one.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_own_message_is_edited(meet: Meet) -> None:
    ana, mila = meet("ana"), meet("mila")
    ana.open()
    ana.write("the coffee robot sings in b flat")
    ana.sees("This is now ticket")
    mila.open("it-triage")
    message = ana.page.locator("#posts .message", has_text="the coffee robot sings").first
    message.hover()
    message.locator("summary").click()
    message.get_by_role("button", name="Edit message").click()
    box = message.locator(".editing textarea")
    expect(box).to_have_value("the coffee robot sings in b flat")
    box.fill("the coffee robot hums in c sharp")
    ana.shot("64-editing")
    box.press("Enter")
    ana.sees("hums in c sharp")
    expect(ana.page.locator("#posts .edited")).to_have_count(1)
    mila.sees("hums in c sharp ✎")
    mila.shot("65-edited-card")
    assert ana.wrong == [] and mila.wrong == []


def test_own_message_is_taken_back(meet: Meet) -> None:
    mila, tom = meet("mila"), meet("tom")
    mila.open("it-triage")
    tom.open("it-triage")
    mila.write("wrong channel, sorry")
    tom.sees("wrong channel, sorry")
    message = mila.page.locator(".message", has_text="wrong channel")
    message.hover()
    message.locator(".menu summary").click()
    mila.page.get_by_role("button", name="Delete message").click()
    for person in (mila, tom):
        expect(person.page.locator("#posts")).not_to_contain_text("wrong channel, sorry")


def test_the_theme_is_remembered(meet: Meet) -> None:
    ana = meet("ana")
    ana.open()
    for _ in range(2):
        ana.page.get_by_role("button", name="Theme").click()
    expect(ana.page.locator("html")).to_have_attribute("data-theme", "dark")
    ana.open("help")
    expect(ana.page.locator("html")).to_have_attribute("data-theme", "dark")
    ana.shot("24-dark")
