"""The kit for plugin authors: sample documents, a way to render them, and checks that targets and rules keep their word.

    from pressup.testing import assert_target_conforms, render_target, sample_documents

    def test_my_target():
        assert_target_conforms(MyTarget)

    def test_title_comes_first():
        (artifact,) = render_target(MyTarget, sample_documents()["programme"])
        assert artifact.content.startswith(b"Sample programme")

`docs/write-a-plugin.md` and `docs/house-rules.md` show it in use.
"""

from pressup.testing.conformance import assert_target_conforms
from pressup.testing.rendering import render_target
from pressup.testing.rules import assert_check_examples
from pressup.testing.samples import HOSTILE, sample_documents, sample_library, sample_publisher

__all__ = [
    "HOSTILE",
    "assert_check_examples",
    "assert_target_conforms",
    "render_target",
    "sample_documents",
    "sample_library",
    "sample_publisher",
]
