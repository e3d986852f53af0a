"""Furniture, tools, food, music, cloth. Foot or middle of a thing at (x, y)."""

import math

from .core import (BRICK, BRICK_L, BUTTER, CHALK, CHALK_L, DELFT, DELFT_L, GLASS, GLASS_D, GRASS, INK, KERB, LEAF, LEAF_L, LINE, MINT, MOSS, NIGHT, PAPER, PEACH,
                   PINK, ROSE, SAND, SKY, SOIL, STEEL, STONE, SUN, WATER, WOOD, WOOD_D, WOOD_L, arc, blob, circ, clip, dark, ell, g, heart, light, line, lines, mix, n,
                   path, poly, rect, ring, star)


def table(x, y, w=500, h=130, c=WOOD, cloth=None, leg_c=None):
    """A table from the front; its top is at y − h."""
    out = [rect(-w / 2 + 30, -h, 18, h, leg_c or dark(c, .25)), rect(w / 2 - 48, -h, 18, h, leg_c or dark(c, .25)), rect(-w / 2, -h - 10, w, 26, c, 6)]
    if cloth:
        out.append(path(f"M{-w/2-6} {-h-14}h{w+12}l10 {h*.62:.0f}" + "".join(f"q{-(w+32)/16:.1f} 22 {-(w+32)/8:.1f} 0" for _ in range(8)) + "z", cloth))
        out.append(rect(-w / 2 - 8, -h - 16, w + 16, 16, light(cloth, .25), 6))
    return g(*out, x=x, y=y)


def roundtable(x, y, rx=300, ry=70, c=WOOD_L, h=150):
    return g(rect(-22, -h, 44, h, dark(c, .35)), ell(0, 0, rx * .42, ry * .4, dark(c, .4)), ell(0, -h + 16, rx, ry, dark(c, .25)), ell(0, -h, rx, ry, c), x=x, y=y)


def chair(x, y, s=1, c=CHALK, back=True):
    return g(rect(-46, -92, 10, 92, dark(c, .35)), rect(36, -92, 10, 92, dark(c, .35)), rect(-46, -190, 92, 70, c, 12) if back else "", rect(-40, -130, 10, 40, dark(c, .35)), rect(30, -130, 10, 40, dark(c, .35)), rect(-52, -98, 104, 22, dark(c, .12), 8), x=x, y=y, s=s)


def sofa(x, y, w=520, c=DELFT, h=210):
    k = 2 if w < 460 else 3
    cw = (w - 100) / k
    return g(rect(-w / 2 + 24, -22, 26, 22, WOOD_D), rect(w / 2 - 50, -22, 26, 22, WOOD_D), rect(-w / 2 + 10, -h, w - 20, h - 16, dark(c, .14), 34), *[rect(-w / 2 + 50 + i * cw + 3, -112, cw - 6, 60, light(c, .1), 14) for i in range(k)],
             rect(-w / 2 + 40, -66, w - 80, 48, c, 10), rect(-w / 2, -140, 62, 124, c, 26), rect(w / 2 - 62, -140, 62, 124, c, 26), x=x, y=y)


def armchair(x, y, s=1, c=CHALK):
    return g(rect(-92, -20, 22, 20, WOOD_D), rect(70, -20, 22, 20, WOOD_D), path("M-88 -20v-200q0 -56 60 -56h56q60 0 60 56v200z", dark(c, .14)), rect(-76, -96, 152, 78, light(c, .08), 16), rect(-116, -146, 54, 130, c, 25), rect(62, -146, 54, 130, c, 25), x=x, y=y, s=s)


def cushion(x, y, s=1, c=SUN, d=CHALK, kind="stripes", rot=0):
    shape = path("M-60 -58q60 14 120 0q-14 58 0 116q-60 -14 -120 0q14 -58 0 -116z", c)
    inner = {"stripes": "".join(rect(-70, -44 + i * 30, 140, 12, d) for i in range(4)), "dots": "".join(circ(-36 + 36 * i, -30 + 30 * j, 9, d) for i in range(3) for j in range(3)),
             "heart": heart(0, 2, 1.1, d), "check": "".join(rect(-60 + 40 * i, -60 + 40 * j, 40, 40, d) for i in range(3) for j in range(3) if (i + j) % 2), "flower": "".join(circ(22 * math.cos(a), 22 * math.sin(a), 16, d) for a in (i * math.pi / 3 for i in range(6))) + circ(0, 0, 12, PAPER)}[kind]
    return g(clip('<path d="M-60 -58q60 14 120 0q-14 58 0 116q-60 -14 -120 0q14 -58 0 -116z"/>', shape, inner), *[circ(a * 58, b * 56, 8, d) for a in (-1, 1) for b in (-1, 1)], x=x, y=y, s=s, rot=rot)


def teddy(x, y, s=1, c=WOOD_L):
    return g(circ(-34, -132, 18, c), circ(34, -132, 18, c), circ(-34, -132, 9, PEACH), circ(34, -132, 9, PEACH), ell(-50, -60, 17, 30, c, 25), ell(50, -60, 17, 30, c, -25), ell(0, -46, 46, 50, c), ell(0, -42, 28, 32, light(c, .4)), ell(-32, -8, 24, 17, c), ell(32, -8, 24, 17, c), circ(0, -108, 44, c), ell(0, -94, 20, 15, light(c, .5)), ell(0, -101, 7, 5, INK), circ(-15, -114, 4.5, INK), circ(15, -114, 4.5, INK), path("M-7 -92q7 7 14 0", "none", INK, 3), x=x, y=y, s=s)


def laptop(x, y, s=1, screen=SKY, back=False):
    if back:
        return g(rect(-88, -120, 176, 112, STEEL, 10), circ(0, -64, 13, light(STEEL, .5)), rect(-100, -12, 200, 12, dark(STEEL, .2), 6), x=x, y=y, s=s)
    return g(rect(-88, -120, 176, 112, INK, 10), rect(-78, -110, 156, 94, screen), rect(-102, -12, 204, 14, STEEL, 6), x=x, y=y, s=s)


def cup(x, y, s=1, c=CHALK, steam=True, steam_c=None):
    return g(path("M22 -44q30 -2 26 18q-4 16 -28 14", "none", dark(c, .1), 8), path("M-28 -56h56q2 56 -28 56t-28 -56z", c), ell(0, -56, 28, 7, dark(c, .35)), path("M-8 -72q-10 -14 0 -26t0 -24M10 -72q-8 -12 0 -22", "none", steam_c or LINE, 5) if steam else "", x=x, y=y, s=s)


def teaglass(x, y, s=1, c="#c9772e"):
    return g(path("M-17 -56h34l-5 56h-24z", light(GLASS, .3)), path("M-15 -42h30l-4 40h-22z", c), ell(0, 2, 26, 6, PAPER), x=x, y=y, s=s)


def teapot(x, y, s=1, c=DELFT):
    return g(path("M44 -64q40 -4 44 -44", "none", c, 14), path("M-48 -68q-40 0 -34 34q6 18 34 14", "none", c, 11), path("M-54 -52q0 -46 54 -46t54 46q0 52 -54 52t-54 -52z", c), rect(-30, -106, 60, 12, dark(c, .2), 6), circ(0, -112, 9, dark(c, .2)), path("M-30 -46q30 18 60 0", "none", light(c, .5), 5), x=x, y=y, s=s)


def plate(x, y, r=60, food=None, c=PAPER):
    """A plate from above."""
    f = {None: "", "salad": blob(0, 0, r * .5, r * .44, GRASS, 3) + circ(-r * .18, -r * .1, r * .13, CHALK) + circ(r * .2, r * .12, r * .12, SUN) + circ(r * .1, -r * .2, r * .1, CHALK),
         "pie": path(f"M0 0L{n(r*.55)} {n(-r*.2)}A{n(r*.58)} {n(r*.58)} 0 1 1 {n(r*.2)} {n(-r*.55)}Z", CHALK_L) + ring(0, 0, r * .5, WOOD, 6), "rice": blob(0, 0, r * .48, r * .42, BUTTER, 5) + circ(r * .1, -r * .1, r * .14, LEAF) + circ(-r * .2, r * .12, r * .12, CHALK), "soup": circ(0, 0, r * .62, CHALK_L) + circ(-r * .2, -r * .1, r * .09, LEAF) + circ(r * .15, r * .2, r * .09, LEAF),
         "fish": ell(0, 0, r * .5, r * .24, STEEL, -25) + circ(r * .3, -r * .2, 4, INK), "cake": path(f"M{n(-r*.4)} {n(r*.34)}L{n(r*.5)} 0L{n(-r*.4)} {n(-r*.34)}Z", BRICK_L) + circ(-r * .2, 0, r * .12, BRICK)}[food]
    return g(circ(0, 0, r, c), ring(0, 0, r * .74, LINE, 3), f, x=x, y=y)


def bread(x, y, s=1, c=WOOD_L, rot=0):
    return g(path("M-70 26q-20 -60 22 -66h96q42 6 22 66z", c), path("M-40 -34l12 26M-8 -38l12 26M24 -38l12 26", "none", dark(c, .3), 7), x=x, y=y, s=s, rot=rot)


def baguette(x, y, s=1, rot=0):
    return g(rect(-18, -150, 36, 200, WOOD_L, 18), lines([(-8, -120), (8, -104)], WOOD, 6), lines([(-8, -86), (8, -70)], WOOD, 6), lines([(-8, -52), (8, -36)], WOOD, 6), x=x, y=y, s=s, rot=rot)


def bottle(x, y, s=1, c=LEAF, label=PAPER):
    return g(path("M-22 0v-78q0 -20 12 -28v-34h20v34q12 8 12 28v78z", c), rect(-22, -62, 44, 34, label), rect(-12, -146, 24, 12, dark(c, .3), 3), x=x, y=y, s=s)


def jar(x, y, s=1, fill=SUN, lid=STEEL, level=.7):
    h = 84 * level
    return g(rect(-32, -92, 64, 92, light(GLASS, .4), 10), path(f"M-32 {n(-h)}h64V-10q0 10 -10 10h-44q-10 0 -10 -10z", fill), rect(-34, -106, 68, 18, lid, 4), rect(-24, -80, 6, 60, PAPER, 3), x=x, y=y, s=s)


def crate(x, y, w=220, h=90, c=WOOD_L, content=""):
    return g(content, rect(-w / 2, -h, w, h, dark(c, .28), 4), *[rect(-w / 2 - 4, -h + 4 + i * h / 3, w + 8, h / 3 - 9, c, 3) for i in range(3)], rect(-w / 2 + 2, -h - 2, 14, h + 2, dark(c, .14)), rect(w / 2 - 16, -h - 2, 14, h + 2, dark(c, .14)), x=x, y=y)


def book(x, y, s=1, c=CHALK, rot=0, flip=False):
    """A closed book lying flat, 130 wide."""
    return g(rect(-66, -30, 132, 30, c, 5), rect(-58, -25, 124, 20, PAPER), rect(-66, -30, 14, 30, dark(c, .2), 4), x=x, y=y, s=s, rot=rot, flip=flip)


def openbook(x, y, s=1, c=DELFT, rot=0, ink=LINE):
    out = [path("M-100 -8Q-50 -34 0 -8Q50 -34 100 -8V-94Q50 -120 0 -94Q-50 -120 -100 -94Z", PAPER), path("M-106 0V-96h8V-6Q-50 -28 0 -4Q50 -28 98 -6V-96h8V0Q50 -20 0 4Q-50 -20 -106 0Z", c), path("M0 -94V-8", "none", LINE, 4)]
    for i in range(3):
        out += [path(f"M-82 {-84+i*22}q32 -16 64 -2", "none", ink, 5), path(f"M18 {-86+i*22}q32 -14 64 2", "none", ink, 5)]
    return g(*out, x=x, y=y, s=s, rot=rot)


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
        out.append(path(f"M{n(i*w/k)} 0h{n(w/k+1)}q{n(-side*w*.12)} {n(h*.55)} {n(-side*w*.03)} {n(h)}h{n(-w/k)}q{n(-side*w*.09)} {n(-h*.45)} {n(side*w*.03)} {n(-h)}z", c if i % 2 else dark(c, .2)))
    return g(*out, x=x, y=y)


def valance(x, y, w, h=70, c=BRICK, k=9):
    return g(*[path(f"M{n(i*w/k)} 0h{n(w/k)}q0 {n(h)} {n(-w/k/2)} {n(h)}t{n(-w/k/2)} {n(-h)}z", c if i % 2 else dark(c, .16)) for i in range(k)], rect(0, -14, w, 22, dark(c, .35)), x=x, y=y)


def beam(x, y, x0, x1, y1, c):
    """A beam of light from (x, y) down to a line."""
    return poly([(x - 10, y), (x + 10, y), (x1, y1), (x0, y1)], c)


def spot(x, y, rot=0, c=INK):
    return g(path("M-22 -30h44l10 56h-64z", c), rect(-34, 24, 68, 12, SUN, 4), x=x, y=y, rot=rot)


def micstand(x, y, h=230, c=INK):
    return g(rect(-4, -h, 8, h, c), ell(0, 0, 44, 9, c), rect(-11, -h - 42, 22, 46, STEEL, 11), rect(-13, -h - 16, 26, 8, c), x=x, y=y)


def headphones(x, y, s=1, c=CHALK):
    return g(path("M-44 6Q-50 -58 0 -58T44 6", "none", c, 11), rect(-57, -14, 22, 46, c, 10), rect(35, -14, 22, 46, c, 10), rect(-43, -8, 10, 34, INK, 5), rect(33, -8, 10, 34, INK, 5), x=x, y=y, s=s)


def radio(x, y, s=1, c=CHALK):
    return g(line(90, -150, 160, -300, STEEL, 7), circ(162, -302, 9, STEEL), rect(-170, -176, 340, 176, c, 30), rect(-150, -156, 300, 136, light(c, .12), 18), circ(-72, -88, 58, dark(c, .5)), *[ring(-72, -88, r, light(c, .1), 4) for r in (14, 28, 42)], rect(10, -140, 126, 46, BUTTER, 8), lines([(26, -117), (120, -117)], INK, 3), line(88, -134, 88, -100, BRICK, 5), circ(36, -52, 20, PAPER), circ(106, -52, 20, PAPER), line(36, -52, 46, -64, INK, 5), line(106, -52, 98, -66, INK, 5), x=x, y=y, s=s)


def camera(x, y, s=1, tripod=0, flip=False):
    legs = lines([(0, 0), (-60, tripod)], INK, 9) + lines([(0, 0), (60, tripod)], INK, 9) + lines([(0, 0), (4, tripod)], INK, 9) if tripod else ""
    return g(legs, rect(-64, -80, 120, 82, INK, 12), path("M56 -56l44 -18v66l-44 -18z", dark(STEEL, .2)), circ(-34, -112, 34, GLASS_D), circ(24, -106, 26, GLASS_D), circ(-34, -112, 9, STEEL), circ(24, -106, 8, STEEL), circ(-36, -40, 18, STEEL), rect(0, -60, 38, 24, DELFT_L, 3), circ(44, -68, 5, CHALK), x=x, y=y, s=s, flip=flip)


def photocamera(x, y, s=1):
    return g(rect(-46, -32, 92, 62, INK, 10), rect(-16, -44, 34, 16, INK, 4), circ(0, 0, 24, STEEL), circ(0, 0, 16, GLASS_D), circ(-5, -5, 5, PAPER), rect(26, -26, 13, 8, SUN, 2), x=x, y=y, s=s)


def tshirt(x, y, s=1, c=PAPER, print_=""):
    return g(path("M-44 -96q44 30 88 0l56 34l-28 50l-18 -10v116h-108v-116l-18 10l-28 -50z", c), path("M-44 -96q44 30 88 0", "none", dark(c, .2), 7), print_, x=x, y=y, s=s)


def garment(kind, x, y, s=1, c=CHALK):
    """Clothes on a hanger; the hook is at (x, y)."""
    hook = path("M0 0q10 -14 0 -18q-10 0 -8 8", "none", STEEL, 5) + lines([(-46, 34), (0, 2), (46, 34)], WOOD_D, 7)
    body = {"dress": path("M-40 30q40 22 80 0l-12 76l44 120h-144l44 -120z", c) + rect(-28, 102, 56, 12, dark(c, .3)),
            "coat": path("M-46 28q46 14 92 0l26 140l-24 4l-8 -60v98h-80v-98l-8 60l-24 -4z", c) + line(0, 40, 0, 206, dark(c, .3), 4) + "".join(circ(10, 80 + 36 * i, 5, SUN) for i in range(3)),
            "shirt": path("M-46 28q46 24 92 0l32 56l-26 22l-14 -20v96h-76v-96l-14 20l-26 -22z", c) + "".join(rect(-36, 60 + 28 * i, 72, 9, light(c, .55)) for i in range(4)),
            "trousers": path("M-38 32h76l8 190h-36l-10 -130l-10 130h-36z", c) + rect(-38, 30, 76, 14, dark(c, .3)), "skirt": path("M-34 32h68l36 140h-140z", c) + "".join(line(-14 + 14 * i, 52, -34 + 34 * i, 168, dark(c, .2), 4) for i in range(3))}[kind]
    return g(hook, body, x=x, y=y, s=s)


def sewing(x, y, s=1, c=DELFT):
    return g(rect(-150, -26, 300, 26, WOOD, 6), path("M-124 -26v-36h150v-70h-150v-50q0 -18 20 -18h166q54 0 54 54v120z", c), rect(-110, -132, 16, 50, STEEL), line(-102, -84, -102, -30, STEEL, 5), circ(122, -110, 30, dark(c, .25)), circ(122, -110, 10, SUN), rect(60, -228, 22, 32, CHALK, 4), path("M71 -226Q-20 -250 -102 -132", "none", CHALK, 3), path("M40 -96q22 -22 44 0t44 0", "none", SUN, 5), x=x, y=y, s=s)


def mannequin(x, y, s=1, c=SAND, dress=""):
    return g(rect(-6, -120, 12, 120, WOOD_D), lines([(-50, 0), (0, -24), (50, 0)], WOOD_D, 11), path("M-48 -330q48 26 96 0q16 50 -10 100q-4 40 20 100q-58 24 -116 0q24 -60 20 -100q-26 -50 -10 -100z", c), rect(-13, -364, 26, 38, c, 8), circ(0, -370, 15, WOOD_D), dress, x=x, y=y, s=s)


def guitar(x, y, s=1, c=WOOD, rot=0):
    return g(rect(-9, -200, 18, 130, WOOD_D), rect(-16, -236, 32, 42, INK, 5), path("M0 -90q46 0 40 44q20 20 18 50q-6 46 -58 46t-58 -46q-2 -30 18 -50q-6 -44 40 -44z", c), circ(0, -30, 20, INK), rect(-22, 20, 44, 10, INK), line(0, -200, 0, 20, LINE, 3), x=x, y=y, s=s, rot=rot)


def cello(x, y, s=1, c="#9a4f26", rot=0):
    return g(line(0, 60, 0, 120, STEEL, 6), rect(-9, -250, 18, 160, INK), circ(0, -262, 16, dark(c, .2)), path("M-4 -110q58 -2 50 44q-20 30 4 56q30 76 -50 76t-54 -76q24 -26 4 -56q-8 -46 46 -44z", c), line(0, -240, 0, 30, LINE, 3), path("M-24 -36q-8 20 2 36M22 -36q8 20 -2 36", "none", INK, 4), rect(-18, 24, 36, 8, INK), x=x, y=y, s=s, rot=rot)


def trumpet(x, y, s=1, rot=0, flip=False):
    return g(lines([(-90, 0), (70, 0)], SUN, 11), path("M60 -6q40 -4 60 -34v80q-20 -30 -60 -34z", SUN), path("M-40 0q-10 40 30 40h20q34 0 26 -40", "none", dark(SUN, .15), 9), *[rect(-24 + 20 * i, -28, 9, 50, dark(SUN, .3), 3) for i in range(3)], rect(-104, -8, 16, 16, dark(SUN, .3), 4), x=x, y=y, s=s, rot=rot, flip=flip)


def drum(x, y, s=1, c=CHALK):
    return g(path("M-70 -90l16 90q54 18 108 0l16 -90z", c), lines([(-66, -70), (-30, 2), (0, -66), (30, 2), (66, -70)], SUN, 5), ell(0, -90, 72, 20, SAND), ell(0, -90, 60, 14, PAPER), x=x, y=y, s=s)


def note(x, y, s=1, c=INK, double=False):
    if double:
        return g(ell(-22, 0, 14, 10, c, -20), ell(30, -8, 14, 10, c, -20), line(-10, -2, -10, -66, c, 6), line(42, -10, 42, -74, c, 6), poly([(-13, -70), (45, -80), (45, -62), (-13, -52)], c), x=x, y=y, s=s)
    return g(ell(0, 0, 15, 11, c, -20), line(13, -3, 13, -70, c, 6), path("M13 -72q22 10 20 36q-6 -14 -20 -16z", c), x=x, y=y, s=s)


def controller(x, y, s=1, c=INK, rot=0):
    return g(path("M-54 -24h108q26 4 28 50q-2 24 -20 14l-24 -22h-76l-24 22q-18 10 -20 -14q2 -46 28 -50z", c), rect(-50, -6, 30, 9, PAPER, 2), rect(-39.5, -16.5, 9, 30, PAPER, 2), circ(30, -10, 6, CHALK), circ(46, 0, 6, SUN), circ(30, 10, 6, LEAF_L), circ(16, 0, 6, DELFT_L), x=x, y=y, s=s, rot=rot)


def football(x, y, r=40):
    k = r / 40
    return g(circ(0, 0, 40, PAPER), poly([(0, -14), (14, -4), (8, 12), (-8, 12), (-14, -4)], INK), *[g(path("M-11 -38q11 -4 22 0l-5 12h-12z", INK), rot=a) for a in (0, 72, 144, 216, 288)], *[g(line(0, -14, 0, -27, INK, 3), rot=a) for a in (0, 72, 144, 216, 288)], ring(0, 0, 39, INK, 2.5), x=x, y=y, s=k)


def speech(x, y, w, h, c=PAPER, tail=-1, content=""):
    """A balloon, middle at (x, y), tail to the left (−1) or right (1)."""
    return g(rect(-w / 2, -h / 2, w, h, c, 30), poly([(tail * w * .18, h / 2 - 4), (tail * w * .36, h / 2 + 38), (tail * w * .36, h / 2 - 6)], c), content, x=x, y=y)


def frame(x, y, w, h, content="", c=WOOD_D, bg=PAPER):
    """A picture in a frame, upper left at (x, y); content from (0, 0) to (w, h)."""
    return g(rect(-12, -12, w + 24, h + 24, c, 3), clip(f'<rect x="0" y="0" width="{n(w)}" height="{n(h)}"/>', rect(0, 0, w, h, bg), content), x=x, y=y)


def lantern(x, y, s=1, c=CHALK_L, kind="round"):
    shape = {"round": circ(0, 0, 44, c) + path("M-44 0q44 22 88 0M-34 -28q34 14 68 0M-34 28q34 14 68 0", "none", dark(c, .2), 4), "star": star(0, 0, 58, c) + circ(0, 0, 17, light(c, .6)), "fish": path("M-56 0q46 -54 90 -4l28 -24v62l-28 -26q-46 44 -90 -8z", c) + circ(-26, -6, 6, INK), "house": path("M-38 44v-58l38 -36l38 36v58z", c) + rect(-14, 2, 28, 28, light(c, .6))}[kind]
    return g(line(0, -92, 0, -40, INK, 3), shape, x=x, y=y, s=s)


def paintpot(x, y, s=1, c=CHALK):
    return g(rect(-38, -72, 76, 72, STEEL, 6), ell(0, -72, 38, 11, dark(STEEL, .2)), ell(0, -72, 30, 8, c), path("M-36 -66q0 34 12 34t10 -20q8 10 12 2t-2 -12z", c), path("M-38 -66q38 -66 76 0", "none", dark(STEEL, .3), 4), x=x, y=y, s=s)


def brush(x, y, s=1, c=CHALK, rot=0):
    return g(rect(-8, -130, 16, 104, WOOD_L, 8), rect(-12, -34, 24, 26, STEEL), path("M-13 -10h26q4 26 -13 44q-17 -18 -13 -44z", c), x=x, y=y, s=s, rot=rot)


def can(x, y, s=1, c=LEAF, flip=False):
    """A watering can, spout to the right."""
    return g(path("M-20 -96q-70 -10 -62 46q4 32 36 30", "none", dark(c, .15), 12), path("M-56 -92h104l8 92h-120z", c), lines([(46, -30), (110, -92)], c, 17), path("M92 -96l26 -22l22 24l-28 20z", dark(c, .2)), x=x, y=y, s=s, flip=flip)


def spade(x, y, s=1, rot=0):
    return g(rect(-7, -240, 14, 190, WOOD), rect(-30, -256, 60, 18, WOOD_D, 8), path("M-36 -66h72v44q-6 46 -36 62q-30 -16 -36 -62z", STEEL), x=x, y=y, s=s, rot=rot)


def ladder(x, y, h=400, w=90, c=WOOD_L, rot=0):
    return g(line(0, 0, 12, -h, c, 13), line(w, 0, w - 12, -h, c, 13), *[line(6 + i, -40 - i * 58, w - 6 - i, -40 - i * 58, dark(c, .12), 10) for i in range(int((h - 50) / 58))], x=x, y=y, rot=rot)


def toolbox(x, y, s=1, c=CHALK):
    return g(path("M-56 -88q0 -34 30 -34h52q30 0 30 34", "none", dark(c, .4), 13), g(rect(-8, -70, 16, 74, WOOD), rect(-34, -92, 68, 30, STEEL, 5), x=-50, y=-80, rot=-14), g(rect(-6, -60, 12, 60, STEEL), rect(-11, -20, 22, 50, SUN, 6), x=46, y=-90, rot=14), rect(-104, -92, 208, 92, c, 8), rect(-104, -92, 208, 22, dark(c, .18), 8), rect(-20, -82, 40, 24, SUN, 4), x=x, y=y, s=s)


def tablelamp(x, y, s=1, c=SUN):
    return g(rect(-6, -120, 12, 112, WOOD_D), ell(0, -6, 46, 12, WOOD_D), path("M-40 -190h80l34 84h-148z", c), path("M-40 -190h80l6 16h-92z", light(c, .4)), x=x, y=y, s=s)


def magnifier(x, y, r=120, c=INK, content="", glass=None):
    return g(line(r * .74, r * .74, r * 1.5, r * 1.5, WOOD_D, r * .2), clip(f'<circle cx="0" cy="0" r="{n(r)}"/>', circ(0, 0, r, glass or light(GLASS, .35)), content), ring(0, 0, r, c, r * .13), x=x, y=y)


def flask(x, y, s=1, liquid=LEAF_L, content=""):
    d = "M-46 -300v110L-150 -40q-22 40 26 40h248q48 0 26 -40L46 -190v-110z"
    return g(clip(f'<path d="{d}"/>', path(d, light(GLASS, .45)), rect(-180, -100, 360, 110, liquid), content), path(d, "none", mix(DELFT, PAPER, .15), 9), rect(-60, -316, 120, 20, mix(DELFT, PAPER, .15), 8), line(-96, -60, -46, -140, PAPER, 8), x=x, y=y, s=s)


def chest(x, y, s=1, c=WOOD, content=""):
    return g(path("M-190 -150l26 -120q4 -20 30 -20h268q26 0 30 20l26 120z", dark(c, .35)), content, rect(-200, -150, 400, 150, c, 8), rect(-200, -150, 30, 150, SUN), rect(170, -150, 30, 150, SUN), rect(-200, -150, 400, 18, dark(c, .25)), rect(-28, -164, 56, 62, SUN, 8), circ(0, -138, 9, INK), rect(-4, -136, 8, 20, INK), *[line(-160, -106 + 38 * i, 160, -106 + 38 * i, dark(c, .15), 4) for i in range(3)], x=x, y=y, s=s)


def letter(x, y, s=1, rot=0):
    """A sheet of paper with lines."""
    return g(rect(-60, -80, 120, 160, PAPER, 4), rect(-42, -60, 40, 10, DELFT, 3), *[rect(-42, -32 + 22 * i, 84 if i != 4 else 44, 7, LINE, 3) for i in range(5)], x=x, y=y, s=s, rot=rot)


def pencil(x, y, s=1, c=SUN, rot=0):
    return g(rect(-9, -110, 18, 92, c), poly([(-9, -18), (9, -18), (0, 6)], WOOD_L), poly([(-4, -4), (4, -4), (0, 6)], INK), rect(-9, -122, 18, 14, BRICK_L, 4), x=x, y=y, s=s, rot=rot)


def globe(x, y, r, c=WATER):
    land = [blob(-r * .35, -r * .3, r * .42, r * .34, GRASS, 3, 9, .2), blob(r * .4, r * .05, r * .36, r * .5, GRASS, 8, 9, .2), blob(-r * .3, r * .55, r * .26, r * .3, GRASS, 5, 8, .2), blob(r * .2, -r * .78, r * .3, r * .14, PAPER, 2)]
    return g(clip(f'<circle cx="0" cy="0" r="{n(r)}"/>', circ(0, 0, r, c), *land), x=x, y=y)


def hand(x, y, s=1, skin="#e8b48a", sleeve=DELFT, rot=0, flip=False):
    """A large open hand reaching to the right, the palm at (0, 0)."""
    return g(rect(-330, -58, 240, 116, sleeve, 20), rect(-120, -66, 44, 132, dark(sleeve, .2), 14), path("M-90 -46Q-40 -70 0 -62L92 -44q24 6 20 22q-4 14 -28 12l-58 -4l84 10q26 4 24 22q-4 18 -30 14l-78 -10l64 18q22 6 18 24q-6 14 -30 8l-78 -22l40 20q16 10 8 22q-10 10 -30 0q-50 -20 -108 -34z", skin), x=x, y=y, s=s, rot=rot, flip=flip)
