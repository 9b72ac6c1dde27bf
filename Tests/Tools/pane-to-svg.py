#!/usr/bin/env python3
"""A picture of a live terminal: what `tmux capture-pane -e -p` says of a pane, on standard input, as SVG.

usage: tmux capture-pane -e -p -t PANE | pane-to-svg.py COLUMNS ROWS TITLE >FILE.svg

Cells, font and margins are those of `ndissect snapshot`, which draws recorded sessions; a live screen has no other
way onto paper. Colours of 24 bits and of the 256-colour palette are kept, and bold, dim, underline and reverse.
"""
import html
import re
import sys
import unicodedata

CELL, ROW, MARGIN, BASE = 8.4, 18, 12, 13.5
INK, GROUND = "#d5dce8", "#0e1420"
SYSTEM = ("000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
          "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff").split()


def palette(number):
    if number < 16:
        return "#" + SYSTEM[number]
    if number >= 232:
        return "#" + f"{8 + (number - 232) * 10:02x}" * 3
    levels = (0, 95, 135, 175, 215, 255)
    cube = number - 16
    return "#" + "".join(f"{levels[part]:02x}" for part in (cube // 36, cube // 6 % 6, cube % 6))


class Look:
    def __init__(self):
        self.reset()

    def reset(self):
        self.ink = self.ground = None
        self.bold = self.dim = self.line = self.reverse = False

    def take(self, text):
        codes = [int(code or 0) for code in re.split("[;:]", text)]
        while codes:
            code = codes.pop(0)
            if code == 0: self.reset()
            elif code == 1: self.bold = True
            elif code == 2: self.dim = True
            elif code == 4: self.line = True
            elif code == 7: self.reverse = True
            elif code == 22: self.bold = self.dim = False
            elif code == 24: self.line = False
            elif code == 27: self.reverse = False
            elif code in (39, 49): setattr(self, "ink" if code == 39 else "ground", None)
            elif 30 <= code <= 37: self.ink = palette(code - 30)
            elif 40 <= code <= 47: self.ground = palette(code - 40)
            elif 90 <= code <= 97: self.ink = palette(code - 82)
            elif 100 <= code <= 107: self.ground = palette(code - 92)
            elif code in (38, 48) and codes:
                kind = codes.pop(0)
                color = palette(codes.pop(0)) if kind == 5 else "#%02x%02x%02x" % tuple(codes[:3])
                if kind == 2: del codes[:3]
                setattr(self, "ink" if code == 38 else "ground", color)

    def now(self):
        ink, ground = self.ink or INK, self.ground or GROUND
        if self.reverse: ink, ground = ground, ink
        return ink, ground, self.bold, self.dim, self.line


def columns_of(text):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def runs(line):
    """Neighbouring cells of one look: column, columns, text, look."""
    found, look, column = [], Look(), 0
    for piece in re.split("(\x1b\\[[0-9;:]*m)", line):
        if piece.startswith("\x1b"):
            look.take(piece[2:-1])
            continue
        for character in re.sub("\x1b.|[\x00-\x1f]", "", piece):
            width = columns_of(character)
            if found and found[-1][3] == look.now():
                found[-1][1] += width
                found[-1][2] += character
            else:
                found.append([column, width, character, look.now()])
            column += width
    return found


def main():
    columns, rows, title = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    width, height = columns * CELL + 2 * MARGIN, rows * ROW + 2 * MARGIN
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">')
    print(f"<title>{html.escape(title)}</title>")
    print("<style>text{font-family:'DejaVu Sans Mono','Menlo','Consolas',monospace;font-size:14px;white-space:pre}</style>")
    lines = sys.stdin.read().split("\n")[:rows]
    # What the explorer left to the terminal has the ground of what it painted.
    page = next((run[3][1] for line in lines for run in runs(line)), GROUND)
    print(f'<rect width="100%" height="100%" rx="8" fill="{page}"/>')
    for y, line in enumerate(lines):
        for column, span, text, (ink, ground, bold, dim, under) in runs(line):
            x, top = MARGIN + column * CELL, MARGIN + y * ROW
            if ground not in (page, GROUND):
                print(f'<rect x="{x:g}" y="{top}" width="{span * CELL:g}" height="{ROW}" fill="{ground}"/>')
            look = (' font-weight="bold"' if bold else "") + (' opacity="0.6"' if dim else "")
            look += ' text-decoration="underline"' if under else ""
            # Several blanks in a row are one to some viewers: each word group has its own place.
            for part in re.finditer(r"\S+(?: \S+)*", text):
                left = MARGIN + (column + columns_of(text[:part.start()])) * CELL
                print(f'<text x="{left:g}" y="{top + BASE:g}" textLength="{columns_of(part.group()) * CELL:g}" '
                      f'lengthAdjust="spacingAndGlyphs"{look} fill="{ink}">{html.escape(part.group())}</text>')
    print("</svg>")


main()
