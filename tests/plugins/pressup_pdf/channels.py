"""The ways out of a page: markup that makes a renderer load something, by name."""

from __future__ import annotations

CHANNELS = {
    "picture": '<img alt="a" src="{address}/picture.png">',
    "object": '<object data="{address}/object.svg"></object>',
    "embedded": '<embed src="{address}/embedded.svg">',
    "style sheet": '<link rel="stylesheet" href="{address}/sheet.css">',
    "style sheet that imports itself": '<link rel="stylesheet" href="{address}/loop.css">',
    "import": '<style>@import url("{address}/import.css");</style>',
    "background": '<p style="background-image: url({address}/background.png)">a</p>',
    "bullet": '<ul style="list-style-image: url({address}/bullet.png)"><li>a</li></ul>',
    "border": '<p style="border: 1px solid; border-image: url({address}/border.png) 1">a</p>',
    "generated content": '<style>b::before {{ content: url("{address}/content.png") }}</style><b>a</b>',
    "font": '<style>@font-face {{ font-family: f; src: url("{address}/font.ttf") }} i {{ font-family: f }}</style><i>a</i>',
    "picture in a drawing": '<svg viewBox="0 0 9 9"><image href="{address}/drawing.png" width="9" height="9"/></svg>',
    "attachment": '<a rel="attachment" href="{address}/secret.txt">a</a>',
    "attached to the whole": '<link rel="attachment" href="{address}/secret.txt">',
    "redirection": '<img alt="a" src="{address}/redirect">',
}
"""Each with `{address}` for where it leads."""

READING = ("attachment", "attached to the whole")
"""Channels that put what they load into the file as it is, so that a text can be stolen."""

STYLE_CHANNELS = {
    "import": '@import url("{address}/import.css");',
    "import that imports itself": "@import '{address}/loop.css';",
    "background": "p {{ background: url({address}/background.png) }}",
    "background of the page": "@page {{ background: url({address}/page.png) }}",
    "bullet": "li {{ display: list-item; list-style: url({address}/bullet.png) }}",
    "border": "p {{ border: 1px solid; border-image: url({address}/border.png) 1 }}",
    "generated content": "p::before {{ content: url({address}/content.png) }}",
    "head of the page": "@page {{ @top-center {{ content: url({address}/head.png) }} }}",
    "address of an attribute": 'p {{ background: url("{address}/\\61 ttribute.png") }}',
    "redirection": "p {{ background: url({address}/redirect) }}",
    "drawing": "p {{ background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
    "<image href='{address}/drawing.png' width='9' height='9'/></svg>\") }}",
}
"""The same in style sheets."""
