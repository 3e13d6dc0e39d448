"""The gettext catalogues: `./run docs` brings them up to date, and a test fails when one is stale.

Each package has its own: PACKAGE/locale/LANG/LC_MESSAGES/PACKAGE.po, which a translator edits, and the .mo made from it, which
the program reads. New words come into the .po files untranslated; words that are no longer used go.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {
    "pressup": "core/pressup",
    "pressup_pdf": "plugins/pressup_pdf",
    "pressup_jsonfeed": "plugins/pressup_jsonfeed",
    "pressup_email": "plugins/pressup_email",
    "pressup_web": "plugins/pressup_web",
    "pressup_ics": "plugins/pressup_ics",
}
LANGUAGES = ("de",)
METHODS = [("**.py", "python"), ("**/templates/**", "jinja2")]
OPTIONS = {"**/templates/**": {"silent": "false", "trimmed": "true"}}
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "_": None, "pgettext": ((1, "c"), 2)}


class PlainCatalog(Catalog):
    """A catalogue whose header has no dates and names, so that the same words give the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext needs, and no more."""
        kept = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
        return [(name, value) for name, value in super().mime_headers if name in kept]


def source_words(package: str) -> Catalog:
    """The words of a package's source and templates, and of the packaged vocabularies."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    if package == "pressup":
        from pressup.records.vocabulary import packaged

        for name, entries in packaged().items():
            for entry in entries.values():
                catalog.add(entry["name"], locations=[(f"records/vocabulary/{name}.yaml", 0)])
    found = extract_from_dir(str(ROOT / PACKAGES[package]), METHODS, OPTIONS, keywords=KEYWORDS)
    for file, _line, message, comments, context in found:
        catalog.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalog


def catalogue_files(package: str, language: str) -> dict[Path, bytes]:
    """The files of a catalogue as they should be."""
    folder = ROOT / PACKAGES[package] / "locale" / language / "LC_MESSAGES"
    path = folder / f"{package}.po"
    old = read_po(io.BytesIO(path.read_bytes()), locale=language) if path.is_file() else Catalog(locale=language)
    catalog = PlainCatalog(
        locale=language, charset="utf-8", fuzzy=False, header_comment=f"# The fixed words of {package} in “{language}”."
    )
    for message in sorted(source_words(package), key=lambda message: str(message.id)):
        if message.id:
            known = old.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
            files = sorted({(file, 0) for file, _ in message.locations})
            catalog.add(message.id, known.string if known else "", locations=files, context=message.context)
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, width=120, omit_header=False, include_lineno=False, sort_output=True)
    write_mo(mo, catalog)
    return {path: po.getvalue(), path.with_suffix(".mo"): mo.getvalue()}


def files() -> dict[Path, bytes]:
    """Every catalogue file, as it should be."""
    made: dict[Path, bytes] = {}
    for package in PACKAGES:
        for language in LANGUAGES:
            made.update(catalogue_files(package, language))
    return made
