"""Speaking to the reader: no passive instructions, and no “patients should”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress, count

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.texts import INSTRUCTIONS, Texts, over_english
from pressup.findings import Severity

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_IRREGULAR = (
    "bent|born|bought|broken|brought|built|caught|chosen|cut|done|drawn|driven|eaten|fallen|felt|found|forgotten|given|held|hidden|hit"
    "|kept|known|laid|led|left|lent|lost|made|meant|met|paid|put|read|ridden|run|said|seen|sent|set|shown|shut|slept|spent|stood|swung"
    "|taken|taught|thought|told|torn|thrown|understood|undertaken|used|withdrawn|worn|written"
)
# What looks like a passive and tells a state or a feeling.
_STATES = "|".join(
    (
        "advanced|aged|allowed|ashamed|balanced|based|bed|blocked|bored|bruised|called|concerned|confused|damaged|dated|detailed",
        "disabled|excited|experienced|fixed|frightened|healed|hundred|indeed|infected|inflamed|injured|interested|involved|limited",
        "linked|located|married|mixed|naked|need|needed|pleased|pregnant|qualified|red|related|relaxed|rested|retired|rooted|sacred",
        "scared|shaped|shed|sided|speed|supposed|surprised|swollen|tired|trained|tried|trusted|untrained|unused|used to|worried",
    )
)
_PARTICIPLES = frozenset(_IRREGULAR.split("|"))
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|not\s+|also\s+|often\s+|always\s+|never\s+|usually\s+)?"
    rf"(?!(?:{_STATES})\b)((?:\w{{2,}}ed|{_IRREGULAR})\b)(\s+by\b)?"
)
_PATIENTS = re.compile(
    r"\b(?:the |all |some |most )?(?:patients?|clients?|sufferers?|the individual|the person|participants?)\s+"
    r"(?:should|must|may|can|will|needs?|ought|has to|have to|is|are)\b(?!\s+(?:with|who)\b)"
)
_THEY = frozenset(
    {"patient", "patients", "client", "clients", "sufferer", "sufferers", "individual", "person", "participant", "participants"}
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|\0|$)|\0|\n\n")
_SHARE = 0.15
"""So many of a text's sentences may be passive outside instructions; below it the passive is at times the plainer voice."""
_FEWEST = 3


def voice(texts: Texts, context: RecordContext) -> Iterator[Problem]:
    """Text speaks to the reader in the active voice: “bend your knee”, not “the knee is bent” or “patients should”."""
    if not texts.words.isdisjoint(_THEY):
        for found in _PATIENTS.finditer(texts.lower):
            message = f"“{texts.joined[found.start() : found.end()]}” speaks about the reader, not to them."
            yield texts.problem(*found.span(), message, "Write “you”, or begin with the verb: “Rest for a day.”")
    if not _may_be_passive(texts.tokens):
        return
    others = []
    for found in _PASSIVE.finditer(texts.lower):
        if texts.field(found.start()) in INSTRUCTIONS or found[2]:
            words = texts.joined[found.start() : found.end()]
            help = "Say who does it, in the active voice: “Bend your knee”, not “the knee is bent”."
            yield texts.problem(*found.span(), f"“{words}” is in the passive voice.", help)
        else:
            others.append(found)
    sentences = len(_SENTENCE_END.findall(texts.joined)) + 1
    if len(others) >= _FEWEST and len(others) > _SHARE * sentences:
        first = others[0]
        words = texts.joined[first.start() : first.end()]
        message = f"{len(others)} of about {sentences} sentences are in the passive voice, the first with “{words}”."
        yield texts.problem(
            *first.span(), message, "Say who does what: “Your doctor looks at the scan”, not “the scan is looked at”."
        )


def _may_be_passive(tokens: list[str]) -> bool:
    """Whether a form of “be” stands close before a participle: most texts have none, and need no search."""
    for at in compress(count(1), map(_BE.__contains__, tokens)):
        for near in tokens[at : at + 2]:
            if near[-2:] == "ed" or near in _PARTICIPLES:
                return True
    return False


CHECKS = (RecordCheck("PLN-05", Severity.NOTE, over_english(voice), heuristic=True),)
