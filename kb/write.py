"""An article as the text of a file. Pure."""

import yaml

from kb.article import Article


def as_file(article: Article, text: str) -> str:
    """`text` is the body as its editor typed it, with its script."""
    front = {
        "slug": article.slug,
        "title": article.title,
        "questions": list(article.questions),
        "tags": list(article.tags),
        "queue": article.queue,
        "audience": article.audience,
        "owner": article.owner,
        "verified": article.verified,
    }
    if article.until is not None:
        front["until"] = article.until
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=120)
    return f"---\n{head}---\n\n{text.strip()}\n"
