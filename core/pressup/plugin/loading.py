"""Reading and checking a content folder with all that the installed plugins add: their rules and their fields."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pressup.checks import HouseCheck, HouseFields
from pressup.checks import check as check_library
from pressup.checks.reading import Reading
from pressup.content.library import Library
from pressup.content.reader import ReadFile
from pressup.content.reader import load as read_library
from pressup.findings import Finding, Place, Severity
from pressup.plugin.manager import PluginFault, Registry, discover


def load(
    folder: str | os.PathLike[str] = "content",
    *,
    date: datetime.date | None = None,
    registry: Registry | None = None,
) -> Library:
    """Read a content folder and check it: all problems of all files, in one run.

    Args:
        folder: The content folder.
        date: 'Today', for rules about review dates; the system's date when left out. It never enters an output.
        registry: What plugins give, such as rules of their own; the installed ones when left out.

    Returns:
        The library. `findings` holds every problem, `ok` is true when none is an error, and good records are there whatever is
        wrong with others.

    Raises:
        ContentError: when the folder does not exist or is not a folder.
    """
    return load_with(Reading(), folder, date=date, registry=registry)


def load_with(
    reading: Reading,
    folder: str | os.PathLike[str],
    *,
    date: datetime.date | None,
    registry: Registry | None,
    submissions: Iterable[Path] = (),
    texts: Iterable[ReadFile] = (),
) -> Library:
    """Read a content folder and check it, in several processes, with a memory, and beside other files.

    Args:
        reading: How files are read.
        folder: The content folder.
        date: 'Today'.
        registry: What plugins give.
        submissions: Files and folders whose records stand beside those of the folder. Reasons in files (`pressup: ignore ...`)
            count for nothing then: they are the publisher's to give.
        texts: Records that came without a file.
    """
    beside = tuple(submissions)
    library = read_library(folder, submissions=beside, texts=texts, read_all=reading.read_all)
    return check(library, date=date, registry=registry, suppress=not beside)


def check(
    library: Library,
    *,
    date: datetime.date | None = None,
    registry: Registry | None = None,
    suppress: bool = True,
) -> Library:
    """The library with what the rules find added to its findings.

    Args:
        library: A library that was read and not checked.
        date: 'Today', for rules about review dates; the system's date when left out.
        registry: What plugins give; the installed ones when left out. A rule that raises is a fault there, and a finding.
        suppress: Whether reasons in the files (`pressup: ignore SAF-04 because ...`) take findings away.
    """
    used = registry or discover()
    owners = {str(plugin): plugin for plugin, _ in (*used.checks, *used.fields)}

    def on_fault(owner: str, message: str, error: BaseException) -> None:
        fault = PluginFault.of(owners[owner], "validate", error, message=message)
        if fault not in used.faults:  # one library may be checked several times, as by --fix
            used.faults.append(fault)

    return check_library(
        replace(library, findings=(*library.findings, *_not_registered(library, used))),
        date=date,
        house_checks=[HouseCheck(str(plugin), check) for plugin, check in used.checks],
        house_fields=[HouseFields(str(plugin), fields) for plugin, fields in used.fields],
        on_fault=on_fault,
        suppress=suppress,
    )


def _not_registered(library: Library, registry: Registry) -> Iterator[Finding]:
    """A rule that is installed and cannot be used must not look like one that finds nothing."""
    for fault in registry.faults:
        if fault.stage in ("checks", "fields"):
            place = Place(library.root.as_posix())
            help = "Repair or uninstall the plugin; the content was not wholly checked."
            yield Finding("PLUG-01", Severity.ERROR, f"In plugin {fault.plugin}, {fault.message.rstrip('.')}.", place, help)
