"""Figures: poses become drawings, and drawings become pictures of other forms."""
