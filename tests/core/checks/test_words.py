"""Rules of thumb about words: what they mark, what they say, and what they let be."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bench.heuristics import SENTENCES, problems, table

from pressup import Finding, Severity
from pressup.checks.check import RecordContext
from pressup.checks.lexicon import english, terms, variants
from pressup.checks.rules import RECORD_CHECKS
from pressup.checks.texts import MAX_PROBLEMS, Texts
from pressup.records import Article, Exercise, LibraryFile
from pressup.testing.good_records import GOOD_RECORDS

Fires = Callable[..., Finding]
Silent = Callable[..., None]
LIBRARY = "pressup.yaml"


def marked(code: str, kind: str, field: str, text: str, lang: str = "en-GB") -> list[str]:
    """The words that the rules of a code mark in a text."""
    return [problem.words for problem in problems(code, kind, field, text, lang)]


# --- All of them ---


@pytest.mark.parametrize("code", SENTENCES)
def test_every_planted_mistake_is_found(code: str) -> None:
    missed = [text for kind, field, text in SENTENCES[code] if not problems(code, kind, field, text)]
    assert not missed


def test_the_table_has_a_row_a_rule_and_counts_words_of_good_texts(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Bend your knee.\n\nThe patella moves up.\n", encoding="utf-8")
    rows = {row.code: row for row in table(tmp_path)}
    assert set(rows) == set(SENTENCES)
    assert (rows["PLN-03"].words, rows["PLN-03"].alarms, rows["PLN-03"].per_thousand) == (7, 1, 1000 / 7)
    assert rows["PLN-08"].alarms == 0


@pytest.mark.parametrize("code", SENTENCES)
@pytest.mark.parametrize("lang", ["de", "fr-CA", "cy"])
def test_they_know_no_other_language(code: str, lang: str) -> None:
    assert not [text for kind, field, text in SENTENCES[code] if problems(code, kind, field, text, lang)]


@pytest.mark.parametrize("code", SENTENCES)
def test_text_from_strangers_takes_little_time(code: str) -> None:
    hostile = [
        *("a" * 190_000, "a." * 90_000, "](" * 90_000, "](a" * 60_000, "(" * 190_000, "@" + "a" * 180_000, "1" * 190_000),
        *("the " + " " * 180_000 + "x", "is " + " " * 180_000 + "x", "two " + " " * 180_000, "word Word " * 19_000, "'" * 190_000),
        *("patella " * 23_000, "colour color organise organize " * 6_000, "hold " * 38_000, "`<&www. " * 20_000, "is ed " * 30_000),
        *("postion " * 23_000, " ".join(f"w{'abcdefghij'[n % 10]}x{'abcdefghij'[n // 10 % 10]}zq" for n in range(20_000))),
    ]
    for text in hostile:
        start = time.process_time()
        found = problems(code, "article", "body", text)
        assert time.process_time() - start < 10, text[:30]
        assert len(found) <= 2 * MAX_PROBLEMS


def test_fields_about_a_record_are_not_its_text() -> None:
    review = {**GOOD_RECORDS["exercise"]["review"], "conflicts": "A postion on the patella program."}
    rights = {"licence": "proprietary", "author": "A", "grant": "The postion of the program."}
    data = {**GOOD_RECORDS["exercise"], "review": review, "rights": rights}
    media = [{"file": "a.png", "alt": "A knee.", "rights": rights}]
    texts = Texts(Exercise.model_validate({**data, "media": media}))
    assert "postion" not in texts.words
    assert "knee" in texts.words


def test_addresses_and_code_are_not_words() -> None:
    body = "See [the page](https://x.example/postion), www.postion.example, a@postion.example, postion.org/xyzq and `postion`."
    assert marked("PLN-08", "article", "body", body) == []


# --- PLN-03 ---


def test_a_term_is_marked_once_where_it_is_read_first(fires: Fires) -> None:
    changes = {"steps": ["Press down.", "Lift the patella.", "Hold the patella."]}
    finding = fires("exercise", changes, "PLN-03", "patella", severity=Severity.WARNING)
    assert finding.heuristic
    assert finding.message == "“patella” is a medical term that is not explained here."
    assert finding.help == "Use plain words (“kneecap”), or explain it where it is first used: “patella (kneecap)”."


@pytest.mark.parametrize(
    "text",
    [
        "The patella (kneecap) slides.",
        "The **patella** (your kneecap) slides.",
        "The patella – your kneecap – slides.",
        "The patella, or kneecap, slides.",
        "The patella, which means the kneecap, slides.",
        "The patella is the small bone in front.",
        "Your kneecap (patella) slides.",
        "This bone is called the patella.",
        "Doctors call it the patella.",
        "A small bone, known as the patella, slides.",
        "The kneecap slides. The patella has a smooth back.",
        "People prone to falls need a chair.",
        "Tens of people came.",
        "She works for the National Patella Trust.",
        "Patella: the kneecap.",
    ],
)
def test_an_explained_term_is_let_be(text: str) -> None:
    assert marked("PLN-03", "article", "body", text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hurt tendons heal slowly.", "tendons"),
        ("The anterior cruciate ligament (ACL) can tear.", "anterior cruciate ligament"),
        ("A TENS unit may help.", "TENS"),
        ("Ask about a Baker’s cyst.", "Baker’s cyst"),
        ("Try an anti-inflammatory cream.", "anti-inflammatory"),
        ("Prone lying helps some.", "Prone"),
    ],
)
def test_the_longest_term_is_marked_as_it_is_written(text: str, words: str) -> None:
    assert marked("PLN-03", "article", "body", text) == [words]


def test_a_title_may_name_what_the_text_explains(silent: Silent, fires: Fires) -> None:
    silent("condition", {"name": "Bursitis", "summary": "Bursitis is a sore cushion of fluid near a joint."}, "PLN-03")
    fires("condition", {"name": "Bursitis", "summary": "The knee hurts."}, "PLN-03", "Bursitis", severity=Severity.WARNING)


def test_other_names_are_not_read_as_text(silent: Silent) -> None:
    silent("condition", {"formal_name": "Gonarthrosis of the patella", "aliases": ["Patella pain"]}, "PLN-03")


def test_the_glossary_of_the_library_explains(silent: Silent) -> None:
    library = b"kind: library\nglossary:\n  - { term: tendon, meaning: cord that joins muscle to bone }\n"
    silent("article", {"body": "Hurt tendons heal slowly."}, "PLN-03", files={LIBRARY: library})


def test_every_term_has_plain_words_and_stands_once() -> None:
    names = [form.lower() for term in terms() for form in term.forms]
    assert len(terms()) >= 150
    assert len(names) == len(set(names))
    assert all(term.meaning and not term.meaning.endswith(".") for term in terms())
    assert not [problem for term in terms() for problem in problems("PLN-08", "exercise", "steps", f"It is {term.meaning}.")]


# --- PLN-05 ---


def test_a_passive_instruction_is_a_note(fires: Fires) -> None:
    finding = fires("exercise", {"steps": ["The knee is slowly bent."]}, "PLN-05", "is slowly bent", severity=Severity.NOTE)
    assert finding.heuristic


@pytest.mark.parametrize(
    "text",
    ["Stop if your knee is swollen.", "You may be tired.", "It is used to this.", "Keep your knee bent."],
)
def test_states_are_no_passives(text: str) -> None:
    assert marked("PLN-05", "exercise", "steps", text) == []


def test_some_passives_are_fine_in_an_article_but_not_many() -> None:
    assert marked("PLN-05", "article", "body", "A scan was taken. You go home. You rest.") == []
    many = "A scan was taken. The knee was examined. A plan was made. You go home."
    (found,) = problems("PLN-05", "article", "body", many)
    assert found.words == "was taken"
    assert found.message == "3 of about 8 sentences are in the passive voice, the first with “was taken”."


def test_the_reader_is_spoken_to() -> None:
    assert marked("PLN-05", "article", "body", "The patient must not drive.") == ["The patient must"]
    assert marked("PLN-05", "article", "body", "Many patients with pain rest.") == []


# --- PLN-06 ---


@pytest.mark.parametrize(
    ("text", "words", "help"),
    [
        ("Lift it three times.", "three times", "Write “3 times”."),
        ("Do two or three sets.", "two or three sets", "Write “2 or 3 sets”."),
        ("Take a ten-second rest.", "ten-second", "Write “10-second”."),
        ("Hold for 30.", "30", "Say what it counts: seconds, minutes, breaths."),
        ("Rest for 30-60 and repeat.", "30-60", "Say what it counts: seconds, minutes, breaths."),
        ("Do 3x10.", "3x10", "Write it out, as in “3 sets of 10”."),
        ("Lift twice as high.", "twice as high", "Write the number itself, such as “6 reps” or “20 minutes”."),
        ("Lift at 70 % effort.", "70 %", "Write the number itself, such as “5 kg” or “6 out of 10”."),
    ],
)
def test_numbers_in_steps(text: str, words: str, help: str) -> None:
    (found,) = problems("PLN-06", "exercise", "steps", text)
    assert (found.words, found.help) == (words, help)


@pytest.mark.parametrize(
    "text",
    [
        "Lift it 3 times.",
        "Hold for 30 seconds.",
        "Lower for a slow count of 3.",
        "Do it one more time.",
        "Rest a hand on each of the two chairs.",
        "Stay there for 2 breaths.",
        "Bend halfway.",
        "Pain above 3 out of 10 is too much.",
    ],
)
def test_good_numbers_are_let_be(text: str) -> None:
    assert marked("PLN-06", "exercise", "steps", text) == []


def test_an_article_may_say_some_shares_but_not_many() -> None:
    assert marked("PLN-06", "article", "body", "About 60% got better.\n\nOthers, 20%, did not.\n\nThe last 20% left.") == []
    assert marked("PLN-06", "article", "body", "Of 60% who did, 15% or 1/3 were well.") == ["1/3"]
    assert marked("PLN-06", "article", "body", "It took three weeks.") == []


# --- PLN-08 ---


def test_a_typo_is_marked_with_what_was_meant(fires: Fires) -> None:
    changes = {"steps": ["Keep your position.", "Go to the starting postion."]}
    finding = fires("exercise", changes, "PLN-08", "postion", severity=Severity.WARNING)
    assert finding.heuristic
    assert finding.message == "“postion” is not in the dictionary."
    assert finding.help == "Did you mean “position”? If the word is right, list it under “words” in pressup.yaml."


@pytest.mark.parametrize(
    "text",
    [
        "Hold the theraband’s ends.",
        "Ask Zvetlana Qrstova about it.",
        "The XRQ test and the mPQRs are codes.",
        "A half-xkneeling, xbent-over pose on the ab/xdab side.",
        "It’s what you’ve got; don't stop, o'clock.",
        "Colour and color, programme and program, paediatric and pediatric.",
        "A 3rd set of 10kg and 5lb.",
        "Café and cafe, naïve and naive.",
        "Zkrplut leads the class.",
    ],
)
def test_names_codes_compounds_and_spellings_are_no_typos(text: str) -> None:
    assert marked("PLN-08", "exercise", "steps", text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Foward you go.", "Foward"),
        ("It wont help.", "wont"),
        ("Perform it away form the wall.", "form"),
        ("Go to the staring position.", "staring"),
        ("It is one of\n  of the best.", "of\n  of"),
        ("It may perhaps help.", "may perhaps"),
        ("A pain, Particularly at night.", "Particularly"),
        ("Required fields are marked *", "Required fields are marked"),
        ("It helps with the", "It helps with the"),
        ("Rest because of…", "Rest because of…"),
    ],
)
def test_what_software_left_is_marked(text: str, words: str) -> None:
    assert marked("PLN-08", "article", "body", text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "He had had a fall. That that hurts is clear.",
        "Bend your knee. Knee pain is common.",
        "- your back\n- Back of the thigh",
        "## Signs of Weak Hamstrings",
        "Ask the Royal College or Queen Mary, in May or on Monday.",
        "He wrote “Please Rest” on it.",
        "We did the Bridge.",
        "Rest, Ice, Compression and Elevation help.",
        "What is it made of?",
        "Give it all that you can give.",
    ],
)
def test_what_people_write_is_let_be(text: str) -> None:
    body = {**GOOD_RECORDS["article"], "title": "The bridge", "body": text}
    record = Article.model_validate(body)
    context = RecordContext("en-GB", LibraryFile(kind="library"))
    found = [problem for check in RECORD_CHECKS if check.code == "PLN-08" for problem in check.find(record, context)]
    assert [problem.words for problem in found] == []


def test_a_newsletter_may_speak_of_subscribing(silent: Silent) -> None:
    silent("newsletter", {"lead": "Click here to subscribe."}, "PLN-08")


@pytest.mark.parametrize(
    "library",
    [
        b"kind: library\nwords: [xyzzle]\n",
        b"kind: library\nglossary: [{ term: Xyzzle, meaning: a test }]\n",
        b"kind: library\nvocabulary: { equipment: [{ id: x, name: xyzzle ball }] }\n",
    ],
)
def test_the_words_of_the_library_are_known(silent: Silent, library: bytes) -> None:
    silent("exercise", {"steps": ["Hold the xyzzle."]}, "PLN-08", files={LIBRARY: library})


def test_a_word_of_another_library_is_not_known_here(fires: Fires) -> None:
    context = RecordContext("en-GB", LibraryFile(kind="library", words=("xyzzle",)))
    record = Exercise.model_validate({**GOOD_RECORDS["exercise"], "steps": ["Hold the xyzzle."]})
    assert not [found for check in RECORD_CHECKS if check.code == "PLN-08" for found in check.find(record, context)]
    fires("exercise", {"steps": ["Hold the xyzzle."]}, "PLN-08", "xyzzle", severity=Severity.WARNING)


# --- PLN-09 ---


@pytest.mark.parametrize(
    ("lang", "text", "words", "right"),
    [
        ("en-GB", "The program lasts.", "program", "programme"),
        ("en-GB", "See a physical  therapist.", "physical  therapist", "physiotherapist"),
        ("en-AU", "The center hurts.", "center", "centre"),
        ("en-US", "The centre hurts.", "centre", "center"),
        ("en-US", "See a physiotherapist.", "physiotherapist", "physical therapist"),
        ("en-US", "We organise it.", "organise", "organize"),
        ("en-US", "A metre away.", "metre", "meter"),
    ],
)
def test_spelling_of_the_other_country(lang: str, text: str, words: str, right: str) -> None:
    (found,) = problems("PLN-09", "article", "body", text, lang)
    assert (found.words, found.help) == (words, f"Write “{right}”.")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en-GB", "We organize and recognize it."),
        ("en-GB", "A computer program and a parking meter."),
        ("en-GB", "Ask at the Mayo Center for it."),
        ("en-GB", "Read “A program for knees” and *The color of pain*."),
        ("en-US", "Ask the Royal Centre for it."),
        ("en-CA", "The centre of the program."),
        ("en", "The centre of the program."),
    ],
)
def test_names_titles_and_what_both_write_are_let_be(lang: str, text: str) -> None:
    assert marked("PLN-09", "article", "body", text, lang) == []


def test_british_texts_do_not_mix_ise_and_ize() -> None:
    (found,) = problems("PLN-09", "article", "body", "We organise and recognize.")
    assert found.words == "recognize"
    assert found.message == "“recognize” has a z, and “organise” in this record an s."


@pytest.mark.parametrize("british", [True, False])
def test_every_right_spelling_is_in_the_dictionary_and_no_spelling_is_right_and_wrong(british: bool) -> None:
    pairs = variants(british)
    assert len(pairs) >= 150
    assert not set(pairs) & set(pairs.values())
    assert not [right for right in pairs.values() for word in right.split() if word not in english()]


# --- The dictionary ---


def test_the_dictionary_knows_common_words_and_names() -> None:
    dictionary = english()
    assert all(word in dictionary for word in ("knee", "colour", "color", "don't", "london", "patella", "kettlebells"))
    assert not any(word in dictionary for word in ("wont", "postion", "", "zzzz"))
    assert dictionary.is_common("particularly")
    assert not dictionary.is_common("london")


@pytest.mark.parametrize(
    ("typo", "meant"),
    [("exerise", "exercise"), ("wont", "won't"), ("throught", "thought"), ("kettlebll", "kettlebell"), ("qqqqqqqq", "")],
)
def test_suggestions(typo: str, meant: str) -> None:
    assert english().suggest(typo) == meant
