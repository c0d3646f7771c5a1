"""Effects for the three places a request lives in: the requester's thread, its cards, and the cards' threads."""

from collections.abc import Sequence

from bot.desk import Desk
from bot.handle.save import names_of
from bot.model.content import Attached, Block, Buttons, Content, Quote, Small, escape, plain
from bot.model.effects import Delete, Edit, Mark, Outgoing, Post
from bot.model.files import File
from bot.model.messages import Anchored, Message, Reach
from bot.model.places import Conversation, Direct, Target, Under
from bot.model.request import Request
from bot.policy.rights import is_confidential
from bot.ports import Page, Transaction
from bot.show.card import QUOTE_CHARS, Around, card
from bot.words import Speaker

EARLIER = 30  # the requester's earlier requests counted on a card


def answer_anchor(request: Request) -> str:
    return f"answer/{request.id}"


def card_anchor(request: Request, queue: str) -> str:
    return f"card/{request.id}/{queue}"


def queue_of_card(anchor: str) -> str | None:
    """The queue whose card an anchor names."""
    kind, _, rest = anchor.partition("/")
    return rest.partition("/")[2] or None if kind == "card" else None


def thread_of(anchor: str, request: Request) -> str | None:
    """The queue in whose thread about this very request an anchor stands: not that of one merged into it."""
    queue = queue_of_card(anchor)
    return queue if queue and anchor == card_anchor(request, queue) else None


def to_requester(request: Request, content: Content, anchor: str | None = None) -> Outgoing:
    """Into the requester's own thread: the only way to them."""
    crew = (request.owner,) if request.owner else ()
    return Outgoing(_requester_lane(request), request.home, Post(content, anchor, crew=crew), "requester", request.id)


async def tell_requester(
    request: Request, content: Content, tx: Transaction, anchor: str | None = None
) -> list[Outgoing]:
    """To the requester, and a copy to each who reads along."""
    return [to_requester(request, content, anchor), *await tell_readers(request, content, tx, anchor)]


async def tell_readers(
    request: Request, content: Content, tx: Transaction, anchor: str | None = None
) -> list[Outgoing]:
    """To those who read along, without the requester's buttons; nor the hints, which are not for who only reads."""
    effects = []
    for follower in await tx.followers.of(request.id):
        if follower.wants == "copies":
            left_out = Buttons if follower.asked_too else (Buttons, Small)
            read_only = Content(tuple(b for b in content.blocks if not isinstance(b, left_out)), content.summary)
            copy = follower_anchor(anchor, follower.person) if anchor else None
            lane = f"{request.id}/follower/{follower.person}"
            effects.append(Outgoing(lane, follower.home, Post(read_only, copy), "requester", request.id))
    return effects


def follower_anchor(anchor: str, person: str) -> str:
    return f"{anchor}/to/{person}"


def notice(request: Request, person: str, content: Content, desk: Desk) -> list[Outgoing]:
    """A direct line to an agent about a ticket, in the requester's chat or else in another; nothing where they have no
    account in any."""
    reached = desk.rules.reach(person, request.platform, desk.platforms)
    if reached is None:
        return []
    return [Outgoing(f"{request.id}/notice/{person}", Direct(*reached), Post(content), "internal", request.id)]


async def notices(request: Request, content: Content, tx: Transaction, *, but: str) -> list[Outgoing]:
    """To the agents who asked to hear when the requester writes."""
    return [
        Outgoing(f"{request.id}/notice/{one.person}", one.home, Post(content), "internal", request.id)
        for one in await tx.followers.of(request.id)
        if one.wants == "notice" and one.person != but
    ]


def edit_for_requester(request: Request, anchor: str, content: Content) -> Outgoing:
    return Outgoing(_requester_lane(request), request.home, Edit(anchor, content), "requester", request.id)


def take_back_from_requester(request: Request, anchor: str) -> Outgoing:
    return Outgoing(_requester_lane(request), request.home, Delete(anchor), "requester", request.id)


def _requester_lane(request: Request) -> str:
    return f"{request.id}/requester"


def spoken(text: str, by: str, files: Sequence[File] = ()) -> Content:
    """A person's own words, relayed, with the files that came with them."""
    words: Block = Quote(text, by) if text or not files else Small(f"{escape(by)}:")
    names = ", ".join(file.name for file in files)
    if not files:
        return Content((words,), f"{by}: {text}")
    return Content((words, Attached(tuple(files))), f"{by}: {text or names}")


async def questions(tx: Transaction, request: Request) -> list[Message]:
    """What the requester said that still stands."""
    said = await tx.messages.of(request.id)
    return [m for m in said if m.deleted_at is None and m.by == request.requester]


def article_titles(request: Request, desk: Desk, language: str) -> list[str]:
    """Titles of the articles shown, as CommonMark."""
    found = [desk.library.by_slug(slug, language) for slug in request.tried]
    return [escape(article.title if article else slug) for slug, article in zip(request.tried, found, strict=True)]


async def card_content(request: Request, queue: str, desk: Desk, tx: Transaction) -> Content:
    """The card as the queue's channel shows it now."""
    say = desk.speak_for_queue(queue)
    asked = await questions(tx, request)
    handoff = request.handoff
    names = await names_of(
        tx,
        desk,
        [request.requester, request.owner, request.opened_by, *((handoff.by, handoff.accepted_by) if handoff else ())],
    )
    question = "\n".join(f"{m.text} ✎" if m.edited_at else m.text for m in asked if m.text) or request.subject
    titles = article_titles(request, desk, say.language)
    around = await around_of(request, queue, desk, tx)
    web = bool(desk.public_url)
    return card(request, queue, question, titles, names, desk.rules, say, around, web=web)


async def around_of(request: Request, queue: str, desk: Desk, tx: Transaction) -> Around:
    """What the agents of `queue` see beside the ticket; nothing confidential of the requester's, nor of another
    team's."""
    follows = _shown_to(queue, await tx.requests.get(request.follows) if request.follows else None, desk)
    merged = _shown_to(queue, await tx.requests.get(request.merged_into) if request.merged_into else None, desk)
    links = [_shown_to(queue, await tx.requests.get(one), desk) for one in await tx.followers.linked(request.id)]
    own = await tx.requests.of_requester(request.requester, Page(size=EARLIER))
    before = [one for one in own if one.created_at < request.created_at and not is_confidential(one, desk.rules)]
    return Around(
        follows=follows.number if follows else None,
        merged_into=merged.number if merged else None,
        links=tuple(one.number for one in links if one and one.number is not None and one != merged),
        earlier=len(before),
        latest=tuple(one.number for one in before if one.number is not None)[:3],
    )


def _shown_to(queue: str, other: Request | None, desk: Desk) -> Request | None:
    """Another ticket, unless it lies, or was offered, in a confidential queue that is not this one."""
    if other is None or (is_confidential(other, desk.rules) and queue not in other.teams):
        return None
    return other


async def announce(effects: Sequence[Outgoing], tx: Transaction) -> None:
    """Write down where an anchored message is going, so that later effects of this transaction can find it."""
    for effect in effects:
        act = effect.act
        if isinstance(act, Post) and act.anchor and effect.request_id and await tx.anchors.get(act.anchor) is None:
            reach: Reach = "requester" if effect.audience == "requester" else "internal"
            channel = effect.to.channel if isinstance(effect.to, Conversation) else None
            await tx.anchors.put(
                Anchored(act.anchor, effect.request_id, reach, effect.to.platform, channel, None, None)
            )


async def new_card(
    request: Request, queue: str, desk: Desk, tx: Transaction, *, beneath: Sequence[Content] = ()
) -> list[Outgoing]:
    """The ticket's card in a queue's triage channel; beneath it its files, and its whole text when the card is too
    small."""
    place = desk.rules.triage_place(queue, request.platform, desk.platforms)
    if place is None:
        return []
    anchor = card_anchor(request, queue)
    content = await card_content(request, queue, desk, tx)
    post = Outgoing(f"{request.id}/{queue}", Conversation(*place), Post(content, anchor), "internal", request.id)
    effects = [post]
    asked = await questions(tx, request)
    whole = sum(len(m.text) for m in asked) > QUOTE_CHARS
    name = (await names_of(tx, desk, [request.requester])).plain(request.requester)
    for message in asked:
        if whole or message.files:
            copy = copy_anchor(request, message.source or message.id, queue)
            words = spoken(message.text if whole else "", name, message.files)
            effects.append(_under(request, queue, place[0], Post(words, copy)))
    return [*effects, *(_under(request, queue, place[0], Post(content)) for content in beneath)]


async def card_queues(request: Request, tx: Transaction) -> dict[str, Anchored]:
    """The queues that have a card of this request, with where it is."""
    queues = {request.queue, *request.teams}
    for handoff in await tx.requests.handoffs(request.id):
        queues |= {handoff.from_queue, handoff.to_queue}
    found = {}
    for queue in sorted(queues):
        anchored = await tx.anchors.get(card_anchor(request, queue))
        if anchored is not None:
            found[queue] = anchored
    return found


async def refresh_cards(request: Request, desk: Desk, tx: Transaction) -> list[Outgoing]:
    """Every card of the request shows its present state."""
    if request.number is None:
        return []
    effects = []
    for queue, anchored in (await card_queues(request, tx)).items():
        content = await card_content(request, queue, desk, tx)
        edit = Edit(anchored.anchor, content)
        to = Under(anchored.platform, anchored.anchor)
        effects.append(Outgoing(f"{request.id}/{queue}", to, edit, "internal", request.id))
    return effects


async def tell_team(
    request: Request, queue: str, content: Content, tx: Transaction, anchor: str | None = None
) -> list[Outgoing]:
    """Into the thread under a queue's card, which the requester never sees."""
    anchored = await tx.anchors.get(card_anchor(request, queue))
    if anchored is None:
        return []
    return [_under(request, queue, anchored.platform, Post(content, anchor))]


async def tell_teams(
    request: Request,
    content: Content,
    tx: Transaction,
    *,
    but: Sequence[str] = (),
    copy_of: str | None = None,
) -> list[Outgoing]:
    """Into the card threads of all teams that may work on it now."""
    effects: list[Outgoing] = []
    for queue in sorted(request.teams - set(but)):
        anchor = copy_anchor(request, copy_of, queue) if copy_of else None
        effects += await tell_team(request, queue, content, tx, anchor)
    return effects


def copy_anchor(request: Request, source: str, queue: str) -> str:
    """The copy, in a team's thread, of a message somebody may take back."""
    return f"copy/{request.id}/{source}/{queue}"


def take_back_copy(request: Request, queue: str, anchored: Anchored) -> Outgoing:
    to: Target = Under(anchored.platform, card_anchor(request, queue))
    return Outgoing(f"{request.id}/{queue}", to, Delete(anchored.anchor), "internal", request.id)


def mark(request: Request, queue: str, where: Conversation, message_id: str, emoji: str) -> Outgoing:
    """A sign on a message in a team's thread."""
    return Outgoing(f"{request.id}/{queue}", where, Mark(message_id, emoji), "internal", request.id)


def _under(request: Request, queue: str, platform: str, act: Post) -> Outgoing:
    return Outgoing(f"{request.id}/{queue}", Under(platform, card_anchor(request, queue)), act, "internal", request.id)


def line(say: Speaker, key: str, **values: str | int | float) -> Content:
    """One sentence of the desk's own as a message."""
    markdown = say.md(key, **values)
    return plain(markdown)
