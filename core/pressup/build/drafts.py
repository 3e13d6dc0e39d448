"""What is known of documents without making them: most have not changed since the last build, and making them takes time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

from pressup.build.fingerprint import document_hash, files_of, libraries_of
from pressup.build.report import Carried
from pressup.content.library import Library
from pressup.documents import Document, Draft
from pressup.records import Record
from pressup.user_cache import user_cache

_ALL = "*"
"""Stands among the records that a document was made of, when all of them were looked through."""

_KEPT = ("id", "form", "title", "version", "lang", "sample", "records", "named", "digest")
"""What is kept of what a document carries."""

Known = tuple[tuple[str, ...], str, Carried]
"""Of a document: the ids that were looked up to make it, a hash of what these records said, and what is carried."""


class Drafts:
    """Tells what documents carry, and makes only those of which a record that they look at has changed.

    Which records a document looks at is seen while it is made: every id that is looked up counts, found or not. So nothing is
    missed that a rule of gathering adds one day.

    Attributes:
        library: The library.
        file: Where this is kept between builds; None to keep nothing.
        made: How many documents had to be made.
    """

    def __init__(self, library: Library, file: Path | None = None) -> None:
        self.library = library
        self.file = file
        self.made = 0
        self._hashes: dict[str, str] = {}
        self._everything = ""
        self._stamp = _stamp(library)
        self._known = _load(file, self._stamp) if file else {}
        self._used: dict[str, Carried] = {}
        self._spool: IO[str] | None = None
        self._last: tuple[str, Document] | None = None

    def carried(self, draft: Draft) -> Carried:
        """What a document carries."""
        key = f"{draft.form.form} {draft.id}"
        carried = self._used.get(key)
        if carried is None:
            known = self._known.pop(key, None)
            if known is None or known[1] != self._state(known[0]):
                known = self._make(draft)
            carried = self._used[key] = known[2]
            self._note(key, known)
        return carried

    def document(self, draft: Draft) -> Document:
        """The document; the one that `carried` has just made is not made again."""
        key, last, self._last = f"{draft.form.form} {draft.id}", self._last, None
        return last[1] if last and last[0] == key else draft.make(self.library)

    def _note(self, key: str, known: Known) -> None:
        """Keep what is known of a document for the next build: on the disk, since it is not looked at again in this one."""
        if self.file is None:
            return
        try:
            if self._spool is None:
                self._spool = tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115 (closed by save)
            self._spool.write(_line(key, known))
        except OSError:  # a build goes on without
            self.file = None

    def save(self) -> None:
        """Keep what is known of the documents of this build, and of others of the same library."""
        if self.file is not None and self._spool is not None and self.made:
            self._save(self.file, self._spool)
        if self._spool is not None:
            self._spool.close()
            self._spool = None

    def _save(self, place: Path, spool: IO[str]) -> None:
        others = {key: known for key, known in self._known.items() if key.partition(" ")[2] in self.library.records}
        temporary = ""
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=place.parent)
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
                file.write(f"{self._stamp}\n")
                file.writelines(_line(key, known) for key, known in others.items())
                spool.seek(0)
                shutil.copyfileobj(spool, file)
                file.write(f"{len(others) + len(self._used)}\n")
            Path(temporary).replace(place)
        except OSError:  # a build goes on without
            if temporary:
                with suppress(OSError):
                    Path(temporary).unlink(missing_ok=True)

    def _make(self, draft: Draft) -> Known:
        self.made += 1
        looked_up = _LookedUp(self.library.records)
        document = draft.make(replace(self.library, records=looked_up))
        self._last = f"{draft.form.form} {draft.id}", document
        ids = (_ALL,) if _ALL in looked_up.ids else tuple(sorted(looked_up.ids))
        carried = Carried(
            document.id,
            document.form,
            document.title,
            document.version,
            document.lang,
            document.sample,
            document.record_ids,
            document.named_ids,
            document_hash(document),
        )
        return ids, self._state(ids), carried

    def _state(self, ids: tuple[str, ...]) -> str:
        """A hash of what these records say now."""
        if ids == (_ALL,):
            if not self._everything:
                self._everything = self._state(tuple(sorted(self.library.records)))
            return self._everything
        return _hash("\n".join([f"{id}={self._record(id)}" for id in ids]))

    def _record(self, id: str) -> str:
        found = self._hashes.get(id)
        if found is None:
            record, source = self.library.records.get(id), self.library.sources.get(id)
            text = "" if record is None else source.text if source else record.model_dump_json()
            found = self._hashes[id] = _hash(text) if record is not None else ""
        return found


class _LookedUp(Mapping[str, Record]):
    """Records that note which of them were looked up."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self.records = records
        self.ids: set[str] = set()

    def __getitem__(self, id: str) -> Record:
        self.ids.add(id)
        return self.records[id]

    def __contains__(self, id: object) -> bool:
        self.ids.add(str(id))
        return id in self.records

    def __iter__(self) -> Iterator[str]:
        self.ids.add(_ALL)
        return iter(self.records)

    def __len__(self) -> int:
        self.ids.add(_ALL)
        return len(self.records)


def drafts_file(content: Path) -> Path:
    """Where the drafts of a content folder are kept: in PRESSUP_CACHE_DIR, or in the user's cache folder."""
    return user_cache() / "plans" / f"{_hash(os.path.realpath(content))[:24]}.jsonl"


def _stamp(library: Library) -> str:
    """What documents depend on besides records: the settings, the vocabulary, and this program."""
    words = json.dumps({name: dict(words) for name, words in library.vocabulary.items()}, sort_keys=True, default=dict)
    return _hash(" ".join((library.settings.model_dump_json(), words, files_of("pressup"), libraries_of("pressup"))))


def _line(key: str, known: Known) -> str:
    ids, state, carried = known
    told = [getattr(carried, name) for name in _KEPT]
    return json.dumps([key, ids, state, *told], ensure_ascii=False, separators=(",", ":")) + "\n"


def _load(file: Path, stamp: str) -> dict[str, Known]:
    """What was kept; nothing when it is of another state of the program, or damaged."""
    try:
        with file.open(encoding="utf-8", errors="surrogatepass") as lines:
            if next(lines, "").rstrip("\n") != stamp:
                return {}
            documents: dict[str, Known] = {}
            for line in lines:
                told = json.loads(line)
                if isinstance(told, int):
                    return documents if told == len(documents) else {}
                key, ids, state, id, form, title, version, lang, sample, records, named, digest = told
                # What is the same for many is held once.
                ids, records, named = (tuple(map(sys.intern, some)) for some in (ids, records, named))
                id, form, version, lang = map(sys.intern, (id, form, version, lang))
                documents[key] = ids, state, Carried(id, form, title, version, lang, sample, records, named, digest)
    except (OSError, ValueError, TypeError):
        pass
    return {}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
