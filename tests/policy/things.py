"""Articles for policies."""

from datetime import date

from kb import Article


def an_article(slug: str) -> Article:
    return Article(
        slug=slug,
        language="en",
        title=f"About {slug}",
        questions=("how",),
        tags=(),
        queue="it-l1",
        audience="everyone",
        owner="mila",
        verified=date(2026, 1, 1),
        body="Restart it.",
        source=f"en/{slug}.md",
    )
