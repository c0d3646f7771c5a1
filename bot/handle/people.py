"""Whose account this is."""

from dataclasses import replace

from bot.desk import Desk
from bot.model.people import Account, Person
from bot.ports import Transaction


async def meet(account: Account, desk: Desk, tx: Transaction) -> Person:
    """The person behind an account, known from now on; name and locale as the platform shows them today."""
    member = desk.rules.member_of_account(account.platform, account.id)
    person_id = member.id if member else f"{account.platform}:{account.id}"
    name = member.name if member else account.name
    known = await tx.people.get(person_id)
    if known is None:
        person = Person(person_id, name, locale=account.locale)
        await tx.people.save(person)
        return person
    now = replace(known, name=name, locale=account.locale or known.locale)
    if now != known:
        await tx.people.save(now)
    return now
