"""Mails of 6, 30 and 100 items: their bytes and milliseconds, and what mail programs cannot do of them, against MJML."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.plugins.pressup_email.clients import FAMILIES, lost

ROOT = Path(__file__).resolve().parents[2]
SIZES = (6, 30, 100)
TEASER = "Tired thighs and sore stairs can have many causes. Here is what to look for, and what to have checked."

MJML = """
<mjml lang="en"><mj-head>
<mj-title>{{ issue.title }}</mj-title><mj-preview>{{ issue.preheader }}</mj-preview>
</mj-head><mj-body>
<mj-section><mj-column><mj-text>{{ publisher.name }}, {{ letter.date }}</mj-text>
<mj-text><h1>{{ issue.title }}</h1></mj-text>
<mj-text>{{ issue.lead }}</mj-text></mj-column></mj-section>
{% for item in letter.items %}
<mj-section><mj-column><mj-text><h2>{{ item.heading }}</h2><p>{{ item.teaser }}</p></mj-text>
{% if item.main %}<mj-button href="{{ item.link.url }}">{{ item.link.label }}</mj-button>
{% else %}<mj-text><a href="{{ item.link.url }}">{{ item.link.label }}</a></mj-text>{% endif %}
<mj-divider /></mj-column></mj-section>
{% endfor %}
<mj-section><mj-column>{% for group in letter.warnings %}<mj-text><p><strong>{{ group.label }}: {{ group.action }}</strong></p><ul>
{% for sign in group.signs %}<li>{{ sign }}</li>{% endfor %}</ul></mj-text>{% endfor %}
<mj-text>{{ publisher.disclaimer }}</mj-text><mj-text>{{ publisher.mailing.reason }}
<a href="{{ publisher.mailing.unsubscribe_url }}">Unsubscribe</a> {{ publisher.contact.postal_address }}</mj-text>
</mj-column></mj-section></mj-body></mjml>
"""


def mail(runs: int) -> None:
    """Print the tables."""
    from pressup import load
    from pressup.documents import documents_for
    from pressup.documents.model import Newsletter

    library = load(ROOT / "content")
    publisher = library.publishers[0]
    issue = next(one for one in documents_for(library, publisher, Newsletter) if isinstance(one, Newsletter))
    article = next(item for item in issue.items if item.record and item.record.kind == "article")
    exercise = next(item for item in issue.items if item.record and item.record.kind == "exercise")
    row = "{:<24} {:>6} {:>12} {:>12} {:>9}  {}".format
    print(row("mail of", "items", "bytes HTML", "bytes mail", "ms", "the publisher is told"))
    for name, item in (("articles with a teaser", article), ("exercises in full", exercise)):
        for size in SIZES:
            items = tuple(item.model_copy(update={"heading": f"{item.heading} {n}", "teaser": TEASER}) for n in range(size))
            document = issue.model_copy(update={"items": items})
            html, whole, told = _sizes(document, publisher)
            taken = _best(lambda document=document: _sizes(document, publisher), runs)  # type: ignore[misc]
            print(row(name, size, f"{html:,}", f"{whole:,}" if whole else "", f"{taken:.1f}", told))
    _against_mjml(issue.model_copy(update={"items": (article,) * 6}), publisher, runs)


def _best(work: Callable[[], object], runs: int) -> float:
    """The shortest of several runs, in milliseconds of this process."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def _context(document: Any, publisher: Any) -> Any:
    from pressup import RenderContext
    from pressup_email.target import EmailOptions

    return RenderContext(EmailOptions(), publisher, document.lang)


def _sizes(document: Any, publisher: Any) -> tuple[int, int, str]:
    """The bytes of the HTML part and of the mail, which is 0 when it is refused, and what the publisher is told."""
    import json

    from pressup_email.letter import letter
    from pressup_email.message import MailError
    from pressup_email.pages import html_page
    from pressup_email.target import Email

    context = _context(document, publisher)
    try:
        files = {one.path.removeprefix(document.id): one.content for one in Email().render(document, context)}
    except MailError as error:
        return len(html_page(letter(document, context), context).encode()), 0, f"refused: {str(error)[:60]}…"
    facts = json.loads(files[".json"])
    return facts["bytes"]["html"], len(files[".eml"]), "warning" if facts["warnings"] else "nothing"


def _against_mjml(document: Any, publisher: Any, runs: int) -> None:
    """The same items, words and links by MJML, by its engine in Rust."""
    import jinja2
    import mrml

    from pressup_email.letter import letter
    from pressup_email.pages import html_page

    context = _context(document, publisher)
    template = jinja2.Environment(autoescape=True).from_string(MJML)

    def ours() -> str:
        return html_page(letter(document, context), context)

    def theirs() -> str:
        shown = letter(document, context)
        return str(mrml.to_html(template.render(letter=shown, issue=document.issue, publisher=publisher)).content)

    row = "{:<24} {:>6} {:>12} {:>9}".format
    print(row("\nsix articles by", "", "bytes HTML", "ms"), *(f"{family:>20}" for family in FAMILIES), " (features it cannot do)")
    for name, made in (("Pressup", ours), ("MJML", theirs)):
        page, taken = made(), _best(made, runs)
        print(row(name, "", f"{len(page.encode()):,}", f"{taken:.1f}"), *(f"{len(lost(page, family)):>20}" for family in FAMILIES))
    for family in FAMILIES:
        mine, other = lost(ours(), family), lost(theirs(), family)
        print(f"{family}: only Pressup {sorted(mine - other)}; only MJML {sorted(other - mine)}")
