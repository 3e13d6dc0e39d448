"""The files beside the mail, pictures at the publisher's address, merge tags of sending services, and signing: E16."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from pydantic import ValidationError

from pressup import Artifact, Newsletter, Publisher, RenderContext
from pressup_email.message import MailError
from pressup_email.metadata import WARN_BYTES
from pressup_email.senders import TAGS
from pressup_email.target import Email, EmailOptions

Files = Callable[..., dict[str, Artifact]]
Parts = Callable[[bytes], tuple[str, str]]
SERVICES = sorted(TAGS)


@pytest.fixture
def files(publisher: Publisher) -> Files:
    """Render an issue to all its files, by their names without the issue's id."""

    def render(issue: Newsletter, **options: object) -> dict[str, Artifact]:
        context = RenderContext(EmailOptions.model_validate(options), publisher, issue.lang)
        return {artifact.path.removeprefix(issue.id): artifact for artifact in Email().render(issue, context)}

    return render


def test_five_files_an_issue(issue: Newsletter, files: Files, parts: Parts) -> None:
    made = files(issue)
    assert list(made) == [".eml", ".html", ".txt", ".browser.html", ".json"]
    text, html = parts(made[".eml"].content)
    assert made[".txt"].content.decode() == text.replace("\r\n", "\n")
    alone = made[".html"].content.decode()
    assert re.sub(r'src="[^"]*"', "", alone).split() == re.sub(r'src="[^"]*"', "", html).split()
    for page in (alone, made[".browser.html"].content.decode()):
        assert re.findall(r'src="(?!data:image/png;base64,)', page) == []
        assert "cid:" not in page
    assert {name for name, artifact in made.items() if artifact.role == "supplement"} == {".json"}


def test_the_page_is_for_whoever_finds_it(issue: Newsletter, files: Files, publisher: Publisher) -> None:
    page = files(issue)[".browser.html"].content.decode()
    assert publisher.mailing is not None
    assert publisher.mailing.unsubscribe_url not in page and publisher.mailing.reason not in page
    assert "display: none" not in page
    assert f'<link rel="canonical" href="https://sample-press.example/{issue.id}">' in page
    assert publisher.contact.postal_address in page


def test_the_facts(issue: Newsletter, files: Files, parse: Callable[[bytes], EmailMessage], parts: Parts) -> None:
    made = files(issue)
    facts = json.loads(made[".json"].content)
    mail = parse(made[".eml"].content)
    assert (facts["subject"], f"<{facts['message_id']}>", facts["list_id"]) == (
        mail["Subject"],
        mail["Message-ID"],
        mail["List-ID"].strip("<>"),
    )
    assert facts["preheader"] == issue.issue.preheader and facts["sample"] is True
    _, html = parts(made[".eml"].content)
    assert facts["bytes"]["html"] == len(html.replace("\r\n", "\n").rstrip("\n").encode())
    assert facts["bytes"]["mail"] == len(made[".eml"].content)
    assert len(facts["pictures"]) == html.count("<img")
    assert facts["warnings"] == []


def test_a_large_mail_is_warned_about(issues: dict[str, Newsletter], files: Files) -> None:
    issue = issues["2026-11-bridge"]
    news = issue.items[-1].model_copy(update={"teaser": "A long story. " * 25})
    large = issue.model_copy(update={"items": (issue.items[0], *(news for _ in range(78)))})
    facts = json.loads(files(large)[".json"].content)
    assert WARN_BYTES <= facts["bytes"]["html"] < 102_400
    assert facts["warnings"] == [
        f"The HTML has {facts['bytes']['html']:,} bytes. From 102,400 on Gmail cuts it off, and a sending service adds to it: "
        "make the issue shorter."
    ]


def test_hosted_pictures(issue: Newsletter, files: Files, parse: Callable[[bytes], EmailMessage]) -> None:
    made = files(issue, pictures="hosted")
    mail = parse(made[".eml"].content)
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    for name in (".html", ".browser.html"):
        sources = re.findall(r'src="([^"]+)"', made[name].content.decode())
        assert sources
        for source in sources:
            path = source.removeprefix(f"https://sample-press.example/email/{issue.id}")
            assert made[path].content.startswith(b"\x89PNG")
            assert made[path].role == "supplement"


@pytest.mark.parametrize("service", SERVICES)
def test_merge_tags(service: str, issues: dict[str, Newsletter], files: Files, parts: Parts, publisher: Publisher) -> None:
    made = files(issues["2026-11-bridge"], pictures="hosted", merge=service)
    tags = TAGS[service]
    for part in parts(made[".eml"].content):
        assert part.count(tags.unsubscribe) == 1
        assert publisher.mailing is not None and publisher.mailing.unsubscribe_url not in part
        assert tags.browser is None or part.count(tags.browser) == 1
        assert publisher.contact.postal_address in part
    assert f'href="{tags.unsubscribe}"' in made[".html"].content.decode()
    assert tags.unsubscribe not in made[".browser.html"].content.decode()


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("field", ["lead", "subject"])
def test_texts_that_a_service_would_run(service: str, field: str, issues: dict[str, Newsletter], files: Files) -> None:
    opener = TAGS[service].openers[0]
    issue = issues["2026-11-bridge"]
    hostile = issue.model_copy(update={"issue": issue.issue.model_copy(update={field: f"Hello {opener} .Subscriber.Email"})})
    assert files(hostile)
    with pytest.raises(MailError, match="would take for a merge tag"):
        files(hostile, pictures="hosted", merge=service)


def test_no_service_takes_pictures_inside() -> None:
    with pytest.raises(ValidationError, match="for brevo, pictures must be hosted"):
        EmailOptions.model_validate({"merge": "brevo"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("list_id", "knee-pain.sample-press.example"),
        ("unsubscribe_url", "https://sample-press.example/leave?list=Knee%20pain-kneepain"),
        ("unsubscribe_email", "leave-knee-pain@sample-press.example"),
    ],
)
def test_no_condition_is_named_where_providers_read_it(
    field: str, value: str, issues: dict[str, Newsletter], publisher: Publisher, make: Callable[..., bytes]
) -> None:
    assert publisher.mailing is not None
    mailing = publisher.mailing.model_copy(update={field: value})
    with pytest.raises(MailError, match=f"“{field}” of the publisher names a condition"):
        make(issues["2026-11-bridge"], publisher.model_copy(update={"mailing": mailing}))


def test_it_can_be_signed(raw: bytes) -> None:
    """With a throwaway key: RFC 8058 asks that the signature covers both headers for leaving."""
    import dkim
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    covered = [b"from", b"to", b"subject", b"date", b"message-id", b"list-unsubscribe", b"list-unsubscribe-post"]
    signature = dkim.sign(raw, b"news", b"sample-press.example", secret, include_headers=covered)
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    assert dkim.verify(signature + raw, dnsfunc=lambda *_, **__: record)
    for header in (b"List-Unsubscribe:", b"List-Unsubscribe-Post:"):
        assert not dkim.verify(signature + raw.replace(header, header + b" x"), dnsfunc=lambda *_, **__: record)
