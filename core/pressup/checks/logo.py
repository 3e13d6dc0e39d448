"""The publisher's logo: it can be read, it is small, and nothing in it does more than draw."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pressup.checks.check import Check, Problem
from pressup.checks.pictures import inside
from pressup.content.library import Library
from pressup.content.logo import MAX_PNG_BYTES, LogoError, read_logo
from pressup.content.source import read_plain_file
from pressup.findings import Severity
from pressup.records import Publisher


def usable(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A logo is an SVG of plain shapes or a PNG, of bounded size; a script, a link, an entity or a style sheet in it is refused."""
    for publisher in library.of(Publisher):
        logo = publisher.logo
        path = inside(library.folder(publisher), logo.file) if logo else None
        if logo is None or path is None:
            continue
        try:
            read_logo(logo.file, read_plain_file(path, MAX_PNG_BYTES))
        except LogoError as error:
            where = ("logo", "file")
            if error.line:
                related = (publisher.id, where)
                yield Problem(
                    publisher.id, where, str(error), error.help, related, file=logo.file, line=error.line, column=error.column
                )
            else:
                yield Problem(publisher.id, where, str(error), error.help)
        except OSError:  # X-01 tells it
            continue


CHECKS = (Check("LOGO-01", Severity.ERROR, usable),)
