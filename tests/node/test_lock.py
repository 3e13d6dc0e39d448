"""What npm installs for the tests: exact versions with hashes, from whatever registry this machine uses."""

from __future__ import annotations

import json
import re
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
LOCK = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))


def test_the_lock_belongs_to_the_package() -> None:
    assert LOCK["packages"][""]["devDependencies"] == PACKAGE["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+(-[\w.]+)?", version) for version in PACKAGE["devDependencies"].values())


def test_the_lock_names_hashes_and_no_addresses() -> None:
    locked = {name: entry for name, entry in LOCK["packages"].items() if name}
    assert locked
    for name, entry in locked.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name
    assert (HERE / ".npmrc").read_text(encoding="utf-8") == "omit-lockfile-registry-resolved=true\n"
