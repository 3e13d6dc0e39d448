"""Every rule fires on a bad record, at the right place, and stays silent on a good one. A rule without a test fails here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.core.checks import figure_faults
from tests.core.checks.made import pictures

import pressup
from pressup import Library, Severity
from pressup.checks import CHECKS, Check
from pressup.checks.check import AnyCheck
from pressup.checks.explain import example_date, example_library, explanation
from pressup.checks.rules import record_context
from pressup.content.reader import load
from pressup.records import Condition
from pressup.records.hashing import text_hash
from pressup.testing.good_records import GOOD_RECORDS

if TYPE_CHECKING:
    from tests.core.conftest import Content

TODAY = datetime.date(2026, 11, 22)


@dataclass(frozen=True)
class Case:
    """A change that a rule must find: which rule, the change, and what the finding says and marks."""

    rule: str
    kind: str
    changes: dict[str, Any]
    message: str
    marked: str
    code: str
    severity: Severity = Severity.ERROR
    date: datetime.date = TODAY
    files: dict[str, bytes] = field(default_factory=dict)
    others: tuple[tuple[str, dict[str, Any]], ...] = ()


RIGHTS = {"licence": "CC0-1.0", "author": "A"}
ONE_LEG = ["Straighten one knee.", "Push up with the other foot."]
HARDER = ("exercise", {"id": "single-leg-bridge", "name": "Single-leg bridge", "level": 2, "steps": ONE_LEG})
ANCHORED = ("exercise", {"needs": {"anchor": "Hook your heels under a heavy sofa.", "partner": "Or ask a friend to hold you."}})
UP_TO_HARDER = {"progressions": [{"to": "single-leg-bridge"}]}
KNEE_PAIN = text_hash(Condition.model_validate(GOOD_RECORDS["condition"]))
SAMPLE = {"status": "sample", "version": "0.1", "authors": [{"name": "A"}]}


def review(changes: dict[str, Any], message: str, marked: str, code: str, rule: str, **more: Any) -> Case:
    return Case(rule, "exercise", {f"review.{key}": value for key, value in changes.items()}, message, marked, code, **more)


CASES = [
    # Addresses
    Case(
        "deception.honest",
        "article",
        {"body": "Read [more](https://who.int@evil.test/)."},
        "“https://who.int@evil.test/” begins with the name “who.int”, and leads to “evil.test”.",
        "https://who.int@evil.test/",
        "LNK-01",
    ),
    # Doses
    Case("dose.ranges", "exercise", {"dose.reps": "12-8"}, "The range runs backwards: 12 is more than 8.", "12-8", "DOSE-01"),
    Case("dose.ranges", "exercise", {"dose.sets": "3-2"}, "The range runs backwards: 3 is more than 2.", "3-2", "DOSE-01"),
    Case("dose.ranges", "exercise", {"dose.hold": "9-5 s"}, "The range runs backwards: 9 is more than 5.", "9-5 s", "DOSE-01"),
    Case(
        "dose.ranges", "exercise", {"dose.rest": "90-60 s"}, "The range runs backwards: 90 is more than 60.", "90-60 s", "DOSE-01"
    ),
    Case(
        "dose.ranges", "exercise", {"dose.load": "2.5-2 kg"}, "The range runs backwards: 2.5 is more than 2.", "2.5-2 kg", "DOSE-01"
    ),
    Case("dose.ranges", "exercise", {"dose.weeks": "4-1"}, "The range runs backwards: 4 is more than 1.", "4-1", "DOSE-01"),
    Case(
        "dose.ranges",
        "exercise",
        {"dose.frequency": "5-3 days a week"},
        "The range runs backwards: 5 is more than 3.",
        "5-3 days a week",
        "DOSE-01",
    ),
    Case(
        "dose.ranges",
        "exercise",
        {"dose.frequency": "3-2 times a day"},
        "The range runs backwards: 3 is more than 2.",
        "3-2 times a day",
        "DOSE-01",
    ),
    Case(
        "dose.ranges",
        "programme",
        {"phases.0.items.0.dose.reps": "12-8"},
        "The range runs backwards: 12 is more than 8.",
        "12-8",
        "DOSE-01",
    ),
    Case("dose.ranges", "programme", {"sessions_per_week": "4-3"}, "The range runs backwards: 4 is more than 3.", "4-3", "DOSE-01"),
    Case("dose.ranges", "programme", {"minutes": "30-20"}, "The range runs backwards: 30 is more than 20.", "30-20", "DOSE-01"),
    Case(
        "dose.ranges",
        "programme",
        {"pain_rule": {"bands": [{"pain": "3-0", "name": "N", "action": "A."}, {"pain": "4-10", "name": "N", "action": "A."}]}},
        "The range runs backwards: 3 is more than 0.",
        "3-0",
        "DOSE-01",
    ),
    Case("dose.complete", "exercise", {"dose.reps": ...}, "The dose does not say how much.", "sets: 3", "ACT-01"),
    Case("dose.complete", "exercise", {"dose.frequency": ...}, "The dose does not say how often.", "sets: 3", "ACT-01"),
    Case(
        "dose.complete",
        "exercise",
        {"dose.duration": "2 min"},
        "The dose has two measures: reps and duration.",
        "sets: 3",
        "ACT-01",
    ),
    Case(
        "dose.complete", "exercise", {"dose.distance": "20 m"}, "The dose has two measures: reps and distance.", "sets: 3", "ACT-01"
    ),
    Case(
        "dose.complete",
        "programme",
        {"phases.0.items.0.dose": {"reps": 5, "distance": "20 m"}},
        "The dose has two measures: reps and distance.",
        "reps: 5",
        "ACT-01",
    ),
    Case(
        "dose.side",
        "exercise",
        {"laterality": "unilateral"},
        "The exercise works one side, and its dose names none.",
        "sets: 3",
        "X-06",
    ),
    Case(
        "dose.side",
        "exercise",
        {"dose.side": "each"},
        "The exercise works both sides together, and its dose names a side.",
        "each",
        "X-06",
    ),
    Case(
        "dose.side",
        "programme",
        {"phases.0.items.0.dose.side": "left"},
        "“Bridge” works both sides together, and its dose here names a side.",
        "left",
        "X-06",
    ),
    Case(
        "dose.fits",
        "exercise",
        {"dose.sets": ...},
        "The dose of the strength exercise “Bridge” does not say both sets and reps.",
        "reps: 8-12",
        "X-07",
        others=(("programme", {"phases.0.items.0.dose": {"rest": "60 s"}}),),
    ),
    Case(
        "dose.fits",
        "exercise",
        {"type": "stretch"},
        "The dose of the stretch “Bridge” does not say how long to hold it.",
        "sets: 3",
        "X-07",
    ),
    Case(
        "dose.fits",
        "programme",
        {"phases.1.items.0.dose": {"hold": "30 s", "duration": "2 min"}, "phases.0.items.0.dose": {"duration": "2 min"}},
        "The dose of the strength exercise “Bridge” does not say both sets and reps.",
        "duration: 2 min",
        "X-07",
    ),
    # Evidence
    Case(
        "evidence.cited",
        "article",
        {"claims": [{"text": "It helps.", "relation": "treatment-effect", "grade": "high"}]},
        "The claim has the grade “high”, and no reference.",
        "high",
        "EVI-01",
    ),
    Case(
        "evidence.doubt",
        "article",
        {"claims": [{"text": "It helps.", "relation": "treatment-effect", "grade": "contested", "references": ["smith-2020"]}]},
        "The claim has the grade “contested”, and does not tell the doubt.",
        "contested",
        "EVI-06",
        Severity.WARNING,
    ),
    Case(
        "evidence.doubt",
        "condition",
        {"claims": [{"text": "It helps.", "relation": "treatment-effect", "grade": "none"}]},
        "The claim has the grade “none”, and does not tell the doubt.",
        "none",
        "EVI-06",
        Severity.WARNING,
    ),
    Case(
        "evidence.retracted",
        "exercise",
        {"references": ["smith-2020"]},
        "The reference “smith-2020” has been retracted.",
        "smith-2020",
        "X-14",
        others=(("reference", {"retracted": True}),),
    ),
    Case(
        "evidence.retracted",
        "condition",
        {"red_flags.0.references": ["smith-2020"]},
        "The reference “smith-2020” has been retracted.",
        "smith-2020",
        "X-14",
        others=(("reference", {"retracted": True}),),
    ),
    # Exercises
    Case(
        "exercises.muscles",
        "exercise",
        {"muscles": [{"muscle": "glutes", "role": "primary"}, {"muscle": "glutes", "role": "secondary"}]},
        "The muscle “buttocks” is both primary and secondary.",
        "glutes",
        "X-05",
    ),
    Case(
        "exercises.muscles",
        "exercise",
        {"muscles": [{"muscle": "glutes"}, {"muscle": "calf"}, {"muscle": "glutes"}]},
        "The muscle “buttocks” stands here twice.",
        "glutes",
        "X-05",
    ),
    Case(
        "exercises.muscles",
        "exercise",
        {"muscles": [{"muscle": "thigh-back"}, {"muscle": "biceps-femoris"}]},
        "“outer hamstring” is a part of “back of the thigh”, and both are primary.",
        "biceps-femoris",
        "X-05",
    ),
    Case(
        "exercises.muscles",
        "exercise",
        {"muscles": [{"muscle": "semitendinosus", "role": "stretched"}, {"muscle": "hamstrings", "role": "stretched"}]},
        "“inner hamstring” is a part of “hamstrings (back of the thigh)”, and both are stretched.",
        "hamstrings",
        "X-05",
    ),
    # Steps from exercise to exercise
    Case(
        "graph.acyclic",
        "exercise",
        UP_TO_HARDER,
        "The steps up run in a circle: “Bridge” → “Single-leg bridge” → “Bridge”.",
        "single-leg-bridge",
        "X-04",
        others=(("exercise", {**HARDER[1], "level": 1, "progressions": [{"to": "bridge"}]}),),
    ),
    Case(
        "graph.acyclic",
        "exercise",
        {**UP_TO_HARDER, "regressions": [{"change": "Slower."}, {"to": "single-leg-bridge"}], "level": 2},
        "The steps up run in a circle: “Bridge” → “Single-leg bridge” → “Bridge”.",
        "single-leg-bridge",
        "X-04",
        others=(HARDER,),
    ),
    Case(
        "graph.levels",
        "exercise",
        {"level": 2, **UP_TO_HARDER},
        "The step up leads to “Single-leg bridge”, which is easier: level 1 instead of 2.",
        "single-leg-bridge",
        "X-04",
        Severity.WARNING,
        others=(("exercise", {**HARDER[1], "level": 1}),),
    ),
    Case(
        "graph.levels",
        "exercise",
        {"regressions": [{"to": "single-leg-bridge"}]},
        "The step down leads to “Single-leg bridge”, which is harder: level 2 instead of 1.",
        "single-leg-bridge",
        "X-04",
        Severity.WARNING,
        others=(HARDER,),
    ),
    Case(
        "graph.active",
        "exercise",
        UP_TO_HARDER,
        "“Single-leg bridge” is merged, and this still links to it.",
        "single-leg-bridge",
        "X-17",
        Severity.WARNING,
        others=(("exercise", {**HARDER[1], "status": "merged", "merged_into": "bridge"}),),
    ),
    Case(
        "graph.active",
        "programme",
        {"conditions": ["old-pain"]},
        "“Old pain” is deprecated, and this still links to it.",
        "old-pain",
        "X-17",
        Severity.WARNING,
        others=(("condition", {"id": "old-pain", "name": "Old pain", "status": "deprecated"}),),
    ),
    # Markdown
    Case(
        "markup.raw_html",
        "article",
        {"body": "Hi <script>alert(1)</script>"},
        "HTML is not allowed in Markdown here: “<script>”.",
        "Hi <script>alert(1)</script>",
        "MD-03",
    ),
    Case(
        "markup.raw_html",
        "article",
        {"body": "Hi <!-- note -->"},
        "HTML is not allowed in Markdown here: “<!-- note -->”.",
        "Hi <!-- note -->",
        "MD-03",
    ),
    Case(
        "markup.raw_html",
        "article",
        {"body": "3 &#x202e;2"},
        "The invisible character U+202E turns the reading order here: what people read is not what the file says.",
        "3 &#x202e;2",
        "MD-03",
    ),
    Case(
        "markup.too_much",
        "article",
        {"body": "[" * 5_001},
        "The text has 5,001 lines and characters such as * and [; 5,000 are allowed.",
        "'" + "[" * 5_001 + "'",
        "MD-04",
    ),
    Case(
        "markup.too_much",
        "article",
        {"body": "a" * 20_001},
        "A paragraph of the text has 20,001 characters; 20,000 are allowed.",
        "a" * 20_001,
        "MD-04",
    ),
    Case(
        "markup.raw_html",
        "article",
        {"body": "![x](https://a.example/x.png)"},
        "A picture cannot stand in the text.",
        "'![x](https://a.example/x.png)'",
        "MD-03",
    ),
    Case(
        "markup.raw_html",
        "article",
        {"body": "[x](javascript:alert(1))"},
        "The link “javascript:alert(1)” leads to no https, mail or telephone address.",
        "'[x](javascript:alert(1))'",
        "MD-03",
    ),
    Case(
        "markup.raw_html",
        "exercise",
        {"body": "[x](../secret)"},
        "The link “../secret” leads to no https, mail or telephone address.",
        "'[x](../secret)'",
        "MD-03",
    ),
    Case(
        "markup.raw_html",
        "article",
        {"body": "See [x].\n\n[x]: file:///etc/passwd"},
        "The link “file:///etc/passwd” leads to no https, mail or telephone address.",
        "'See [x].",
        "MD-03",
    ),
    Case(
        "markup.raw_html",
        "article",
        {"body": "Hi <data:text/html,x>"},
        "The link “data:text/html,x” leads to no https, mail or telephone address.",
        "Hi <data:text/html,x>",
        "MD-03",
    ),
    Case(
        "markup.raw_html",
        "article",
        {"body": "> " * 25 + "Stop if it hurts."},
        "The lists or quotes of this text nest too deep to print.",
        "'" + "> " * 25 + "Stop if it hurts.'",
        "MD-03",
    ),
    # Pictures
    Case(
        "media.files",
        "exercise",
        {"media": [{"file": "a.png", "alt": "A.", "rights": RIGHTS}]},
        "There is no file “a.png” in the content folder.",
        "a.png",
        "X-01",
    ),
    Case(
        "media.files",
        "article",
        {"media": [{"file": "a/../../b.png", "alt": "A.", "rights": RIGHTS}]},
        "“a/../../b.png” is outside the content folder.",
        "a/../../b.png",
        "X-01",
    ),
    Case(
        "media.alt",
        "exercise",
        {"media": [{"file": "a.png", "rights": RIGHTS}]},
        "The picture “a.png” has no alt text.",
        "file: a.png",
        "ACC-01",
        files={"a.png": b"x"},
    ),
    # Programmes, steps, newsletters
    Case("plan.weeks", "programme", {"phases.1.weeks": "4"}, "The phase begins in week 4; week 3 comes next.", "'4'", "PLAN-01"),
    Case("plan.weeks", "programme", {"phases.1.weeks": "2-4"}, "The phase begins in week 2; week 3 comes next.", "2-4", "PLAN-01"),
    Case(
        "plan.weeks", "programme", {"weeks": 6}, "The last phase ends in week 4, and the programme takes 6 weeks.", "6", "PLAN-01"
    ),
    Case(
        "plan.steps",
        "exercise",
        {"progressions": [{"when": "Soon."}]},
        "The step does not say what to do.",
        "when: Soon.",
        "ACT-04",
    ),
    Case(
        "plan.steps",
        "exercise",
        {"regressions": [{"to": "bridge", "change": "Slower."}]},
        "The step names both another exercise and a change.",
        "to: bridge",
        "ACT-04",
    ),
    Case(
        "plan.steps", "exercise", {"regressions": [{"to": "bridge"}]}, "The step leads to the exercise itself.", "bridge", "ACT-04"
    ),
    Case(
        "plan.items",
        "newsletter",
        {"items": [{"teaser": "Hm."}]},
        "The item is about no record and has no heading.",
        "teaser: Hm.",
        "NEWS-01",
    ),
    Case(
        "plan.items",
        "newsletter",
        {"items": [{"exercise": "bridge", "article": "why-move"}]},
        "The item is about exercise and article.",
        "exercise: bridge",
        "NEWS-01",
    ),
    # Limits
    Case("limits.dose", "exercise", {"dose.reps": 100}, "100 reps cannot be meant: 1 to 50 are usual.", "100", "SAF-10"),
    Case("limits.dose", "exercise", {"dose.reps": "0-10"}, "0 reps cannot be meant: 1 to 50 are usual.", "0-10", "SAF-10"),
    Case("limits.dose", "exercise", {"dose.sets": 11}, "11 sets cannot be meant: 1 to 10 are usual.", "11", "SAF-10"),
    Case(
        "limits.dose",
        "exercise",
        {"dose.hold": "2-3 min"},
        "180 seconds of hold cannot be meant: 1 to 120 are usual.",
        "2-3 min",
        "SAF-10",
    ),
    Case(
        "limits.dose",
        "programme",
        {"phases.0.items.0.dose": {"hold": "0.5 s"}},
        "0.5 seconds of hold cannot be meant: 1 to 120 are usual.",
        "0.5 s",
        "SAF-10",
    ),
    *(
        Case(
            name,
            "programme",
            {"phases.0.items": [{"exercise": "bridge"}] * count},
            f"The phase “Get going” has {count} exercises; at most {most} should stand there.",
            "bridge",
            "SAF-10",
            severity,
        )
        for name, count, most, severity in (
            ("limits.many", 9, 8, Severity.WARNING),
            ("limits.many", 12, 8, Severity.WARNING),
            ("limits.too_many", 13, 12, Severity.ERROR),
        )
    ),
    Case(
        "limits.minutes",
        "programme",
        {"minutes": "20-40"},
        "A session of 40 minutes is long for doing it alone.",
        "20-40",
        "SAF-10",
        Severity.WARNING,
    ),
    Case(
        "limits.steps",
        "exercise",
        {"steps": ["Lift."]},
        "The exercise has 1 step; 2 to 8 are easy to follow.",
        "- Lift.",
        "PLN-04",
        Severity.WARNING,
    ),
    Case(
        "limits.steps",
        "exercise",
        {"steps": ["Lift."] * 9},
        "The exercise has 9 steps; 2 to 8 are easy to follow.",
        "- Lift.",
        "PLN-04",
        Severity.WARNING,
    ),
    *(
        Case(
            "limits.dangling",
            "exercise",
            {"steps": ["Lift.", step]},
            f"The step points to something that is not here: “{found}”.",
            found,
            "PLN-04",
        )
        for step, found in (
            ("Repeat for the recommended amount of repetitions.", "recommended amount of repetitions"),
            ("Do the Recommended number of reps.", "Recommended number of reps"),
            ("Sit down (see above).", "see above"),
            ("Stretch as described above.", "described above"),
            ("Warm up as in the warm-up section.", "in the warm-up section"),
            ("See section 3 first.", "See section"),
        )
    ),
    # Severities
    Case(
        "severities.codes",
        "publisher",
        {"severities": {"SAF-04": "note"}},
        "SAF-04 is an error, and cannot become milder.",
        "note",
        "SEV-01",
    ),
    Case("severities.codes", "publisher", {"severities": {"SAF-44": "note"}}, "There is no rule SAF-44.", "note", "SEV-01"),
    # Translations and pictures
    Case(
        "translations.unhashed",
        "translation",
        {},
        "The translation keeps no hash of the texts it was made from, as others do.",
        "'1.0'",
        "GOV-07",
        Severity.WARNING,
        others=(("translation", {"id": "knee-pain-de", "of": "knee-pain", "text": {}, "source_hash": KNEE_PAIN}),),
    ),
    Case(
        "orphans.pictures",
        "exercise",
        {},
        "No record uses the picture “pictures/bridge.png”.",
        "",
        "X-21",
        Severity.NOTE,
        files={"pictures/bridge.png": b"x"},
    ),
    # Precautions
    Case(
        "precautions.level",
        "programme",
        {"level": 1, "phases.1.items": [{"exercise": "single-leg-bridge"}]},
        "“Single-leg bridge” has the level 2, and the programme has the level 1.",
        "single-leg-bridge",
        "SAF-05",
        others=(HARDER,),
    ),
    Case(
        "precautions.way_back",
        "exercise",
        {"id": "nordic", "name": "Nordic", "level": 4},
        "The exercise has the level 4, and no easier way.",
        "4",
        "SAF-05",
        Severity.WARNING,
    ),
    Case(
        "precautions.set_up",
        "programme",
        {},
        "“Bridge” needs an anchor or a partner, and the programme does not say how to set it up at home.",
        "bridge",
        "SAF-06",
        others=(ANCHORED,),
    ),
    Case(
        "precautions.note_of_set_up",
        "programme",
        {"phases.0.items.0.note": "Go slowly.", "phases.1.items.0.note": "Hook your heels under the sofa."},
        "“Bridge” needs an anchor or a partner, and the note does not speak of it.",
        "Go slowly.",
        "SAF-06",
        Severity.WARNING,
        others=(ANCHORED,),
    ),
    Case(
        "precautions.pain_rule",
        "programme",
        {"pain_rule": ...},
        "The programme does not say how much pain is all right.",
        "First steps",
        "SAF-07",
        Severity.WARNING,
    ),
    Case(
        "precautions.pain_bands",
        "programme",
        {"pain_rule.bands.1.pain": "5-10"},
        "The band begins at 5; 4 comes next.",
        "5-10",
        "SAF-07",
    ),
    Case(
        "precautions.pain_bands",
        "programme",
        {"pain_rule.bands.1.pain": "3-10"},
        "The band begins at 3; 4 comes next.",
        "3-10",
        "SAF-07",
    ),
    Case(
        "precautions.pain_bands",
        "programme",
        {"pain_rule.bands.0.pain": "1-3"},
        "The band begins at 1; 0 comes next.",
        "1-3",
        "SAF-07",
    ),
    Case(
        "precautions.pain_bands",
        "programme",
        {"pain_rule.bands.1.pain": "4-9"},
        "The last band ends at 9, and the scale at 10.",
        "4-9",
        "SAF-07",
    ),
    *(
        Case(
            "precautions.disclaimer",
            "publisher",
            {"disclaimer": text},
            "The disclaimer does not say that this is no replacement for a health professional's advice.",
            text,
            "SAF-08",
        )
        for text in (
            "Ask a professional for advice.",
            "This does not replace a visit.",
            "This advice replaces your doctor.",
            "Ask, if you are not sure. It replaces all other advice.",
        )
    ),
    # Review
    review({"last_reviewed": "2026-02-30"}, "There is no day 2026-02-30.", "'2026-02-30'", "DATE-01", "review.real_dates"),
    review({"due": "2027-13-01"}, "There is no day 2027-13-01.", "'2027-13-01'", "DATE-01", "review.real_dates"),
    review({"evidence_searched": "2026-00-01"}, "There is no day 2026-00-01.", "'2026-00-01'", "DATE-01", "review.real_dates"),
    review(
        {"changes": [{"version": "1.0", "date": "2025-02-29", "note": "N."}]},
        "There is no day 2025-02-29.",
        "'2025-02-29'",
        "DATE-01",
        "review.real_dates",
    ),
    Case(
        "review.real_dates",
        "exercise",
        {"rights.retrieved": "2026-04-31"},
        "There is no day 2026-04-31.",
        "'2026-04-31'",
        "DATE-01",
    ),
    Case("review.real_dates", "newsletter", {"date": "2026-11-31"}, "There is no day 2026-11-31.", "'2026-11-31'", "DATE-01"),
    Case("review.real_dates", "reference", {"accessed": "2026-11-31"}, "There is no day 2026-11-31.", "'2026-11-31'", "DATE-01"),
    Case("review.real_dates", "reference", {"issued.date-parts": [[2020, 13]]}, "There is no date 2020-13.", "- 2020", "DATE-01"),
    Case("review.real_dates", "reference", {"issued.date-parts": [[20]]}, "There is no date 20.", "- 20", "DATE-01"),
    Case(
        "review.real_dates",
        "reference",
        {"issued.date-parts": [[2021, 2, 29]]},
        "There is no date 2021-02-29.",
        "- 2021",
        "DATE-01",
    ),
    Case(
        "review.real_dates",
        "condition",
        {"codes": [{"system": "ICD-10", "code": "M1", "verified_on": "2026-11-31"}]},
        "There is no day 2026-11-31.",
        "'2026-11-31'",
        "DATE-01",
    ),
    review(
        {"reviewer": ...},
        "The record says that it was reviewed, and names no reviewer.",
        "status: reviewed",
        "GOV-01",
        "review.reviewer",
    ),
    review(
        {"reviewer.name": "Ada Author"}, "The reviewer is one of the authors.", "name: Ada Author", "X-13", "review.independent"
    ),
    review(
        {"reviewer.profession": ...},
        "The reviewer has no profession, or no registration.",
        "name: Rae Reviewer",
        "GOV-01",
        "review.reviewer",
    ),
    review(
        {"reviewer.registration": ...},
        "The reviewer has no profession, or no registration.",
        "name: Rae Reviewer",
        "GOV-01",
        "review.reviewer",
    ),
    review(
        {"last_reviewed": ...},
        "The record says that it was reviewed, and “last_reviewed” is missing.",
        "status: reviewed",
        "GOV-01",
        "review.reviewer",
    ),
    review(
        {"due": ...}, "The record says that it was reviewed, and “due” is missing.", "status: reviewed", "GOV-01", "review.reviewer"
    ),
    review(
        {"last_reviewed": "2026-11-23"}, "The review of 2026-11-23 lies in the future.", "'2026-11-23'", "GOV-02", "review.order"
    ),
    review(
        {"last_reviewed": "2027-01-01", "due": "2026-12-01"},
        "The next review, 2026-12-01, is not after the last one, 2027-01-01.",
        "'2026-12-01'",
        "GOV-02",
        "review.order",
        date=datetime.date(2026, 5, 1),
    ),
    review(
        {"due": "2029-01-11"},
        "The next review is more than 36 months after the last one.",
        "'2029-01-11'",
        "GOV-02",
        "review.order",
    ),
    review({"due": "2026-11-21"}, "The review was due on 2026-11-21.", "'2026-11-21'", "GOV-03", "review.overdue"),
    review(
        {"due": "2026-11-22"},
        "The review is due on 2026-11-22.",
        "'2026-11-22'",
        "GOV-03",
        "review.due_soon",
        severity=Severity.WARNING,
    ),
    review(
        {"due": "2027-01-21"},
        "The review is due on 2027-01-21.",
        "'2027-01-21'",
        "GOV-03",
        "review.due_soon",
        severity=Severity.WARNING,
    ),
    Case(
        "review.samples",
        "exercise",
        {"review": SAMPLE},
        "1 record is a sample, not clinically reviewed; only a publisher with “sample: true” may print samples.",
        "sample",
        "GOV-01",
        Severity.NOTE,
    ),
    Case(
        "review.reviewer",
        "exercise",
        {"review": {**SAMPLE, "last_reviewed": "2026-01-01"}},
        "A sample has no “last_reviewed”: no clinician has reviewed it.",
        "'2026-01-01'",
        "GOV-01",
    ),
    # Safety: the conflicts themselves are in test_safety.py
    Case(
        "safety.contraindicated",
        "condition",
        {"contraindicated": [{"exercise": "bridge", "reason": "It hurts."}]},
        "“Bridge” must not be done with knee pain: It hurts.",
        "bridge",
        "SAF-04",
    ),
    Case(
        "safety.says_what",
        "condition",
        {"contraindicated": [{"reason": "It hurts."}]},
        "The entry names no exercise and no trait, so it stops nothing.",
        "reason: It hurts.",
        "SAF-04",
    ),
    Case(
        "safety.says_what",
        "exercise",
        {"contraindications": [{"strength": "absolute", "reason": "It hurts."}]},
        "The contraindication names no condition and no other state.",
        "strength: absolute",
        "SAF-04",
    ),
    Case(
        "safety.recommended",
        "condition",
        {"recommended": ["bridge"], "contraindicated": [{"exercise": "bridge", "reason": "It hurts."}]},
        "“Bridge” is recommended here, and must not be done with knee pain: It hurts.",
        "bridge",
        "X-23",
    ),
    Case("safety.stages", "programme", {"stage": "acut"}, "There is no stage “acut” of the condition.", "acut", "X-01"),
    Case(
        "safety.stages",
        "condition",
        {"contraindicated": [{"type": "aerobic", "stage": "acut", "reason": "It hurts."}]},
        "There is no stage “acut” of the condition.",
        "acut",
        "X-01",
    ),
    Case(
        "safety.stages",
        "exercise",
        {"contraindications": [{"condition": "knee-pain", "strength": "relative", "stage": "acut", "reason": "R."}]},
        "There is no stage “acut” of the condition.",
        "acut",
        "X-01",
    ),
]


def name_of(rule: AnyCheck) -> str:
    return f"{rule.find.__module__.rsplit('.', 1)[1]}.{rule.find.__name__}"


def found_by(rule: AnyCheck, library: Library, date: datetime.date) -> list[str]:
    if isinstance(rule, Check):
        return [problem.message for problem in rule.find(library, date)]
    return [p.message for record in library.records.values() for p in rule.find(record, record_context(record, library.settings))]


def explained_by_an_example(rule: AnyCheck, folder: Path) -> bool:
    """Whether an example of the code's explanation fires this very check; `test_explained.py` tests what else it must do."""
    entry = explanation(rule.code)
    examples = [example for example in (entry.examples if entry else ()) if example.made_by in ("", "pictures")]
    planted = [example for example in (entry.examples if entry else ()) if example.made_by in figure_faults.MADE]
    if any(finding.code == rule.code for example in planted for finding in figure_faults.found(example, example.bad)):
        return True
    if any(example.made_by for example in examples):
        pictures(folder)
    return any(found_by(rule, example_library(e, e.bad, GOOD_RECORDS, folder), example_date(e)) for e in examples)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.message[:30]}")
def test_the_rule_finds_it_at_the_right_place(good: Content, case: Case) -> None:
    for name, data in case.files.items():
        good.write(name, data)
    for kind, changes in case.others:
        good.record(kind, changes)
    changed = good.record(case.kind, case.changes)
    finding = next((f for f in good.findings(case.date) if f.code == case.code and f.message == case.message), None)
    assert finding is not None, "\n".join(map(str, good.findings(case.date))) or "nothing was found"
    assert finding.severity is case.severity
    if case.rule not in ("safety.contraindicated", "orphans.pictures"):
        assert finding.place.file == f"{changed['id']}.yaml"
    assert good.text_at(finding.place) == case.marked
    rule = next(rule for rule in CHECKS if name_of(rule) == case.rule)
    assert (rule.code, rule.severity) == (case.code, case.severity)
    assert case.message in found_by(rule, load(good.root), case.date)
    library = good.load(case.date)
    assert bool(library.faulty) == (case.severity is Severity.ERROR)


@pytest.mark.parametrize("rule", CHECKS, ids=name_of)
def test_the_rule_is_silent_on_good_records(good: Content, rule: AnyCheck) -> None:
    assert found_by(rule, load(good.root), TODAY) == []


@pytest.mark.parametrize("rule", CHECKS, ids=name_of)
def test_the_rule_has_a_test_and_says_its_reason(rule: AnyCheck, tmp_path: Path) -> None:
    tested = any(case.rule == name_of(rule) for case in CASES) or explained_by_an_example(rule, tmp_path)
    assert tested, f"the rule {name_of(rule)} has no case in this file, and no example in core/pressup/checks/explained/ fires it"
    assert rule.find.__doc__
    assert len(rule.find.__doc__.split()) > 5


SILENT: list[tuple[str, dict[str, Any]]] = [
    ("exercise", {"type": "stretch", "dose": {"duration": "2 min", "frequency": "every day"}}),
    ("exercise", {"type": "stretch", "dose": {"hold": "30 s", "sets": 2, "frequency": "every day"}}),
    ("exercise", {"type": "aerobic", "dose": {"duration": "20 min", "frequency": "every day"}}),
    ("exercise", {"contraction": "isometric", "dose": {"sets": 2, "hold": "30 s", "frequency": "every day"}}),
    ("exercise", {"pattern": "trunk-hold", "dose": {"duration": "30 s", "frequency": "every day"}}),
    ("exercise", {"pattern": "carry", "dose": {"sets": 2, "distance": "20 m", "frequency": "every day"}}),
    ("exercise", {"muscles": [{"muscle": "hamstrings"}, {"muscle": "glutes"}, {"muscle": "thigh-back", "role": "secondary"}]}),
    ("exercise", {"muscles": [{"muscle": "glutes", "role": "primary"}, {"muscle": "glutes", "role": "stretched"}]}),
    ("exercise", {"dose.hold": "5 s", "dose.tempo": "3-1-2", "dose.load": "2-4 kg"}),
    ("exercise", {"laterality": "unilateral", "dose.side": "each"}),
    ("exercise", {"laterality": "alternating", "dose.side": "both"}),
    ("exercise", {"laterality": "alternating"}),
    ("exercise", {"progressions": [{"change": "Slower."}], "regressions": [{"change": "Fewer."}]}),
    ("exercise", {"review.due": "2029-01-10"}),
    ("exercise", {"review.due": "2027-01-22"}),
    ("exercise", {"review.last_reviewed": "2026-11-22"}),
    ("programme", {"review.status": "draft", "review.reviewer": ..., "review.last_reviewed": ..., "review.due": ...}),
    ("exercise", {"contraindications": [{"flag": "Dizzy spells", "strength": "absolute", "reason": "You may fall."}]}),
    (
        "article",
        {
            "body": "5 < 6 and a > b, x<y. [Mail](mailto:a@b.example), [call](tel:+44), [site](https://a.example) <https://b.example>"
        },
    ),
    ("article", {"body": "`<b>` in code\n\n    <div> in a block\n\n```\n<p>\n```\n"}),
    ("article", {"body": "Well![^1] 3 < 4"}),
    (
        "article",
        {
            "claims": [
                {"text": "T.", "relation": "cause", "grade": "none", "uncertainty": "There is no study."},
                {"text": "T.", "relation": "cause", "grade": "low", "uncertainty": "It is small.", "references": ["smith-2020"]},
                {"text": "T.", "relation": "cause", "grade": "moderate", "references": ["smith-2020"]},
            ]
        },
    ),
    ("reference", {"id": "left-over", "retracted": True}),
    ("programme", {"phases.0.weeks": "1", "phases.1.weeks": "2-4"}),
    ("exercise", {"needs": {"support": "Hold a chair.", "supervision": "Ask a physio to watch."}}),
    ("exercise", {"dose.sets": "1-10", "dose.reps": "1-50", "dose.hold": "1-120 s"}),
    ("exercise", {"dose.hold": "2 min"}),
    ("exercise", {"steps": ["Lift.", "Lower."] * 4}),
    (
        "exercise",
        {"steps": ["Lift your arms as high as you can, above your head.", "Lean back in the middle section of your back."]},
    ),
    (
        "exercise",
        {
            "steps": ["Hold the section of the band above your knee.", "Look straight, and see below you the mat."],
            "equipment": {"required": ["resistance-band"]},
        },
    ),
    ("programme", {"phases.0.items": [{"exercise": "bridge"}, {"exercise": "bridge", "note": "Slowly."}] * 4, "minutes": 30}),
    ("programme", {"minutes": 60, "supervised": True}),
    ("publisher", {"disclaimer": "It is no substitute for medical advice."}),
    ("publisher", {"disclaimer": "THIS CANNOT REPLACE ADVICE."}),
    ("newsletter", {"items": [{"heading": "News"}, {"article": "why-move"}]}),
    ("reference", {"issued.date-parts": [[2020, 2, 29]]}),
    ("reference", {"issued.date-parts": [[1999], [2000, 1]]}),
]


@pytest.mark.parametrize(("kind", "changes"), SILENT, ids=range(len(SILENT)))
def test_no_rule_minds_what_is_right(good: Content, kind: str, changes: dict[str, Any]) -> None:
    good.record(kind, changes)
    assert good.findings() == ()


def test_a_picture_that_is_there_and_told_is_fine(good: Content) -> None:
    good.write("pictures/a b.png", b"x")
    rights = {"licence": "CC0-1.0", "author": "A"}
    media = [{"file": "pictures/a b.png", "alt": "A person.", "rights": rights}]
    media.append({"file": "pictures/a b.png", "decorative": True, "rights": rights})  # type: ignore[dict-item]
    good.record("exercise", {"media": media})
    assert good.findings() == ()


def test_a_picture_by_a_link_out_of_the_folder_is_refused(good: Content) -> None:
    (good.root.parent / "secret.png").write_bytes(b"x")
    (good.root / "a.png").symlink_to(good.root.parent / "secret.png")
    good.record("exercise", {"media": [{"file": "a.png", "alt": "A.", "rights": {"licence": "CC0-1.0", "author": "A"}}]})
    assert "“a.png” is outside the content folder." in [finding.message for finding in good.findings()]


def test_a_disclaimer_in_another_language_is_not_judged(good: Content) -> None:
    good.write("pressup.yaml", {"kind": "library", "lang": "de"})
    good.record("publisher", {"disclaimer": "Das ersetzt keinen Rat.", "locale": "de-DE"})
    assert good.findings() == ()


def test_samples_are_one_note_for_all(good: Content) -> None:
    for kind in ("exercise", "condition", "programme"):
        good.record(kind, {"review": SAMPLE})
    finding = good.only()
    assert (finding.severity, finding.code) == (Severity.NOTE, "GOV-01")
    assert finding.message.startswith("3 records are samples")


def test_today_is_the_systems_day_when_none_is_given(good: Content) -> None:
    good.record("exercise", {"review.last_reviewed": "1999-01-01", "review.due": "1999-06-01"})
    assert "The review was due on 1999-06-01." in [finding.message for finding in pressup.load(good.root).findings]


def test_checks_add_to_what_reading_found(good: Content) -> None:
    good.record("exercise", {"dose.reps": "12-8", "references": ["nothing"]})
    assert [finding.code for finding in good.findings()] == ["DOSE-01", "X-01"]
    library = good.load()
    assert pressup.check(library, date=TODAY).findings == library.findings


def test_a_step_up_and_the_step_down_that_answers_it_are_no_circle(good: Content) -> None:
    good.record("exercise", UP_TO_HARDER)
    good.record("exercise", {**HARDER[1], "regressions": [{"to": "bridge"}], "progressions": [{"change": "Slower."}]})
    assert good.findings() == ()


def test_a_hard_exercise_with_an_easier_way_is_fine(good: Content) -> None:
    good.record("exercise", {"progressions": [{"to": "nordic"}]})
    steps = ["Kneel tall with your heels held.", "Lean forward slowly.", "Catch yourself with your hands."]
    good.record(
        "exercise", {"id": "nordic", "name": "Nordic", "level": 5, "steps": steps, "regressions": [{"change": "Lean less."}]}
    )
    assert good.findings() == ()


def test_every_circle_is_told_once(good: Content) -> None:
    for a, b in (("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"), ("y", "x"), ("c", "x")):
        steps = [{"to": "x"}, {"to": "a"}] if a == "c" else [{"to": b}]
        good.record("exercise", {"id": a, "name": a.upper(), "progressions": steps})
    messages = [finding.message for finding in good.findings() if finding.code == "X-04"]
    assert messages == [
        "The steps up run in a circle: “A” → “B” → “C” → “A”.",
        "The steps up run in a circle: “X” → “Y” → “X”.",
    ]


def test_a_long_chain_of_steps_is_no_trouble(good: Content) -> None:
    good.record("exercise", {"progressions": [{"to": "e0"}]})
    for i in range(60):
        up = {"progressions": [{"to": f"e{i + 1}"}]} if i < 59 else {}
        good.record("exercise", {"id": f"e{i}", "name": f"E{i}", **up})
    assert {finding.code for finding in good.findings()} == {"X-22"}  # they are all alike


def test_the_groups_of_a_librarys_own_muscles_may_be_muddled(good: Content) -> None:
    words = [{"id": "this", "name": "this", "parent": "that"}, {"id": "that", "name": "that", "parent": "this"}]
    good.write("pressup.yaml", {"kind": "library", "vocabulary": {"muscle": words}})
    good.record("exercise", {"muscles": [{"muscle": "this"}]})
    assert [finding.code for finding in good.findings() if finding.code == "X-05"] == []


def test_a_record_that_was_given_up_may_keep_its_links(good: Content) -> None:
    good.record("condition", {"id": "old-pain", "status": "deprecated"})
    good.record("article", {"id": "old-words", "status": "deprecated", "conditions": ["old-pain"]})
    assert good.findings() == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"supervised": True},
        {"setting": "clinic"},
        {"phases.0.items.0.note": "The sofa must be heavy.", "phases.1.items.0.note": "Ask a friend to hold your feet."},
        {"phases.0.items.0.note": "Your partner presses down.", "phases.1.items.0.note": "Test the anchor first."},
    ],
    ids=str,
)
def test_an_anchor_is_no_trouble_where_somebody_helps_or_the_note_tells_of_it(good: Content, changes: dict[str, Any]) -> None:
    good.record(*ANCHORED)
    good.record("programme", changes)
    assert good.findings() == ()
