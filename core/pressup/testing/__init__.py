"""The kit for plugin authors: sample documents, a way to render them, and a check that a target keeps its contract.

    from pressup.testing import assert_target_conforms, render_target, sample_documents

    def test_my_target():
        assert_target_conforms(MyTarget)

    def test_title_comes_first():
        (artifact,) = render_target(MyTarget, sample_documents()["programme"])
        assert artifact.content.startswith(b"Sample programme")

`docs/write-a-plugin.md` shows it in use.
"""

from pressup.testing.conformance import assert_target_conforms
from pressup.testing.rendering import render_target
from pressup.testing.samples import HOSTILE, sample_documents, sample_library, sample_publisher

__all__ = ["HOSTILE", "assert_target_conforms", "render_target", "sample_documents", "sample_library", "sample_publisher"]
