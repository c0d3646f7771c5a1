"""What the desk thinks of a question before it does anything: articles, how sure, how sure it has to be."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.desk import Desk
from bot.model.people import Person
from bot.model.places import Conversation
from bot.model.proof import Given
from bot.policy.answering import Offer, Sure, decide, offer_from
from bot.policy.rights import audiences
from bot.policy.trust import NO_EVIDENCE, Trust, base, trust
from bot.ports import Transaction
from kb import Match
from kb.match import Finding

MATCHES = 5
EACH, LATEST = 100, 300  # answers looked back at: of one article, and of the desk
PARTS = 3  # reasons kept in the log and shown

Data = dict[str, str | int | float | bool]


@dataclass(frozen=True, slots=True)
class Considered:
    """`found` are articles the person may read, best first."""

    found: tuple[Finding, ...]
    trust: Trust
    decision: Sure | Offer | None

    @property
    def matches(self) -> tuple[Match, ...]:
        return tuple(one.match for one in self.found)

    def data(self, desk: Desk) -> Data:
        """For the log: what was decided and the numbers behind it; ids, titles and codes."""
        if not self.found:
            return {"decided": "ticket"}
        rules, best = desk.rules.answers, self.found[0].match
        about: Data = {
            "decided": _NAMES[type(self.decision)],
            "slug": best.article.slug,
            "language": best.article.language,
            "best": best.article.title,
            "phrasing": best.phrasing,
            "confidence": round(best.confidence, 4),
            "threshold": round(self.trust.threshold(best.article.slug, rules), 4),
            "usual": round(base(rules), 4),
            "offer": offer_from(rules),
            "parts": " ".join(f"{name}:{worth:+.2f}" for name, worth in self.found[0].parts()[:PARTS]),
        }
        if isinstance(self.decision, Sure):
            about |= {"title": best.article.title}
            about |= {"others": ",".join(match.article.slug for match in self.decision.others)}
        if isinstance(self.decision, Offer):
            about |= {"others": ",".join(match.article.slug for match in self.decision.matches)}
        return about


_NAMES = {Sure: "answer", Offer: "offer", type(None): "ticket"}


async def consider(text: str, person: Person, where: Conversation, desk: Desk, tx: Transaction) -> Considered:
    """Articles this person may read, best first, and what to do with them."""
    language = desk.language_for(person, where)
    found = desk.matcher.examine(text, language=language, audiences=audiences(person, desk.rules), limit=MATCHES)
    held = await trust_in({one.match.article.slug for one in found}, desk, tx)
    return Considered(found, held, decide([one.match for one in found], desk.rules.answers, held))


async def trust_in(slugs: Collection[str], desk: Desk, tx: Transaction) -> Trust:
    """What earlier answers say about these articles, and of the desk as a whole."""
    rules = desk.rules.answers
    if not rules.learn or not slugs:
        return NO_EVIDENCE
    latest = in_force(await tx.proofs.latest(LATEST), desk)
    return trust(latest, in_force(await tx.proofs.of_articles(slugs, EACH), desk), rules)


def in_force(given: Iterable[Given], desk: Desk) -> list[Given]:
    """Those of articles as they read now: what was said of an earlier wording counts no more."""
    held = list(given)
    editions = desk.library.editions({one.slug for one in held})
    return [one for one in held if one.edition in editions.get(one.slug, ())]
