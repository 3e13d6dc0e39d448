"""Who gets it: single addresses, and lists in files as spreadsheets write them."""

from pathlib import Path

import pytest

from pressup.errors import UsageError
from pressup.send.recipients import MOST_ON_A_LIST, listed, proofs


@pytest.mark.parametrize(
    "text",
    [
        "email\na@example.org\nb@example.org\n",
        "\ufeffName;E-Mail\r\nÄnne;a@example.org\r\nBo;b@example.org\r\n\r\n",
        'name,Email\n"Reader, A", a@example.org \nB,b@example.org\n,A@EXAMPLE.ORG\n',
    ],
)
def test_lists(text: str, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(text.encode())
    assert listed(file) == ("a@example.org", "b@example.org")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no column “email”"),
        (b"name,phone\nA,1\n", "no column “email”"),
        (b"email\n", "there is no address"),
        (b"email\na@example.org\nnobody\n", "line 3: “nobody” is no mail address"),
        (b"email\na@example.org\r\nb@example.org\x00\n", "is no"),
        (b'email\n"a@example.org\nBcc: all@example.org"\n', "is no mail address"),
        (b"email,name\na@example.org\n", "line 2: 1 columns stand there, and the first line names 2"),
        ("email\nä@example.org\n".encode("latin-1"), "is not in UTF-8"),
        (
            b"email\n" + b"".join(b"r%d@example.org\n" % n for n in range(MOST_ON_A_LIST + 1)),
            "501 addresses, and .* 500",
        ),
        (b"email\n" + b"x" * 1_000_001, "larger than 1 MB"),
        (b'email\n"a@example.org', "is no"),
    ],
)
def test_wrong_lists(content: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=message):
        listed(file)


def test_no_list(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        listed(tmp_path / "list.csv")


def test_proofs() -> None:
    assert proofs(["a@example.org", "A@example.org"]) == ("a@example.org",)
    with pytest.raises(UsageError, match="\ufffdBcc: b@example\\.org” is no mail address"):
        proofs(["a@example.org\nBcc: b@example.org"])
    with pytest.raises(UsageError, match="10 readers at most"):
        proofs([f"r{number}@example.org" for number in range(11)])
