"""What a reader is shown of a document, worked out once for all outputs: moves, plan, warning signs, sources and imprint.

Targets decide how each looks, and what they leave out. All words are from Pressup's own catalogue, in the document's language.
"""
