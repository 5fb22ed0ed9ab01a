"""Captions, their credits, crossheads and datelines: lines that hold a statement and something that is none."""

import re

AGENCIES = (
    r"(?:AP|AFP|REUTERS|Reuters|EPA|EPA-EFE|EFE|PA|UPI|ANSA|DPA|dpa|TASS|Xinhua|Bloomberg|Anadolu(?: Agency)?"
    r"|Getty(?: Images)?|Shutterstock|Alamy|NurPhoto|ZUMA(?: Press)?|Sipa(?: USA)?|Rex(?: Features)?|Magnum"
    r"|Press Association|Associated Press)"
)
# "... - Jane Doe/AP", "... - AP", "... - Jane DOE / AFP", "... - Agency via Getty Images", "... - IDF"
CREDIT = re.compile(
    r"\s+[-–—|]\s+(?P<credit>"
    rf"{AGENCIES}(?: Photo| Images| Wire| News)?"
    rf"|(?:[^\s/.!?]+ ){{0,5}}[^\s/.!?]*(?: ?/ ?[^/.!?]{{2,40}}){{1,3}}(?: via .{{2,40}})?"
    rf"|[^/.!?]{{2,40}} (?:via|for) {AGENCIES}.{{0,20}}"
    r"|[A-Z]{2,6}(?: (?:handout|photo|Handout|Photo))?"
    r")$"
)
BRACKETED_CREDIT = re.compile(
    r"\s*[(\[](?:(?:photo|photograph|picture|image|video|illustration)s?(?: credit)?"
    r"(?:\W+| (?:by|via|courtesy|from) )[^()\[\]]{2,80}"
    rf"|[^()\[\]]{{0,50}}/ ?{AGENCIES}[^()\[\]]{{0,30}}|{AGENCIES}(?: Photo[^()\[\]]{{0,40}})?)[)\]]\.?$",
    re.IGNORECASE,
)
LONGEST_CREDIT, SHORTEST_CAPTION = 140, 12  # characters
CROSSHEAD = re.compile(r"[-–—*]{1,2}\s+(?P<head>\S.{1,90}?)\s+[-–—*]{1,2}")
DAY = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]+,? \d{4}|[A-Z][a-z]+\.? \d{1,2},? \d{4})"
DATELINE = re.compile(
    rf"(?:(?:date|published|updated|posted)(?: on| at)?:?\s+{DAY}\s+(?=\S)"  # date 2023-10-30 The ...
    rf"|[A-Z][\w .,'’/-]{{1,60}} ?\({AGENCIES}\)\s*[-–—]+\s*"  # CAIRO (Reuters) - The ...
    r"|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w .]{1,30})?\s+[—–]\s+(?=[A-Z\"“])"  # LONDON — The ...
    r")",
)
ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]\s]*$")


def caption_end(line: str) -> int | None:
    """Where a caption ends and its credit begins; None where the line has no credit.

    input:  "Lanterns float down the river - Ana Roe/AP"
    output: 31
    """
    tail = max(0, len(line) - LONGEST_CREDIT)
    if line[-1] in ")].":
        found = BRACKETED_CREDIT.search(line, tail) if line.rstrip(".")[-1:] in (")", "]") else None
    else:
        found = CREDIT.search(line, tail)
    if found is None or found.start() < SHORTEST_CAPTION:
        return None
    return len(line[: found.start()].rstrip())


def crosshead(line: str) -> tuple[int, int] | None:
    """The words of a crosshead between its dashes.

    input:  "- 'Strong message' -"
    output: (2, 18)
    """
    found = CROSSHEAD.fullmatch(line)
    return found.span("head") if found else None


def dateline_end(line: str) -> int:
    """Where the report begins after its dateline; 0 if there is none.

    input:  "CAIRO (Reuters) - Talks resumed."
    output: 18
    """
    found = DATELINE.match(line)
    return found.end() if found else 0


def is_ended(line: str) -> bool:
    """Whether a line ends as a sentence does; headlines and captions mostly do not."""
    return bool(ENDED.search(line))
