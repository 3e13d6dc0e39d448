"""Markdown becomes HTML and text without raw HTML, dangerous links or skipped headings."""

from __future__ import annotations

import pytest

from pressup import markdown_to_html, markdown_to_text


@pytest.mark.parametrize(
    ("text", "first", "levels"),
    [
        ("# A\n\n## B\n", 2, "23"),
        ("## A\n\n### B\n\n## C\n", 2, "232"),
        ("## A\n\n#### B\n\n##### C\n\n### D\n", 2, "2343"),
        ("### A\n\n# B\n\n## C\n", 3, "334"),
        ("###### A\n", 2, "2"),
        ("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6\n", 3, "345666"),
        ("A\n=\n\nB\n-\n", 4, "45"),
    ],
)
def test_headings_are_shifted_without_gaps(text: str, first: int, levels: str) -> None:
    import re

    html = markdown_to_html(text, first_heading=first)
    assert "".join(re.findall(r"<h(\d)", html)) == levels
    assert re.findall(r"<h(\d)", html) == re.findall(r"</h(\d)", html)


@pytest.mark.parametrize(
    "html", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b>c</b>", "<!-- x -->", "<p\nonclick=x>"]
)
def test_html_prints_as_text(html: str) -> None:
    made = markdown_to_html(html)
    for tag in ("<script", "<img", "<b>", "<!--", "<p\n", "onclick=x>\n"):
        assert tag not in made
    assert "&lt;" in made


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,<script>",
        "vbscript:x",
        "http://a.example",
        "//a.example",
        "../secret",
        "/x",
        "#x",
        "ftp://a.example",
        " javascript:x",
    ],
)
def test_other_addresses_are_not_linked(address: str) -> None:
    for text in (f"[x]({address})", f"[x](<{address}>)", f"<{address}>", f"[x]\n\n[x]: {address}"):
        assert "href" not in markdown_to_html(text)
    assert "<img" not in markdown_to_html(f"![x]({address})")


@pytest.mark.parametrize("address", ["https://a.example/x?y=1#z", "mailto:a@b.example", "tel:+44123", "HTTPS://a.example"])
def test_safe_addresses_are_linked(address: str) -> None:
    assert f'<a href="{address}">x</a>' in markdown_to_html(f"[x]({address})")


def test_pictures_are_not_made() -> None:
    assert "<img" not in markdown_to_html("![x](https://a.example/x.png)")


def test_attributes_cannot_be_broken_out_of() -> None:
    html = markdown_to_html('[x](https://a.example/"onmouseover="x "title\\"y")')
    assert 'onmouseover="' not in html


def test_inline_marks() -> None:
    assert markdown_to_html("*a* **b** `c`") == "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("One\ntwo.\n\nThree.", "One two.\n\nThree."),
        ("## Title\n\nText *with* **marks** and `code`.", "Title\n\nText with marks and code."),
        ("- a\n- b\n", "- a\n- b"),
        ("1. a\n2. b\n", "1. a\n2. b"),
        ("3. a\n4. b\n", "3. a\n4. b"),
        ("- a\n  - b\n    - c\n- d\n", "- a\n  - b\n    - c\n- d"),
        ("1. a\n   - b\n2. c\n", "1. a\n  - b\n2. c"),
        ("Before:\n\n- a\n- b\n\nAfter.", "Before:\n\n- a\n- b\n\nAfter."),
        ("3 times a week.\n\n- a\n- b\n", "3 times a week.\n\n- a\n- b"),
        ("- a\n\n1. b\n", "- a\n\n1. b"),
        ("- a\n\n  more\n- b\n", "- a\n  more\n- b"),
        ("[site](https://a.example) and [mail](mailto:a@b.example)", "site (https://a.example) and mail (a@b.example)"),
        ("<https://a.example>", "https://a.example"),
        ("```\ncode\n```\n", "code"),
        ("a  \nb", "a b"),
        ("&lt;b&gt; &amp; 5 < 6", "<b> & 5 < 6"),
        ("> quoted", "quoted"),
        ("", ""),
    ],
)
def test_plain_text(text: str, plain: str) -> None:
    assert markdown_to_text(text) == plain


def test_deep_nesting_ends() -> None:
    for text in ("> " * 5_000 + "x", "- " * 5_000 + "x", "[" * 2_000 + "x" + "]" * 2_000, "*a " * 2_000):
        markdown_to_html(text)
        markdown_to_text(text)
