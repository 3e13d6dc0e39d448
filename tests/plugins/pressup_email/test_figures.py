"""A mail carries the figures of its exercises in itself, as PNG."""

import io
import re
from collections.abc import Callable
from email.message import EmailMessage
from html.parser import HTMLParser

from PIL import Image

from pressup import Exercise, Newsletter, figure_alt
from pressup.records.figure import Figure
from pressup_email.pictures import WIDTH

Make = Callable[..., bytes]
Parse = Callable[[bytes], EmailMessage]
FIGURE = Figure.model_validate({"base": "standing", "finish": {"legs": {"knee": 95, "hip": 95}}})


def drawn(issue: Newsletter, figure: Figure | None = FIGURE, **dose: object) -> Newsletter:
    """The issue with a figure in each exercise."""
    items = []
    for item in issue.items:
        if isinstance(item.record, Exercise):
            changed = item.record.model_copy(update={"figure": figure, "dose": item.record.dose.model_copy(update=dose)})
            items.append(item.model_copy(update={"record": changed}))
        else:
            items.append(item)
    return issue.model_copy(update={"items": tuple(items)})


def pictures(mail: EmailMessage) -> dict[str, bytes]:
    """The pictures of a mail by their Content-ID."""
    return {part["Content-ID"].strip("<>"): part.get_content() for part in mail.walk() if part.get_content_maintype() == "image"}


def test_each_picture_is_named_by_the_html_and_there_once(issue: Newsletter, make: Make, parse: Parse) -> None:
    mail = parse(make(drawn(issue)))
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "multipart/related"]
    html = mail.get_body(("html",))
    assert html is not None
    named = re.findall(r'src="cid:([^"]+)"', html.get_content())
    assert named and sorted(named) == sorted(pictures(mail)) and len(named) == len(set(named))
    assert all(not part.defects for part in mail.walk())


def test_a_picture_is_sharp_has_its_size_and_words(issue: Newsletter, make: Make, parse: Parse) -> None:
    document = drawn(issue)
    mail = parse(make(document))
    html = mail.get_body(("html",))
    assert html is not None
    start, finish, *_ = re.findall(r"<img[^>]*>", html.get_content())
    sizes = [Image.open(io.BytesIO(data)).size for data in pictures(mail).values()]
    for tag, size in zip((start, finish), sizes, strict=False):
        height = re.search(r'height="(\d+)"', tag)
        assert height and size[0] > 2 * WIDTH and f'width="{WIDTH}"' in tag
        assert abs(size[1] / size[0] - int(height[1]) / WIDTH) < 0.01
    assert f'alt="{figure_alt(document.exercises()[0], document.lang)}"' in start
    assert 'alt=""' in finish  # the first has told of both


def test_start_and_finish_say_which_they_are(issue: Newsletter, make: Make, parse: Parse) -> None:
    html = parse(make(drawn(issue))).get_body(("html",))
    assert html is not None
    words = re.findall(r'<p class="words"[^>]*>(\w+)</p>', html.get_content())
    assert words == ["Start", "Finish"] * len(issue.exercises())


def test_the_same_issue_gives_the_same_bytes_and_another_figure_another_id(issue: Newsletter, make: Make, parse: Parse) -> None:
    first = make(drawn(issue))
    assert make(drawn(issue)) == first
    ids = {parse(make(document))["Message-ID"] for document in (issue, drawn(issue), drawn(issue, side="left"))}
    assert len(ids) == 3


def test_without_figures_a_mail_has_two_parts(issue: Newsletter, make: Make, parse: Parse) -> None:
    mail = parse(make(drawn(issue, None)))
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_hostile_words_stay_words(issue: Newsletter, make: Make, parse: Parse) -> None:
    mail = parse(make(drawn(issue, FIGURE.model_copy(update={"alt": 'A "<script>alert(1)</script>'}))))
    html = mail.get_body(("html",))
    assert html is not None
    tags: list[str] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
    reader.feed(html.get_content())
    assert "img" in tags and "script" not in tags


def test_lines_stay_short(issue: Newsletter, make: Make) -> None:
    assert max(map(len, make(drawn(issue)).split(b"\r\n"))) <= 998
