"""Whatever stands in a field that reaches the mail: a finding, or text in the mail and nothing that comes to life: E5 and E9."""

from __future__ import annotations

import copy
import json
import re
import unicodedata
from collections.abc import Iterable
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import pressup
from pressup import Artifact, Library, Newsletter, Publisher, RenderContext
from pressup.checks import check
from pressup.content.reader import assemble, read_text
from pressup.content.source import Source
from pressup.documents import documents_for
from pressup.records import LibraryFile
from pressup.records.vocabulary import packaged
from pressup.testing.good_records import GOOD_RECORDS
from pressup_email.message import MailError
from pressup_email.senders import TAGS
from pressup_email.target import Email, EmailOptions

QUICK = settings(max_examples=60, derandomize=True, deadline=None, database=None)
LONG = settings(QUICK, max_examples=1_000)
PROFILES = pytest.mark.parametrize("profile", [QUICK, pytest.param(LONG, marks=pytest.mark.full)], ids=["quick", "long"])

HARMLESS = "Harmless words that say nothing at all, forty or more."
ISSUE = {
    "audience": "people with knees",
    "items": [
        {
            "exercise": "bridge", "heading": "A move", "teaser": "Try it.",
            "action": {"label": "Go", "url": "https://press.example/bridge"},
        },
        {"article": "why-move"},
        {"heading": "News", "teaser": "We have moved."},
    ],
    "action": {"label": "Write to us", "url": "mailto:hello@press.example"},
    "conditions": ["knee-pain"],
    "claims": [
        {
            "text": "It may help.", "relation": "association", "grade": "low", "uncertainty": "Few studies.",
            "references": ["smith-2020"],
        }
    ],
}  # fmt: skip
RECORDS: dict[str, dict[str, Any]] = {kind: data for kind, data in GOOD_RECORDS.items() if kind != "translation"}
RECORDS["newsletter"] = {**RECORDS["newsletter"], **ISSUE}
RECORDS["publisher"] = {**RECORDS["publisher"], "sample": True}  # it may use reserved names of hosts
FIELDS = [
    ("newsletter", "title"), ("newsletter", "subject"), ("newsletter", "preheader"), ("newsletter", "lead"),
    ("newsletter", "audience"), ("newsletter", "items.0.heading"), ("newsletter", "items.0.teaser"),
    ("newsletter", "items.2.teaser"), ("newsletter", "items.0.action.label"), ("newsletter", "items.0.action.url"),
    ("newsletter", "action.label"), ("newsletter", "action.url"), ("newsletter", "claims.0.text"),
    ("newsletter", "claims.0.uncertainty"), ("newsletter", "rights.author"), ("newsletter", "id"), ("newsletter", "date"),
    ("newsletter", "lang"), ("publisher", "name"), ("publisher", "disclaimer"), ("publisher", "funding"),
    ("publisher", "contact.postal_address"), ("publisher", "help_lines.same_day"), ("publisher", "mailing.from_name"),
    ("publisher", "mailing.from_email"), ("publisher", "mailing.to_email"), ("publisher", "mailing.list_id"),
    ("publisher", "mailing.unsubscribe_url"), ("publisher", "mailing.unsubscribe_email"), ("publisher", "mailing.reason"),
    ("publisher", "base_url"), ("publisher", "locale"), ("exercise", "name"), ("exercise", "steps.0"), ("exercise", "feel_it"),
    ("exercise", "cautions.0"), ("exercise", "stop_if.0"), ("exercise", "dose.reps"), ("article", "title"),
    ("article", "summary"), ("condition", "red_flags.0.text"), ("condition", "red_flags.0.action"), ("reference", "title"),
    ("reference", "author.0.family"), ("reference", "DOI"), ("reference", "URL"),
]  # fmt: skip
PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='x", "</title>", "</style>", "<style>",
        "<!--", "-->", "<!--[if mso]>", "<![endif]-->", "]]>", "&lt;b&gt;", "&#x3c;b>", "<a href='javascript:x'>",
        "javascript:alert(1)", "file:///a", "https://evil.example", "https://a@evil.example", "https://press.example/",
        "www.аpple.com", "mailto:a@evil.example?bcc=b@c.de", "\r\n", "\n", "\r", "\r\n\r\n", "Bcc: a@evil.example",
        "\nBcc: a@evil.example\n", "\u2028", "\u2029", "\x85", "\x0b", "\x00", "\x1b[1m", "\u202e", "\u200b", "\ufeff",
        "=?utf-8?Q?=0D=0ABcc:_a?=", "=0D=0A", "=3C", "\r\n.\r\n", "\n--=_", "--=_0", "{{ 7*7 }}", "{% x %}",
        "{{ unsubscribe }}", "*|UNSUB|*", "%%{unsubscribe_url}%%", "{#", "%s", "{n}", "{title}", "\\", '"', ",", ";", "@", "<",
        ">", "&", "word ", " ", "é", "健康", "😀", "e\u0301", "x" * 90, "https://" + "y" * 300, "12",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80),
    st.lists(PIECES, min_size=1, max_size=8).map("".join),
)
CHANGES = st.dictionaries(st.sampled_from(FIELDS), TEXTS, min_size=1, max_size=3)
Changes = dict[tuple[str, str], str]


def library_of(changes: Changes) -> Library:
    """Good records with some fields changed, read from text and checked as any submission is."""
    files = []
    for kind, good in RECORDS.items():
        data = copy.deepcopy(good)
        for (where, path), value in changes.items():
            if where == kind:
                *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
                inner: Any = data
                for step in parents:
                    inner = inner[step]
                inner[last] = value
        files.append(read_text(Source(f"{kind}.json", json.dumps(data, ensure_ascii=False))))
    return check(assemble(Path("no-folder"), LibraryFile(kind="library"), packaged(), files))


def mail_of(library: Library, **options: object) -> dict[str, Artifact]:
    """The files of the issue, by their endings."""
    (publisher,) = library.publishers
    assert isinstance(publisher, Publisher)
    (document,) = documents_for(library, publisher, Newsletter)
    assert isinstance(document, Newsletter)
    context = RenderContext(EmailOptions.model_validate(options), publisher, document.lang)
    made = Email().render(document, context)
    return {artifact.path.removeprefix(document.id): artifact for artifact in made}


class Skeleton(HTMLParser):
    """A page without its words: elements, the names of their attributes, values that are no words, and comments."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[object] = []
        self.addresses: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = {"href", "alt", "aria-label", "content", "lang"}
        self.parts.append((tag, [(name, None if name in words else value) for name, value in attrs]))
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"!{data}")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"!{decl}")

    def handle_pi(self, data: str) -> None:
        self.parts.append(f"?{data}")

    def unknown_decl(self, data: str) -> None:
        self.parts.append(f"!{data}")


def harmless(changes: Changes) -> Changes:
    """The same fields with words that nobody minds; those that take no words are as they were."""
    kept = re.compile(r"url|email|list_id|locale|lang|^id$|date|DOI|dose", re.IGNORECASE)
    return {where: HARMLESS for where in changes if not kept.search(where[1])}


@pytest.fixture(scope="module")
def plain() -> dict[str, Artifact]:
    """The issue as it is."""
    library = library_of({})
    assert not library.faulty, [str(finding) for finding in library.findings]
    return mail_of(library)


def check_mail(mail: bytes, good: bytes) -> None:
    """No header, part or line end that the good mail has not."""
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", mail) is None
    assert max(mail) < 128 and 0 not in mail
    message, other = (BytesParser(policy=policy.default).parsebytes(each) for each in (mail, good))
    wanted = [name for name in other if name != "Date"]
    assert [name for name in message if name != "Date"] == wanted
    assert [part.get_content_type() for part in message.walk()] == [part.get_content_type() for part in other.walk()]
    for part in message.walk():
        assert part.defects == []
    for line in mail.partition(b"\r\n\r\n")[0].split(b"\r\n"):
        assert len(line) <= 998


def check_page(html: str, good: str) -> None:
    """No element, attribute, comment or script that the good page has not."""
    page = Skeleton(html)
    assert page.parts == Skeleton(good).parts
    for address in page.addresses:
        assert address.startswith(("https://", "mailto:", "#", "cid:")), address


def check_words(texts: Iterable[str]) -> None:
    """No character that steers a terminal or turns the text around."""
    for text in texts:
        assert {character for character in text if unicodedata.category(character) == "Cc"} <= {"\n", "\r", "\t"}


@PROFILES
def test_a_finding_or_nothing_but_words(profile: Any, plain: dict[str, Artifact]) -> None:
    seen = {"told": 0, "made": 0}

    def run(changes: Changes) -> None:
        library = library_of(changes)
        if library.faulty:
            assert library.findings
            seen["told"] += 1
            return
        try:
            made = mail_of(library)
        except MailError:
            seen["told"] += 1
            return
        seen["made"] += 1
        good = mail_of(library_of(harmless(changes)))
        check_mail(made[".eml"].content, plain[".eml"].content)
        for name in (".html", ".browser.html"):
            check_page(made[name].content.decode(), good[name].content.decode())
        check_words(made[name].content.decode() for name in (".txt", ".html", ".browser.html"))
        json.loads(made[".json"].content)

    hostile: Changes = {("newsletter", "items.0.teaser"): '</p><script>alert(1)</script>"><img src=x onerror=x>'}
    profile(given(CHANGES)(example(hostile)(run)))()
    assert seen["told"] > 10 and seen["made"] > 10, seen


@PROFILES
@pytest.mark.parametrize("service", sorted(TAGS))
def test_no_service_finds_a_tag_of_its_own_in_a_text(service: str, profile: Any) -> None:
    tags = TAGS[service]

    def run(field: tuple[str, str], text: str) -> None:
        library = library_of({field: text})
        if library.faulty:
            return
        try:
            made = mail_of(library, merge=service, pictures="hosted")
        except MailError:
            return
        for name in (".html", ".txt"):
            page = made[name].content.decode().replace(tags.unsubscribe, "").replace(tags.browser or tags.unsubscribe, "")
            assert not any(opener in page for opener in tags.openers)

    fewer = settings(profile, max_examples=max(10, profile.max_examples // 10))
    words = [field for field in FIELDS if not re.search("url|email|list_id|locale|lang|id$|date|dose|DOI", field[1], re.IGNORECASE)]
    fewer(given(st.sampled_from(words), TEXTS)(run))()


@pytest.mark.parametrize(
    ("size", "told"), [(10_000_000, {"FILE-03"}), (1_000_000, {"REC-05"}), (2_005, {"REC-05"}), (1_000, set())]
)
@pytest.mark.parametrize("field", ["teaser", "heading"])
def test_a_teaser_of_ten_megabytes_is_told(field: str, size: int, told: set[str], tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for kind, data in RECORDS.items():
        record = {**data, "items": [{"exercise": "bridge", field: "word " * (size // 5)}]} if kind == "newsletter" else data
        (content / f"{kind}.json").write_text(json.dumps(record), "utf-8")
    library = pressup.load(content)
    assert {finding.code for finding in library.findings if str(finding.severity) == "error"} == told
    report = pressup.render(library, "email", output=tmp_path / "output")
    assert report.ok is not bool(told) and bool(report.made) is not bool(told)
