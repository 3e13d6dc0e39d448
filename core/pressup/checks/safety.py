"""Safety: an exercise that must not be done in a condition never stands in what is printed for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from pressup.checks.check import Check, Path, Problem
from pressup.checks.programmes import programme_items
from pressup.content.contraindications import Conflict, in_programme, ruled_out
from pressup.content.library import Library, with_wider
from pressup.content.suggest import did_you_mean
from pressup.findings import Severity
from pressup.records import Article, Condition, Exercise, NewsletterIssue, Programme, Record

_ADVICE = "Choose another exercise, or have a clinician change the contraindication."


def contraindicated(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No programme holds an exercise that is contraindicated for one of its conditions or their wider ones, at its stage."""
    for programme in library.of(Programme):
        conditions = list(with_wider(library, programme.conditions))
        for path, _, exercise in programme_items(library, programme):
            for conflict in in_programme(library, programme, exercise, conditions):
                yield _problem(programme, (*path, "exercise"), exercise, conflict)


def _problem(record: Record, path: Path, exercise: Exercise, conflict: Conflict) -> Problem:
    message = f"“{exercise.name}” must not be done with {conflict.condition.name.lower()}: {conflict.reason}"
    return Problem(record.id, path, message, _ADVICE, conflict.place)


def in_newsletters(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No issue of a newsletter shows an exercise beside a condition, of its own or of its other items, that rules it out.

    An issue has no stage, and everybody reads it: what is ruled out in one stage does not stand in it.
    """
    for issue in library.of(NewsletterIssue):
        conditions = list(with_wider(library, [*issue.conditions, *_conditions_of_items(library, issue)]))
        for i, item in enumerate(issue.items):
            exercise = library.get(Exercise, item.exercise) if item.exercise else None
            if exercise is not None:
                for conflict in ruled_out(library, exercise, conditions):
                    yield _problem(issue, ("items", i, "exercise"), exercise, conflict)


def _conditions_of_items(library: Library, issue: NewsletterIssue) -> Iterator[str]:
    for item in issue.items:
        if item.condition:
            yield item.condition
        shown = library.records.get(item.article or item.programme or "")
        if isinstance(shown, Article | Programme):
            yield from shown.conditions


def in_articles(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No article names an exercise for a condition in which it must not be done.

    It only names them, and says in its own words for whom and when: a limit to one stage is no conflict here.
    """
    for article in library.of(Article):
        conditions = list(with_wider(library, article.conditions))
        for i, id in enumerate(article.exercises):
            exercise = library.get(Exercise, id)
            if exercise is not None:
                for conflict in _always(library, exercise, conditions):
                    yield _problem(article, ("exercises", i), exercise, conflict)


def _always(library: Library, exercise: Exercise, conditions: Iterable[Condition]) -> Iterator[Conflict]:
    """What rules an exercise out in every stage."""
    return (conflict for conflict in ruled_out(library, exercise, conditions) if conflict.stage is None)


def steps_left_out(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A step up or down to an exercise that must not be done is not printed in the programme, and the editor is told so (X-03).

    The step may be right for other people, so it is no fault of the exercise.
    """
    for programme in library.of(Programme):
        conditions = list(with_wider(library, programme.conditions))
        told: set[tuple[str, str]] = set()
        for path, _, exercise in programme_items(library, programme):
            for step in (*exercise.progressions, *exercise.regressions):
                other = library.get(Exercise, step.to) if step.to else None
                if other is None or (exercise.id, other.id) in told:
                    continue
                told.add((exercise.id, other.id))
                conflict = next(in_programme(library, programme, other, conditions), None)
                if conflict is not None:
                    name = conflict.condition.name.lower()
                    message = f"The step from “{exercise.name}” to “{other.name}” is left out here, because of {name}."
                    yield Problem(programme.id, (*path, "exercise"), message, "", conflict.place)


def says_what(library: Library, today: datetime.date) -> Iterator[Problem]:
    """A contraindication says what it is about, and by its id where there is a record: else it would stop nothing."""
    for condition in library.of(Condition):
        for i, selector in enumerate(condition.contraindicated):
            if not any((selector.exercise, selector.type, selector.pattern, selector.impact, selector.min_level)):
                message = "The entry names no exercise and no trait, so it stops nothing."
                help = "Add “exercise”, “type”, “pattern”, “impact” or “min_level”."
                yield Problem(condition.id, ("contraindicated", i), message, help)
    named = _named(library)
    for exercise in library.of(Exercise):
        for i, entry in enumerate(exercise.contraindications):
            if entry.condition is None and entry.flag is None:
                message = "The contraindication names no condition and no other state."
                yield Problem(exercise.id, ("contraindications", i), message, "Add “condition” or “flag”.")
            elif entry.condition is None and entry.flag:
                known = named.get(_plain(entry.flag))
                if known is not None:
                    message = f"“{entry.flag}” is a condition of this library, and as a “flag” it stops nothing."
                    help = f"Write “condition: {known.id}” instead."
                    yield Problem(exercise.id, ("contraindications", i, "flag"), message, help, (known.id, ("name",)))


def _named(library: Library) -> dict[str, Condition]:
    """The conditions by each of their names."""
    found: dict[str, Condition] = {}
    for condition in library.of(Condition):
        for name in (condition.id, condition.name, condition.formal_name, *condition.aliases):
            if name:
                found.setdefault(_plain(name), condition)
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").rstrip(". ").split())


def stages(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Every stage that is named exists: a misspelt one would switch off the contraindications of the stage that was meant."""
    for programme in library.of(Programme):
        known = [stage.id for condition in with_wider(library, programme.conditions) for stage in condition.stages]
        yield from _stage(programme.id, ("stage",), programme.stage, known)
    for condition in library.of(Condition):
        own = [stage.id for stage in condition.stages]
        for i, selector in enumerate(condition.contraindicated):
            yield from _stage(condition.id, ("contraindicated", i, "stage"), selector.stage, own)
    for exercise in library.of(Exercise):
        for i, entry in enumerate(exercise.contraindications):
            limited = library.get(Condition, entry.condition) if entry.condition else None
            if limited is not None:
                known = [stage.id for stage in limited.stages]
                yield from _stage(exercise.id, ("contraindications", i, "stage"), entry.stage, known)


def _stage(record: str, path: Path, stage: str | None, known: list[str]) -> Iterator[Problem]:
    if stage is not None and stage not in known:
        yield Problem(record, path, f"There is no stage “{stage}” of the condition.", did_you_mean(stage, known))


def recommended(library: Library, today: datetime.date) -> Iterator[Problem]:
    """No exercise is recommended for a condition and ruled out for it, or a handout would say both (X-23).

    A limit to one stage is no conflict: what harms in the first days may help later.
    """
    for condition in library.of(Condition):
        for i, id in enumerate(condition.recommended):
            exercise = library.get(Exercise, id)
            if exercise is None:
                continue
            for conflict in _always(library, exercise, with_wider(library, [condition.id])):
                name = conflict.condition.name.lower()
                message = f"“{exercise.name}” is recommended here, and must not be done with {name}: {conflict.reason}"
                help = "Take one of the two away, or limit the other to a stage; a clinician should decide which."
                yield Problem(condition.id, ("recommended", i), message, help, conflict.place)


CHECKS = (
    Check("SAF-04", Severity.ERROR, contraindicated),
    Check("SAF-04", Severity.ERROR, in_newsletters),
    Check("SAF-04", Severity.ERROR, in_articles),
    Check("SAF-04", Severity.ERROR, says_what),
    Check("X-03", Severity.NOTE, steps_left_out),
    Check("X-01", Severity.ERROR, stages),
    Check("X-23", Severity.ERROR, recommended),
)
