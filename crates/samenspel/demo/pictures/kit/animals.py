"""Animals; their feet or their middle at (x, y)."""

from .core import (
    BRICK,
    CHALK,
    CHALK_L,
    DELFT,
    DELFT_L,
    INK,
    LEAF,
    LINE,
    PAPER,
    PINK,
    SAND,
    STEEL,
    SUN,
    WOOD,
    circ,
    dark,
    ell,
    g,
    light,
    lines,
    mix,
    path,
    poly,
    rect,
    smooth,
)


def bee(x, y, s=1, rot=0, flip=False):
    return g(
        ell(-6, -26, 17, 25, light(DELFT_L, 0.55), -28),
        ell(16, -26, 15, 23, light(DELFT_L, 0.7), 18),
        ell(0, 0, 38, 26, SUN),
        path("M-12 -25q-8 25 0 50l11 1q-8 -26 0 -52z", INK),
        path("M12 -25q-6 25 0 50l10 -4q-5 -21 0 -42z", INK),
        poly([(-36, -6), (-50, 2), (-36, 8)], INK),
        circ(30, -4, 15, INK),
        circ(34, -7, 4, PAPER),
        lines([(36, -16), (46, -28)], INK, 3),
        lines([(30, -18), (36, -32)], INK, 3),
        x=x,
        y=y,
        s=s,
        rot=rot,
        flip=flip,
    )


def buzz(points, c=INK):
    """The dotted line of a flight."""
    return path(smooth(points, closed=False), "none", c, 4).replace("/>", ' stroke-dasharray="2 15"/>')


def butterfly(x, y, s=1, c=CHALK, d=None, rot=0):
    d = d or SUN
    half = [
        path("M4 -4C20 -70 92 -76 88 -30 86 -2 40 8 4 4Z", c),
        path("M4 4C40 8 66 24 54 52 40 74 10 46 4 12Z", dark(c, 0.18)),
        circ(62, -36, 13, d),
        circ(36, 34, 9, d),
    ]
    return g(g(*half), g(*half, flip=True), ell(0, 4, 6, 34, INK), path("M-2 -28q-4 -22 -18 -30M2 -28q4 -22 18 -30", "none", INK, 3.5), x=x, y=y, s=s, rot=rot)


def bird(x, y, s=1, c=DELFT, belly=CHALK_L, flip=False):
    return g(
        path("M-60 10q-30 -6 -40 8q22 10 44 2z", dark(c, 0.2)),
        ell(-14, 0, 50, 36, c),
        circ(26, -26, 26, c),
        path("M-40 8q30 34 64 4q4 -20 -8 -26q-20 24 -56 22z", belly),
        poly([(48, -32), (70, -22), (48, -16)], SUN),
        circ(32, -30, 4.5, INK),
        path("M-44 -12q26 -18 46 -2q-16 26 -46 2z", dark(c, 0.25)),
        lines([(-14, 34), (-14, 52)], INK, 4),
        lines([(2, 34), (2, 52)], INK, 4),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def duck(x, y, s=1, c=SAND, hd=LEAF, flip=False):
    return g(
        path("M-76 -20q10 50 76 50q60 0 66 -46q-40 10 -60 -4q-40 -10 -82 0z", c),
        path("M-30 -8q30 -16 52 4q-20 26 -52 -4z", dark(c, 0.22)),
        path("M34 -16q2 -20 0 -36h32q0 22 -8 40z", hd),
        circ(50, -56, 25, hd),
        path("M70 -60q26 2 30 10q-16 8 -30 4z", SUN),
        circ(56, -61, 4.5, INK),
        rect(33, -26, 30, 7, PAPER, 3),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def cat(x, y, s=1, c=CHALK_L, flip=False):
    return g(
        path("M34 -10q54 6 46 -56q-2 -12 -14 -8q4 44 -36 40z", dark(c, 0.12)),
        path("M-34 0q-6 -76 34 -84q44 8 38 84z", c),
        circ(0, -96, 34, c),
        poly([(-32, -108), (-30, -142), (-6, -126)], c),
        poly([(32, -108), (30, -142), (6, -126)], c),
        ell(-12, -98, 4, 5.5, INK),
        ell(12, -98, 4, 5.5, INK),
        path("M-4 -88h8l-4 5z", BRICK),
        path("M-9 -80q5 5 9 0q4 5 9 0", "none", INK, 2.6),
        lines([(-20, -86), (-42, -90)], INK, 2),
        lines([(20, -86), (42, -90)], INK, 2),
        ell(-14, -3, 14, 8, light(c, 0.4)),
        ell(14, -3, 14, 8, light(c, 0.4)),
        path("M-8 -124v12M0 -128v14M8 -124v12", "none", dark(c, 0.3), 4),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def dog(x, y, s=1, c=WOOD, flip=False):
    return g(
        path("M-72 -66q-26 -10 -22 -40q10 -6 12 2q0 20 22 26z", c),
        rect(-74, -50, 17, 50, dark(c, 0.15), 7),
        rect(24, -50, 17, 50, dark(c, 0.15), 7),
        rect(-54, -50, 18, 50, c, 7),
        rect(42, -50, 18, 50, c, 7),
        rect(-78, -84, 140, 50, c, 25),
        path("M40 -66q0 -54 40 -56q34 4 34 30q0 14 -40 20z", c),
        ell(112, -94, 20, 14, light(c, 0.25)),
        circ(126, -99, 7, INK),
        circ(88, -106, 4.5, INK),
        path("M62 -120q-24 10 -16 46q18 2 26 -20z", dark(c, 0.35)),
        rect(44, -72, 30, 9, CHALK, 4),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def hen(x, y, s=1, c=PAPER, flip=False):
    return g(
        path("M-60 -60q-20 -30 -6 -50q10 20 28 34z", dark(c, 0.2)),
        path("M-64 -64q6 56 54 56q52 0 52 -58q0 -30 -2 -44q-26 2 -34 30q-30 22 -70 16z", c),
        circ(26, -110, 22, c),
        poly([(46, -112), (64, -104), (46, -98)], SUN),
        path("M12 -130q0 -16 8 -14q2 -10 10 -2q10 -2 6 16z", BRICK),
        path("M40 -96q6 14 -4 18q-8 -4 -2 -18z", BRICK),
        circ(32, -114, 4, INK),
        path("M-36 -52q26 -18 44 4q-20 24 -44 -4z", dark(c, 0.14)),
        lines([(-14, -8), (-14, 4), (-26, 8)], CHALK, 4),
        lines([(6, -8), (6, 4), (18, 8)], CHALK, 4),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def pig(x, y, s=1, c=PINK, flip=False):
    """A happy pig, 300 wide."""
    return g(
        path("M-150 -130q-34 -4 -28 -34q6 -18 22 -8q8 12 -8 18", "none", dark(c, 0.2), 9),
        rect(-120, -60, 42, 60, dark(c, 0.12), 14),
        rect(40, -60, 42, 60, dark(c, 0.12), 14),
        rect(-86, -56, 44, 58, c, 14),
        rect(76, -56, 44, 58, c, 14),
        ell(-10, -122, 150, 94, c),
        circ(112, -150, 74, c),
        path("M66 -204q-20 -50 8 -62q26 12 34 44z", dark(c, 0.14)),
        path("M134 -218q4 -48 32 -50q16 24 0 62z", dark(c, 0.14)),
        ell(146, -134, 38, 30, dark(c, 0.1)),
        ell(134, -134, 6, 10, dark(c, 0.5)),
        ell(158, -134, 6, 10, dark(c, 0.5)),
        path("M78 -166q8 -10 16 0M136 -176q8 -10 16 0", "none", INK, 6),
        path("M88 -112q26 28 60 8", "none", dark(c, 0.6), 6),
        circ(78, -132, 15, mix(c, CHALK, 0.28)),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def goat(x, y, s=1, c=PAPER, flip=False):
    return g(
        rect(-66, -56, 15, 56, dark(c, 0.18), 5),
        rect(24, -56, 15, 56, dark(c, 0.18), 5),
        rect(-48, -56, 16, 56, c, 5),
        rect(42, -56, 16, 56, c, 5),
        rect(-74, -104, 136, 60, c, 28),
        path("M36 -84l14 -66q30 -22 62 14l-6 18l-34 4l-12 40z", c),
        path("M52 -150q-24 -20 -18 -50M66 -154q-16 -20 -8 -48", "none", STEEL, 8),
        ell(34, -136, 20, 9, dark(c, 0.2), 20),
        circ(76, -140, 4.5, INK),
        path("M92 -112l4 26l-14 -18z", LINE),
        path("M-74 -90q-18 -10 -14 -28q14 2 22 18z", dark(c, 0.15)),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def worm(x, y, s=1, c=PINK, rot=0):
    return g(
        path("M-60 10q16 -34 38 -4t40 2t40 -12", "none", c, 20),
        path("M-6 4q8 10 14 8", "none", dark(c, 0.15), 20, "butt"),
        circ(52, -8, 3, INK),
        path("M50 2q6 3 9 -2", "none", INK, 2.4),
        x=x,
        y=y,
        s=s,
        rot=rot,
    )
