"""axe-core on a page: what it finds that keeps people out. The file is the published one, version 4.14.1."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
BAD = ("serious", "critical")


def violations(page: Page) -> list[str]:
    """One line for each serious or critical finding, with the elements it is about."""
    page.evaluate(SOURCE)
    found: dict[str, Any] = page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations'], runOnly: "
        "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{one['impact']} {one['id']}: " + " | ".join(node["html"][:160] for node in one["nodes"][:4])
        for one in found["violations"]
        if one["impact"] in BAD
    ]
