"""Which handler does what: verbs of the grammar, buttons, and the forms that buttons open."""

from collections.abc import Mapping

from bot.desk import Desk
from bot.handle.command import Command, Handler
from bot.handle.know import edit, judge
from bot.handle.know.draft import from_card
from bot.handle.look import digest, export, find, kb, show, speak, web, why
from bot.handle.talk import behalf, connect, guide, offer, rate, say, sort
from bot.handle.work import (
    ask_close,
    assign,
    claim,
    cleanup,
    follow,
    handoff,
    label,
    macro,
    merge,
    pause,
    reply,
    resolve,
    setup,
)
from bot.model.forms import OPENING, Field, Form
from bot.model.states import Kind
from bot.words import Speaker

VERB_HANDLERS: Mapping[str, Handler] = {
    "claim": claim.claim,
    "release": claim.release,
    "reply": reply.reply,
    "note": reply.note,
    "handoff": handoff.hand_off,
    "accept": handoff.accept,
    "return": handoff.return_,
    "resolve": resolve.resolve,
    "reopen": resolve.reopen,
    "close": resolve.close,
    "dismiss": resolve.dismiss,
    "assign": assign.assign,
    "priority": label.priority,
    "kind": label.kind,
    "tag": label.tag,
    "snooze": pause.snooze,
    "hold": pause.hold,
    "resume": pause.resume,
    "merge": merge.merge,
    "link": merge.link,
    "add": follow.add,
    "notify": follow.notify,
    "for": behalf.ask_for,
    "cleanup": cleanup.cleanup,
    "macro": macro.macro,
    "ticket": show.ticket,
    "why": why.why,
    "export": export.export,
    "find": find.find,
    "mine": show.mine,
    "queue": show.queue,
    "kb": kb.kb,
    "digest": digest.digest,
    "setup": setup.setup,
    "say": say.say,
    "connect": connect.connect,
    "web": web.web,
    "language": speak.language,
    "help": speak.help_,
}
"""Every verb but `new`, which is asking."""

ARTICLE_BUTTONS: Mapping[str, Handler] = {
    "article-publish": edit.publish,
    "article-retire": edit.retire,
    "article-restore": edit.restore,
    "article-translate": edit.translate,
    "article-verify": judge.verify,
    "article-helped": judge.helped,
    "article-not": judge.not_helped,
    "article-about": judge.about,
}
"""Buttons about an article: their subject is `SLUG`, `SLUG/LANGUAGE` or `SLUG/LANGUAGE/VERSION`."""

BUTTON_HANDLERS: Mapping[str, Handler] = {
    "solved": rate.solved,
    "help": rate.still_need_help,
    "article": rate.other_article,
    "none": offer.none_of_these,
    "guide": guide.guide,
    "step": guide.step,
    "stepback": guide.stepback,
    "about": sort.about,
    "separate": sort.separate,
    "move": sort.move,
    "agree": ask_close.agree,
    "disagree": ask_close.disagree,
    "mistaken": behalf.mistaken,
    "cancel": reply.cancel,
    "draft": from_card,
    "read": kb.read,
    "mine": show.mine,
    "setup": setup.setup,
    "web": web.to_ticket,
    **ARTICLE_BUTTONS,
}
"""Buttons that are no verb. Their subject is `REQUEST` or `REQUEST/SOMETHING`, or for read and cancel an id."""

ARTICLE_FORM = "article"
"""The form in which an article is edited; its subject is `SLUG/LANGUAGE`."""

BUTTON_VERBS = frozenset({"claim", "release", "accept", "reopen", "close", "dismiss", "ticket"})
FORM_VERBS = OPENING - {"new"}
LONGEST_WORDS = 40_000


def form_for(verb: str, command: Command, desk: Desk) -> Form:
    """What a button's verb still has to know."""
    say, ticket = command.say, command.ticket
    text = Field(
        "text",
        say.text(f"form-{verb}-text"),
        "long",
        required=verb in ("reply", "note", "return"),
        hint=say.text(f"form-{verb}-hint"),
    )
    fields: tuple[Field, ...] = (text,)
    if verb == "handoff":
        teams = tuple(
            (q.id, f"{q.label(say.language)} ({q.tier})")
            for q in desk.rules.queues
            if q.id in desk.queue(ticket.queue).hand_to
        )
        fields = (Field("queue", say.text("form-handoff-queue"), "choice", choices=teams), text)
    title = say.text(f"form-{verb}-title", number=ticket.ticket)
    return Form(verb, ticket.id, title, say.text(f"form-{verb}-submit"), fields)


def new_form(say: Speaker) -> Form:
    """A request in a window of its own."""
    kinds = tuple((one.value, say.text(f"kind-{one.value.replace(' ', '-')}")) for one in Kind)
    text = Field("text", say.text("form-new-text"), "long", hint=say.text("form-new-hint"))
    kind = Field("kind", say.text("form-new-kind"), "choice", required=False, choices=kinds)
    return Form("new", "", say.text("form-new-title"), say.text("form-new-submit"), (text, kind))


def for_form(account: str, say: Speaker) -> Form:
    """What somebody picked in a chat platform asked for; the subject is their account there."""
    text = Field("text", say.text("form-for-text"), "long", hint=say.text("form-for-hint"))
    return Form("for", account, say.text("form-for-title"), say.text("form-new-submit"), (text,))


def new_problems(text: str, say: Speaker) -> dict[str, str]:
    if not text:
        return {"text": say.text("form-new-empty")}
    return {"text": say.text("too-long", limit=LONGEST_WORDS)} if len(text) > LONGEST_WORDS else {}


def form_problems(verb: str, values: Mapping[str, str], command: Command) -> dict[str, str]:
    """A sentence for each field that cannot be taken."""
    say, problems = command.say, {}
    text = values.get("text", "")
    if verb in ("reply", "note", "return") and not text.strip():
        problems["text"] = say.text(f"parse-{verb}-what")
    if len(text) > LONGEST_WORDS:
        problems["text"] = say.text("too-long", limit=LONGEST_WORDS)
    if verb == "handoff" and not values.get("queue"):
        problems["queue"] = say.text("parse-handoff-what")
    return problems
