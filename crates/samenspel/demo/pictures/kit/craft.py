"""Stage, music, cloth, games and tools. Foot or middle of a thing at (x, y)."""

from .core import (
    BRICK,
    BRICK_L,
    BUTTER,
    CHALK,
    CHALK_L,
    DELFT,
    DELFT_L,
    GLASS,
    GLASS_D,
    GRASS,
    INK,
    LEAF,
    LEAF_L,
    LINE,
    PAPER,
    SAND,
    STEEL,
    SUN,
    WATER,
    WOOD,
    WOOD_D,
    WOOD_L,
    blob,
    circ,
    clip,
    dark,
    ell,
    g,
    light,
    line,
    lines,
    mix,
    n,
    path,
    poly,
    rect,
    ring,
    star,
)


def screen(x, y, w, h, picture="", frame=INK, legs=True):
    """A projection screen; (x, y) upper left. `picture` in coordinates from (0, 0) to (w, h)."""
    out = [rect(-14, -14, w + 28, h + 28, frame, 6), clip(f'<rect x="0" y="0" width="{n(w)}" height="{n(h)}"/>', rect(0, 0, w, h, PAPER), picture)]
    if legs:
        out += [rect(30, h + 14, 16, 150, frame), rect(w - 46, h + 14, 16, 150, frame)]
    return g(*out, x=x, y=y)


def curtain(x, y, w, h, c=BRICK, k=6, side=1):
    """A stage curtain gathered to one side."""
    out = []
    for i in range(k):
        out.append(
            path(
                f"M{n(i * w / k)} 0h{n(w / k + 1)}q{n(-side * w * 0.12)} {n(h * 0.55)} {n(-side * w * 0.03)} {n(h)}h{n(-w / k)}q{n(-side * w * 0.09)} {n(-h * 0.45)} {n(side * w * 0.03)} {n(-h)}z",
                c if i % 2 else dark(c, 0.2),
            )
        )
    return g(*out, x=x, y=y)


def valance(x, y, w, h=70, c=BRICK, k=9):
    return g(
        *[path(f"M{n(i * w / k)} 0h{n(w / k)}q0 {n(h)} {n(-w / k / 2)} {n(h)}t{n(-w / k / 2)} {n(-h)}z", c if i % 2 else dark(c, 0.16)) for i in range(k)],
        rect(0, -14, w, 22, dark(c, 0.35)),
        x=x,
        y=y,
    )


def beam(x, y, x0, x1, y1, c):
    """A beam of light from (x, y) down to a line."""
    return poly([(x - 10, y), (x + 10, y), (x1, y1), (x0, y1)], c)


def spot(x, y, rot=0, c=INK):
    return g(path("M-22 -30h44l10 56h-64z", c), rect(-34, 24, 68, 12, SUN, 4), x=x, y=y, rot=rot)


def micstand(x, y, h=230, c=INK):
    return g(rect(-4, -h, 8, h, c), ell(0, 0, 44, 9, c), rect(-11, -h - 42, 22, 46, STEEL, 11), rect(-13, -h - 16, 26, 8, c), x=x, y=y)


def headphones(x, y, s=1, c=CHALK):
    return g(
        path("M-44 6Q-50 -58 0 -58T44 6", "none", c, 11),
        rect(-57, -14, 22, 46, c, 10),
        rect(35, -14, 22, 46, c, 10),
        rect(-43, -8, 10, 34, INK, 5),
        rect(33, -8, 10, 34, INK, 5),
        x=x,
        y=y,
        s=s,
    )


def radio(x, y, s=1, c=CHALK):
    return g(
        line(90, -150, 160, -300, STEEL, 7),
        circ(162, -302, 9, STEEL),
        rect(-170, -176, 340, 176, c, 30),
        rect(-150, -156, 300, 136, light(c, 0.12), 18),
        circ(-72, -88, 58, dark(c, 0.5)),
        *[ring(-72, -88, r, light(c, 0.1), 4) for r in (14, 28, 42)],
        rect(10, -140, 126, 46, BUTTER, 8),
        lines([(26, -117), (120, -117)], INK, 3),
        line(88, -134, 88, -100, BRICK, 5),
        circ(36, -52, 20, PAPER),
        circ(106, -52, 20, PAPER),
        line(36, -52, 46, -64, INK, 5),
        line(106, -52, 98, -66, INK, 5),
        x=x,
        y=y,
        s=s,
    )


def camera(x, y, s=1, tripod=0, flip=False):
    legs = lines([(0, 0), (-60, tripod)], INK, 9) + lines([(0, 0), (60, tripod)], INK, 9) + lines([(0, 0), (4, tripod)], INK, 9) if tripod else ""
    return g(
        legs,
        rect(-64, -80, 120, 82, INK, 12),
        path("M56 -56l44 -18v66l-44 -18z", dark(STEEL, 0.2)),
        circ(-34, -112, 34, GLASS_D),
        circ(24, -106, 26, GLASS_D),
        circ(-34, -112, 9, STEEL),
        circ(24, -106, 8, STEEL),
        circ(-36, -40, 18, STEEL),
        rect(0, -60, 38, 24, DELFT_L, 3),
        circ(44, -68, 5, CHALK),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def photocamera(x, y, s=1):
    return g(
        rect(-46, -32, 92, 62, INK, 10),
        rect(-16, -44, 34, 16, INK, 4),
        circ(0, 0, 24, STEEL),
        circ(0, 0, 16, GLASS_D),
        circ(-5, -5, 5, PAPER),
        rect(26, -26, 13, 8, SUN, 2),
        x=x,
        y=y,
        s=s,
    )


def tshirt(x, y, s=1, c=PAPER, print_=""):
    return g(
        path("M-44 -96q44 30 88 0l56 34l-28 50l-18 -10v116h-108v-116l-18 10l-28 -50z", c),
        path("M-44 -96q44 30 88 0", "none", dark(c, 0.2), 7),
        print_,
        x=x,
        y=y,
        s=s,
    )


def garment(kind, x, y, s=1, c=CHALK):
    """Clothes on a hanger; the hook is at (x, y)."""
    hook = path("M0 0q10 -14 0 -18q-10 0 -8 8", "none", STEEL, 5) + lines([(-46, 34), (0, 2), (46, 34)], WOOD_D, 7)
    body = {
        "dress": path("M-40 30q40 22 80 0l-12 76l44 120h-144l44 -120z", c) + rect(-28, 102, 56, 12, dark(c, 0.3)),
        "coat": path("M-46 28q46 14 92 0l26 140l-24 4l-8 -60v98h-80v-98l-8 60l-24 -4z", c)
        + line(0, 40, 0, 206, dark(c, 0.3), 4)
        + "".join(circ(10, 80 + 36 * i, 5, SUN) for i in range(3)),
        "shirt": path("M-46 28q46 24 92 0l32 56l-26 22l-14 -20v96h-76v-96l-14 20l-26 -22z", c)
        + "".join(rect(-36, 60 + 28 * i, 72, 9, light(c, 0.55)) for i in range(4)),
        "trousers": path("M-38 32h76l8 190h-36l-10 -130l-10 130h-36z", c) + rect(-38, 30, 76, 14, dark(c, 0.3)),
        "skirt": path("M-34 32h68l36 140h-140z", c) + "".join(line(-14 + 14 * i, 52, -34 + 34 * i, 168, dark(c, 0.2), 4) for i in range(3)),
    }[kind]
    return g(hook, body, x=x, y=y, s=s)


def sewing(x, y, s=1, c=DELFT):
    return g(
        rect(-150, -26, 300, 26, WOOD, 6),
        path("M-124 -26v-36h150v-70h-150v-50q0 -18 20 -18h166q54 0 54 54v120z", c),
        rect(-110, -132, 16, 50, STEEL),
        line(-102, -84, -102, -30, STEEL, 5),
        circ(122, -110, 30, dark(c, 0.25)),
        circ(122, -110, 10, SUN),
        rect(60, -228, 22, 32, CHALK, 4),
        path("M71 -226Q-20 -250 -102 -132", "none", CHALK, 3),
        path("M40 -96q22 -22 44 0t44 0", "none", SUN, 5),
        x=x,
        y=y,
        s=s,
    )


def mannequin(x, y, s=1, c=SAND, dress=""):
    return g(
        rect(-6, -120, 12, 120, WOOD_D),
        lines([(-50, 0), (0, -24), (50, 0)], WOOD_D, 11),
        path("M-48 -330q48 26 96 0q16 50 -10 100q-4 40 20 100q-58 24 -116 0q24 -60 20 -100q-26 -50 -10 -100z", c),
        rect(-13, -364, 26, 38, c, 8),
        circ(0, -370, 15, WOOD_D),
        dress,
        x=x,
        y=y,
        s=s,
    )


def guitar(x, y, s=1, c=WOOD, rot=0):
    return g(
        rect(-9, -200, 18, 130, WOOD_D),
        rect(-16, -236, 32, 42, INK, 5),
        path("M0 -90q46 0 40 44q20 20 18 50q-6 46 -58 46t-58 -46q-2 -30 18 -50q-6 -44 40 -44z", c),
        circ(0, -30, 20, INK),
        rect(-22, 20, 44, 10, INK),
        line(0, -200, 0, 20, LINE, 3),
        x=x,
        y=y,
        s=s,
        rot=rot,
    )


def cello(x, y, s=1, c="#9a4f26", rot=0):
    return g(
        line(0, 60, 0, 120, STEEL, 6),
        rect(-9, -250, 18, 160, INK),
        circ(0, -262, 16, dark(c, 0.2)),
        path("M-4 -110q58 -2 50 44q-20 30 4 56q30 76 -50 76t-54 -76q24 -26 4 -56q-8 -46 46 -44z", c),
        line(0, -240, 0, 30, LINE, 3),
        path("M-24 -36q-8 20 2 36M22 -36q8 20 -2 36", "none", INK, 4),
        rect(-18, 24, 36, 8, INK),
        x=x,
        y=y,
        s=s,
        rot=rot,
    )


def trumpet(x, y, s=1, rot=0, flip=False):
    return g(
        lines([(-90, 0), (70, 0)], SUN, 11),
        path("M60 -6q40 -4 60 -34v80q-20 -30 -60 -34z", SUN),
        path("M-40 0q-10 40 30 40h20q34 0 26 -40", "none", dark(SUN, 0.15), 9),
        *[rect(-24 + 20 * i, -28, 9, 50, dark(SUN, 0.3), 3) for i in range(3)],
        rect(-104, -8, 16, 16, dark(SUN, 0.3), 4),
        x=x,
        y=y,
        s=s,
        rot=rot,
        flip=flip,
    )


def drum(x, y, s=1, c=CHALK):
    return g(
        path("M-70 -90l16 90q54 18 108 0l16 -90z", c),
        lines([(-66, -70), (-30, 2), (0, -66), (30, 2), (66, -70)], SUN, 5),
        ell(0, -90, 72, 20, SAND),
        ell(0, -90, 60, 14, PAPER),
        x=x,
        y=y,
        s=s,
    )


def note(x, y, s=1, c=INK, double=False):
    if double:
        return g(
            ell(-22, 0, 14, 10, c, -20),
            ell(30, -8, 14, 10, c, -20),
            line(-10, -2, -10, -66, c, 6),
            line(42, -10, 42, -74, c, 6),
            poly([(-13, -70), (45, -80), (45, -62), (-13, -52)], c),
            x=x,
            y=y,
            s=s,
        )
    return g(ell(0, 0, 15, 11, c, -20), line(13, -3, 13, -70, c, 6), path("M13 -72q22 10 20 36q-6 -14 -20 -16z", c), x=x, y=y, s=s)


def controller(x, y, s=1, c=INK, rot=0):
    return g(
        path("M-54 -24h108q26 4 28 50q-2 24 -20 14l-24 -22h-76l-24 22q-18 10 -20 -14q2 -46 28 -50z", c),
        rect(-50, -6, 30, 9, PAPER, 2),
        rect(-39.5, -16.5, 9, 30, PAPER, 2),
        circ(30, -10, 6, CHALK),
        circ(46, 0, 6, SUN),
        circ(30, 10, 6, LEAF_L),
        circ(16, 0, 6, DELFT_L),
        x=x,
        y=y,
        s=s,
        rot=rot,
    )


def football(x, y, r=40):
    k = r / 40
    return g(
        circ(0, 0, 40, PAPER),
        poly([(0, -14), (14, -4), (8, 12), (-8, 12), (-14, -4)], INK),
        *[g(path("M-11 -38q11 -4 22 0l-5 12h-12z", INK), rot=a) for a in (0, 72, 144, 216, 288)],
        *[g(line(0, -14, 0, -27, INK, 3), rot=a) for a in (0, 72, 144, 216, 288)],
        ring(0, 0, 39, INK, 2.5),
        x=x,
        y=y,
        s=k,
    )


def lantern(x, y, s=1, c=CHALK_L, kind="round"):
    shape = {
        "round": circ(0, 0, 44, c) + path("M-44 0q44 22 88 0M-34 -28q34 14 68 0M-34 28q34 14 68 0", "none", dark(c, 0.2), 4),
        "star": star(0, 0, 58, c) + circ(0, 0, 17, light(c, 0.6)),
        "fish": path("M-56 0q46 -54 90 -4l28 -24v62l-28 -26q-46 44 -90 -8z", c) + circ(-26, -6, 6, INK),
        "house": path("M-38 44v-58l38 -36l38 36v58z", c) + rect(-14, 2, 28, 28, light(c, 0.6)),
    }[kind]
    return g(line(0, -92, 0, -40, INK, 3), shape, x=x, y=y, s=s)


def paintpot(x, y, s=1, c=CHALK):
    return g(
        rect(-38, -72, 76, 72, STEEL, 6),
        ell(0, -72, 38, 11, dark(STEEL, 0.2)),
        ell(0, -72, 30, 8, c),
        path("M-36 -66q0 34 12 34t10 -20q8 10 12 2t-2 -12z", c),
        path("M-38 -66q38 -66 76 0", "none", dark(STEEL, 0.3), 4),
        x=x,
        y=y,
        s=s,
    )


def brush(x, y, s=1, c=CHALK, rot=0):
    return g(rect(-8, -130, 16, 104, WOOD_L, 8), rect(-12, -34, 24, 26, STEEL), path("M-13 -10h26q4 26 -13 44q-17 -18 -13 -44z", c), x=x, y=y, s=s, rot=rot)


def can(x, y, s=1, c=LEAF, flip=False):
    """A watering can, spout to the right."""
    return g(
        path("M-20 -96q-70 -10 -62 46q4 32 36 30", "none", dark(c, 0.15), 12),
        path("M-56 -92h104l8 92h-120z", c),
        lines([(46, -30), (110, -92)], c, 17),
        path("M92 -96l26 -22l22 24l-28 20z", dark(c, 0.2)),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def spade(x, y, s=1, rot=0):
    return g(
        rect(-7, -240, 14, 190, WOOD), rect(-30, -256, 60, 18, WOOD_D, 8), path("M-36 -66h72v44q-6 46 -36 62q-30 -16 -36 -62z", STEEL), x=x, y=y, s=s, rot=rot
    )


def ladder(x, y, h=400, w=90, c=WOOD_L, rot=0):
    return g(
        line(0, 0, 12, -h, c, 13),
        line(w, 0, w - 12, -h, c, 13),
        *[line(6 + i, -40 - i * 58, w - 6 - i, -40 - i * 58, dark(c, 0.12), 10) for i in range(int((h - 50) / 58))],
        x=x,
        y=y,
        rot=rot,
    )


def toolbox(x, y, s=1, c=CHALK):
    return g(
        path("M-56 -88q0 -34 30 -34h52q30 0 30 34", "none", dark(c, 0.4), 13),
        g(rect(-8, -70, 16, 74, WOOD), rect(-34, -92, 68, 30, STEEL, 5), x=-50, y=-80, rot=-14),
        g(rect(-6, -60, 12, 60, STEEL), rect(-11, -20, 22, 50, SUN, 6), x=46, y=-90, rot=14),
        rect(-104, -92, 208, 92, c, 8),
        rect(-104, -92, 208, 22, dark(c, 0.18), 8),
        rect(-20, -82, 40, 24, SUN, 4),
        x=x,
        y=y,
        s=s,
    )


def magnifier(x, y, r=120, c=INK, content="", glass=None):
    return g(
        line(r * 0.74, r * 0.74, r * 1.5, r * 1.5, WOOD_D, r * 0.2),
        clip(f'<circle cx="0" cy="0" r="{n(r)}"/>', circ(0, 0, r, glass or light(GLASS, 0.35)), content),
        ring(0, 0, r, c, r * 0.13),
        x=x,
        y=y,
    )


def flask(x, y, s=1, liquid=LEAF_L, content=""):
    d = "M-46 -300v110L-150 -40q-22 40 26 40h248q48 0 26 -40L46 -190v-110z"
    return g(
        clip(f'<path d="{d}"/>', path(d, light(GLASS, 0.45)), rect(-180, -100, 360, 110, liquid), content),
        path(d, "none", mix(DELFT, PAPER, 0.15), 9),
        rect(-60, -316, 120, 20, mix(DELFT, PAPER, 0.15), 8),
        line(-96, -60, -46, -140, PAPER, 8),
        x=x,
        y=y,
        s=s,
    )


def pencil(x, y, s=1, c=SUN, rot=0):
    return g(
        rect(-9, -110, 18, 92, c),
        poly([(-9, -18), (9, -18), (0, 6)], WOOD_L),
        poly([(-4, -4), (4, -4), (0, 6)], INK),
        rect(-9, -122, 18, 14, BRICK_L, 4),
        x=x,
        y=y,
        s=s,
        rot=rot,
    )


def globe(x, y, r, c=WATER):
    land = [
        blob(-r * 0.35, -r * 0.3, r * 0.42, r * 0.34, GRASS, 3, 9, 0.2),
        blob(r * 0.4, r * 0.05, r * 0.36, r * 0.5, GRASS, 8, 9, 0.2),
        blob(-r * 0.3, r * 0.55, r * 0.26, r * 0.3, GRASS, 5, 8, 0.2),
        blob(r * 0.2, -r * 0.78, r * 0.3, r * 0.14, PAPER, 2),
    ]
    return g(clip(f'<circle cx="0" cy="0" r="{n(r)}"/>', circ(0, 0, r, c), *land), x=x, y=y)
