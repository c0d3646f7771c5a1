"""A person at their browser: what they see, what they do."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


class Person:
    """One persona in a tab of their own. Anything wrong in the page's console fails the test at the end."""

    def __init__(
        self, browser: Browser, url: str, name: str, viewport: dict[str, int], shots: Path, scheme: str = "light"
    ) -> None:
        """`scheme`: what the system asks for, "light" or "dark"."""
        phone = viewport["width"] < 800
        context = browser.new_context(
            viewport={"width": viewport["width"], "height": viewport["height"]},
            is_mobile=phone,
            has_touch=phone,
            locale="en-GB",
            color_scheme="dark" if scheme == "dark" else "light",
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.name = name
        self.wrong: list[str] = []
        self._url = url
        self._shots = shots
        self._width = "phone" if phone else "desktop"
        self._scheme = scheme
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)

    def open(self, channel: str | None = None) -> None:
        self.page.goto(f"{self._url}/as/{self.name}" + (f"/c/{channel}" if channel else ""))

    def write(self, text: str, *, box: str = "#compose") -> None:
        self.page.fill(box, text)
        self.page.press(box, "Enter")

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label).last.click()

    def card(self) -> Locator:
        """The last ticket card in the channel."""
        return self.page.locator("#posts .card").last

    def sees(self, text: str, *, where: str = "#posts") -> None:
        expect(self.page.locator(where)).to_contain_text(text, timeout=15_000)

    def is_told(self, text: str) -> None:
        """Privately."""
        expect(self.page.locator(".private").last).to_contain_text(text, timeout=15_000)

    def by(self, scheme: str) -> None:
        """Day breaks, or night falls: the page that is open follows the system."""
        self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        self._scheme = scheme

    def shot(self, name: str) -> None:
        self.page.wait_for_timeout(150)  # transitions
        size = self._width if self._scheme == "light" else f"{self._width}-dark"
        self.page.screenshot(path=self._shots / f"{size}-{name}.png")

    def fits(self) -> None:
        """Nothing makes the page itself scroll sideways."""
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{self.name}'s page is {width} px too wide"
