"""Thanks, greetings and emoji alone are no request; "it still does not work" is no thanks."""

import re
import unicodedata

# words that carry a greeting or thanks by themselves
_CORE = frozenset(
    """
    hi hello hey heya yo morning afternoon evening hallo hoi hai dag goedemorgen goedemiddag goedenavond moin
    thanks thank thx ty tnx cheers great perfect super top fijn mooi nice cool awesome bedankt dank dankjewel
    dankuwel merci ok okay oke oké okee k yes yep ja jep jup prima bye doei ciao groetjes groeten haha lol
    gelukt works werkt solved fixed opgelost
    """.split()
)
# and words that may stand beside them
_PLEASANTRIES = _CORE | frozenset(
    """
    good goede goeden middag avond morgen there all team everyone allemaal you u much so very many je jullie wel
    hartelijk erg heel veel goed fine alright it het now nu weer again fijne day weekend see laters later is
    that's that dat too ook was loket bot please a the een de lot oh ah
    """.split()
)
_THANKS = frozenset(
    """
    thanks thank thx ty tnx cheers great perfect super top fijn mooi nice cool awesome bedankt dank dankjewel
    dankuwel merci gelukt works werkt solved fixed opgelost ok okay oke oké okee prima
    """.split()
)
_AGREED = frozenset("yes yep ja jep jup ok okay oke oké okee k please graag prima fine alright goed".split())
_PLEASED = frozenset("👍🙏🎉😊🙂😀💪👌✅❤")
_NEGATIVE = re.compile(
    r"\b(not|n't|doesn'?t|didn'?t|don'?t|isn'?t|won'?t|can'?t|still|no luck|no|nope|"
    r"niet|geen|nog steeds|nee|helaas|lukt niet|werkt niet)\b",
    re.IGNORECASE,
)
_UNSOLVED = re.compile(
    r"\b(still (need|not|no|the same|have|broken|failing)|(did|does|do|is|was|has|have)(n'?t| not)\b.{0,20}"
    r"\b(work|help|solve|fix|solved|helped|fixed|worked)|no luck|same (problem|error|issue)|not (working|solved|fixed)|"
    r"already tried|tried (that|this|it|all)|need (a )?(human|person|help)|talk to (a )?(human|person|someone)|"
    r"nog steeds|werkt(e)? (nog )?niet|helpt(e)? niet|lukt(e)? (nog )?niet|al geprobeerd|zelfde (probleem|fout)|"
    r"niet opgelost|heb(ben)? (nog )?hulp nodig|(echte )?(mens|medewerker|collega) spreken)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)
# emoji as chat tools spell them, and faces typed by hand
_FACES = re.compile(r":[a-z0-9_+'-]+:|(?<!\S)(?:[:;=]-?[dpo()3*]|xd+|<3)(?!\S)", re.IGNORECASE)
_DECLINED = re.compile(
    r"\b(?:no|nope|nee)[,.!]? (thanks|thank you|thx|bedankt|dank je|dankjewel|dank u|dankuwel)\b", re.IGNORECASE
)
LONGEST = 8  # words; a longer message says something


def is_pleasantry(text: str) -> bool:
    """Is it only a greeting, thanks, an emoji or nothing at all? Any language's letters beyond that are a message."""
    text = _DECLINED.sub(r"\1", _FACES.sub(" ", text))
    if not any(_says_something(char) for char in text):
        return True
    if any(char.isdigit() for char in text) or "?" in text or _NEGATIVE.search(text):
        return False
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    return bool(words) and len(words) <= LONGEST and set(words) <= _PLEASANTRIES and not _CORE.isdisjoint(words)


def is_thanks(text: str) -> bool:
    """Does a pleasantry thank or agree, rather than greet?"""
    words = {word.casefold() for word in _WORD.findall(text)}
    return not words.isdisjoint(_THANKS) or any(char in _PLEASED for char in text)


def agrees(text: str) -> bool:
    """Is a pleasantry a yes to what was asked?"""
    return "👍" in text or not _AGREED.isdisjoint(word.casefold() for word in _WORD.findall(text))


def _says_something(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def says_unsolved(text: str) -> bool:
    """Does a reply to an answer say, in words, that it did not help?"""
    return _UNSOLVED.search(text) is not None
