"""What machines leave in a text: words put twice, capitals in mid-sentence, forms of web pages, and phrases cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, compress, pairwise, permutations
from operator import eq

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.lexicon import TOKEN, english, word_set
from pressup.checks.texts import TITLES, Texts, field_of, over_english
from pressup.findings import Severity

_WEB = tuple(
    (word_set(needed), re.compile(pattern))
    for needed, pattern in (
        ("leave", r"\bleave a (?:reply|comment)\b"),
        ("address published", r"\byour e-?mail address will not be published\b"),
        ("required fields", r"\brequired fields are marked\b"),
        ("save website", r"\bsave my name, e-?mail,? and website\b"),
        ("notify me", r"\bnotify me of (?:new|follow-?up) (?:posts|comments)\b"),
        ("comment post", r"\bpost (?:a )?comment\b(?! on)"),
        ("share", r"\bshare (?:this )?(?:on|to|via) (?:facebook|twitter|linkedin|pinterest|whatsapp|e-?mail)\b"),
        ("follow us", r"\bfollow us on (?:facebook|twitter|instagram|youtube|social media)\b"),
        ("like us", r"\blike us on (?:facebook|twitter|instagram|youtube|social media)\b"),
        ("click here", r"\bclick here to (?:read|learn|subscribe|download|buy|order|share|tweet)\b"),
        ("read more", r"\bread more(?:\.{3}|…|\s?[»→])"),
        ("subscribe", r"\bsubscribe to (?:our|my|the|this) (?:newsletter|channel|blog|mailing list)\b"),
        ("sign newsletter", r"\bsign up for (?:our|my) newsletter\b"),
        ("back top", r"\bback to top\b(?! of)"),
        ("cookies", r"\b(?:(?:we|this (?:site|website)) uses? cookies|accept (?:all )?cookies)\b"),
        ("rights reserved", r"\ball rights reserved\b"),
        ("powered by", r"\bpowered by wordpress\b"),
        ("skip content", r"\bskip to (?:main )?content\b"),
        ("post", r"\b(?:previous|next|related) post\b"),
        ("posts", r"\b(?:previous|next|related) posts\b"),
        ("also like", r"\byou may also like:?(?=\s*\n)"),
        ("posted", r"\bposted (?:under|in|by|on):"),
        ("filed", r"\bfiled (?:under|in|by|on):"),
        ("amazon associate", r"\bas an amazon associate\b"),
        ("sponsored", r"\bsponsored (?:post|content)\b"),
        ("add to cart", r"\badd to cart\b"),
        ("lorem ipsum", r"\blorem ipsum\b"),
        ("javascript", r"\bjavascript is (?:disabled|required)\b"),
        ("ai model", r"\bas an ai language model\b"),
    )
)
"""Phrases of web pages: words that stand in each, which tell fast that most texts have none, and what to look for."""
_WEB_WORDS = frozenset(chain.from_iterable(needed for needed, _ in _WEB)) - {
    "a",
    "to",
    "more",
    "here",
    "me",
    "back",
    "us",
    "may",
    "also",
}
_OF_THE_WEB = frozenset({"newsletter", "publisher"})
"""Records that may well speak of subscribing, sharing and rights."""

_MAY_DOUBLE = frozenset(
    {"had", "that", "so", "very", "no", "now", "there", "bye", "yoga", "can", "do", "win", "knock", "cha", "ha"}
)
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

# The letter first and what stands before it then: a search for a letter is fast, one that begins by looking behind is not.
_CAPITAL = re.compile(r"[A-Z](?:(?<=[a-z] .)|(?<=[a-z], .))[a-z]{2,}(?![\w'’-])")
_SMALL = r"(?:of|and|or|for|the|by|on|in|to|a|an|at|from|with|&)"
_NAME_GOES_ON = re.compile(rf"[ \t]+(?:{_SMALL}[ \t]+)*[A-Z0-9]")
_NAME_BEGAN = re.compile(rf"(?:^|[^.!?\s]\s+)[A-Z][\w'’-]*,?[ \t]+(?:{_SMALL}[ \t]+)*$")
_OPENERS = word_set(
    "the this that these those they there then when while where what which who how why you your yes not all also and but for if"
)
"""Words that open sentences: a capital there is more often a full stop that is missing."""
_CUT = re.compile(r"\b(the|a|an|and|or|but|because|of|your|their|its|our|my|than|into)(?:[ \t]*(?:\.{3}|…|\[…\]|\[\.\.\.\]))?\s*\Z")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def machine_marks(texts: Texts, context: RecordContext) -> Iterator[Problem]:
    """A text holds nothing that software left: doubled words, stray capitals, forms of web pages, phrases cut off."""
    if texts.record.kind not in _OF_THE_WEB:
        yield from _from_the_web(texts)
    yield from _doubled(texts)
    yield from _capitals(texts)
    yield from _cut_off(texts)


def _from_the_web(texts: Texts) -> Iterator[Problem]:
    if texts.words.isdisjoint(_WEB_WORDS):
        return
    for needed, pattern in _WEB:
        for found in pattern.finditer(texts.lower) if needed <= texts.words else ():
            words = " ".join(texts.joined[found.start() : found.end()].split())
            message = f"“{words}” is left over from a web page."
            yield texts.problem(*found.span(), message, "Delete it, and look whether the rest was copied too.")


def _cut_off(texts: Texts) -> Iterator[Problem]:
    """Paragraphs that end with a word that cannot end one."""
    for path, text, _ in texts.pieces:
        if "\n" in text:
            ends = _PARAGRAPH.split(text)
        elif text[-1] in ".!?)":
            continue
        else:
            ends = [text]
        for end in ends:
            found = _CUT.search(end, max(0, len(end) - 40)) if field_of(path) not in TITLES else None
            if found and not end.rstrip().endswith(("?", "!")):
                message = f"The text breaks off after “{found[1]}”."
                yield Problem(texts.record.id, path, message, "Finish the sentence.", words=" ".join(end.split()[-4:]))


def _doubled(texts: Texts) -> Iterator[Problem]:
    """Words that stand twice, and two words for the same thing side by side, as “may perhaps”."""
    tokens = texts.tokens
    following = tokens[1:]
    for word in dict.fromkeys(compress(following, map(eq, tokens, following))):
        if word in _MAY_DOUBLE or not word.isalpha():
            continue
        for found in re.finditer(rf"(?<![\w'’-]){word}\s+{word}(?![\w'’-])", texts.lower):
            yield texts.problem(*found.span(), f"“{word}” stands here twice.", "Delete one of them.")
    paired = texts.words & _PAIRED
    if len(paired) < 2 or _PAIRS.isdisjoint(permutations(paired, 2)):
        return
    for one, other in dict.fromkeys(pair for pair in pairwise(tokens) if pair in _PAIRS):
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
