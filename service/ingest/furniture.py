"""Which lines of a page are no statement: advertising, navigation, sharing, credits, cookies, subscriptions."""

import re

NETWORK = (
    r"(?:facebook|twitter|x|whatsapp|linkedin|reddit|telegram|pinterest|messenger|instagram|youtube|tiktok|threads)"
)
SHARING = (
    rf"(?:{NETWORK}|share|tweet|post|e-?mail|print|save|copy link|link|comments?|bookmark"
    r"|options?|this|article|story|page)"
)

ADVERTISING = (
    r"(?:advertisement|advert|advertising|sponsored(?: content)?|promoted)(?:\W+(?:advertisement|advert))*",
    r"(?:article |story )?continues? (?:reading )?(?:below|after (?:the )?(?:ad|advert|advertisement|promotion))\b.*",
    r"(?:if you (?:have|know)|do you have) .{0,60}(?:tips?|story|information)\b.{0,80}@.*",
)
NAVIGATION = (
    r"skip (?:to|past) (?:the )?(?:main |site )?(?:content|navigation|newsletter|search|ad)\b.*",
    r"back to (?:top|home(?:page)?)\b.*",
    r"(?:view|show|hide|load|open|close|toggle|expand) (?:this |the )?"
    r"(?:more|all|caption|comments?|less|image|photos?|menu|gallery|navigation|in full|in gallery)\b.{0,40}",
    r"(?:click|tap) (?:here|to)\b.*",
    r"(?:most (?:read|popular|viewed)|trending(?: now)?|recommended(?: (?:for you|stories))?)\W?.{0,12}",
    r"you may (?:also )?like\b.{0,30}",
    r"\d+ (?:minutes?|mins?|hours?|hrs?|days?) (?:read|ago)",
    r"\d+ (?:comments?|shares?|likes?|views?)",
    r"loading(?:\.\.\.|…)?",
    r".*\b(?:enable|turn on|requires) javascript\b.*",
)
POINTERS = (
    r"(?:read|see|watch|listen|find out) (?:more|also)(?:(?: (?:on|about|from|at)\b.*)|\W*:.*|\W*)",
    r"(?:read|watch|listen|see|more|also read|don't miss)\W*:.*",
    r"related(?: (?:articles?|stories|topics|content|links?|coverage))?(?:\W*:.*)?",
    r"follow (?:the latest|(?:all )?(?:the|our) (?:latest|live)|along|live)\b.*",
)
SHARE_LINES = (
    rf"(?:share|tweet|post|e-?mail|print|save|copy link|{NETWORK}|comments?|bookmark)"
    rf"(?:(?:\W+|\W+(?:on|via|to|with|by|and)\W+){SHARING})*",
    rf"(?:follow|like|find|join) (?:us|\S+(?: \S+){{0,3}}) on {NETWORK}\b.*",
)
ACCOUNTS = (
    r"(?:sign up|subscribe|register|log in|sign in)(?: (?:here|now|today|for|to|with)\b.*|)",
    r"(?:we|this (?:site|website)|our (?:site|website|partners)) uses? cookies.*",
    r"(?:accept|reject|manage|allow)(?: all)? (?:cookies|preferences|all).*",
    r"by (?:continuing|using|clicking|signing up)\b.*(?:cookies|terms|privacy|agree).*",
    r"(?:cookie|privacy) (?:policy|notice|settings|preferences).*",
    r"terms (?:of (?:use|service)|(?:and|&) conditions).{0,60}",
    r"(?:get|receive) (?:the|our|all|daily|weekly)\b.{0,80}\b(?:newsletter|inbox|e-?mail|app)\b.*",
    r"download (?:the|our) .{0,40}\bapp\b.*",
    r"(?:our|the) (?:newsletter|podcast)s?",
    r"(?:contact|email|write to) (?:us|the (?:author|reporter|editor)).{0,80}",
)
IMPRINT = (
    r"(?:copyright|\(c\)|©)\W.{0,120}",
    r".{0,80}\ball rights reserved",
    r"this material may not be published, broadcast, rewritten,? or redistributed.*",
    r"this (?:article|story|post) (?:was|has been) (?:originally |first )?(?:published|updated|amended)"
    r" (?:on|at|by|in)\b.{0,120}",
    r"(?:published|updated|posted|last (?:updated|modified)|first published|date)(?: (?:on|at))?\W*"
    r"(?:\w+,? )?(?:\d{4}-\d{2}-\d{2}|\d{1,2}[:./]\d{2}|\d{1,2} \w+|\w+ \d{1,2}|\w+day).{0,60}",
)
CREDITS = (
    r"(?:photo(?:graph(?:y|er)?|s)?|picture|image|video|graphic|credit|source|illustration|file photo)"
    r"(?: (?:by|credit|source|from|courtesy))?\W*[:|].{0,120}",
    r"(?:photo(?:graph)?|image|picture|video|graphic|illustration)s? by .{0,80}",
    r"(?:getty images?|reuters|ap photo|afp|shutterstock|alamy(?: stock photo)?|pa (?:wire|media)|istock)"
    r"(?:(?: ?/ ?| via )[\w .]{1,40})?",
)
LINE = re.compile(
    r"\W*(?:" + "|".join((*ADVERTISING, *NAVIGATION, *POINTERS, *SHARE_LINES, *ACCOUNTS, *IMPRINT, *CREDITS)) + r")\W*",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_LINE, LONGEST_OFFER = 300, 400  # characters

# An offer: an asking verb and, near it, a price, a trial or a newsletter.
OFFER = re.compile(
    r"\b(?:try|subscribe|subscription|sign up|enjoy|join|start|get|become a (?:member|subscriber))\b.{0,80}?"
    r"(?:\bfree for (?:\d+|one|a)\b|\bfree trial\b|\bfor (?:just|only) (?:[$£€]|\d)"
    r"|\b(?:exclusive|special|limited(?: time)?) offer\b|\bnewsletter\b|\bunlimited access\b|\bad-free\b"
    r"|\bfull access\b|\bin your inbox\b)",
    re.IGNORECASE | re.DOTALL,
)
BAIT = re.compile(r"free|only|just|offer|newsletter|access|inbox", re.IGNORECASE)  # a quick look before OFFER
ONLY_SIGNS = re.compile(r"[\W_]*(?:https?://\S+|pic\.twitter\.com/\S+|\S+@\S+\.\S+)?[\W_]*")
CREDIT_LINE = re.compile(
    r"[-–—]+\s*.{0,100}"  # — Gaza Strip (Palestinian Territories)
    r"\((?:AFP|AP|Reuters|REUTERS|EPA|Getty(?: Images)?|PA|UPI|Xinhua|Bloomberg|dpa|ANSA|EFE|Shutterstock)\)"
)


def is_furniture(line: str) -> bool:
    """Whether one line of a page says nothing of the world.

    input:  "ADVERTISEMENT" / "Read more: Talks resume" / "The advertisement ran for a week."
    output: True / True / False
    """
    text = line.strip().replace("\u2019", "'")
    return bool(
        ONLY_SIGNS.fullmatch(text)
        or is_credit(text)
        or (len(text) < LONGEST_LINE and LINE.fullmatch(text))
        or (len(text) < LONGEST_OFFER and BAIT.search(text) and OFFER.search(text) and not _quotes(text))
    )


def is_credit(line: str) -> bool:
    """Whether a line only credits the picture above it.

    input:  "— Rome (Italy) (AFP)"
    output: True
    """
    return bool(CREDIT_LINE.fullmatch(line.strip()))


def _quotes(text: str) -> bool:
    """A sentence that quotes somebody's offer is news about it."""
    return any(mark in text for mark in '"\u201c\u201d')
