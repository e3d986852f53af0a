"""Plants and vegetables. The foot of a plant is at (x, y)."""

import math
import random

from .core import (
    BRICK_L,
    CHALK,
    CHALK_L,
    DELFT_L,
    GRASS,
    INK,
    LEAF,
    LEAF_L,
    MOSS,
    PAPER,
    PINK,
    SOIL,
    SUN,
    WOOD_D,
    blob,
    circ,
    dark,
    ell,
    g,
    light,
    line,
    lines,
    n,
    path,
    poly,
    rect,
)


def leaf(x, y, length, rot, c=LEAF, vein=None):
    w = length * 0.3
    out = path(f"M0 0Q{n(length * 0.4)} {n(-w * 1.5)} {n(length)} 0Q{n(length * 0.4)} {n(w * 1.5)} 0 0Z", c)
    if vein:
        out += line(length * 0.1, 0, length * 0.8, 0, vein, max(2, length * 0.03))
    return g(out, x=x, y=y, rot=rot)


def sprig(x, y, h, c=LEAF, k=4, size=26, lean=0):
    """A stalk with leaves on both sides."""
    out = [path(f"M0 0Q{n(lean * 0.3)} {n(-h / 2)} {n(lean)} {n(-h)}", "none", dark(c), 5)]
    for i in range(k):
        t = (i + 1) / (k + 0.6)
        px, py = lean * t * t, -h * t
        out += [leaf(px, py, size * (1.15 - t * 0.4), -28, c), leaf(px, py + 6, size * (1.15 - t * 0.4), 208, c)]
    out.append(leaf(lean, -h + 6, size * 0.9, -90, c))
    return g(*out, x=x, y=y)


def tree(x, y, h=300, c=MOSS, trunk=WOOD_D, seed=1, wide=0.42, dots=True):
    rx, ry = h * wide, h * 0.36
    cy = -h + ry
    rnd = random.Random(seed)
    out = [
        path(f"M{n(-h * 0.035)} 0L{n(-h * 0.022)} {n(cy)}H{n(h * 0.022)}L{n(h * 0.035)} 0Z", trunk),
        lines([(0, cy + ry * 0.75), (h * 0.1, cy + ry * 0.3)], trunk, h * 0.026),
        lines([(0, cy + ry * 0.95), (-h * 0.1, cy + ry * 0.45)], trunk, h * 0.024),
        blob(0, cy, rx, ry, c, seed, 9, 0.1),
        blob(-rx * 0.22, cy - ry * 0.2, rx * 0.55, ry * 0.52, light(c, 0.14), seed + 3, 8, 0.12),
    ]
    if dots:
        for _ in range(9):
            a, f = rnd.uniform(0, 6.28), rnd.uniform(0.25, 0.8)
            out.append(
                leaf(rx * f * math.cos(a), cy + ry * f * math.sin(a), h * 0.055, rnd.uniform(0, 360), dark(c, 0.2) if rnd.random() < 0.5 else light(c, 0.34))
            )
    return g(*out, x=x, y=y)


def poplar(x, y, h=320, c=LEAF, seed=1):
    return g(
        rect(-6, -h * 0.3, 12, h * 0.3, WOOD_D),
        path(
            f"M0 {n(-h)}C{n(h * 0.17)} {n(-h * 0.75)} {n(h * 0.16)} {n(-h * 0.2)} 0 {n(-h * 0.16)}C{n(-h * 0.16)} {n(-h * 0.2)} {n(-h * 0.17)} {n(-h * 0.75)} 0 {n(-h)}Z",
            c,
        ),
        path(f"M{n(-h * 0.01)} {n(-h * 0.9)}C{n(-h * 0.1)} {n(-h * 0.7)} {n(-h * 0.1)} {n(-h * 0.35)} {n(-h * 0.02)} {n(-h * 0.28)}Z", light(c, 0.12)),
        x=x,
        y=y,
    )


def fir(x, y, h=400, c=LEAF):
    out = [rect(-14, -40, 28, 40, WOOD_D)]
    for i, f in enumerate((1.0, 0.78, 0.54)):
        y0 = -36 - i * h * 0.26
        out.append(poly([(-h * 0.32 * f, y0), (h * 0.32 * f, y0), (0, y0 - h * 0.44)], dark(c, 0.12 - 0.06 * i) if i < 2 else c))
    return g(*out, x=x, y=y)


def bush(x, y, w=160, h=110, c=MOSS, seed=1, berries=None):
    rnd = random.Random(seed)
    out = [blob(0, -h * 0.45, w / 2, h * 0.55, c, seed, 10, 0.1), blob(-w * 0.1, -h * 0.58, w * 0.3, h * 0.3, light(c, 0.15), seed + 1, 8)]
    if berries:
        for _ in range(int(w / 11)):
            a, f = rnd.uniform(0, 6.28), rnd.uniform(0.1, 0.85)
            bx, by = w / 2 * f * math.cos(a), -h * 0.45 + h * 0.5 * f * math.sin(a)
            out += [circ(bx, by, 10, berries), circ(bx - 3, by - 3, 3, light(berries, 0.5))]
    return g(*out, x=x, y=y)


def tuft(x, y, s=1, c=LEAF):
    return g(*[path(f"M{dx * 0.3:.0f} 0Q{dx * 0.4:.0f} -22 {dx} -40q-2 24 {-dx * 0.5:.0f} 40z", c) for dx in (-20, -7, 8, 21)], x=x, y=y, s=s)


def bloom(kind, x, y, r, c=CHALK, heart_c=SUN):
    """The head of a flower."""
    out = []
    if kind == "daisy":
        out = [ell(r * 0.62 * math.cos(a), r * 0.62 * math.sin(a), r * 0.42, r * 0.22, c, math.degrees(a)) for a in (i * math.pi / 5 for i in range(10))]
        out.append(circ(0, 0, r * 0.36, heart_c))
    elif kind == "round":
        out = [circ(r * 0.5 * math.cos(a), r * 0.5 * math.sin(a), r * 0.42, c) for a in (i * math.pi / 3 for i in range(6))]
        out += [circ(0, 0, r * 0.34, heart_c)]
    elif kind == "poppy":
        out = [blob(0, 0, r, r * 0.9, c, 4, 8, 0.12), blob(0, r * 0.1, r * 0.6, r * 0.5, dark(c, 0.18), 6, 7), circ(0, 0, r * 0.22, INK)]
    elif kind == "tulip":
        out = [
            path(
                f"M{n(-r * 0.7)} {n(-r)}Q{n(-r * 0.35)} {n(-r * 0.6)} {n(-r * 0.3)} {n(-r * 0.5)}L0 {n(-r * 1.1)}L{n(r * 0.3)} {n(-r * 0.5)}Q{n(r * 0.35)} {n(-r * 0.6)} {n(r * 0.7)} {n(-r)}Q{n(r * 0.95)} {n(r * 0.6)} 0 {n(r * 0.7)}Q{n(-r * 0.95)} {n(r * 0.6)} {n(-r * 0.7)} {n(-r)}Z",
                c,
            ),
            path(
                f"M{n(-r * 0.3)} {n(-r * 0.5)}L0 {n(-r * 1.1)}L{n(r * 0.3)} {n(-r * 0.5)}Q{n(r * 0.3)} {n(r * 0.3)} 0 {n(r * 0.68)}Q{n(-r * 0.3)} {n(r * 0.3)} {n(-r * 0.3)} {n(-r * 0.5)}Z",
                light(c, 0.2),
            ),
        ]
    elif kind == "sun":
        out = [
            poly(
                [
                    (r * 1.05 * math.cos(a), r * 1.05 * math.sin(a)),
                    (r * 0.6 * math.cos(a + 0.3), r * 0.6 * math.sin(a + 0.3)),
                    (r * 0.6 * math.cos(a - 0.3), r * 0.6 * math.sin(a - 0.3)),
                ],
                c,
            )
            for a in (i * math.pi / 8 for i in range(16))
        ]
        out += [circ(0, 0, r * 0.62, SOIL), circ(0, 0, r * 0.42, dark(SOIL, 0.25))]
    elif kind == "bell":
        out = [circ(0, 0, r, c), circ(-r * 0.3, -r * 0.3, r * 0.35, light(c, 0.4))]
    return g(*out, x=x, y=y)


def flower(kind, x, y, h, c=CHALK, r=34, heart_c=SUN, green=LEAF, lean=0):
    out = [
        path(f"M0 0Q{n(lean * 0.2)} {n(-h * 0.5)} {n(lean)} {n(-h)}", "none", green, max(5, r * 0.17)),
        leaf(lean * 0.1, -h * 0.22, r * 1.5, -38, green),
        leaf(lean * 0.12, -h * 0.32, r * 1.4, 215, green),
    ]
    return g(*out, bloom(kind, lean, -h, r, c, heart_c), x=x, y=y)


def lavender(x, y, h, c="#7a76b8", green=MOSS, lean=0):
    out = [path(f"M0 0Q{n(lean * 0.2)} {n(-h * 0.5)} {n(lean)} {n(-h)}", "none", green, 5)]
    for i in range(6):
        t = 1 - i * 0.08
        out += [ell(lean * t * t - 7, -h * t, 9, 7, c, 20), ell(lean * t * t + 7, -h * t - 3, 9, 7, light(c, 0.15), -20)]
    return g(*out, x=x, y=y)


def hollyhock(x, y, h, c=PINK, green=LEAF, k=6):
    out = [path(f"M0 0Q6 {n(-h / 2)} 0 {n(-h)}", "none", green, 7)]
    for i in range(k):
        t = 0.38 + 0.6 * i / k
        r = 30 * (1.2 - t * 0.75)
        sx = (-1) ** i * r * 0.55
        out += [leaf(0, -h * t + 14, r * 1.6, -20 if i % 2 else 200, green), bloom("round", sx, -h * t, r, c if i % 3 else light(c, 0.35), SUN)]
    out += [leaf(0, -h * 0.16, 60, -30, green), leaf(0, -h * 0.2, 60, 210, green)]
    return g(*out, x=x, y=y)


def climber(points, c=MOSS, seed=1, size=30, flowers=None):
    """A climbing plant along a line of points."""
    rnd = random.Random(seed)
    out = [lines(points, WOOD_D, 6)]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        d = math.hypot(x1 - x0, y1 - y0)
        for i in range(int(d / (size * 0.55))):
            t = i / (d / (size * 0.55))
            px, py = x0 + (x1 - x0) * t + rnd.uniform(-8, 8), y0 + (y1 - y0) * t + rnd.uniform(-8, 8)
            out.append(leaf(px, py, size * rnd.uniform(0.8, 1.3), rnd.uniform(0, 360), rnd.choice([c, light(c, 0.15), dark(c, 0.15)])))
            if flowers and i % 4 == 2:
                out.append(bloom("round", px + rnd.uniform(-14, 14), py + rnd.uniform(-14, 14), size * 0.5, flowers))
    return "".join(out)


def bed(x0, x1, y, seed=1, hmin=90, hmax=220, step=46, palette=(CHALK, SUN, PAPER, BRICK_L, "#7a76b8", DELFT_L), r=34):
    """A row of mixed flowers between x0 and x1."""
    rnd = random.Random(seed)
    kinds = ["daisy", "poppy", "round", "tulip", "lav", "daisy", "sun"]
    out = []
    x = x0
    while x < x1:
        k = rnd.choice(kinds)
        h = rnd.uniform(hmin, hmax)
        lean = rnd.uniform(-16, 16)
        if k == "lav":
            out += [lavender(x - 12, y, h * 0.8, lean=-14), lavender(x, y, h, lean=2), lavender(x + 14, y, h * 0.85, lean=16)]
        elif k == "sun":
            out.append(flower("sun", x, y, h * 1.12, SUN, r * 1.2, lean=lean))
        else:
            c = rnd.choice(palette)
            if k in ("poppy", "tulip") and c in (PAPER, DELFT_L):
                c = CHALK
            out.append(flower(k, x, y, h, c, r * rnd.uniform(0.85, 1.15), SUN if c != SUN else CHALK, rnd.choice([LEAF, MOSS, GRASS]), lean))
        x += step * rnd.uniform(0.75, 1.25)
    return "".join(out)


def potplant(x, y, s=1, pot=CHALK, kind="leafy", c=LEAF):
    out = []
    if kind == "leafy":
        out = [leaf(0, -58, 96, a, c if i % 2 else light(c, 0.15), dark(c, 0.2)) for i, a in enumerate((-160, -125, -95, -62, -25))]
    elif kind == "sprig":
        out = [sprig(-10, -56, 96, c, 4, 28, -18), sprig(8, -56, 120, light(c, 0.12), 5, 28, 14)]
    elif kind == "snake":
        out = [
            path(f"M{dx} -56q{tilt - 14} -60 {tilt} -{h}q{24} {h - 60} 6 {h}z", c if dx else light(c, 0.15))
            for dx, tilt, h in ((-18, -26, 100), (14, 26, 110), (-2, 0, 140))
        ]
    elif kind == "cactus":
        out = [
            rect(-18, -150, 36, 100, c, 18),
            lines([(-16, -84), (-40, -84), (-40, -112)], c, 18),
            lines([(16, -98), (38, -98), (38, -120)], c, 18),
            bloom("round", 0, -152, 16, CHALK_L),
        ]
    elif kind == "bloom":
        out = [
            flower("daisy", -22, -56, 76, PAPER, 24, lean=-10),
            flower("daisy", 20, -56, 92, SUN, 26, CHALK, lean=10),
            flower("round", 0, -56, 118, BRICK_L, 24),
        ]
    elif kind == "herb":
        out = [bush(0, -44, 104, 76, c, 5)]
    return g(*out, path("M-40 -60h80l-11 60h-58z", pot), rect(-45, -68, 90, 18, dark(pot, 0.14), 4), x=x, y=y, s=s)


def veg(kind, x, y, s=1, rot=0):
    if kind == "carrot":
        b = (
            sprig(-8, -4, 50, GRASS, 3, 16, -14)
            + sprig(6, -4, 58, LEAF, 3, 16, 10)
            + path("M-20 0q20 -14 40 0q-4 60 -20 92q-16 -32 -20 -92z", CHALK_L)
            + lines([(-12, 22), (2, 22)], CHALK, 4)
            + lines([(0, 44), (11, 44)], CHALK, 4)
        )
    elif kind == "tomato":
        b = circ(0, 0, 32, "#d6402b") + ell(-11, -11, 9, 6, BRICK_L, -30) + star_leaf(0, -27, 18)
    elif kind == "leek":
        b = (
            path("M-13 90v-110h26v110q-13 10 -26 0z", PAPER)
            + path("M-13 20v-60h26v60z", light(LEAF_L, 0.2))
            + path("M-13 -30L-44 -120l26 10l10 -30l10 26l30 -12l-19 96z", LEAF)
        )
    elif kind == "cabbage":
        b = (
            circ(0, 0, 46, GRASS)
            + path("M-46 4q20 -20 46 -6q30 -14 46 6q-8 42 -46 42t-46 -42z", LEAF_L)
            + path("M0 -2v44M0 20l-22 -14M0 26l24 -16", "none", light(LEAF_L, 0.6), 4)
        )
    elif kind == "pumpkin":
        b = (
            ell(-26, 0, 32, 38, dark(CHALK_L, 0.1))
            + ell(26, 0, 32, 38, dark(CHALK_L, 0.1))
            + ell(0, 0, 32, 42, CHALK_L)
            + path("M-6 -38q-2 -20 10 -24l8 6q-8 6 -6 18z", LEAF)
        )
    elif kind == "beet":
        b = (
            sprig(-6, -22, 60, LEAF, 3, 24, -12)
            + sprig(6, -22, 66, LEAF, 3, 24, 12)
            + path("M-34 -8q0 -26 34 -26t34 26q0 28 -34 56q-34 -28 -34 -56z", "#8a2145")
        )
    elif kind == "apple":
        b = (
            path("M0 -24q30 -14 34 14q0 34 -22 42q-12 2 -12 0q0 2 -12 0q-22 -8 -22 -42q4 -28 34 -14z", "#c23b2b")
            + path("M0 -22q0 -16 8 -20", "none", WOOD_D, 5)
            + leaf(2, -32, 28, -20, LEAF)
        )
    elif kind == "aubergine":
        b = path("M-16 -30q30 -10 34 10q20 50 -10 76q-34 10 -40 -22q4 -30 16 -64z", "#4b2a57") + path("M-18 -28q18 -22 36 2l-8 10l-8 -6l-8 8z", LEAF)
    else:  # lettuce
        b = "".join(
            blob(dx, dy, 30, 26, c, i, 9, 0.16)
            for i, (dx, dy, c) in enumerate([(-28, 8, LEAF), (28, 8, LEAF), (0, 16, MOSS), (-14, -12, GRASS), (16, -12, GRASS), (0, 2, LEAF_L)])
        )
    return g(b, x=x, y=y, s=s, rot=rot)


def star_leaf(x, y, r):
    return g(*[leaf(0, 0, r, a, LEAF) for a in (-160, -110, -70, -20, 90)], x=x, y=y)


def reeds(x, y, h=150, k=7, seed=1, c=MOSS):
    rnd = random.Random(seed)
    out = []
    for i in range(k):
        dx = (i - k / 2) * 18 + rnd.uniform(-5, 5)
        hh = h * rnd.uniform(0.7, 1.1)
        out.append(path(f"M{n(dx)} 0Q{n(dx)} {n(-hh * 0.6)} {n(dx + rnd.uniform(-22, 22))} {n(-hh)}", "none", rnd.choice([c, LEAF, GRASS]), 7))
        if i % 3 == 1:
            out += [line(dx, 0, dx, -hh * 1.05, WOOD_D, 4), rect(dx - 7, -hh * 1.12, 14, 44, SOIL, 7)]
    return g(*out, x=x, y=y)


def lily(x, y, s=1, flower_c=None):
    out = path("M0 0L58 -10A60 20 0 1 1 50 8Z", GRASS)
    if flower_c:
        out += "".join(leaf(-16, -4, 30, a, flower_c) for a in (-150, -120, -90, -60, -30)) + circ(-16, -8, 6, SUN)
    return g(out, x=x, y=y, s=s)


def hedge(x, y, w, h, c=MOSS, seed=1):
    rnd = random.Random(seed)
    out = [rect(0, -h, w, h, c, 14)]
    for _ in range(int(w * h / 1400)):
        out.append(leaf(rnd.uniform(8, w - 30), rnd.uniform(-h + 8, -8), 22, rnd.uniform(0, 360), rnd.choice([dark(c, 0.15), light(c, 0.18), light(c, 0.08)])))
    return g(*out, x=x, y=y)
