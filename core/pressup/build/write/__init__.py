"""Writing the output: to a folder or to a bucket, so that no half-written file is ever seen."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from pressup.build.write.face import MANIFEST as MANIFEST
from pressup.build.write.face import Place as Place
from pressup.build.write.face import Published as Published
from pressup.build.write.face import Url as Url
from pressup.build.write.face import Writer as Writer
from pressup.build.write.local import FolderWriter as FolderWriter
from pressup.build.write.paths import UnsafePathError as UnsafePathError
from pressup.build.write.paths import check_paths as check_paths
from pressup.errors import UsageError as UsageError
from pressup.errors import WriteError as WriteError


def open_writer(output: str | os.PathLike[str]) -> Writer:
    """A writer to a folder, or to a URL such as `s3://bucket/folder`.

    Raises:
        UsageError: when nothing is known of such URLs.
        WriteError: when nothing can be written there.
    """
    name = os.fspath(output)
    if "://" not in name:
        return FolderWriter(Path(name))
    if name.startswith("file://"):
        return FolderWriter(Path(url2pathname(urlsplit(name).path)))
    from pressup.build.write.remote import RemoteWriter

    return RemoteWriter(name)
