"""The send log: what a run leaves when it ends in the middle, and that it holds nobody's address."""

from pathlib import Path

import pytest

from pressup.errors import UsageError
from pressup.send.log import open_log, reading_log

A, B = "a@example.org", "b@example.org"


def test_it_holds_no_address_and_is_for_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    with open_log(folder, "press.issue") as log:
        log.add(A, "1@x", "begun", "now")
    (file,) = folder.glob("*.jsonl")
    assert "example.org" not in file.read_text("utf-8")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o077 for path in (file, folder / "key")} == {file.name: 0, "key": 0}
    assert (folder / ".gitignore").is_file()


def test_another_run_waits(tmp_path: Path) -> None:
    with (
        open_log(tmp_path / "sent", "press.issue"),
        pytest.raises(UsageError, match="Another “pressup send” of “press"),
        open_log(tmp_path / "sent", "press.issue"),
    ):
        pass


def test_half_a_line_is_what_a_power_cut_leaves(tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    with open_log(folder, "press.issue") as log:
        log.add(A, "1@x", "begun", "now")
        log.add(A, "1@x", "sent", "now")
    file = folder / "press.issue.jsonl"
    file.write_bytes(file.read_bytes()[:-20])
    assert reading_log(folder, "press.issue").state(A, "1@x") == "begun", "perhaps sent"
    with open_log(folder, "press.issue") as log:
        log.add(B, "1@x", "sent", "now")
    again = reading_log(folder, "press.issue")
    assert (again.state(A, "1@x"), again.state(B, "1@x")) == ("begun", "sent")


@pytest.mark.parametrize("line", ["{}", "no json", '{"recipient":"1","message_id":"2","state":"who knows","at":"3"}', "[]"])
def test_a_damaged_log_stops_everything(line: str, tmp_path: Path) -> None:
    with open_log(tmp_path / "sent", "press.issue") as log:
        log.add(A, "1@x", "sent", "now")
    with (tmp_path / "sent/press.issue.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(UsageError, match="damaged in line 2"):
        reading_log(tmp_path / "sent", "press.issue")


def test_a_log_without_its_key_tells_nothing(tmp_path: Path) -> None:
    with open_log(tmp_path / "sent", "press.issue") as log:
        log.add(A, "1@x", "sent", "now")
    (tmp_path / "sent/key").unlink()
    with pytest.raises(UsageError, match="is missing, and without it the logs"), open_log(tmp_path / "sent", "press.issue"):
        pass
