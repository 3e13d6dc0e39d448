"""What a text should look like, in words, for the patterns of records: an editor of content cannot read a regular expression."""

from __future__ import annotations

from pressup.records.marks import SLUG_PATTERN
from pressup.records.newsletter import ACTION_PATTERN, HEADER_PATTERN
from pressup.records.publisher import FONT_PACKAGE_PATTERN, FONT_PATTERN, LOGO_PATTERN

_EXPECTED = {
    SLUG_PATTERN: "an id: small letters, digits and single hyphens, as in “seated-stretch”",
    r"\S": "text that is not only spaces",
    r"^\d{4}-\d{2}-\d{2}$": "a date such as 2026-11-22",
    r"^#[0-9A-Fa-f]{6}$": "a colour such as #0B5563",
    r"^[A-Z]{2}$": "a country as two capitals, such as GB",
    r"^10\.\d{4,9}/\S+$": "a DOI, which begins with “10.” and has no address before it",
    r"^\d{1,9}$": "a PubMed number",
    r"^\d+(\.\d+){0,2}$": "a version such as “1.0”, in quotes",
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$": "a language such as en-GB or de",
    r"^[A-Za-z0-9.!#$%&*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$": "a mail address such as hello@example.org",
    r"^[a-z0-9-]+(\.[a-z0-9-]+)+$": "a list id such as news.example.org",
    r"^[0-9Xx-]{10,17}$": "an ISBN of 10 or 13 digits",
    r"^[A-Za-z0-9.\-]{1,20}$": "a code such as M25.56",
    r"^[A-Za-z0-9_][A-Za-z0-9_./ -]*$": "a path such as pictures/bridge.png, from the top of the content folder",
    r"^sha256:[0-9a-f]{64}$": "a hash that Pressup has printed, beginning with “sha256:”",
    r"^[A-Z]{1,10}-[0-9]{2,3}$": "the code of a rule, such as PLN-04",
    FONT_PACKAGE_PATTERN: "the name of a font package, such as fontpkg-lato",
    LOGO_PATTERN: "the path of an SVG or PNG file, from the top of the content folder",
    FONT_PATTERN: "the path of a TTF or OTF file, from the top of the content folder",
    HEADER_PATTERN: "text on one line",
    ACTION_PATTERN: "an address that begins with “https://”, or “mailto:” and a mail address",
}


def expected(pattern: str) -> str:
    """What a text of this pattern is, to be read after “should be”."""
    if pattern in _EXPECTED:
        return _EXPECTED[pattern]
    return "an address that begins with “https://”" if "https" in pattern else f"text of the form {pattern}"
