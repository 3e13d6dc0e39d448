"""Addresses in newsletters: well-formed, open to every reader, and the publisher's own lead to a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pressup import Finding, Severity

SAMPLE = {"status": "sample", "version": "0.1", "authors": [{"name": "A"}]}


def action(url: str) -> dict[str, Any]:
    return {"action": {"label": "Go", "url": url}}


@pytest.mark.parametrize(
    "url",
    [
        "https://press.test/",
        "https://example.org/plan",
        "https://www.Example.COM:8080/",
        "https://localhost/",
        "https://localhost./",
        "https://intranet/plan",
        "https://printer.local/",
        "https://nas.home.arpa/",
        "https://127.0.0.1/",
        "https://192.168.0.2:8000/plan",
        "https://192.0.2.1/",
        "https://[::1]/",
        "https://[2001:db8::1]/",
        "mailto:hello@example.net",
        "mailto:hello@localhost",
    ],
)
def test_a_host_that_readers_cannot_reach(fires: Callable[..., Finding], silent: Callable[..., None], url: str) -> None:
    finding = fires("newsletter", action(url), "NEWS-03", url)
    assert finding.message.startswith(f"Readers cannot open “{url}”: its n")
    silent("newsletter", {**action(url), "review": SAMPLE}, "NEWS-03")


def test_a_sample_publisher_may_use_reserved_hosts(silent: Callable[..., None]) -> None:
    silent("newsletter", action("https://press.example/bridge"), "NEWS-03", others=[("publisher", {"sample": True})])


@pytest.mark.parametrize(
    "url",
    [
        "https:///plan",
        "https://www..who.int/",
        "https://-who.int/",
        "https://who.int:0/",
        "https://who.int:99999/",
        "https://who.int:port/",
        "https://[::1/",
        f"https://{'a' * 64}.org/",
        "mailto:a%0Ab@who.int",
        "mailto:a,b@who.int",
        "mailto:a@who..int",
    ],
)
def test_what_is_no_address(fires: Callable[..., Finding], url: str) -> None:
    fires("newsletter", {**action(url), "review": SAMPLE}, "NEWS-03", url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.who.int/a?b=1#c",
        "https://bücher.de/",
        "https://8.8.8.8/",
        "mailto:a.b+c@who.int?subject=Hello",
        "https://who.int./",
    ],
)
def test_what_every_reader_can_open(silent: Callable[..., None], url: str) -> None:
    silent("newsletter", {"items": [{"exercise": "bridge", **action(url)}]}, "NEWS-03")


@pytest.mark.parametrize(
    "url", ["https://press.example/bridge-2", "https://press.example/brigde/?a=b", "https://press.example/news/bridge"]
)
def test_a_page_of_the_publisher_that_is_none(fires: Callable[..., Finding], url: str) -> None:
    finding = fires("newsletter", {"items": [{"exercise": "bridge", **action(url)}]}, "NEWS-04", url, severity=Severity.WARNING)
    assert "NEWS-04 because" in finding.help


def test_a_slip_of_the_pen_is_put_right(fires: Callable[..., Finding]) -> None:
    finding = fires("newsletter", action("https://press.example/brigde"), "NEWS-04", severity=Severity.WARNING)
    assert finding.help.startswith("Did you mean “bridge”?")


def test_a_record_that_is_no_longer_in_use_has_no_page(fires: Callable[..., Finding]) -> None:
    others = [("article", {"id": "old-text", "title": "Old text", "status": "deprecated"})]
    finding = fires("newsletter", action("https://press.example/old-text"), "NEWS-04", severity=Severity.WARNING, others=others)
    assert finding.related is not None
    assert finding.related.file == "old-text.yaml"


@pytest.mark.parametrize(
    "url",
    [
        "https://press.example/bridge",
        "https://press.example/bridge/#steps",
        "https://press.example",
        "https://press.example/?a=b",
        "https://other.example/nothing",
        "https://press.example:8443/nothing",
        "mailto:nothing@press.example",
    ],
)
def test_pages_of_records_and_of_others(silent: Callable[..., None], url: str) -> None:
    silent("newsletter", action(url), "NEWS-04")
