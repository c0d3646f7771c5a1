"""Answers from the knowledge base, as the requester sees them."""

from collections.abc import Sequence

from babel.dates import format_date

from bot.model.content import Block, Button, Buttons, Content, Heading, Small, Text, unmarked
from bot.model.request import Request
from bot.words import Speaker
from kb import Article, Match


def answer(request: Request, article: Article, others: Sequence[Match], say: Speaker) -> Content:
    """The article in full with its source, the two buttons, and other likely titles."""
    blocks: list[Block] = [*article_blocks(article, say), _verdict(request, article, say)]
    if others:
        blocks.append(Small(say.md("answer-others")))
        blocks.append(Buttons(tuple(_title_button(request, match.article) for match in others)))
    return Content(tuple(blocks), say.text("answer-summary", title=article.title))


def article_blocks(article: Article, say: Speaker) -> list[Block]:
    """Title, body, and where it comes from."""
    source = say.md("answer-source", title=article.title, date=_date(article, say))
    return [Heading(article.title), Text(article.body), Small(source)]


def _date(article: Article, say: Speaker) -> str:
    return format_date(article.verified, "d MMMM y", locale=say.language)


def _verdict(request: Request, article: Article, say: Speaker) -> Buttons:
    buttons = [Button("solved", request.id, say.text("button-solved"), "primary")]
    if article.script is not None:
        buttons.append(Button("guide", request.id, say.text("button-guide")))
    buttons.append(Button("help", request.id, say.text("button-help")))
    return Buttons(tuple(buttons))


def _title_button(request: Request, article: Article) -> Button:
    return Button("article", f"{request.id}/{article.slug}", article.title)


def about_others(content: Content, request: Request, others: Sequence[Request], say: Speaker) -> Content:
    """With buttons for the tickets it may be about instead."""
    if not others:
        return content
    buttons = tuple(
        Button("about", f"{request.id}/{other.id}", say.text("button-about", number=other.ticket)) for other in others
    )
    return Content((*content.blocks, Small(say.md("about-hint")), Buttons(buttons)), content.summary)


def titles_offered(request: Request, matches: Sequence[Match], minutes: int, say: Speaker) -> Content:
    """Which of these is meant? Titles to press, and a way past them."""
    asked = say.md("offer-titles", count=len(matches))
    titles = tuple(_title_button(request, match.article) for match in matches)
    none = Button("none", request.id, say.text("button-none", count=len(matches)))
    hint = Small(say.md("offer-hint", minutes=minutes))
    return Content((Text(asked), Buttons(titles), Buttons((none,)), hint), unmarked(asked))


def offer_over(say: Speaker, key: str) -> Content:
    """In the place of titles nobody chose, or none of which was meant."""
    return Content((Small(say.md(key)),), say.text(key))


def settled_answer(request: Request, article: Article, say: Speaker, *, solved: bool) -> Content:
    """The same answer after the verdict: no buttons left to press."""
    key = "answer-solved-mark" if solved else "answer-help-mark"
    blocks = (*article_blocks(article, say), Small(say.md(key)))
    return Content(blocks, say.text("answer-summary", title=article.title))


def settled_by_another(article: Article, say: Speaker) -> Content:
    """The same answer once its script led to another article, which stands below."""
    blocks = (*article_blocks(article, say), Small(say.md("guide-article")))
    return Content(blocks, say.text("answer-summary", title=article.title))


def articles_found(matches: Sequence[Match], words: str, say: Speaker) -> Content:
    """For `kb WORDS`: the best article in full, the others as titles to open."""
    if not matches:
        text = say.md("kb-nothing", words=words)
        return Content((Text(text),), say.text("kb-nothing", words=words))
    best, rest = matches[0].article, [m.article for m in matches[1:]]
    blocks = [*article_blocks(best, say), _about(best, say)]
    if rest:
        blocks.append(Small(say.md("kb-others")))
        blocks.append(Buttons(tuple(Button("read", a.slug, a.title) for a in rest)))
    return Content(tuple(blocks), best.title)


def one_article(article: Article, say: Speaker) -> Content:
    return Content((*article_blocks(article, say), _about(article, say)), article.title)


def _about(article: Article, say: Speaker) -> Buttons:
    """From looking something up to asking: a request that begins with this article, its steps and a colleague."""
    key = "button-about-steps" if article.script is not None else "button-about-article"
    return Buttons((Button("article-about", article.slug, say.text(key)),))
