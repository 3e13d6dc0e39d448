"""What machines leave in a text: words put twice, capitals in mid-sentence, forms of web pages, and phrases cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.lexicon import TOKEN, english, word_set
from pressup.checks.texts import TITLES, Texts, over_english
from pressup.findings import Severity

_WEB = re.compile(
    r"\b(?:leave a (?:reply|comment)\b|your e-?mail address will not be published|required fields are marked\b"
    r"|save my name, e-?mail,? and website|notify me of (?:new|follow-?up) (?:posts|comments)"
    r"|post (?:a )?comment\b(?! on)|(?:share|tweet|pin) (?:this )?(?:on|to|via) (?:facebook|twitter|x|linkedin|pinterest|whatsapp|e-?mail)\b"
    r"|(?:follow|like|find) us on (?:facebook|twitter|instagram|youtube|social media)\b"
    r"|(?:click|tap) here to (?:read|learn|subscribe|download|buy|order|share|tweet)\b|read more(?:\.{3}|…|\s?[»→])"
    r"|subscribe to (?:our|my|the|this) (?:newsletter|channel|blog|mailing list)\b|sign up for (?:our|my) newsletter\b"
    r"|back to top\b|(?:we|this (?:site|website)) uses? cookies\b|accept (?:all )?cookies\b|all rights reserved\b"
    r"|powered by wordpress\b|skip to (?:main )?content\b|(?:previous|next|related) posts?\b|you may also like:?(?=\s*\n)"
    r"|(?:filed|posted) (?:under|in|by|on):|as an amazon associate\b|sponsored (?:post|content)\b|buy now\b"
    r"|add to (?:cart|basket)\b|lorem ipsum\b|javascript is (?:disabled|required)\b|as an ai language model\b)"
)
_WEB_WORDS = word_set(
    "reply published comment comments marked website posts post facebook twitter linkedin pinterest whatsapp email mail x instagram"
    " youtube media subscribe download buy order share tweet learn read newsletter top cookies rights wordpress content like filed"
    " posted amazon sponsored cart basket lorem javascript ai"
)
"""One of these stands in every phrase of a web page."""

_OF_THE_WEB = frozenset({"newsletter", "publisher"})
"""Records that may well speak of subscribing, sharing and rights."""

_MAY_DOUBLE = frozenset(
    {"had", "that", "so", "very", "no", "now", "there", "bye", "yoga", "can", "do", "win", "knock", "cha", "ha"}
)
_TWICE = re.compile(r"(?<![\w'’-])(\w+)\s+(\1)(?![\w'’-])")

_SAME = tuple(
    tuple(group.split())
    for group in (
        "may might could perhaps maybe possibly",
        "commonly generally usually typically normally",
        "pain soreness discomfort agony suffering ache",
        "however but nevertheless though",
        "also additionally moreover",
        "essential important vital crucial",
        "fast quickly rapidly speedily",
        "begin start commence",
        "several many various numerous",
        "frequently often regularly",
        "whole entire complete",
        "because since as",
    )
)
_PAIRS = frozenset((one, other) for group in _SAME for one in group for other in group if one != other) - {
    *(("may", "possibly"), ("might", "possibly"), ("could", "possibly"), ("may", "might"), ("suffering", "pain"), ("ache", "pain")),
    *(
        ("as", "since"),
        ("as", "because"),
        ("since", "as"),
        ("because", "as"),
        ("many", "various"),
        ("as", "many"),
        ("but", "since"),
    ),
    *(("important", "vital"), ("could", "might"), ("might", "could"), ("might", "may"), ("may", "could"), ("could", "may")),
    *(("start", "begin"), ("begin", "start"), ("possibly", "could"), ("perhaps", "may"), ("maybe", "could"), ("maybe", "may")),
    *(
        ("maybe", "might"),
        ("perhaps", "might"),
        ("perhaps", "could"),
        ("possibly", "may"),
        ("possibly", "might"),
        ("complete", "whole"),
    ),
    *(("though", "however"), ("perhaps", "possibly"), ("as", "though"), ("suffering", "discomfort")),
}
_PAIRED = frozenset(chain.from_iterable(_PAIRS))

_CAPITAL = re.compile(r"(?:(?<=[a-z] )|(?<=[a-z], ))[A-Z][a-z]{2,}(?![\w'’-])")
_SMALL = r"(?:of|and|or|for|the|by|on|in|to|a|an|at|from|with|&)"
_NAME_GOES_ON = re.compile(rf"[ \t]+(?:{_SMALL}[ \t]+)*[A-Z0-9]")
_NAME_BEGAN = re.compile(rf"(?:^|[^.!?\s]\s+)[A-Z][\w'’-]*,?[ \t]+(?:{_SMALL}[ \t]+)*$")
_OPENERS = word_set(
    "the this that these those they there then when while where what which who how why you your yes not all also and but for if"
)
"""Words that open sentences: a capital there is more often a full stop that is missing."""
_CUT = re.compile(
    r"\b(the|a|an|and|or|but|because|of|your|their|its|our|my|than|into)(?:[ \t]*(?:\.{3}|…|\[…\]|\[\.\.\.\]))?\s*"
    r"(?=\0|$|\n[ \t]*\n)"
)


def machine_marks(texts: Texts, context: RecordContext) -> Iterator[Problem]:
    """A text holds nothing that software left: doubled words, stray capitals, forms of web pages, phrases cut off."""
    if texts.record.kind not in _OF_THE_WEB and not texts.words.isdisjoint(_WEB_WORDS):
        for found in _WEB.finditer(texts.lower):
            words = texts.joined[found.start() : found.end()]
            message = f"“{' '.join(words.split())}” is left over from a web page."
            yield texts.problem(*found.span(), message, "Delete it, and look whether the rest was copied too.")
    yield from _doubled(texts)
    yield from _capitals(texts)
    for found in _CUT.finditer(texts.joined):
        if texts.field(found.start()) not in TITLES:
            message = f"The text breaks off after “{found[1]}”."
            yield texts.problem(*found.span(1), message, "Finish the sentence.")


def _doubled(texts: Texts) -> Iterator[Problem]:
    """Words that stand twice, and two words for the same thing side by side, as “may perhaps”."""
    previous = ""
    twice = set()
    pairs = []
    for word in texts.tokens:
        if word == previous:
            twice.add(word)
        elif word in _PAIRED and (previous, word) in _PAIRS:
            pairs.append((previous, word))
        previous = word
    if any(word not in _MAY_DOUBLE and word.isalpha() for word in twice):
        for found in _TWICE.finditer(texts.lower):
            if found[1] not in _MAY_DOUBLE and found[1].isalpha():
                message = f"“{found[1]}” stands here twice."
                yield texts.problem(*found.span(), message, "Delete one of them.")
    for one, other in dict.fromkeys(pairs):
        for found in re.finditer(rf"\b{re.escape(one)}\s+{re.escape(other)}\b", texts.lower):
            words = " ".join(texts.joined[found.start() : found.end()].split())
            yield texts.problem(*found.span(), f"“{words}” says the same thing twice.", "Keep one of the words.")


def _capitals(texts: Texts) -> Iterator[Problem]:
    """Everyday words with a capital in mid-sentence; names of several words, and lines that are titles, are let be."""
    text = texts.joined
    own: set[str] | None = None
    for found in _CAPITAL.finditer(text):
        word = found[0].lower()
        if word in _OPENERS or not english().is_common(word) or texts.field(found.start()) in TITLES:
            continue
        before, after = texts.around(*found.span(), 60, 40)
        if _in_name(before, after) or _in_title(text, *found.span()):
            continue
        if own is None:
            own = _named(texts)
        if word not in own:
            message = f"“{found[0]}” has a capital in the middle of a sentence."
            yield texts.problem(*found.span(), message, f"Write “{word}”.")


def _in_name(before: str, after: str) -> bool:
    """Whether the next or the last word has a capital too, or the words stand in quotes."""
    if _NAME_GOES_ON.match(after) or _NAME_BEGAN.search(before):
        return True
    return before.rstrip()[-1:] in '“"‘' or before.split()[-1][0] in '“"‘'


def _in_title(text: str, start: int, end: int) -> bool:
    """Whether the line is a heading or a title: most of its longer words have capitals."""
    first = max(text.rfind("\n", 0, start), text.rfind("\0", 0, start)) + 1
    line = text[max(first, start - 200) : end + 200].split("\n")[0].split("\0")[0]
    words = [word for word in TOKEN.findall(line) if len(word) > 3]
    return line.lstrip().startswith("#") or sum(word[0].isupper() for word in words) * 2 > len(words)


def _named(texts: Texts) -> set[str]:
    """The words of the record's own names, which it may write with capitals."""
    named: set[str] = set()
    for path, text, _ in texts.pieces:
        if path[0] in TITLES:
            named.update(word.lower() for word in TOKEN.findall(text))
    return named


CHECKS = (RecordCheck("PLN-08", Severity.WARNING, over_english(machine_marks), heuristic=True),)
