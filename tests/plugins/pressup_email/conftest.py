"""The starter library's issue, a fuller one with four items, and the mails made of them."""

import shutil
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest

import pressup
from pressup import Library, Newsletter, Publisher, RenderContext
from pressup.documents import documents_for
from pressup_email.target import Email, EmailOptions

CONTENT = Path(__file__).parents[3] / "content"
FULL = """\
kind: newsletter
id: 2026-12-full
title: "Strength for winter: two moves & a plan"
number: 2
date: 2026-12-05
subject: "Übungen für den Winter: two moves that make your thighs strong, and a plan for the dark weeks ahead"
preheader: Two moves, a plan and an article. Read who should wait before you start with them.
lead: "Two moves today: one with a partner, one with a flat back. Do not do both on the same day."
items:
  - { exercise: assisted-nordic, action: { label: Read more, url: "https://sample-press.example/nordic" } }
  - { exercise: romanian-deadlift, teaser: Keep your back flat. }
  - { programme: hamstring-basics, action: { label: Read more, url: "https://sample-press.example/plan?a=1&b=2" } }
  - { heading: News without a record, teaser: We have moved. }
conditions: [tight-hamstrings]
review: { status: sample, version: "0.1", authors: [{ name: The Pressup developers }], conflicts: None. }
rights: { licence: CC-BY-4.0, author: The Pressup developers }
"""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The starter library, and in it one more issue."""
    folder = Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("library") / "content"))
    (folder / "newsletters/2026-12-full.yaml").write_text(FULL, "utf-8")
    library = pressup.load(folder)
    assert library.ok, [str(finding) for finding in library.findings]
    return library


@pytest.fixture(scope="session")
def publisher(library: Library) -> Publisher:
    """Its publisher."""
    return library.publishers[0]


@pytest.fixture(scope="session")
def issues(library: Library, publisher: Publisher) -> dict[str, Newsletter]:
    """Its two issues, by id."""
    found = {document.id: document for document in documents_for(library, publisher, Newsletter)}
    return {id: document for id, document in found.items() if isinstance(document, Newsletter)}


@pytest.fixture(params=["2026-11-bridge", "2026-12-full"])
def issue(request: pytest.FixtureRequest, issues: dict[str, Newsletter]) -> Newsletter:
    """Each of the two issues."""
    return issues[request.param]


@pytest.fixture
def make(publisher: Publisher) -> Callable[..., bytes]:
    """Render an issue to the bytes of a mail."""

    def render(document: Newsletter, sender: Publisher = publisher, **options: object) -> bytes:
        context = RenderContext(EmailOptions.model_validate(options), sender, document.lang)
        artifact = next(iter(Email().render(document, context)))
        assert (artifact.path, artifact.media_type) == (f"{document.id}.eml", "message/rfc822")
        return artifact.content

    return render


@pytest.fixture
def raw(issue: Newsletter, make: Callable[..., bytes]) -> bytes:
    """The bytes of an issue's mail."""
    return make(issue)


@pytest.fixture
def parse() -> Callable[[bytes], EmailMessage]:
    """Read a mail as a mail program does."""

    def read(content: bytes) -> EmailMessage:
        message = BytesParser(policy=policy.default).parsebytes(content)
        assert isinstance(message, EmailMessage)
        return message

    return read


@pytest.fixture
def parts(parse: Callable[[bytes], EmailMessage]) -> Callable[[bytes], tuple[str, str]]:
    """The plain text and the HTML of a mail."""

    def split(content: bytes) -> tuple[str, str]:
        found = (parse(content).get_body((kind,)) for kind in ("plain", "html"))
        text, html = (str(part.get_content()) for part in found if part is not None)
        return text, html

    return split


@pytest.fixture
def text(raw: bytes, parts: Callable[[bytes], tuple[str, str]]) -> str:
    """The plain text of an issue's mail."""
    return parts(raw)[0]


@pytest.fixture
def html(raw: bytes, parts: Callable[[bytes], tuple[str, str]]) -> str:
    """The HTML of an issue's mail."""
    return parts(raw)[1]
