"""From files to a Library: source text with positions, readers by file type, linking."""
