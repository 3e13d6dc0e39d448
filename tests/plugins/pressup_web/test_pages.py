"""Pages say all that a handout says, load nothing from elsewhere, and let nothing of their content come to life."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.core.checks.made import png

from pressup import Artifact, Document, Finished, Handout, Publisher
from pressup.build.verify import extract, normal
from pressup.testing import sample_documents
from pressup.testing.samples import HOSTILE, sample_publisher
from pressup_web.pages import MOST_BYTES

Make = Callable[..., str]
IDS = ("hamstring-basics", "knee-pain", "tight-hamstrings-and-knee-pain", "single-leg-deadlift", "catalogue")
LOADING = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "manifest"}


class Elements(HTMLParser):
    """All elements of a page with their attributes, and the text of its styles and scripts."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.cdata_elem:
            self.raw.append((self.cdata_elem, data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def text_of(html: str) -> str:
    (text,) = extract(Artifact("a.html", html.encode(), "text/html"))
    return normal(text)


@pytest.mark.parametrize("id", IDS)
def test_nothing_is_loaded_from_elsewhere(page: Make, id: str) -> None:
    elements = Elements(page(id))
    for tag, attributes in elements.found:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        for name in LOADING & attributes.keys():
            assert not re.match(r"[a-z]+:|//", attributes[name] or "", re.IGNORECASE), (tag, attributes)
        if tag == "link":
            assert attributes["rel"] in ("canonical", "alternate")  # neither is loaded
    assert not elements.all("base")
    assert not elements.all("iframe")
    style = "".join(text for tag, text in elements.raw if tag == "style")
    assert style
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("id", IDS)
def test_the_policy_lets_only_the_pages_own_style_and_script_run(page: Make, id: str) -> None:
    elements = Elements(page(id))
    (policy,) = (one["content"] or "" for one in elements.all("meta") if one.get("http-equiv") == "Content-Security-Policy")
    rules = {words[0]: words[1:] for part in policy.split("; ") for words in [part.split(" ")]}
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert rules["img-src"] == ["'self'", "file:"]

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    styles = [text for tag, text in elements.raw if tag == "style"]
    scripts = [text for tag, text in elements.raw if tag == "script"]
    assert rules["style-src"] == [digest("".join(styles))]
    assert set(rules["script-src"]) == set(map(digest, scripts))
    assert len([text for text in scripts if not text.startswith("{")]) == (id == "catalogue")


def test_every_page_weighs_less_than_100_kb(documents: dict[str, Document], page: Make) -> None:
    weights = {id: len(page(id).encode()) for id in documents}
    assert {id: weight for id, weight in weights.items() if weight >= MOST_BYTES} == {}


def test_all_safety_texts_are_there(documents: dict[str, Document], page: Make, publisher: Publisher) -> None:
    for document in documents.values():
        if isinstance(document, Handout):
            text = text_of(page(document.id))
            missing = [one for one in document.safety_texts(publisher) if normal(one[1]) not in text]
            assert missing == [], document.id
            assert normal("Sample – not clinically reviewed") in text


def test_safety_comes_first_with_word_shape_and_number(page: Make) -> None:
    html = page("hamstring-basics")
    texts = ("Sample.</strong>", "Emergency</h3>", "Call 999.", 'class="disclaimer"', "Bridge</a></h3>")
    order = [html.index(text) for text in texts]
    assert order == sorted(order)
    for urgency in ("emergency", "same-day", "soon"):
        section = html.partition(f'<section class="flag {urgency}">')[2].partition("</section>")[0]
        assert '<svg class="icon"' in section


@pytest.mark.parametrize("kind", ["programme", "condition", "article", "exercise", "catalogue"])
def test_hostile_text_stays_text(artifacts: Callable[..., tuple[Artifact, ...]], kind: str) -> None:
    document = sample_documents(HOSTILE)[kind]
    publisher = sample_publisher().model_copy(update={"name": f"Press {HOSTILE}", "disclaimer": f"Ask. {HOSTILE}"})
    for artifact in artifacts(document, publisher=publisher, assets=None):
        if artifact.path.endswith(".svg"):
            assert b"hostile" not in artifact.content
            continue
        elements = Elements(artifact.content.decode())
        assert not [one for one in elements.all("img") if "passwd" in str(one)]
        assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
        programs = [text for tag, text in elements.raw if tag == "script" and not text.startswith("{")]
        assert "hostile" not in "".join(programs)
        assert "<" not in "".join(text for tag, text in elements.raw if tag == "style")
        assert not [
            one["href"] for one in elements.all("a") if re.match("javascript:|file:|data:", one["href"] or "", re.IGNORECASE)
        ]
        assert normal(HOSTILE) in text_of(artifact.content.decode())


def test_links_lead_to_pages_of_the_build_only(documents: dict[str, Document], page: Make) -> None:
    ids = set(documents) - {"catalogue"}
    for id in documents:
        for one in Elements(page(id)).all("a"):
            href = one["href"] or ""
            if href.endswith(".html"):
                assert href == "index.html" or href.removesuffix(".html") in ids, (id, href)
    known = page("bridge", pages=("bridge",))
    assert "single-leg-bridge.html" in page("bridge")
    assert "single-leg-bridge.html" not in known
    assert "Single-leg bridge" in known


def test_places_inside_a_page_exist(documents: dict[str, Document], page: Make) -> None:
    for id in documents:
        elements = Elements(page(id))
        ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
        assert len(ids) == len(set(ids)), id
        wanted = {href[1:] for one in elements.all("a") if (href := one["href"] or "").startswith("#")}
        assert wanted <= set(ids), id


def test_the_pdf_and_the_feed_of_the_same_build_are_linked(page: Make) -> None:
    finished = (
        Finished("pdf", "bridge", "pdf/bridge.pdf", 1, "0" * 64, "application/pdf"),
        Finished("pdf", "squat", "pdf/squat.pdf", 1, "0" * 64, "application/pdf"),
        Finished("jsonfeed", "catalogue", "jsonfeed/catalogue.json", 1, "0" * 64, "application/feed+json"),
    )
    elements = Elements(page("bridge", finished=finished))
    assert [one["href"] for one in elements.all("link") if one["rel"] == "alternate"] == [
        "../jsonfeed/catalogue.json",
        "../pdf/bridge.pdf",
    ]
    assert "../pdf/bridge.pdf" in [one["href"] for one in elements.all("a")]
    assert not [one for one in Elements(page("bridge")).all("link") if one["rel"] == "alternate"]


def test_the_public_address_can_be_left_out(page: Make) -> None:
    (link,) = Elements(page("bridge")).all("link")
    assert link == {"rel": "canonical", "href": "https://sample-press.example/bridge"}
    assert Elements(page("bridge", canonical=False)).all("link") == []


def test_moving_figures_are_behind_a_click_and_can_be_left_out(page: Make) -> None:
    html = page("squat")
    details = html.partition('<details class="motion">')[2].partition("</details>")[0]
    assert "<animate " in details
    assert "<animate " not in html.replace(details, "")
    assert "prefers-reduced-motion:reduce){.motion{display:none}" in html
    assert "<animate " not in page("squat", animate=False)


def test_a_page_that_would_be_too_heavy_has_still_figures_only(page: Make) -> None:
    html = page("hamstring-basics")
    assert html.count('<figure class="sheet">') == 7
    assert "<animate " not in html


@pytest.mark.parametrize(
    ("scheme", "night"), [("auto", "screen and (prefers-color-scheme:dark)"), ("dark", "screen{"), ("light", "")]
)
def test_colour_schemes(page: Make, scheme: str, night: str) -> None:
    html = page("bridge", scheme=scheme)
    assert f"@media {night}" in html if night else "prefers-color-scheme" not in html
    assert f'<meta name="color-scheme" content="{"light dark" if scheme == "auto" else scheme}">' in html


def test_print_has_the_paper_and_the_sample_mark_on_each_sheet(page: Make) -> None:
    assert "@page{size:A4;" in page("bridge")
    html = page("bridge", paper="letter")
    assert "@page{size:letter;" in html
    assert '@top-right{content:"Sample\\20 \\2013 \\20 not' in html


def test_the_same_input_gives_the_same_bytes(documents: dict[str, Document], page: Make) -> None:
    for id in IDS:
        document = documents[id]
        again = type(document).model_validate_json(document.model_dump_json(by_alias=True))
        assert page(again) == page(id), id


def test_pictures_of_records_lie_beside_the_page(artifacts: Callable[..., tuple[Artifact, ...]], tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes(png(40, 30, 90))
    (tmp_path / "two.svg").write_text("<svg onload='hostile()'/>")
    document = sample_documents()["article"]
    assert isinstance(document, Handout)
    rights = {"licence": "CC0-1.0", "author": "A"}

    def with_picture(file: str) -> Handout:
        data = document.model_dump(mode="json", by_alias=True)
        data["subject"]["media"] = [{"file": file, "alt": "A chair.", "rights": rights}]
        return Handout.model_validate(data)

    html, picture = artifacts(with_picture("one.png"), assets=tmp_path)
    assert (picture.path, picture.role, picture.media_type) == ("pictures/sample-article-1.png", "supplement", "image/png")
    assert 'src="pictures/sample-article-1.png" alt="A chair."' in html.content.decode()
    with pytest.raises(ValueError, match=r"“two\.svg” is no picture for the web"):
        artifacts(with_picture("two.svg"), assets=tmp_path)
    with pytest.raises(ValueError, match="cannot be read"):
        artifacts(with_picture("three.png"), assets=tmp_path)
