"""Palette and basic shapes. Every function returns a piece of SVG as text."""

import math
import random

# The palette of the default theme, with tints and shades mixed from it.
PAPER, SAND, LINE, INK = "#fffdf8", "#f5f0e6", "#d8d0c0", "#16202c"
DELFT, CHALK, LEAF, BRICK, SUN = "#0a4d8c", "#c2410c", "#1d6b45", "#a3231a", "#ffd166"
DELFT_L, CHALK_L, LEAF_L, BRICK_L = "#8fc1f5", "#ff9d6b", "#7fd3a6", "#ff9c93"


def mix(a, b, t):
    """Colour between `a` (t = 0) and `b` (t = 1)."""
    pa = [int(a[i : i + 2], 16) for i in (1, 3, 5)]
    pb = [int(b[i : i + 2], 16) for i in (1, 3, 5)]
    return "#%02x%02x%02x" % tuple(round(p + (q - p) * t) for p, q in zip(pa, pb))


def dark(c, t=0.16):
    return mix(c, INK, t)


def light(c, t=0.3):
    return mix(c, PAPER, t)


SKY = mix(DELFT_L, PAPER, 0.62)
MINT = mix(LEAF_L, PAPER, 0.6)
PEACH = mix(CHALK_L, PAPER, 0.62)
BUTTER = mix(SUN, PAPER, 0.55)
ROSE = mix(BRICK_L, PAPER, 0.62)
STONE = mix(LINE, SAND, 0.35)
KERB = mix(LINE, INK, 0.12)
GRASS = mix(LEAF, LEAF_L, 0.45)
MOSS = mix(LEAF, LEAF_L, 0.2)
FOREST = dark(LEAF, 0.25)
WOOD, WOOD_D, WOOD_L = "#b9814f", "#8f5d35", "#d9ab78"
SOIL = "#5b3d2b"
BRICKWALL = mix(BRICK, "#d99a7c", 0.5)
BRICKDEEP = mix(BRICK, "#6b3a2a", 0.5)
WATER = mix(DELFT, DELFT_L, 0.55)
WATER_L = mix(DELFT, DELFT_L, 0.75)
NIGHT = mix(DELFT, INK, 0.62)
DUSK = mix(DELFT, INK, 0.35)
GLASS = mix(DELFT_L, PAPER, 0.45)
GLASS_D = mix(DELFT, INK, 0.45)
STEEL = "#8a949f"
PINK = "#f5b3ac"
SKINS = ["#f6d3b3", "#e8b48a", "#c98e62", "#a56c45", "#7a4a2e", "#5a3523"]
HAIRS = {
    "black": "#1d1a1c",
    "brown": "#4f3122",
    "dark": "#33241f",
    "blond": "#e2b45a",
    "red": "#b4531f",
    "grey": "#b9bcc0",
    "white": "#e9e7e2",
    "chestnut": "#77452a",
}


def n(v):
    """A number in SVG, short."""
    return f"{v:.1f}".rstrip("0").rstrip(".")


def rect(x, y, w, h, fill, r=0, extra=""):
    return f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}" fill="{fill}"' + (f' rx="{n(r)}"' if r else "") + f" {extra}/>"


def circ(x, y, r, fill, extra=""):
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{fill}" {extra}/>'


def ring(x, y, r, stroke, w):
    return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="none" stroke="{stroke}" stroke-width="{n(w)}"/>'


def ell(x, y, rx, ry, fill, rot=0):
    t = f' transform="rotate({n(rot)} {n(x)} {n(y)})"' if rot else ""
    return f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}" fill="{fill}"{t}/>'


def pts(points):
    return " ".join(f"{n(x)},{n(y)}" for x, y in points)


def poly(points, fill):
    return f'<polygon points="{pts(points)}" fill="{fill}"/>'


def path(d, fill="none", stroke=None, w=0, cap="round"):
    s = f' stroke="{stroke}" stroke-width="{n(w)}" stroke-linecap="{cap}" stroke-linejoin="round"' if stroke else ""
    return f'<path d="{d}" fill="{fill}"{s}/>'


def line(x1, y1, x2, y2, stroke, w, cap="round"):
    return path(f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}", "none", stroke, w, cap)


def lines(points, stroke, w, cap="round"):
    return path("M" + "L".join(f"{n(x)} {n(y)}" for x, y in points), "none", stroke, w, cap)


def arc(x, y, r, a0, a1, stroke, w):
    """Part of a circle from angle a0 to a1 in degrees, clockwise from the right."""
    p0 = (x + r * math.cos(math.radians(a0)), y + r * math.sin(math.radians(a0)))
    p1 = (x + r * math.cos(math.radians(a1)), y + r * math.sin(math.radians(a1)))
    big = 1 if abs(a1 - a0) > 180 else 0
    return path(f"M{n(p0[0])} {n(p0[1])}A{n(r)} {n(r)} 0 {big} 1 {n(p1[0])} {n(p1[1])}", "none", stroke, w)


def g(*items, x=0, y=0, s=1, rot=0, flip=False):
    t = f"translate({n(x)} {n(y)})"
    if rot:
        t += f" rotate({n(rot)})"
    if flip:
        t += f" scale({-s:.3f} {s:.3f})"
    elif s != 1:
        t += f" scale({s:.3f})"
    return f'<g transform="{t}">' + "".join(items) + "</g>"


_clips = 0


def new_picture():
    """Numbers of clip paths start again, so that a picture does not depend on those drawn before."""
    global _clips
    _clips = 0


def clip(shape, *items):
    """`items` cut off outside `shape`."""
    global _clips
    _clips += 1
    return f'<clipPath id="c{_clips}">{shape}</clipPath><g clip-path="url(#c{_clips})">' + "".join(items) + "</g>"


def smooth(points, closed=True):
    """A soft curve through the points (Catmull-Rom as Béziers)."""
    m = len(points)
    d = f"M{n(points[0][0])} {n(points[0][1])}"
    for i in range(m if closed else m - 1):
        p0 = points[(i - 1) % m] if closed or i > 0 else points[i]
        p1, p2 = points[i % m], points[(i + 1) % m]
        p3 = points[(i + 2) % m] if closed or i + 2 < m else p2
        c1 = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        c2 = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        d += f"C{n(c1[0])} {n(c1[1])} {n(c2[0])} {n(c2[1])} {n(p2[0])} {n(p2[1])}"
    return d + ("Z" if closed else "")


def blob(x, y, rx, ry, fill, seed=1, k=10, wob=0.08):
    """A round shape as if cut from paper by hand."""
    rnd = random.Random(seed * 7919 + 3)
    ps = []
    for i in range(k):
        a = 2 * math.pi * i / k
        f = 1 + rnd.uniform(-wob, wob)
        ps.append((x + rx * f * math.cos(a), y + ry * f * math.sin(a)))
    return path(smooth(ps), fill)


def hill(y0, amp, fill, seed=1, w=1200, h=900, k=6):
    """Ground with a soft upper edge around height y0."""
    rnd = random.Random(seed)
    ps = [(-60 + i * (w + 120) / k, y0 + rnd.uniform(-amp, amp)) for i in range(k + 1)]
    return path(smooth(ps, closed=False) + f"L{w + 60} {h + 20}L-60 {h + 20}Z", fill)


def backdrop(fill, w=1200, h=900):
    return rect(0, 0, w, h, fill)


def sunball(x, y, r, c=SUN):
    return circ(x, y, r, c)


def cloud(x, y, s=1, c=PAPER):
    return g(rect(-90, -26, 180, 52, c, 26), circ(-30, -28, 40, c), circ(32, -22, 30, c), x=x, y=y, s=s)


def star(x, y, r, c=SUN, k=5, inner=0.45, rot=-90):
    ps = []
    for i in range(2 * k):
        a = math.radians(rot + 180 * i / k)
        f = r if i % 2 == 0 else r * inner
        ps.append((x + f * math.cos(a), y + f * math.sin(a)))
    return poly(ps, c)


def heart(x, y, s=1, c=CHALK):
    return g(path("M0 30C-50 -5 -32 -42 -4 -26 0 -23 0 -20 0 -20 0 -20 0 -23 4 -26 32 -42 50 -5 0 30Z", c), x=x, y=y, s=s)


def bunting(x0, y0, x1, y1, sag=50, k=9, colors=(CHALK, SUN, DELFT, LEAF), size=34, cord=INK):
    """Little flags on a cord."""
    out = [path(f"M{n(x0)} {n(y0)}Q{n((x0 + x1) / 2)} {n((y0 + y1) / 2 + 2 * sag)} {n(x1)} {n(y1)}", "none", cord, 3)]
    for i in range(k):
        t = (i + 0.5) / k
        cx = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * (x0 + x1) / 2 + t * t * x1
        cy = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * ((y0 + y1) / 2 + 2 * sag) + t * t * y1
        out.append(poly([(cx - size * 0.42, cy), (cx + size * 0.42, cy), (cx, cy + size)], colors[i % len(colors)]))
    return "".join(out)


def lights(x0, y0, x1, y1, sag=50, k=9, c=SUN, cord=INK, r=10):
    """A string of lamps."""
    out = [path(f"M{n(x0)} {n(y0)}Q{n((x0 + x1) / 2)} {n((y0 + y1) / 2 + 2 * sag)} {n(x1)} {n(y1)}", "none", cord, 3)]
    for i in range(k):
        t = (i + 0.5) / k
        cx = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * (x0 + x1) / 2 + t * t * x1
        cy = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * ((y0 + y1) / 2 + 2 * sag) + t * t * y1
        out += [line(cx, cy, cx, cy + r, cord, 4), circ(cx, cy + r * 1.8, r, c)]
    return "".join(out)
