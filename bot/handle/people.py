"""Whose account this is."""

from collections.abc import Collection
from dataclasses import replace

from bot.desk import Desk
from bot.model.arrangement import Linked
from bot.model.people import Account, Person
from bot.model.places import Conversation
from bot.policy.naming import account_meant, person_meant
from bot.ports import Transaction
from bot.words import Speaker


async def meet(account: Account, desk: Desk, tx: Transaction) -> Person:
    """The person behind an account, known from now on; name and locale as the platform shows them today."""
    member = desk.rules.member_of(account)
    person_id = member.id if member else desk.rules.person_of(account.platform, account.id)
    if member is not None and member.account(account.platform) is None:  # known by e-mail: reachable there from now on
        await tx.arrangements.link(Linked(account.platform, account.id, member.id))
    known = await tx.people.get(person_id)
    before = known or Person(person_id, account.id)
    now = replace(
        before,
        name=member.name if member else account.name or before.name,
        locale=account.locale or before.locale,
        email=account.email or before.email,
        zone=account.zone or before.zone,
        title=member.title if member else account.title or before.title,
        stranger=account.stranger and member is None,
    )
    if now != known:
        await tx.people.save(now)
    return now


async def known(person_id: str, desk: Desk, tx: Transaction) -> Person:
    """Somebody as known so far; of the desk file, perhaps never heard."""
    found = await tx.people.get(person_id)
    member = desk.rules.member(person_id)
    if found is not None or member is None:
        return found or Person(person_id, person_id.rpartition(":")[2])
    return Person(member.id, member.name, locale=member.locale)


async def speak_to_them(person_id: str, platform: str, desk: Desk, tx: Transaction) -> Speaker:
    """In their own language, whoever started."""
    return desk.speak_to(await known(person_id, desk, tx), Conversation(platform, "", None))


async def someone(
    text: str, desk: Desk, tx: Transaction, among: Collection[str] | None = None
) -> tuple[Person | None, str]:
    """The person the first words name, and the words after it: by a mention of an account the desk has met, or by name.
    `among`: the only ones it may be; without it anybody met, and by name those of the desk file."""
    account = account_meant(text)
    if account is not None:
        platform, account_id, rest = account
        person_id = desk.rules.person_of(platform, account_id)
        met = desk.rules.member(person_id) or await tx.people.get(person_id)
        fits = met is not None and (among is None or person_id in among)
        return (await known(person_id, desk, tx), rest) if fits else (None, text)
    people = {one.id: one.name for one in desk.rules.people if among is None or one.id in among}
    if among is not None:
        people |= await tx.people.names([one for one in among if one not in people])
    found, rest = person_meant(text, people)
    return (await known(found, desk, tx), rest) if found else (None, text)
