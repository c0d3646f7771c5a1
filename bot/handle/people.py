"""Whose account this is."""

from dataclasses import replace

from bot.desk import Desk
from bot.model.arrangement import Linked
from bot.model.people import Account, Person
from bot.model.places import Conversation
from bot.model.rules import Member
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


async def known_member(member: Member, tx: Transaction) -> Person:
    """Somebody of the desk file, as known so far or never heard."""
    return await tx.people.get(member.id) or Person(member.id, member.name, locale=member.locale)


async def speak_to_member(member: Member, platform: str, desk: Desk, tx: Transaction) -> Speaker:
    """In their own language, whoever started."""
    return desk.speak_to(await known_member(member, tx), Conversation(platform, "", None))
