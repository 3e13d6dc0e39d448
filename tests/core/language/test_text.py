"""Where sentences and words begin and end."""

from __future__ import annotations

import random
import time

import pytest

from pressup.language import BREAK, longest, readability, sentences, words


def split(text: str, lang: str = "en") -> list[str]:
    """The sentences as text."""
    return [text[sentence.start : sentence.end] for sentence in sentences(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Take a painkiller, e.g. ibuprofen.|See Dr. Smith at 5 p.m. today.|Go at 8 a.m.|Then rest."),
        ("en", "Hold it for approx. 10 sec. or less.|Use bands, balls, etc.|Rest now!"),
        ("en", "Lift 2.5 cm.|Do not say no.|See No. 5.|J. K. Rowling wrote it.|Take vitamin C.|So do I.|Stop."),
        ("en", "“Stop!” she said.|Does it hurt?|(Rest then.)|Wait… and breathe.|Go on…|Good."),
        ("en", "1. Lie down.|2. Lift your hips.|3. Hold for 10.|Then rest."),
        ("de", "Üben Sie z. B. am 3. Tag ca. 10 Min. pro Tag.|Halten Sie 10.|Dann ruhen Sie."),
        ("de", "Dr. Müller, d. h. der Arzt, hilft.|Nehmen Sie z.B. Eis.|Nutzen Sie Bänder usw.|Danach ist Pause."),
        ("fr", "M. Dupont tient env. 10 sec. par jour.|Respirez !|Voyez p. ex. le Dr. Roux."),
        ("es", "¿Duele?|Sí.|El Dr. García dice aprox. 10 seg. por día.|Use p. ej. una banda."),
        ("it", "Il dott. Rossi, ad es. oggi, tiene ca. 5 sec. al giorno.|Bene."),
        ("nl", "Doe bijv. 10 sec. per dag.|Dhr. Jansen helpt o.a. met bewegen.|Rust dan."),
        ("fi", "Dr. Virtanen auttaa.|Lepää nyt."),
    ],
)
def test_sentences(lang: str, text: str) -> None:
    expected = text.split("|")
    assert split(" ".join(expected), lang) == expected


def test_a_blank_line_ends_a_sentence_and_a_newline_does_not() -> None:
    assert split("Lie on\nyour back\n\nLift your hips") == ["Lie on\nyour back", "Lift your hips"]


def test_what_holds_no_word_is_no_sentence() -> None:
    assert split("--- ... !\n\n***\n\n") == []
    assert sentences("") == ()


def test_the_number_of_a_step_is_no_word() -> None:
    assert [sentence.words for sentence in sentences("1. Lie down. 2. Lift.\n\n- Rest.\n\na) Go.")] == [
        ("Lie", "down"),
        ("Lift",),
        ("Rest",),
        ("Go",),
    ]


def test_words_have_their_places() -> None:
    text = "Don’t do 8-12 reps, or 2.5 kg; take an X-ray, e.g. 1/2 __it__ 50%."
    found = list(words(text))
    assert [word.text for word in found] == (
        ["Don’t", "do", "8-12", "reps", "or", "2.5", "kg", "take", "an", "X-ray", "e.g.", "1/2", "it", "50%"]
    )
    assert all(text[word.start : word.end] == word.text for word in found)


def test_longest_first() -> None:
    found = sentences("One two. One two three four. One. One two three.")
    assert [len(sentence) for sentence in longest(found, 1)] == [4, 3, 2]
    assert longest(found, 4) == ()


def test_a_language_without_spaces_has_sentences_and_no_words() -> None:
    assert [len(sentence) for sentence in sentences("膝を曲げます。休みます。", "ja")] == [0, 0]
    assert list(words("膝を曲げます。", "zh-Hans")) == []
    assert readability("膝を曲げます。", "ja") == ()


@pytest.mark.parametrize("piece", [".", ".x", "a.", "a. ", "1. ", "a'", ".” ", "\n ", " ", "-", "ae", "._*", "e.g. "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    readability(text)
    assert time.process_time() - start < 2  # quadratic work would take minutes


PIECES = (
    "Bend|bend|knee.|Knee|3.|3|C.|Dr.|z.|B.|etc.|etc.)|e.g.|approx.|J.|I.|Hold!|!|.|...|wait…|“Go.”|(see|p.|12.)|です。です|a)|1)|•|min."
    "|2.5|x.y|averyveryverylongword|averyveryverylongword.|dann|Dann|«Oui»|—|5%.|(.|*.|a.m.|NHS."
)
BETWEEN = (*[" "] * 14, "\n", "\n\n", "  ", BREAK, f" {BREAK} ", "\t", "\xa0", "\n \n", "")


@pytest.mark.parametrize("lang", ["en", "de", "fi", "ja"])
def test_what_pieces_tell_of_sentences_is_what_a_search_for_ends_tells(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)
    texts = [
        "".join(chance.choice(PIECES.split("|")) + chance.choice(BETWEEN) for _ in range(chance.randint(1, 12)))
        for _ in range(4_000)
    ]
    by_pieces = [sentences(text, lang) for text in texts]
    monkeypatch.setattr("pressup.language.text._add_plain", lambda *_: False)
    assert by_pieces == [sentences(text, lang) for text in texts]
    assert sum(map(len, by_pieces)) > 10_000
