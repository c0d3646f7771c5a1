"""The articles as a list, with what is counted of each."""

from collections.abc import Collection, Mapping

from bot.model.content import Block, Content, Heading, Small, Table, escape
from bot.model.entry import Figures
from bot.model.rules import Rules
from bot.words import Speaker
from kb import Article, Library

MOST = 100


def articles_listed(
    library: Library, audiences: Collection[str], figures: Mapping[str, Figures], rules: Rules, say: Speaker
) -> Content:
    """By team, most seen first; only what this reader may know of."""
    chosen = {a.slug: library.by_slug(a.slug, say.language) or a for a in library.articles}
    shown = [a for a in chosen.values() if a.audience in audiences]
    heading = say.text("articles-heading", count=len(shown))
    blocks: list[Block] = [Heading(heading)]
    for queue in dict.fromkeys(sorted(a.queue for a in shown)):
        own = [a for a in shown if a.queue == queue]
        own.sort(key=lambda a: (-figures.get(a.slug, Figures()).views, a.title))
        blocks.append(Small(say.md("echo", text=rules.queue(queue).label(say.language))))
        blocks.append(_table(own[:MOST], figures, say))
    return Content((*blocks, Small(say.md("articles-hint"))), heading)


def _table(articles: list[Article], figures: Mapping[str, Figures], say: Speaker) -> Table:
    head = tuple(say.text(f"articles-{column}") for column in ("title", "views", "helped", "check"))
    return Table(head, tuple(_row(one, figures.get(one.slug, Figures()), say) for one in articles))


def _row(article: Article, counted: Figures, say: Speaker) -> tuple[str, ...]:
    votes = f"{counted.helped} / {counted.not_helped}"
    return (escape(article.title), str(counted.views), votes, escape(article.check_by.isoformat()))
