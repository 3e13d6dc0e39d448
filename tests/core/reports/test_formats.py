"""The formats for build servers, read back as their readers would, with messages and file names that try to break out."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from pressup import Finding, Fix, Place, Severity
from pressup.reports import RuleText, findings_as_junit, findings_as_sarif, github_commands

HOSTILE = [
    "::error file=x::owned",
    "\n::error::owned",
    "\r\n::set-env name=X::1",
    "%0A::error::owned",
    "a,line=9:b",
    "100 % %25",
    "<failure/>&amp;]]><!--",
    '"\'><x y="',
    "\x1b[31m\x07",
    "\x00\x08\x0b\x7f\x85\x9b",
    "\u202e\u2066\u2028\u2029\ufeff",
    "\udc80\udfff",
    "\ufffe\uffff\U0001fffe",
    "[click](https://evil.example) {0} {x}",
    "Knie – Übung 膝 😀",
    "a b#c?d.yaml",
]
UNSAFE = ("Cc", "Cf", "Cs", "Zl", "Zp")


def finding(text: str = "Wrong.", file: str = "a.yaml", severity: Severity = Severity.ERROR, code: str = "X-02") -> Finding:
    return Finding(code, severity, text, Place(file, 3, 8, 4), "Help.", Place("b.yaml", 2, 1, 2))


def safe(text: str) -> str:
    return "".join("�" if unicodedata.category(c) in UNSAFE and c not in "\r\n" else c for c in text)


# --- github ---


def parse_command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command, parsed as the runner does: split first, then take the escaping away, `%25` last."""
    found = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert found
    command, listed, message = found.groups()
    properties = dict(pair.split("=", 1) for pair in listed.split(","))
    unescaped = {key: plain(value.replace("%3A", ":").replace("%2C", ",")) for key, value in properties.items()}
    return command, unescaped, plain(message)


def plain(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_a_command_in_full() -> None:
    assert github_commands([finding()]) == (
        "::error file=a.yaml,line=3,col=8,endColumn=12,title=X-02::Wrong.%0AHelp.%0AThe other place: b.yaml:2:1\n"
    )


@pytest.mark.parametrize(("severity", "command"), list(zip(Severity, ("error", "warning", "notice"), strict=True)))
def test_each_severity_is_a_command(severity: Severity, command: str) -> None:
    assert github_commands([finding(severity=severity)]).startswith(f"::{command} file=")


def test_a_whole_file_has_no_line_in_a_command() -> None:
    whole = Finding("FILE-05", Severity.ERROR, "Empty.", Place("a.yaml"))
    assert github_commands([whole]) == "::error file=a.yaml,title=FILE-05::Empty.\n"
    assert github_commands([]) == ""


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_nothing_breaks_out_of_a_command(hostile: str) -> None:
    text = github_commands([finding(hostile, hostile)])
    assert not [c for c in text[:-1] if unicodedata.category(c) in UNSAFE]
    command, properties, message = parse_command(text[:-1])
    assert command == "error"
    assert properties == {"file": safe(hostile), "line": "3", "col": "8", "endColumn": "12", "title": "X-02"}
    assert message == f"{safe(hostile)}\nHelp.\nThe other place: b.yaml:2:1"


# --- sarif ---

TEXT = {"text": str}
LOCATION = {
    "physicalLocation": {
        "artifactLocation": {"uri": str},
        "region?": {"startLine": int, "startColumn": int, "endColumn": int},
    },
    "id?": int,
    "message?": TEXT,
}
REPLACEMENT = {
    "deletedRegion": {"startLine": int, "startColumn": int, "endLine": int, "endColumn": int},
    "insertedContent": TEXT,
}
RULE = {
    "id": str,
    "shortDescription?": TEXT,
    "fullDescription?": TEXT,
    "help?": TEXT,
    "properties?": {"precision": str, "heuristic": bool},
}
SARIF = {
    "$schema": str,
    "version": str,
    "runs": [
        {
            "tool": {"driver": {"name": str, "version": str, "rules": [RULE]}},
            "columnKind": str,
            "results": [
                {
                    "ruleId": str,
                    "ruleIndex": int,
                    "level": str,
                    "message": TEXT,
                    "locations": [LOCATION],
                    "relatedLocations?": [LOCATION],
                    "properties?": {"heuristic": bool, "fixable": bool},
                    "fixes?": [{"artifactChanges": [{"artifactLocation": {"uri": str}, "replacements": [REPLACEMENT]}]}],
                }
            ],
        }
    ],
}
"""The part of SARIF 2.1.0 that we write: names with a question mark may be missing, and no other names are allowed."""


def conform(data: Any, shape: Any, path: str = "$") -> None:
    if isinstance(shape, dict):
        assert isinstance(data, dict), path
        allowed = {name.rstrip("?"): part for name, part in shape.items()}
        assert data.keys() <= allowed.keys(), path
        assert {name for name in shape if not name.endswith("?")} <= data.keys(), path
        for name, value in data.items():
            conform(value, allowed[name], f"{path}.{name}")
    elif isinstance(shape, list):
        assert isinstance(data, list), path
        for i, value in enumerate(data):
            conform(value, shape[0], f"{path}[{i}]")
    else:
        assert type(data) is shape, path


def sarif(*findings: Finding, **descriptions: str) -> Any:
    rules = {code.replace("_", "-"): RuleText(title) for code, title in descriptions.items()}
    text = findings_as_sarif(findings, version="1.2.3", rules=rules)
    assert text.isascii()
    log = json.loads(text)
    conform(log, SARIF)
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert ids == sorted(set(ids))
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        for location in (*result["locations"], *result.get("relatedLocations", [])):
            uri, region = location["physicalLocation"]["artifactLocation"]["uri"], location["physicalLocation"].get("region")
            assert re.fullmatch(r"(file:///)?([\w.~/:-]|%[0-9A-F]{2})*", uri, re.ASCII)
            assert region is None or (1 <= region["startColumn"] <= region["endColumn"] and region["startLine"] >= 1)
    return run


def test_a_result_in_full() -> None:
    run = sarif(finding(), X_02="Ids are unique.")
    assert run["tool"]["driver"] == {
        "name": "pressup",
        "version": "1.2.3",
        "rules": [
            {
                "id": "X-02",
                "shortDescription": {"text": "Ids are unique."},
                "fullDescription": {"text": "Ids are unique."},
                "help": {"text": "Ids are unique."},
            }
        ],
    }
    (result,) = run["results"]
    assert (result["level"], result["message"]) == ("error", {"text": "Wrong. Help."})
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a.yaml"},
                "region": {"startLine": 3, "startColumn": 8, "endColumn": 12},
            }
        }
    ]
    assert result["relatedLocations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "b.yaml"}


def test_a_rule_explains_itself_and_says_when_it_is_a_rule_of_thumb() -> None:
    text = RuleText("Sentences are short.", "Long ones tire.", "PEMAT.", "start: |\n  Lie {down}.\n  Breathe.\n")
    thumb = Finding("PLN-05", Severity.WARNING, "Long.", Place("a.yaml"), heuristic=True, fix=Fix(1, 1, 1, 2, "a"))
    (run,) = json.loads(findings_as_sarif([thumb], version="1", rules={"PLN-05": text}))["runs"]
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "PLN-05",
            "shortDescription": {"text": "Sentences are short."},
            "fullDescription": {"text": "Sentences are short. Long ones tire."},
            "help": {"text": "Long ones tire.\n\nSource: PEMAT.\n\nWrite it like this:\n\nstart: |\n  Lie {{down}}.\n  Breathe."},
            "properties": {"precision": "medium", "heuristic": True},
        }
    ]
    assert run["results"][0]["properties"] == {"heuristic": True, "fixable": True}
    assert github_commands([thumb]) == "::warning file=a.yaml,title=PLN-05 (rule of thumb)::Long.\n"
    assert "warning PLN-05 (rule of thumb): Long." in findings_as_junit([thumb], [])


def test_rules_are_listed_once_and_in_order() -> None:
    run = sarif(finding(code="X-02"), finding(code="ACC-01", severity=Severity.NOTE), finding(code="X-02"))
    assert run["tool"]["driver"]["rules"] == [{"id": "ACC-01"}, {"id": "X-02"}]
    assert [result["ruleIndex"] for result in run["results"]] == [1, 0, 1]
    assert sarif()["results"] == []


def test_a_fix_in_sarif() -> None:
    one = Finding("FMT-02", Severity.NOTE, "Spaces.", Place("a b.yaml", 3, 8, 2), fix=Fix(3, 8, 4, 1, "“x”\n"))
    (result,) = sarif(one)["results"]
    region = {"startLine": 3, "startColumn": 8, "endLine": 4, "endColumn": 1}
    assert result["fixes"] == [
        {
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "a%20b.yaml"},
                    "replacements": [{"deletedRegion": region, "insertedContent": {"text": "“x”\n"}}],
                }
            ]
        }
    ]


def test_a_whole_file_has_no_region() -> None:
    (result,) = sarif(Finding("FILE-05", Severity.ERROR, "Empty.", Place("a.yaml")))["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert "relatedLocations" not in result


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_hostile_texts_and_names_in_sarif(hostile: str) -> None:
    (result,) = sarif(finding(hostile, f"c/{hostile}"), X_02=hostile)["results"]
    text = result["message"]["text"]
    assert not [c for c in text if unicodedata.category(c) in UNSAFE]
    assert "](" not in text  # a viewer would make a link of it
    assert not re.search(r"(?<!\{)\{\d+\}", text)  # and would put an argument for it
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri, errors="surrogateescape") == f"c/{hostile}" or "\udfff" in hostile


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("content/a b.yaml", "content/a%20b.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("Übung.yaml", "%C3%9Cbung.yaml"),
        ("caf\udce9.yaml", "caf%E9.yaml"),
        ("../x#y?.yaml", "../x%23y%3F.yaml"),
        ("/srv/a b.yaml", "file:///srv/a%20b.yaml"),
    ],
)
def test_names_are_percent_encoded(file: str, uri: str) -> None:
    (result,) = sarif(finding(file=file))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


# --- junit ---


def suite(text: str) -> ET.Element:
    assert text.isascii()
    root = ET.fromstring(text)
    (only,) = root
    assert (root.tag, only.tag) == ("testsuites", "testsuite")
    assert int(only.attrib["tests"]) == len(only)
    assert int(only.attrib["failures"]) == len(only.findall("testcase/failure"))
    return only


def test_a_case_a_file_and_failures_for_errors_only() -> None:
    found = [
        finding("One.", "b.yaml"),
        finding("Two.", "b.yaml", code="X-06"),
        finding("Hm.", "b.yaml", Severity.WARNING),
        finding("So.", "c.yaml", Severity.NOTE),
        finding("Unread.", "d.yaml"),
    ]
    cases = suite(findings_as_junit(found, ["c.yaml", "b.yaml", "a.yaml"]))
    assert [(case.attrib["name"], [part.tag for part in case]) for case in cases] == [
        ("a.yaml", []),
        ("b.yaml", ["failure", "system-out"]),
        ("c.yaml", ["system-out"]),
        ("d.yaml", ["failure"]),
    ]
    failure, output = cases[1]
    assert failure.attrib == {"message": "X-02: One. (and 1 more)", "type": "X-02 X-06"}
    assert failure.text == (
        "b.yaml:3:8: error X-02: One. Help. The other place: b.yaml:2:1.\n"
        "b.yaml:3:8: error X-06: Two. Help. The other place: b.yaml:2:1."
    )
    assert output.text == "b.yaml:3:8: warning X-02: Hm. Help. The other place: b.yaml:2:1."
    assert len(suite(findings_as_junit([], []))) == 0


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.WARNING])
@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_hostile_texts_and_names_in_junit(hostile: str, severity: Severity) -> None:
    (case,) = suite(findings_as_junit([finding(hostile, hostile, severity)], [hostile]))
    (part,) = case
    assert part.tag == ("failure" if severity is Severity.ERROR else "system-out")
    kept = "".join(
        c for c in " ".join(hostile.splitlines()) if unicodedata.category(c) not in UNSAFE and c not in "\ufffe\uffff\U0001fffe"
    )
    assert case.attrib["name"] == kept
    assert part.text is not None and kept in part.text and "\n" not in part.text


@pytest.mark.parametrize(
    "report",
    [
        github_commands,
        lambda found: findings_as_sarif(found, version="1", rules={}),
        lambda found: findings_as_junit(found, ["a"]),
    ],
    ids=["github", "sarif", "junit"],
)
def test_the_same_findings_give_the_same_text(report: Any) -> None:
    found = [finding(text) for text in HOSTILE]
    assert report(iter(found)) == report(iter(found))
