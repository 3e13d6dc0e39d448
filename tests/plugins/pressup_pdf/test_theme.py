"""Themes: a folder of the library or of a plugin changes the look of handouts, and never what they say of safety."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.plugins.pressup_pdf.conftest import Pdf

import pressup
from pressup import Handout, Library, RenderContext, Theme, hookimpl
from pressup.build.cache import Cache
from pressup.build.report import BuildReport
from pressup.plugin import Plugin, Registry, discover
from pressup_pdf.page import ThemeError, html_page
from pressup_pdf.press import PrintError, print_pdf
from pressup_pdf.target import PdfOptions

BASE = "themes/clinic/templates/base.html"
FRONT = "themes/clinic/templates/parts/front.html"
STYLE = "themes/clinic/style.css"

Build = Callable[..., BuildReport]
Context = RenderContext[Any]
Handouts = dict[str, Handout]


def write(content: Path, name: str, text: str) -> None:
    (content / name).parent.mkdir(parents=True, exist_ok=True)
    (content / name).write_text(text)


@pytest.fixture
def context(tmp_path: Path, library: Library) -> Context:
    """A render context with the theme `clinic` of a folder in which nothing else is."""
    publisher = library.publishers[0].model_copy(update={"logo": None})
    theme = Theme("clinic", "pdf", "", "", "themes/clinic")
    return RenderContext(PdfOptions(theme="clinic"), publisher, "en-GB", (), tmp_path / "content", theme=theme)


@pytest.fixture
def build(content: Path, tmp_path: Path) -> Build:
    """Render one handout with the theme `clinic`, from the folder as it is now."""

    def run(id: str = "knee-pain", registry: Registry | None = None, cache: bool = False, theme: str = "clinic") -> BuildReport:
        return pressup.render(
            pressup.load(content),
            "pdf",
            output=tmp_path / "output",
            select=[id],
            options={"pdf": {"theme": theme}},
            registry=registry,
            cache=Cache.of(tmp_path / "cache") if cache else None,
        )

    return run


@pytest.fixture
def text(build: Build, tmp_path: Path) -> Callable[[], Pdf]:
    """The PDF of that handout."""

    def read() -> Pdf:
        report = build()
        assert report.ok, (report.faults, [str(f) for f in report.findings if f.severity == "error"])
        return Pdf((tmp_path / "output/pdf/knee-pain.pdf").read_bytes())

    return read


def findings(content: Path) -> list[tuple[str, int, int, str]]:
    found = [finding for finding in pressup.load(content).findings if finding.code == "PDF-02"]
    return [(Path(f.place.file).name, f.place.line, f.place.column, f.message) for f in found]


def test_single_blocks_are_replaced_and_a_style_is_added(content: Path, text: Callable[[], Pdf]) -> None:
    write(content, FRONT, '{% extends "pressup/parts/front.html" %}{% block eyebrow %}From {{ publisher.name }}{% endblock %}')
    write(content, BASE, '{% extends "pressup/base.html" %}{% block sources %}{{ super() }}<p>Ask at the desk.</p>{% endblock %}')
    write(content, STYLE, "h1 { color: var(--accent); background: url(dot.svg) no-repeat }\n")
    write(content, "themes/clinic/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="1" height="1"/>')
    assert findings(content) == []
    pdf = text()
    assert "From Sample Press" in pdf.pages[0]
    assert "Exercise handout for you to keep" not in pdf.text
    assert "Health handout for you to keep" not in pdf.text
    assert "Ask at the desk." in pdf.text
    assert b"0.721569 0.27451 0.117647 rg" in pdf.file.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("part", ["flags", "disclaimer", "sample"])
def test_a_theme_cannot_drop_what_must_be_read(content: Path, build: Build, tmp_path: Path, part: str) -> None:
    write(content, FRONT, f'{{% extends "pressup/parts/front.html" %}}{{% block {part} %}}{{% endblock %}}')
    report = build()
    if part == "sample":  # the mark at the head of each page stays
        assert report.ok
        return
    (fault,) = report.faults
    missing = {
        "flags": "the output drops a safety text (SAF-02, red flag): “",
        "disclaimer": "the output drops a safety text (disclaimer): “This does not replace advice from a health professional.",
    }
    assert fault.message.startswith(missing[part])
    assert not (tmp_path / "output/pdf/knee-pain.pdf").exists()


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ publisher.parse_file('/etc/passwd') }}", "is not safely callable"),
        ("{{ ''.__class__.__mro__ }}", "access to attribute '__class__'"),
        ("{{ document.model_copy() }}", "is not safely callable"),
        ("{{ date.__self__ }}", "access to attribute '__self__'"),
        ("{% for a in range(100000) %}x{% endfor %}", "A template counts no further than 500"),
        ("{{ 'x' * 1000000000 }}", "is for numbers"),
        ("{{ '%1000000000d' % 1 }}", "is for numbers"),
        ("{{ 9 ** 9 ** 9 }}", "a number becomes too large"),
        ("{{ 'x'.ljust(1000000000) }}", "is not safely callable"),
        ("{{ subject.nothing_like_it }}", "has no attribute"),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
        ("{% include '../../../pressup.yaml' %}", "pressup.yaml"),
    ],
)
def test_a_template_of_the_library_can_do_nothing_but_arrange(
    context: Context, handouts: Handouts, template: str, told: str
) -> None:
    assert context.assets is not None
    content = context.assets
    write(content, FRONT, f"{{% extends 'pressup/parts/front.html' %}}\n{{% block eyebrow %}}\n{template}{{% endblock %}}")
    with pytest.raises(ThemeError) as caught:
        html_page(handouts["knee-pain"], context)
    assert told in str(caught.value)
    assert str(caught.value).startswith("themes/clinic/templates/parts/front.html:3: ")


def test_texts_of_records_stay_texts(context: Context, handouts: Handouts) -> None:
    assert context.assets is not None
    write(context.assets, FRONT, '{% extends "pressup/parts/front.html" %}{% block eyebrow %}{{ subject.summary }}{% endblock %}')
    document = handouts["knee-pain"]
    bold = document.model_copy(update={"subject": document.subject.model_copy(update={"summary": "<b>Bold</b>"})})
    page = html_page(bold, context)
    assert (page.count("&lt;b&gt;Bold"), page.count("<b>Bold")) == (2, 0)


def test_mistakes_are_findings_with_file_line_and_column(content: Path) -> None:
    write(content, STYLE, "h1 { color: var(--brand) }\n\nh2 { colr: red }\n  .flags { display: none }\np { font-size: 7.5pt }\n")
    write(content, BASE, '{% extends "pressup/base.html" %}\n\n{% block content %}')
    write(content, "themes/clinic/templates/parts/front.html", "\n{% autoescape false %}{{ document.title }}{% endautoescape %}")
    write(content, "themes/clinic/templates/programe.html", "")
    assert findings(content) == [
        ("style.css", 3, 6, "The style sheet has a mistake: “colr: red”: unknown property."),
        ("style.css", 4, 12, "“display: none” may hide what a patient must read."),
        ("style.css", 5, 5, "Text of 7.5 points is too small."),
        (
            "base.html",
            3,
            1,
            "The template cannot be read: Unexpected end of template. Jinja was looking for the following tags: 'endblock'. "
            "The innermost block that needs to be closed is 'block'.",
        ),
        ("front.html", 2, 1, "The template cannot be read: A theme of the content folder cannot switch escaping off."),
        ("programe.html", 1, 1, "The PDF has no template “programe.html”, so this file would not be used."),
    ]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.css", "file:///etc/passwd", "../../pressup.yaml", "/etc/passwd"])
def test_a_style_reads_nothing_outside(context: Context, handouts: Handouts, address: str) -> None:
    assert context.assets is not None
    content = context.assets
    write(content, STYLE, f"@import url({address});\nh1 {{ color: #000000 }}")
    ((file, _, _, message),) = findings(content)
    assert (file, "may not load" in message) == ("style.css", True)
    write(content, STYLE, f"h1 {{ background: url({address}) }}")
    with pytest.raises(PrintError, match="may not load"):
        print_pdf(html_page(handouts["knee-pain"], context), context)


@pytest.mark.full
def test_a_changed_theme_makes_its_handouts_again(content: Path, build: Build) -> None:
    def cached() -> list[bool]:
        return [made.cached for made in build(cache=True).made]

    write(content, STYLE, "h1 { color: #111111 }")
    assert [cached(), cached()] == [[False], [True]]
    write(content, STYLE, "h1 { color: #222222 }")
    assert [cached(), cached()] == [[False], [True]]
    write(content, FRONT, '{% extends "pressup/parts/front.html" %}{% block eyebrow %}Hello{% endblock %}')
    assert [cached(), cached()] == [[False], [True]]


def test_an_unknown_theme_is_told_where_it_is_named(content: Path, build: Build) -> None:
    write(content, STYLE, "")
    with pytest.raises(pressup.build.report.UsageError, match="There is no theme “clinik” for pdf"):
        build(theme="clinik")
    record = content / "publishers/sample-press.yaml"
    record.write_text(record.read_text().replace("paper: a4", "paper: a4, theme: clinik"))
    report = pressup.render(pressup.load(content), "pdf", output=content.parent / "output")
    (found,) = [finding for finding in report.findings if finding.code == "OPT-01"]
    assert found.message == "There is no theme “clinik” for pdf."
    assert record.read_text().splitlines()[found.place.line - 1][found.place.column - 1 :].startswith("clinik")


class Harbour:
    """A plugin that brings a theme."""

    @hookimpl
    def pressup_register_themes(self) -> list[Theme]:
        return [Theme("harbour", "pdf", "Blue and calm", "harbour_theme", "look")]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package of that plugin."""
    folder = tmp_path / "site/harbour_theme"
    (folder / "look").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "look/style.css").write_text("h1 { color: #123456 }")
    monkeypatch.syspath_prepend(folder.parent)
    monkeypatch.delitem(sys.modules, "harbour_theme", raising=False)
    return folder


def registry_with(*plugins: Any) -> Registry:
    return discover((Plugin(f"harbour{n}", "pressup-harbour", f"{n}.0"), plugin) for n, plugin in enumerate(plugins, 1))


@pytest.mark.full
def test_a_plugin_brings_a_theme(package: Path, build: Build, tmp_path: Path) -> None:
    from pressup.build.fingerprint import files_of

    registry = registry_with(Harbour())
    assert [str(fault) for fault in registry.faults] == []
    report = build(registry=registry, theme="harbour", cache=True)
    assert report.ok, report.faults
    pdf = Pdf((tmp_path / "output/pdf/knee-pain.pdf").read_bytes())
    assert b"0.070588 0.203922 0.337255 rg" in pdf.file.pages[0].Contents.read_bytes()
    assert [made.cached for made in build(registry=registry, theme="harbour", cache=True).made] == [True]
    (package / "look/style.css").write_text("h1 { color: #654321 }")
    files_of.cache_clear()  # a new process would look at the files again
    assert [made.cached for made in build(registry=registry, theme="harbour", cache=True).made] == [False]
