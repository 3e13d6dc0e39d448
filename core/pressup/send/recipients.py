"""To whom: addresses given one by one, or a small list in a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pressup.content.source import read_plain_file
from pressup.errors import UsageError
from pressup.records.publisher import MailAddress

MOST_PROOFS = 10
MOST_ON_A_LIST = 500
"""More than these belong to a sending service, which keeps who left, who bounced, and a good name with the big providers."""
_LARGEST_FILE = 1_000_000
_COLUMNS = ("email", "e-mail", "mail")
_ADDRESS: TypeAdapter[str] = TypeAdapter(MailAddress)


def proofs(addresses: Iterable[str]) -> tuple[str, ...]:
    """The addresses of `--to`, each once.

    Raises:
        UsageError: for what is no address, and for too many.
    """
    found = _once((address, f"--to: {_quoted(address)}") for address in addresses)
    if len(found) > MOST_PROOFS:
        raise UsageError(f"--to: a proof goes to {MOST_PROOFS} readers at most. Put the addresses into a file for --csv.")
    return found


def listed(path: Path) -> tuple[str, ...]:
    """The addresses of a list, each once: the column `email` of a CSV file.

    Raises:
        UsageError: when the file cannot be read, is no such list, holds what is no address, or is too long. Nothing of it is sent.
    """
    try:
        data = read_plain_file(path, _LARGEST_FILE)
    except OSError as error:
        raise UsageError(f"--csv: “{path}” cannot be read: {(error.strerror or str(error)).lower()}.") from error
    if len(data) > _LARGEST_FILE:
        raise UsageError(f"--csv: “{path}” is larger than 1 MB, so it is no small list. {_elsewhere()}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"--csv: “{path}” is not in UTF-8. Save it again as “CSV UTF-8”.") from None
    try:
        found = _once(_rows(path, text))
    except csv.Error as error:
        raise UsageError(f"--csv: “{path}” is no CSV file: {error}.") from error
    if not found:
        raise UsageError(f"--csv: there is no address in “{path}”.")
    if len(found) > MOST_ON_A_LIST:
        raise UsageError(
            f"--csv: “{path}” holds {len(found):,} addresses, and Pressup sends to {MOST_ON_A_LIST} at most. {_elsewhere()}"
        )
    return found


def same(address: str) -> str:
    """An address as it is compared with others: no server in use tells capitals apart."""
    return address.casefold()


def _rows(path: Path, text: str) -> Iterator[tuple[str, str]]:
    """The addresses of a CSV text, and where each stands. Separators are commas, or semicolons as some programs write them."""
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True)
    names = [name.strip().casefold() for name in next(rows, [])]
    column = next((names.index(name) for name in _COLUMNS if name in names), None)
    if column is None:
        raise UsageError(f"--csv: “{path}” has no column “email”. Its first line must name the columns.")
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        where = f"--csv: “{path}”, line {rows.line_num}"
        if len(row) != len(names):
            raise UsageError(f"{where}: {len(row)} columns stand there, and the first line names {len(names)}. Nothing was sent.")
        yield row[column].strip(), f"{where}: {_quoted(row[column].strip())}"


def _once(found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    known: dict[str, str] = {}
    for address, named in found:
        try:
            known.setdefault(same(_ADDRESS.validate_python(address)), address)
        except ValidationError:
            raise UsageError(f"{named} is no mail address that Pressup can send to. Nothing was sent.") from None
    return tuple(known.values())


def _quoted(address: str) -> str:
    shown = "".join(character if character.isprintable() else "�" for character in address[:80])
    return f"“{shown}”"


def _elsewhere() -> str:
    return "Give the files of “pressup render --target email” to a sending service instead."
