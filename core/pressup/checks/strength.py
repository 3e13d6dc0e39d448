"""Strength of words: a text sounds no surer than its evidence. Rules of thumb for texts in English, so warnings only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pressup.checks.check import Path, Problem, RecordCheck, RecordContext
from pressup.findings import Severity
from pressup.records import Claim, Record

_SURE = ("high", "moderate")
_FREE_TEXTS = ("summary", "purpose", "body")

# Looking for these first costs a tenth of the pattern, and most texts hold none.
_STRONG_STEMS = ("prevent", "cure", "prove", "guarant", "effective", "miracle", "eliminat", "always work")
_STRONG = re.compile(
    r"""\b(?:
        (?P<prevent>(?:(?:will|can|always)\ )?prevents?)
      | (?:(?:will|can|always)\ )?cures?
      | (?:(?:is|are|the|a|this)\ )cured?
      | (?:(?:clinically|scientifically|medically|well)[ -])?proven
      | proves
      | guarantee[sd]?
      | (?:highly|very|extremely|completely|totally|100\ ?%)\ effective
      | miracle
      | eliminates?
      | always\ works?
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# These are promises only behind a plural (“squats cure sore knees”); behind “to”, “help” or “may” they are none.
_BARE = frozenset({"prevent", "cure", "eliminate"})
_PLURAL = re.compile(r"\b(?!helps\b|this\b|thus\b|us\b|is\b|as\b|was\b|has\b|does\b|yes\b|always\b)[a-z]{3,}s\ $", re.IGNORECASE)
_HARM = re.compile(
    r"\b(?:injur|pain|falls?\b|arthritis|osteo|strain|sprain|tears?\b|diseas|damage|problem|stroke|fracture|cancer|diabet|ache"
    r"|sore|cramp|weakness|stiff|recurren|relapse|surgery|illness|infection)",
    re.IGNORECASE,
)
_KEEPS_FROM = re.compile(r"\W+(?:[\w'’-]+\W+){1,5}from\b", re.IGNORECASE)

_CAUSAL = re.compile(
    r"""\b(?:
        caus(?:e|es|ed|ing) | (?:leads?|led|leading)\ to | result(?:s|ed|ing)?\ in | (?:due|because)\ (?:to|of)
      | gives?\ rise\ to | brings?\ (?:on|about) | trigger(?:s|ed|ing)? | responsible\ for | prevent(?:s|ed) | comes?\ from
      | makes?\ (?:[\w'’-]+\ ){1,4}(?:worse|better|weaker|stronger|stiff\w*|sore\w*)
      | (?:increase|raise|lower|reduce)(?:s|d)?\ (?:[\w'’-]+\ ){0,3}(?:risk|chance)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)

_SENTENCE = re.compile(r"[.!?;:\n]")
_NO_DENIAL = re.compile(r"\b(?:not (?:only|just)|no doubt|no question|nothing less)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"(?:\b(?:no|not|never|cannot|none|nobody|nothing|neither|nor|without|little|few|hardly|unclear|uncertain|unsure|whether|if|may|might"
    r"|could|perhaps|possibly|seems?|suggests?|doubt|myth|claims?|claimed|promises?|beware|avoid|wary)\b|n['’]t\b|\?)",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(r"\b(?:is|are|was) (?:an? (?:\w+ )?myth|not true|not known|unknown|untrue|wrong|false)\b", re.IGNORECASE)
_REACH = 160
"""How many characters on each side of a word are looked at for what denies or softens it."""
_MOST = 200
"""How many words of a text are looked at."""


def strong_words(record: Record, context: RecordContext) -> Iterator[Problem]:
    """Words such as “prevents”, “cures” and “proven” need evidence of the grade moderate or high (EVI-03, DISCERN 8)."""
    if not context.lang.startswith("en") or record.kind == "translation":
        return  # the claims of a translation stand in its record
    claims: tuple[Claim, ...] = record.__dict__.get("claims", ())
    for i, claim in enumerate(claims):
        if claim.grade not in _SURE:
            for words in dict.fromkeys(match[0] for match in _strong(claim.text)):
                message = f"“{words}” is more than the grade “{claim.grade}” of this claim allows."
                yield _problem(record, ("claims", i, "text"), words, message, "Write how sure we are, such as “may help”.")
    for name in _FREE_TEXTS:
        text = record.__dict__.get(name, None)
        if isinstance(text, str):
            for words in dict.fromkeys(match[0] for match in _strong(text) if _is_about_health(match)):
                if not _is_supported(words, claims):
                    message = f"“{words}” promises much, and no claim of this record with a good grade says so."
                    help = "Write how sure we are, such as “may help”, or add a claim with its references."
                    yield _problem(record, (name,), words, message, help)


def _is_supported(words: str, claims: tuple[Claim, ...]) -> bool:
    """Whether a claim with a good grade says the same, in this or another form of the word."""
    stem = words.split()[-1].lower().rstrip("sdn")
    return any(stem in claim.text.lower() for claim in claims if claim.grade in _SURE)


def _strong(text: str) -> Iterator[re.Match[str]]:
    lower = text.lower()
    if any(stem in lower for stem in _STRONG_STEMS):
        for match in islice(_STRONG.finditer(text), _MOST):
            keeps_from = match["prevent"] and _KEEPS_FROM.match(text, match.end(), match.end() + _REACH)
            if not keeps_from and not _is_softened(match) and (match[0].lower() not in _BARE or _is_said_of_many(match)):
                yield match


def _is_said_of_many(match: re.Match[str]) -> bool:
    return bool(_PLURAL.search(match.string[max(0, match.start() - 30) : match.start()]) and _names_harm(match))


def _is_about_health(match: re.Match[str]) -> bool:
    """Outside claims, a strap may prevent slipping: there only what is said to be prevented or ended tells."""
    word = match[0].lower().split()[-1]
    return not word.startswith(("prevent", "eliminat")) or _names_harm(match)


def _names_harm(match: re.Match[str]) -> bool:
    rest = match.string[match.end() : match.end() + _REACH]
    return bool(_HARM.search(_SENTENCE.split(rest, maxsplit=1)[0]))


def causal_words(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A claim of an association does not speak of a cause: two things may go together for another reason (EVI-04)."""
    if not context.lang.startswith("en"):
        return
    for i, claim in enumerate(record.__dict__.get("claims", ())):
        if claim.relation == "association":
            for words in dict.fromkeys(
                match[0] for match in islice(_CAUSAL.finditer(claim.text), _MOST) if not _is_softened(match)
            ):
                message = f"“{words}” speaks of a cause, and the claim is of an association."
                help = "Write “is linked to” or “is more common in”, or change “relation” if studies show the cause."
                yield _problem(record, ("claims", i, "text"), words, message, help)


def _is_softened(match: re.Match[str]) -> bool:
    """Whether the sentence denies a word, doubts it or asks, as far as the words before it and its end tell."""
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    clause = _NO_DENIAL.sub("", _SENTENCE.split(before)[-1])
    end = _SENTENCE.search(match.string, match.end(), match.end() + _REACH)
    after = match.string[match.end() : end.start() if end else match.end() + _REACH]
    return bool(_DENIED.search(clause)) or bool(end and end[0] == "?") or bool(_DENIED_AFTER.search(after))


def _problem(record: Record, path: Path, words: str, message: str, help: str) -> Problem:
    return Problem(record.id, path, message, help, words=words)


_SELDOM_HIGH = {
    "association": "Such statements come from studies that observe, which GRADE lets begin at “low” and seldom lifts to “high”.",
    "cause": "Causes of complaints come from studies that observe, which GRADE lets begin at “low” and seldom lifts to “high”.",
    "mechanism": "How something works in the laboratory is indirect evidence for patients, which GRADE rates down.",
    "consensus": "What experts agree on is no study; GRADE rates the studies behind it.",
}


def grades(record: Record, context: RecordContext) -> Iterator[Problem]:
    """The grade “high” is rare for statements that trials cannot test: associations, causes, mechanisms, consensus (X-14)."""
    for i, claim in enumerate(record.__dict__.get("claims", ())):
        reason = _SELDOM_HIGH.get(claim.relation)
        if reason and claim.grade == "high":
            message = f"The grade “high” is rare for the relation “{claim.relation}”."
            yield Problem(record.id, ("claims", i, "grade"), message, reason, (record.id, ("claims", i, "relation")))


CHECKS = (
    RecordCheck("EVI-03", Severity.WARNING, strong_words, heuristic=True),
    RecordCheck("EVI-04", Severity.WARNING, causal_words, heuristic=True),
    RecordCheck("X-14", Severity.WARNING, grades, heuristic=True),
)
