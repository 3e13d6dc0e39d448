"""Addresses that deceive, wherever a record holds one: LNK-01."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from pressup import Finding
from pressup.checks.hosts import disguise

if TYPE_CHECKING:
    from tests.core.conftest import Content

Fires = Callable[..., Finding]
EVIL = "https://press.example@evil.test/login"
MEDIA = {"file": "a.png", "alt": "A person.", "rights": {"licence": "CC0-1.0", "author": "A", "source": EVIL}}
PLACES: list[tuple[str, dict[str, Any]]] = [
    ("newsletter", {"action": {"label": "Go", "url": EVIL}}),
    ("newsletter", {"items": [{"exercise": "bridge", "teaser": f"See {EVIL}."}]}),
    ("newsletter", {"items": [{"exercise": "bridge", "action": {"label": "Go", "url": EVIL}}]}),
    ("newsletter", {"lead": f"Go to {EVIL}, today."}),
    ("article", {"summary": f"({EVIL})"}),
    ("article", {"body": f"Read [this]({EVIL})."}),
    ("article", {"body": f"Read <{EVIL}>."}),
    ("article", {"body": f"Read {EVIL}."}),
    ("article", {"body": f"Read [this][1].\n\n[1]: {EVIL}"}),
    ("exercise", {"steps": ["Lie down.", f"Open {EVIL}"]}),
    ("exercise", {"rights.source": EVIL}),
    ("exercise", {"rights.author": f"Ada ({EVIL})"}),
    ("exercise", {"media": [MEDIA]}),
    ("exercise", {"review.authors": [{"name": EVIL}]}),
    ("condition", {"red_flags.0.action": f"Open {EVIL}"}),
    ("programme", {"purpose": EVIL}),
    ("reference", {"URL": EVIL}),
    ("publisher", {"base_url": EVIL}),
    ("publisher", {"contact.url": EVIL}),
    ("publisher", {"disclaimer": f"This cannot replace advice: {EVIL}"}),
]


@pytest.mark.parametrize(("kind", "changes"), PLACES, ids=range(len(PLACES)))
def test_wherever_it_stands(good: Content, kind: str, changes: dict[str, Any]) -> None:
    good.record(kind, changes)
    (finding,) = [finding for finding in good.findings() if finding.code == "LNK-01"]
    assert finding.message == f"“{EVIL}” begins with the name “press.example”, and leads to “evil.test”."
    assert good.text_at(finding.place) == EVIL


def test_in_a_translation(good: Content) -> None:
    good.record("translation", {"text.steps": [f"Geh zu {EVIL}", "Heb das Becken."]})
    assert "LNK-01" in {finding.code for finding in good.findings()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Open javascript:alert(1) now.", "“javascript:alert(1)” is the address of a script or a file, not of a page."),
        ("Open VBScript:x", "“VBScript:x” is the address of a script or a file, not of a page."),
        ("See data:text/html;base64,PHNjcmlwdD4=", "“data:text/html;base64,PHNjcmlwdD4=” is the address of a script or a file"),
        ("See file:///etc/passwd.", "“file:///etc/passwd.” is the address of a script or a file, not of a page."),
        ("See HTTPS://A:B@evil.test.", "“HTTPS://A:B@evil.test” begins with the name “A:B”, and leads to “evil.test”."),
        ("See https://аpple.com/id.", "mixes letters of several scripts in “аpple” (Cyrillic and Latin)."),
        ("See www.аpple.com.", "“www.аpple.com” mixes letters of several scripts"),
        ("See xn--pple-43d.com.", "“xn--pple-43d.com” mixes letters of several scripts"),
        ("See аpple.com for more.", "“аpple.com” mixes letters of several scripts"),
        ("See https://[::1", "“https://[::1” is no address that browsers understand."),
    ],
)
def test_what_mail_programs_make_links_of(fires: Fires, text: str, said: str) -> None:
    assert said in fires("newsletter", {"items": [{"exercise": "bridge", "teaser": text}]}, "LNK-01").message


@pytest.mark.parametrize("address", ["https://аpple.com/", "mailto:info@аpple.com"])
def test_what_markdown_encodes_is_looked_at_as_browsers_show_it(fires: Fires, address: str) -> None:
    assert "“аpple” (Cyrillic and Latin)" in fires("article", {"body": f"Read [more]({address})."}, "LNK-01").message


@pytest.mark.parametrize("text", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html;base64,PHNjcmlwdD4="])
def test_a_link_to_code_in_markdown_is_told_once(good: Content, text: str) -> None:
    good.record("article", {"body": f"Read [more]({text})."})
    assert [finding.code for finding in good.findings()] == ["MD-03"]


@pytest.mark.parametrize(
    "text",
    [
        "See https://www.who.int/a?b=c@d (or write to hello@who.int).",
        "See https://bücher.de/ and https://физио.рф/план, or bücher.de.",
        "Our data: 12 patients. JavaScript: the good parts. The file: a list.",
        "Grüße an Ärzte und Füße.Dann weiter. Ein µm.und mehr.",
        "Упражнение по e.g. Bobath.Затем.",
        "Ratio 3:1, see press.example/a@b.",
    ],
)
def test_honest_text(good: Content, text: str) -> None:
    good.record("newsletter", {"items": [{"exercise": "bridge", "teaser": text}]})
    assert "LNK-01" not in {finding.code for finding in good.findings()}


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("аррӏе.com", "looks like"),
        ("xn--80ak6aa92e.com", "looks like"),
        ("www.ɡoogle.com", "looks like “www.google.com”, and is another"),
        ("kırmızı.com", "looks like “kirmizi.com”, and is another"),
        ("pаypal.com", "mixes letters of several scripts in “pаypal” (Cyrillic and Latin)"),
        ("εxample.org", "mixes letters of several scripts in “εxample” (Greek and Latin)"),
        ("who.int⁄login.evil.test", "names a host that cannot be"),
        ("a\u200bb.com", "names a host that cannot be"),
        ("xn--zzzz99999.com", "names a host that cannot be"),
        ("ä" * 64 + ".de", "names a host that cannot be"),
    ],
)
def test_hosts_in_disguise(host: str, why: str) -> None:
    assert disguise(host).startswith(why)
    assert disguise(host.upper()) or host.upper().lower() != host


@pytest.mark.parametrize(
    "host",
    ["who.int", "192.0.2.1", "", "bücher.de", "xn--bcher-kva.de", "faß.de", "łódź.pl", "kırmızı.com.tr", "ελλάδα.gr", "физио.рф",
     "xn--h1aigbg.xn--p1ai", "пример.com", "сор.рф", "例え.jp", "例えtest.jp", "한국test.kr", "bücher.de."],
)  # fmt: skip
def test_honest_hosts(host: str) -> None:
    assert disguise(host) == ""


@pytest.mark.parametrize(
    "seed", ["https://a@b ", "а.", "xn--", "://", "a.a", "javascript:x ", "data:a/", "https://" + "а" * 50, "file:/ ", "@", "аa."]
)
def test_long_texts_take_no_time(good: Content, seed: str) -> None:
    good.record("article", {"body": (seed * 200_000)[:19_000]})
    start = time.process_time()
    good.findings()
    assert time.process_time() - start < 2
