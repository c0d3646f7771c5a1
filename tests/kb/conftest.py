"""A small knowledge base on disk and in memory."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kb import Article

WriteArticle = Callable[..., Path]

FRONT = """---
slug: {slug}
title: {title}
questions:
{questions}
tags: [test]
queue: {queue}
audience: {audience}
owner: mila
verified: {verified}
---

{body}
"""


@pytest.fixture
def write(tmp_path: Path) -> WriteArticle:
    """Writes one article under tmp_path/<language>/ and returns its path."""

    def _write(
        slug: str,
        *,
        language: str = "en",
        title: str | None = None,
        questions: tuple[str, ...] | None = None,
        body: str = "Restart it.",
        queue: str = "it-l1",
        audience: str = "everyone",
        verified: str = "2026-01-31",
    ) -> Path:
        asked = questions or tuple(f"{slug} {language} {word}" for word in ("broken", "gone", "slow", "stuck"))
        path = tmp_path / language / f"{slug}.md"
        path.parent.mkdir(exist_ok=True)
        text = FRONT.format(
            slug=slug,
            title=title or f"About {slug} in {language}",
            questions="\n".join(f'  - "{question}"' for question in asked),
            queue=queue,
            audience=audience,
            verified=verified,
            body=body,
        )
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def _article(slug: str, language: str, audience: str, *phrasings: str) -> Article:
    title, *questions = phrasings
    return Article(
        slug=slug,
        language=language,
        title=title,
        questions=tuple(questions),
        body="Do this.",
        tags=(),
        queue="it-l1",
        audience=audience,
        owner="mila",
        verified=date(2026, 1, 31),
        source=f"{language}/{slug}.md",
    )


@pytest.fixture(scope="session")
def articles() -> tuple[Article, ...]:
    """Eight articles, two of them in Dutch, one for HR alone."""
    return (
        _article("vpn-drops", "en", "everyone", "The VPN keeps dropping", "my vpn keeps dropping",
                 "vpn disconnects every few minutes", "lose connection to the vpn when i work from home"),
        _article("vpn-setup", "en", "everyone", "Set up the VPN", "how do i install the vpn",
                 "vpn on a new laptop", "which vpn client do i need"),
        _article("password-forgotten", "en", "everyone", "I forgot my password", "forgot password",
                 "reset my password", "can not remember my password"),
        _article("password-forgotten", "nl", "everyone", "Wachtwoord vergeten", "ik ben mijn wachtwoord kwijt",
                 "wachtwoord resetten", "ik weet mijn wachtwoord niet meer"),
        _article("printer", "en", "everyone", "The printer does not print", "printer is not working",
                 "nothing comes out of the printer", "paper jam"),
        _article("printer", "nl", "everyone", "De printer doet het niet", "printer print niet",
                 "er komt niets uit de printer", "papier vastgelopen"),
        _article("mailbox-full", "en", "everyone", "My mailbox is full", "mailbox full",
                 "can not send mail because my mailbox is full", "outlook says quota exceeded"),
        _article("reorganisation", "en", "hr", "Severance terms of the Falcon reorganisation",
                 "falcon severance terms", "who is on the falcon list", "redundancy payment falcon"),
    )  # fmt: skip
