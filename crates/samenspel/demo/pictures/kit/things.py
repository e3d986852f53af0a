"""Furniture, food, paper and other things of the house. Foot or middle of a thing at (x, y)."""

import math

from .core import (
    BRICK,
    BRICK_L,
    BUTTER,
    CHALK,
    CHALK_L,
    DELFT,
    GLASS,
    GRASS,
    INK,
    LEAF,
    LINE,
    PAPER,
    PEACH,
    SKY,
    STEEL,
    SUN,
    WOOD,
    WOOD_D,
    WOOD_L,
    blob,
    circ,
    clip,
    dark,
    ell,
    g,
    heart,
    light,
    line,
    lines,
    n,
    path,
    poly,
    rect,
    ring,
)


def table(x, y, w=500, h=130, c=WOOD, cloth=None, leg_c=None):
    """A table from the front; its top is at y − h."""
    out = [rect(-w / 2 + 30, -h, 18, h, leg_c or dark(c, 0.25)), rect(w / 2 - 48, -h, 18, h, leg_c or dark(c, 0.25)), rect(-w / 2, -h - 10, w, 26, c, 6)]
    if cloth:
        out.append(
            path(
                f"M{-w / 2 - 6} {-h - 14}h{w + 12}l10 {h * 0.62:.0f}" + "".join(f"q{-(w + 32) / 16:.1f} 22 {-(w + 32) / 8:.1f} 0" for _ in range(8)) + "z",
                cloth,
            )
        )
        out.append(rect(-w / 2 - 8, -h - 16, w + 16, 16, light(cloth, 0.25), 6))
    return g(*out, x=x, y=y)


def roundtable(x, y, rx=300, ry=70, c=WOOD_L, h=150):
    return g(
        rect(-22, -h, 44, h, dark(c, 0.35)),
        ell(0, 0, rx * 0.42, ry * 0.4, dark(c, 0.4)),
        ell(0, -h + 16, rx, ry, dark(c, 0.25)),
        ell(0, -h, rx, ry, c),
        x=x,
        y=y,
    )


def chair(x, y, s=1, c=CHALK, back=True):
    return g(
        rect(-46, -92, 10, 92, dark(c, 0.35)),
        rect(36, -92, 10, 92, dark(c, 0.35)),
        rect(-46, -190, 92, 70, c, 12) if back else "",
        rect(-40, -130, 10, 40, dark(c, 0.35)),
        rect(30, -130, 10, 40, dark(c, 0.35)),
        rect(-52, -98, 104, 22, dark(c, 0.12), 8),
        x=x,
        y=y,
        s=s,
    )


def sofa(x, y, w=520, c=DELFT, h=210):
    k = 2 if w < 460 else 3
    cw = (w - 100) / k
    return g(
        rect(-w / 2 + 24, -22, 26, 22, WOOD_D),
        rect(w / 2 - 50, -22, 26, 22, WOOD_D),
        rect(-w / 2 + 10, -h, w - 20, h - 16, dark(c, 0.14), 34),
        *[rect(-w / 2 + 50 + i * cw + 3, -112, cw - 6, 60, light(c, 0.1), 14) for i in range(k)],
        rect(-w / 2 + 40, -66, w - 80, 48, c, 10),
        rect(-w / 2, -140, 62, 124, c, 26),
        rect(w / 2 - 62, -140, 62, 124, c, 26),
        x=x,
        y=y,
    )


def armchair(x, y, s=1, c=CHALK):
    return g(
        rect(-92, -20, 22, 20, WOOD_D),
        rect(70, -20, 22, 20, WOOD_D),
        path("M-88 -20v-200q0 -56 60 -56h56q60 0 60 56v200z", dark(c, 0.14)),
        rect(-76, -96, 152, 78, light(c, 0.08), 16),
        rect(-116, -146, 54, 130, c, 25),
        rect(62, -146, 54, 130, c, 25),
        x=x,
        y=y,
        s=s,
    )


def cushion(x, y, s=1, c=SUN, d=CHALK, kind="stripes", rot=0):
    shape = path("M-60 -58q60 14 120 0q-14 58 0 116q-60 -14 -120 0q14 -58 0 -116z", c)
    inner = {
        "stripes": "".join(rect(-70, -44 + i * 30, 140, 12, d) for i in range(4)),
        "dots": "".join(circ(-36 + 36 * i, -30 + 30 * j, 9, d) for i in range(3) for j in range(3)),
        "heart": heart(0, 2, 1.1, d),
        "check": "".join(rect(-60 + 40 * i, -60 + 40 * j, 40, 40, d) for i in range(3) for j in range(3) if (i + j) % 2),
        "flower": "".join(circ(22 * math.cos(a), 22 * math.sin(a), 16, d) for a in (i * math.pi / 3 for i in range(6))) + circ(0, 0, 12, PAPER),
    }[kind]
    return g(
        clip('<path d="M-60 -58q60 14 120 0q-14 58 0 116q-60 -14 -120 0q14 -58 0 -116z"/>', shape, inner),
        *[circ(a * 58, b * 56, 8, d) for a in (-1, 1) for b in (-1, 1)],
        x=x,
        y=y,
        s=s,
        rot=rot,
    )


def teddy(x, y, s=1, c=WOOD_L):
    return g(
        circ(-34, -132, 18, c),
        circ(34, -132, 18, c),
        circ(-34, -132, 9, PEACH),
        circ(34, -132, 9, PEACH),
        ell(-50, -60, 17, 30, c, 25),
        ell(50, -60, 17, 30, c, -25),
        ell(0, -46, 46, 50, c),
        ell(0, -42, 28, 32, light(c, 0.4)),
        ell(-32, -8, 24, 17, c),
        ell(32, -8, 24, 17, c),
        circ(0, -108, 44, c),
        ell(0, -94, 20, 15, light(c, 0.5)),
        ell(0, -101, 7, 5, INK),
        circ(-15, -114, 4.5, INK),
        circ(15, -114, 4.5, INK),
        path("M-7 -92q7 7 14 0", "none", INK, 3),
        x=x,
        y=y,
        s=s,
    )


def laptop(x, y, s=1, screen=SKY, back=False):
    if back:
        return g(rect(-88, -120, 176, 112, STEEL, 10), circ(0, -64, 13, light(STEEL, 0.5)), rect(-100, -12, 200, 12, dark(STEEL, 0.2), 6), x=x, y=y, s=s)
    return g(rect(-88, -120, 176, 112, INK, 10), rect(-78, -110, 156, 94, screen), rect(-102, -12, 204, 14, STEEL, 6), x=x, y=y, s=s)


def cup(x, y, s=1, c=CHALK, steam=True, steam_c=None):
    return g(
        path("M22 -44q30 -2 26 18q-4 16 -28 14", "none", dark(c, 0.1), 8),
        path("M-28 -56h56q2 56 -28 56t-28 -56z", c),
        ell(0, -56, 28, 7, dark(c, 0.35)),
        path("M-8 -72q-10 -14 0 -26t0 -24M10 -72q-8 -12 0 -22", "none", steam_c or LINE, 5) if steam else "",
        x=x,
        y=y,
        s=s,
    )


def teaglass(x, y, s=1, c="#c9772e"):
    return g(path("M-17 -56h34l-5 56h-24z", light(GLASS, 0.3)), path("M-15 -42h30l-4 40h-22z", c), ell(0, 2, 26, 6, PAPER), x=x, y=y, s=s)


def teapot(x, y, s=1, c=DELFT):
    return g(
        path("M44 -64q40 -4 44 -44", "none", c, 14),
        path("M-48 -68q-40 0 -34 34q6 18 34 14", "none", c, 11),
        path("M-54 -52q0 -46 54 -46t54 46q0 52 -54 52t-54 -52z", c),
        rect(-30, -106, 60, 12, dark(c, 0.2), 6),
        circ(0, -112, 9, dark(c, 0.2)),
        path("M-30 -46q30 18 60 0", "none", light(c, 0.5), 5),
        x=x,
        y=y,
        s=s,
    )


def plate(x, y, r=60, food=None, c=PAPER):
    """A plate from above."""
    f = {
        None: "",
        "salad": blob(0, 0, r * 0.5, r * 0.44, GRASS, 3)
        + circ(-r * 0.18, -r * 0.1, r * 0.13, CHALK)
        + circ(r * 0.2, r * 0.12, r * 0.12, SUN)
        + circ(r * 0.1, -r * 0.2, r * 0.1, CHALK),
        "pie": path(f"M0 0L{n(r * 0.55)} {n(-r * 0.2)}A{n(r * 0.58)} {n(r * 0.58)} 0 1 1 {n(r * 0.2)} {n(-r * 0.55)}Z", CHALK_L) + ring(0, 0, r * 0.5, WOOD, 6),
        "rice": blob(0, 0, r * 0.48, r * 0.42, BUTTER, 5) + circ(r * 0.1, -r * 0.1, r * 0.14, LEAF) + circ(-r * 0.2, r * 0.12, r * 0.12, CHALK),
        "soup": circ(0, 0, r * 0.62, CHALK_L) + circ(-r * 0.2, -r * 0.1, r * 0.09, LEAF) + circ(r * 0.15, r * 0.2, r * 0.09, LEAF),
        "fish": ell(0, 0, r * 0.5, r * 0.24, STEEL, -25) + circ(r * 0.3, -r * 0.2, 4, INK),
        "cake": path(f"M{n(-r * 0.4)} {n(r * 0.34)}L{n(r * 0.5)} 0L{n(-r * 0.4)} {n(-r * 0.34)}Z", BRICK_L) + circ(-r * 0.2, 0, r * 0.12, BRICK),
    }[food]
    return g(circ(0, 0, r, c), ring(0, 0, r * 0.74, LINE, 3), f, x=x, y=y)


def bread(x, y, s=1, c=WOOD_L, rot=0):
    return g(
        path("M-70 26q-20 -60 22 -66h96q42 6 22 66z", c), path("M-40 -34l12 26M-8 -38l12 26M24 -38l12 26", "none", dark(c, 0.3), 7), x=x, y=y, s=s, rot=rot
    )


def baguette(x, y, s=1, rot=0):
    return g(
        rect(-18, -150, 36, 200, WOOD_L, 18),
        lines([(-8, -120), (8, -104)], WOOD, 6),
        lines([(-8, -86), (8, -70)], WOOD, 6),
        lines([(-8, -52), (8, -36)], WOOD, 6),
        x=x,
        y=y,
        s=s,
        rot=rot,
    )


def bottle(x, y, s=1, c=LEAF, label=PAPER):
    return g(
        path("M-22 0v-78q0 -20 12 -28v-34h20v34q12 8 12 28v78z", c), rect(-22, -62, 44, 34, label), rect(-12, -146, 24, 12, dark(c, 0.3), 3), x=x, y=y, s=s
    )


def jar(x, y, s=1, fill=SUN, lid=STEEL, level=0.7):
    h = 84 * level
    return g(
        rect(-32, -92, 64, 92, light(GLASS, 0.4), 10),
        path(f"M-32 {n(-h)}h64V-10q0 10 -10 10h-44q-10 0 -10 -10z", fill),
        rect(-34, -106, 68, 18, lid, 4),
        rect(-24, -80, 6, 60, PAPER, 3),
        x=x,
        y=y,
        s=s,
    )


def crate(x, y, w=220, h=90, c=WOOD_L, content=""):
    return g(
        content,
        rect(-w / 2, -h, w, h, dark(c, 0.28), 4),
        *[rect(-w / 2 - 4, -h + 4 + i * h / 3, w + 8, h / 3 - 9, c, 3) for i in range(3)],
        rect(-w / 2 + 2, -h - 2, 14, h + 2, dark(c, 0.14)),
        rect(w / 2 - 16, -h - 2, 14, h + 2, dark(c, 0.14)),
        x=x,
        y=y,
    )


def book(x, y, s=1, c=CHALK, rot=0, flip=False):
    """A closed book lying flat, 130 wide."""
    return g(rect(-66, -30, 132, 30, c, 5), rect(-58, -25, 124, 20, PAPER), rect(-66, -30, 14, 30, dark(c, 0.2), 4), x=x, y=y, s=s, rot=rot, flip=flip)


def openbook(x, y, s=1, c=DELFT, rot=0, ink=LINE):
    out = [
        path("M-100 -8Q-50 -34 0 -8Q50 -34 100 -8V-94Q50 -120 0 -94Q-50 -120 -100 -94Z", PAPER),
        path("M-106 0V-96h8V-6Q-50 -28 0 -4Q50 -28 98 -6V-96h8V0Q50 -20 0 4Q-50 -20 -106 0Z", c),
        path("M0 -94V-8", "none", LINE, 4),
    ]
    for i in range(3):
        out += [path(f"M-82 {-84 + i * 22}q32 -16 64 -2", "none", ink, 5), path(f"M18 {-86 + i * 22}q32 -14 64 2", "none", ink, 5)]
    return g(*out, x=x, y=y, s=s, rot=rot)


def speech(x, y, w, h, c=PAPER, tail=-1, content=""):
    """A balloon, middle at (x, y), tail to the left (−1) or right (1)."""
    return g(
        rect(-w / 2, -h / 2, w, h, c, 30),
        poly([(tail * w * 0.18, h / 2 - 4), (tail * w * 0.36, h / 2 + 38), (tail * w * 0.36, h / 2 - 6)], c),
        content,
        x=x,
        y=y,
    )


def frame(x, y, w, h, content="", c=WOOD_D, bg=PAPER):
    """A picture in a frame, upper left at (x, y); content from (0, 0) to (w, h)."""
    return g(rect(-12, -12, w + 24, h + 24, c, 3), clip(f'<rect x="0" y="0" width="{n(w)}" height="{n(h)}"/>', rect(0, 0, w, h, bg), content), x=x, y=y)


def tablelamp(x, y, s=1, c=SUN):
    return g(
        rect(-6, -120, 12, 112, WOOD_D),
        ell(0, -6, 46, 12, WOOD_D),
        path("M-40 -190h80l34 84h-148z", c),
        path("M-40 -190h80l6 16h-92z", light(c, 0.4)),
        x=x,
        y=y,
        s=s,
    )


def chest(x, y, s=1, c=WOOD, content=""):
    return g(
        path("M-190 -150l26 -120q4 -20 30 -20h268q26 0 30 20l26 120z", dark(c, 0.35)),
        content,
        rect(-200, -150, 400, 150, c, 8),
        rect(-200, -150, 30, 150, SUN),
        rect(170, -150, 30, 150, SUN),
        rect(-200, -150, 400, 18, dark(c, 0.25)),
        rect(-28, -164, 56, 62, SUN, 8),
        circ(0, -138, 9, INK),
        rect(-4, -136, 8, 20, INK),
        *[line(-160, -106 + 38 * i, 160, -106 + 38 * i, dark(c, 0.15), 4) for i in range(3)],
        x=x,
        y=y,
        s=s,
    )


def letter(x, y, s=1, rot=0):
    """A sheet of paper with lines."""
    return g(
        rect(-60, -80, 120, 160, PAPER, 4),
        rect(-42, -60, 40, 10, DELFT, 3),
        *[rect(-42, -32 + 22 * i, 84 if i != 4 else 44, 7, LINE, 3) for i in range(5)],
        x=x,
        y=y,
        s=s,
        rot=rot,
    )


def hand(x, y, s=1, skin="#e8b48a", sleeve=DELFT, rot=0, flip=False):
    """A large open hand reaching to the right, the palm at (0, 0)."""
    return g(
        rect(-330, -58, 240, 116, sleeve, 20),
        rect(-120, -66, 44, 132, dark(sleeve, 0.2), 14),
        path(
            "M-90 -46Q-40 -70 0 -62L92 -44q24 6 20 22q-4 14 -28 12l-58 -4l84 10q26 4 24 22q-4 18 -30 14l-78 -10l64 18q22 6 18 24q-6 14 -30 8l-78 -22l40 20q16 10 8 22q-10 10 -30 0q-50 -20 -108 -34z",
            skin,
        ),
        x=x,
        y=y,
        s=s,
        rot=rot,
        flip=flip,
    )
