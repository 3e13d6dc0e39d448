from pressup_example_text import TextTarget

from pressup.testing import assert_target_conforms, render_target, sample_documents


def test_it_keeps_the_contract() -> None:
    assert_target_conforms(TextTarget)


def test_lines_are_no_longer_than_the_width() -> None:
    (artifact,) = render_target(TextTarget, sample_documents()["programme"], options={"width": 40})
    assert max(len(line) for line in artifact.content.decode().splitlines()) <= 40
