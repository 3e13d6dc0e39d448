"""Names of hosts that look like others: by letters of two scripts in one name, or that imitate plain ones (UTS 39, RFC 5891)."""

from __future__ import annotations

_TOGETHER = (
    frozenset({"LATIN", "HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "HAN", "BOPOMOFO"}),
    frozenset({"LATIN", "HAN", "HANGUL"}),
)
"""Scripts that one word may mix: “highly restrictive” in UTS 39, section 5.2."""
_IN_NO_SCRIPT = frozenset({"COMMON", "INHERITED"})
_LONGEST = 63
"""A label has no more letters (RFC 1035, 2.3.4)."""
_DOTLESS_I = frozenset({"tr", "az"})
"""Top-level domains of languages that write ı; elsewhere it imitates an i."""


def disguise(host: str) -> str:
    """Why the name of a host is not what it seems, as the rest of a sentence about its address; empty for an honest one.

    Args:
        host: The name, as written or in punycode (`xn--`).
    """
    if host.isascii() and "xn--" not in host.lower():
        return ""
    labels = host.removesuffix(".").lower().split(".")
    try:
        shown = [_shown(label) for label in labels]
    except ValueError:
        return "names a host that cannot be: a character in it, or its length, is not allowed"
    for label in shown:
        scripts = _scripts(label)
        if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
            return f"mixes letters of several scripts in “{label}” ({' and '.join(sorted(map(str.capitalize, scripts)))})"
    looks = [_imitated(label, shown[-1]) for label in shown]
    if any(looks):
        return f"looks like “{'.'.join(look or label for look, label in zip(looks, shown, strict=True))}”, and is another"
    return ""


def _shown(label: str) -> str:
    """A label as browsers show it.

    Raises:
        ValueError: when it is none.
    """
    if label.isascii() and not label.startswith("xn--"):
        return label
    if len(label) > _LONGEST:
        raise ValueError(label)
    import idna  # with its tables it costs 20 ms

    plain = label if label.isascii() else idna.encode(label).decode("ascii")
    return idna.decode(plain)


def _scripts(label: str) -> frozenset[str]:
    if label.isascii():
        return frozenset()
    from confusable_homoglyphs import categories  # Unicode's tables take 100 ms

    return frozenset(categories.unique_aliases(label)) - _IN_NO_SCRIPT


def _imitated(label: str, top: str) -> str:
    """The plain name that a label is drawn like; empty when it has a letter that no plain one is like.

    Words of other scripts may by chance be so: only before a plain ending such as `.com` do they count.
    """
    if label.isascii() or not top.isascii():
        return ""
    from confusable_homoglyphs import confusables

    latin = "LATIN" in _scripts(label)
    made = ""
    for character in label:
        plain = character
        if not character.isascii() and not (character == "ı" and top in _DOTLESS_I):
            found = confusables.is_confusable(character) or [{"homoglyphs": ()}]
            plain = next((one["c"] for one in found[0]["homoglyphs"] if len(one["c"]) == 1 and one["c"].isascii()), "")
            if not plain and not latin:
                return ""
        made += plain or character
    return made if made != label else ""
