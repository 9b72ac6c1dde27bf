"""The figures of growth as a picture: no library, and light or dark as whoever looks at it has it."""

WIDTH, HEIGHT, LEFT, TOP, INNER_WIDTH, INNER_HEIGHT = 1080, 620, 70, 70, 260, 200
COLORS = {"adapters": "a", "filters": "a", "flows": "a", "flows, signatures": "b"}
STYLE = """
  svg { font: 13px system-ui, sans-serif; background: #ffffff }
  text { fill: #24292f } .dim { fill: #57606a } .grid { stroke: #d0d7de; stroke-width: 1 }
  .a { stroke: #0969da; fill: #0969da } .b { stroke: #bc4c00; fill: #bc4c00 } polyline { fill: none !important; stroke-width: 2.5 }
  .paper { fill: #ffffff }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } text { fill: #e6edf3 } .dim { fill: #8d96a0 } .grid { stroke: #30363d }
    .a { stroke: #58a6ff; fill: #58a6ff } .b { stroke: #f0883e; fill: #f0883e }
  }
"""


def ceiling(value):
    """The next of 1, 2, 5 times a power of ten."""
    power = 1
    while power * 10 <= value:
        power *= 10
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)


def short_number(number):
    return f"{number // 1_000_000} M" if number >= 1_000_000 else f"{number // 1000} k" if number >= 1000 else str(number)


def panel(parts, x, y, rows, value, title, unit):
    numbers = sorted({row["number"] for row in rows})
    top = ceiling(max(row[value] for row in rows))
    parts.append(f'<text x="{x}" y="{y - 14}" font-weight="600">{title}</text>')
    for step in range(5):
        height = y + INNER_HEIGHT - step * INNER_HEIGHT / 4
        parts.append(f'<line class="grid" x1="{x}" y1="{height:.1f}" x2="{x + INNER_WIDTH}" y2="{height:.1f}"/>')
        parts.append(
            f'<text class="dim" x="{x - 8}" y="{height + 4:.1f}" text-anchor="end">{top * step / 4:g}</text>'
        )
    parts.append(f'<text class="dim" x="{x + INNER_WIDTH}" y="{y - 14}" text-anchor="end">{unit}</text>')
    place = {
        number: x + 12 + index * (INNER_WIDTH - 24) / max(1, len(numbers) - 1) for index, number in enumerate(numbers)
    }
    for number in numbers:
        parts.append(
            f'<text class="dim" x="{place[number]:.1f}" y="{y + INNER_HEIGHT + 18}" text-anchor="middle">{short_number(number)}</text>'
        )
    for index, kind in enumerate(dict.fromkeys(row["kind"] for row in rows)):
        line = [(place[row["number"]], y + INNER_HEIGHT * (1 - row[value] / top)) for row in rows if row["kind"] == kind]
        color = COLORS[kind]
        parts.append(f'<polyline class="{color}" points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in line)}"/>')
        # The second line also has another shape of points, so that colour is not all that tells them apart.
        for a, b in line:
            parts.append(
                f'<circle class="{color}" cx="{a:.1f}" cy="{b:.1f}" r="3.5"/>' if index == 0
                else f'<rect class="{color}" x="{a - 3.5:.1f}" y="{b - 3.5:.1f}" width="7" height="7"/>'
            )


def picture(rows):
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">',
        "<title>What a packet and the stack cost as the stack grows</title>", f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<text x="{LEFT}" y="28" font-size="17" font-weight="600">What a packet and the stack cost as the stack grows</text>',
    ]
    for column, kind in enumerate(("adapters", "filters", "flows")):
        own = [row for row in rows if row["kind"].split(",")[0] == kind]
        x = LEFT + column * (INNER_WIDTH + 80)
        panel(parts, x, TOP + 20, own, "nanosecondsPerPacket", f"Time by {kind}", "ns a packet")
        panel(parts, x, TOP + 20 + INNER_HEIGHT + 75, own, "residentMegabytes", f"Memory by {kind}", "MB resident")
    y = HEIGHT - 14
    parts.append(f'<circle class="a" cx="{LEFT + 6}" cy="{y - 4}" r="3.5"/><text x="{LEFT + 16}" y="{y}">level 0: counters</text>')
    parts.append(
        f'<rect class="b" x="{LEFT + 146}" y="{y - 8}" width="7" height="7"/>'
        f'<text x="{LEFT + 160}" y="{y}">level 1: every journey kept, and grouped by its path</text>'
    )
    return "\n".join(parts) + "\n</svg>\n"
