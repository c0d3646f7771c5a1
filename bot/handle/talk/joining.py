"""Two accounts turn out to be one person's: who they are from now on, and what becomes of what either did."""

from dataclasses import dataclass, replace

from bot.desk import Desk
from bot.model.arrangement import Linked
from bot.model.refusals import CannotParse
from bot.ports import Transaction


@dataclass(frozen=True, slots=True)
class Joined:
    """Who they are, and who one of them was."""

    person: str
    was: str


async def join(first: str, second: str, desk: Desk, tx: Transaction) -> Joined:
    """Who is in the desk file stays who they are, else `first` does. Two of the desk file are two people. Raises
    CannotParse."""
    rules = desk.rules
    if first == second:
        raise CannotParse("connect-already")
    if rules.member(first) and rules.member(second):
        raise CannotParse("connect-two-people")
    person, was = (second, first) if rules.member(second) else (first, second)
    theirs = rules.accounts(was)
    for platform in theirs:
        if rules.account(person, platform) is not None:
            raise CannotParse("connect-has-one", chat=platform.capitalize(), platform=platform)
    for platform, account in theirs.items():
        await tx.arrangements.link(Linked(platform, account, person))
    await tx.people.merge(was, person)
    await _keep_language(was, person, tx)
    return Joined(person, was)


async def _keep_language(was: str, person: str, tx: Transaction) -> None:
    before, now = await tx.people.get(was), await tx.people.get(person)
    if before is not None and now is not None and before.language and not now.language:
        await tx.people.save(replace(now, language=before.language))
