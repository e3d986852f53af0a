"""Streets, houses, water, vehicles. Base of a thing at (x, y)."""

import math
import random

from .core import (
    BRICK,
    BRICKDEEP,
    BRICKWALL,
    CHALK,
    DELFT,
    DELFT_L,
    GLASS,
    GLASS_D,
    INK,
    KERB,
    LEAF,
    LINE,
    NIGHT,
    PAPER,
    SAND,
    STEEL,
    STONE,
    SUN,
    WATER_L,
    WOOD,
    WOOD_D,
    circ,
    dark,
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
)


def window(x, y, w, h, glass=GLASS_D, frame=PAPER, cross=True, lit=None, sill=True):
    out = [rect(x - 5, y - 5, w + 10, h + 10, frame, 3), rect(x, y, w, h, lit or glass)]
    if not lit:
        out.append(poly([(x, y + h * 0.75), (x + w * 0.6, y), (x + w * 0.85, y), (x, y + h)], light(glass, 0.16)))
    if cross:
        out += [rect(x + w / 2 - 2.5, y, 5, h, frame), rect(x, y + h * 0.3 - 2.5, w, 5, frame)]
    if sill:
        out.append(rect(x - 9, y + h + 5, w + 18, 7, dark(frame, 0.18)))
    return "".join(out)


def door(x, y, w, h, c=LEAF, frame=PAPER, light_=True):
    """A front door with its sill at y."""
    return (
        rect(x - 6, y - h - 6, w + 12, h + 6, frame, 3)
        + rect(x, y - h, w, h, c)
        + (rect(x + 7, y - h + 7, w - 14, h * 0.16, GLASS_D) if light_ else "")
        + rect(x + 9, y - h * 0.72, w - 18, h * 0.3, dark(c, 0.2), 3)
        + rect(x + 9, y - h * 0.36, w - 18, h * 0.28, dark(c, 0.2), 3)
        + circ(x + w - 11, y - h * 0.4, 4.5, SUN)
    )


def house(x, y, w, h, wall=BRICKWALL, roof="flat", cols=2, rows=3, lit=(), doorc=LEAF, trim=PAPER, glass=GLASS_D, ground=True, seed=1):
    """A house front; (x, y) is the lower left corner. `lit` holds numbers of windows with light."""
    out = [rect(0, -h, w, h, wall)]
    rnd = random.Random(seed)
    for _ in range(int(w * h / 2600)):
        out.append(rect(rnd.uniform(4, w - 26), -rnd.uniform(10, h - 8), 20, 6, dark(wall, 0.09) if rnd.random() < 0.6 else light(wall, 0.12), 1))
    if roof == "flat":
        out += [rect(-6, -h - 18, w + 12, 20, trim, 2), rect(-2, -h + 2, w + 4, 7, dark(wall, 0.25))]
    elif roof == "step":
        k = 3
        for i in range(k):
            sw = w * (1 - (i + 1) / (k + 0.7))
            out += [rect((w - sw) / 2, -h - (i + 1) * 34, sw, 36, wall), rect((w - sw) / 2 - 4, -h - (i + 1) * 34 - 7, sw + 8, 9, trim)]
        out += [rect(-3, -h - 6, w + 6, 9, trim), rect(w / 2 - 16, -h - 60, 32, 42, trim, 2), rect(w / 2 - 11, -h - 55, 22, 32, glass)]
    elif roof == "bell":
        out += [
            path(
                f"M0 {n(-h)}C{n(w * 0.04)} {n(-h - 52)} {n(w * 0.26)} {n(-h - 40)} {n(w * 0.28)} {n(-h - 104)}Q{n(w * 0.5)} {n(-h - 142)} {n(w * 0.72)} {n(-h - 104)}C{n(w * 0.74)} {n(-h - 40)} {n(w * 0.96)} {n(-h - 52)} {n(w)} {n(-h)}Z",
                wall,
            ),
            rect(0, -h - 1, w, 4, wall),
            path(
                f"M0 {n(-h)}C{n(w * 0.04)} {n(-h - 52)} {n(w * 0.26)} {n(-h - 40)} {n(w * 0.28)} {n(-h - 104)}Q{n(w * 0.5)} {n(-h - 142)} {n(w * 0.72)} {n(-h - 104)}C{n(w * 0.74)} {n(-h - 40)} {n(w * 0.96)} {n(-h - 52)} {n(w)} {n(-h)}",
                "none",
                trim,
                10,
            ),
            rect(w / 2 - 18, -h - 70, 36, 48, trim, 2),
            rect(w / 2 - 12, -h - 64, 24, 36, glass),
        ]
    elif roof == "spout":
        out += [
            poly([(0, -h), (w * 0.36, -h - 100), (w * 0.64, -h - 100), (w, -h)], wall),
            rect(0, -h - 1, w, 4, wall),
            lines([(0, -h), (w * 0.36, -h - 100)], trim, 10),
            lines([(w, -h), (w * 0.64, -h - 100)], trim, 10),
            rect(w * 0.34, -h - 124, w * 0.32, 26, wall),
            rect(w * 0.32, -h - 130, w * 0.36, 10, trim),
            rect(w / 2 - 18, -h - 64, 36, 46, trim, 2),
            rect(w / 2 - 12, -h - 58, 24, 34, glass),
        ]
    elif roof == "tiles":
        out += [
            poly([(-10, -h), (w * 0.08, -h - 80), (w * 0.92, -h - 80), (w + 10, -h)], dark(BRICKDEEP, 0.2)),
            rect(w / 2 - 26, -h - 66, 52, 56, trim, 2),
            rect(w / 2 - 20, -h - 58, 40, 42, glass),
            rect(-10, -h - 6, w + 20, 12, trim),
        ]
    if roof in ("step", "bell", "spout"):
        out.append(rect(w / 2 - 3, -h - {"step": 128, "bell": 122, "spout": 118}[roof] + 22, 6, 22, INK))
    top = h - 26
    rh = top / (rows + (1 if ground else 0))
    cw = w / cols
    for r in range(rows):
        for c in range(cols):
            i = r * cols + c
            out.append(window(c * cw + cw * 0.24, -h + 26 + r * rh, cw * 0.52, rh * 0.64, glass, trim, lit=SUN if i in lit else None))
    if ground:
        gy = -(rh - 8)
        out += [
            rect(0, gy - 8, w, 8, dark(wall, 0.22)),
            door(w * 0.12, 0, min(w * 0.26, 62), rh * 0.84, doorc, trim),
            window(w * 0.5, gy + 12, w * 0.36, rh * 0.58, glass, trim, cross=False, lit=SUN if 99 in lit else None),
            rect(0, -14, w, 14, dark(wall, 0.35)),
        ]
    return g(*out, x=x, y=y)


def row(
    x0,
    x1,
    y,
    h=420,
    seed=1,
    lit=0.0,
    walls=(BRICKWALL, BRICKDEEP, mix(BRICKWALL, SAND, 0.35), DELFT, mix(CHALK, BRICK, 0.4), STONE),
    glass=GLASS_D,
    widths=(130, 190),
    roofs=("flat", "step", "bell", "spout", "tiles"),
):
    """A row of different houses side by side."""
    rnd = random.Random(seed)
    out, x, last = [], x0, None
    doors = [LEAF, DELFT, CHALK, INK, BRICK]
    k = rnd.randrange(len(walls))
    while x < x1:
        w = rnd.randint(*widths)
        if x + w > x1 - widths[0] * 0.6:
            w = x1 - x
        roof = rnd.choice([r for r in roofs if r != last] or list(roofs))
        last = roof
        k = (k + rnd.randrange(1, len(walls))) % len(walls)
        cols = 3 if w > 175 else 2
        rows = 3 if h > 330 else 2
        hh = h * rnd.uniform(0.88, 1.06)
        lits = [i for i in range(cols * rows) if rnd.random() < lit] + ([99] if rnd.random() < lit else [])
        out.append(house(x, y, w, hh, walls[k], roof, cols, rows, lits, rnd.choice(doors), glass=glass, seed=seed + int(x)))
        x += w
    return "".join(out)


def blocks(y, seed=1, w=1200, c=None, hmin=90, hmax=190, x0=-20):
    """A quiet skyline in one colour."""
    rnd = random.Random(seed)
    c = c or mix(DELFT_L, SAND, 0.6)
    out, x = [], x0
    while x < w + 20:
        bw, bh = rnd.randint(60, 130), rnd.randint(hmin, hmax)
        k = rnd.randrange(4)
        out.append(rect(x, y - bh, bw + 1, bh, c))
        if k == 0:
            out.append(poly([(x, y - bh), (x + bw / 2, y - bh - 46), (x + bw, y - bh)], c))
        if k == 1:
            out += [rect(x + bw * 0.22, y - bh - 20, bw * 0.56, 22, c), rect(x + bw * 0.38, y - bh - 38, bw * 0.24, 22, c)]
        if k == 2:
            out.append(rect(x + bw * 0.7, y - bh - 26, 14, 30, c))
        x += bw
    return "".join(out)


def waves(x0, x1, y0, y1, c=WATER_L, seed=1, k=18):
    rnd = random.Random(seed)
    out = []
    for _ in range(k):
        x, y, w = rnd.uniform(x0, x1), rnd.uniform(y0, y1), rnd.uniform(40, 110)
        out.append(path(f"M{n(x)} {n(y)}q{n(w / 4)} -9 {n(w / 2)} 0t{n(w / 2)} 0", "none", c, 5))
    return "".join(out)


def quay(y, w=1200, c=KERB, h=46):
    out = [rect(-10, y, w + 20, h, c), rect(-10, y, w + 20, 12, light(c, 0.45))]
    x = -10
    while x < w:
        out.append(line(x + 50, y + 16, x + 50, y + h - 4, dark(c, 0.15), 3))
        x += 92
    return "".join(out)


def bridge(x, y, w, h, c=BRICKDEEP):
    """An arched bridge; the road starts at (x, y) on both sides, the water is h lower."""
    return (
        path(
            f"M{n(x)} {n(y)}Q{n(x + w / 2)} {n(y - h * 0.75)} {n(x + w)} {n(y)}V{n(y + h)}H{n(x + w * 0.84)}Q{n(x + w / 2)} {n(y - h * 0.62)} {n(x + w * 0.16)} {n(y + h)}H{n(x)}Z",
            c,
        )
        + path(f"M{n(x)} {n(y)}Q{n(x + w / 2)} {n(y - h * 0.75)} {n(x + w)} {n(y)}", "none", light(c, 0.55), 12)
        + path(f"M{n(x + w * 0.16)} {n(y + h)}Q{n(x + w / 2)} {n(y - h * 0.62)} {n(x + w * 0.84)} {n(y + h)}", "none", light(c, 0.3), 10)
    )


def railing(x, y, w, h=60, c=INK, rise=0, k=12):
    out = []
    for i in range(k + 1):
        t = i / k
        dy = -rise * 4 * t * (1 - t)
        out.append(line(x + w * t, y + dy, x + w * t, y + dy - h, c, 5))
    out.append(path(f"M{n(x)} {n(y - h)}Q{n(x + w / 2)} {n(y - h - 2 * rise)} {n(x + w)} {n(y - h)}", "none", c, 7))
    return "".join(out)


def pavement(y, w=1200, h=None, c=STONE, size=70):
    """A pavement of tiles seen from the front, with converging joints."""
    h = h or 900 - y
    out = [rect(-10, y, w + 20, h, c)]
    yy, st = y, 18
    while yy < y + h:
        out.append(line(-10, yy, w + 10, yy, dark(c, 0.1), 3, "butt"))
        yy += st
        st *= 1.35
    for i in range(-10, 11):
        out.append(line(w / 2 + i * size, y, w / 2 + i * size * (1 + h / 260), y + h, dark(c, 0.1), 3, "butt"))
    return "".join(out)


def lamp(x, y, h=300, c=INK, lit=False):
    out = [
        rect(-5, -h, 10, h, c),
        rect(-13, -30, 26, 30, c, 4),
        path(f"M-26 {-h - 50}h52l-10 50h-32z", SUN if lit else GLASS),
        path(f"M-32 {-h - 50}h64l-20 -24h-24z", c),
    ]
    if lit:
        out.insert(0, circ(0, -h - 24, 90, mix(SUN, NIGHT, 0.62)))
    return g(*out, x=x, y=y)


def bench(x, y, w=260, c=WOOD, leg_c=INK, s=1):
    return g(
        rect(-w / 2 + 14, -74, 12, 74, leg_c),
        rect(w / 2 - 26, -74, 12, 74, leg_c),
        rect(-w / 2, -148, w, 22, c, 5),
        rect(-w / 2, -118, w, 22, c, 5),
        rect(-w / 2 - 6, -78, w + 12, 22, dark(c, 0.1), 5),
        x=x,
        y=y,
        s=s,
    )


def wheel(x, y, r, c=INK):
    sp = "".join(line(x, y, x + r * math.cos(a), y + r * math.sin(a), STEEL, 2) for a in (i * math.pi / 5 for i in range(10)))
    return sp + ring(x, y, r, c, 8) + circ(x, y, 7, c)


def bicycle(x, y, s=1, c=DELFT, flip=False):
    """A town bicycle, about 280 wide; wheels on y."""
    return g(
        wheel(-86, -56, 52),
        wheel(88, -56, 52),
        lines([(-86, -56), (-38, -128), (46, -128), (88, -56)], c, 9),
        lines([(-38, -128), (-6, -56), (-86, -56)], c, 9),
        lines([(-6, -56), (46, -128), (40, -162)], c, 9),
        lines([(-38, -128), (-44, -152)], INK, 8),
        rect(-72, -164, 56, 13, INK, 6),
        path("M40 -162q-2 -14 -30 -12", "none", INK, 8),
        circ(-6, -56, 15, INK),
        lines([(-104, -118), (-60, -118)], INK, 7),
        circ(66, -134, 9, SUN),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def cargobike(x, y, s=1, c=LEAF, load="", flip=False, box=WOOD):
    """A cargo bike, box in front on the right; `load` is drawn in the box (its rim is at y −150, x 30 to 190)."""
    return g(
        wheel(-150, -56, 52),
        lines([(-150, -56), (-96, -140), (-70, -56), (-150, -56)], c, 9),
        lines([(-70, -56), (26, -64)], c, 11),
        lines([(-96, -140), (-104, -166)], INK, 8),
        rect(-134, -178, 58, 13, INK, 6),
        lines([(-90, -128), (0, -128), (10, -198)], c, 9),
        path("M10 -198q-8 -10 -34 -6", "none", INK, 8),
        circ(-70, -56, 15, INK),
        g(load),
        path("M20 -150h182l-24 104h-140z", box),
        rect(14, -160, 194, 18, dark(box, 0.18), 5),
        rect(40, -112, 142, 5, dark(box, 0.14)),
        rect(46, -80, 130, 5, dark(box, 0.14)),
        wheel(198, -40, 36),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def boat(x, y, w=420, c=LEAF, trim=PAPER, s=1, flip=False):
    """A sloop; waterline at y."""
    return g(
        path(f"M{-w / 2} -66Q{-w / 2 + 10} 20 {-w / 2 + 60} 26H{w / 2 - 90}Q{w / 2 - 20} 10 {w / 2 + 30} -84Q{w / 2 - 60} -62 {w / 2 - 100} -62Z", c),
        path(f"M{-w / 2} -66H{w / 2 - 100}Q{w / 2 - 60} -62 {w / 2 + 30} -84", "none", trim, 11),
        path(f"M{-w / 2 + 22} -14H{w / 2 - 30}", "none", dark(c, 0.25), 7),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def car(x, y, s=1, c=STEEL, flip=False):
    return g(
        path("M-150 -30q-6 -46 30 -52q30 -52 70 -52h60q40 2 66 50q54 6 60 30q4 24 -10 26h-270z", c),
        path("M-104 -84q22 -36 46 -36h34v36zM-10 -120h24q26 2 42 36h-66z", GLASS),
        circ(-92, -28, 32, INK),
        circ(82, -28, 32, INK),
        circ(-92, -28, 14, LINE),
        circ(82, -28, 14, LINE),
        rect(120, -72, 18, 14, SUN, 4),
        rect(-152, -68, 14, 16, BRICK, 4),
        x=x,
        y=y,
        s=s,
        flip=flip,
    )


def awning(x, y, w, h=70, a=CHALK, b=PAPER, k=8):
    out = []
    sw = w / k
    for i in range(k):
        c = a if i % 2 == 0 else b
        out.append(path(f"M{n(x + i * sw)} {n(y)}h{n(sw)}v{n(h)}a{n(sw / 2)} {n(sw / 2)} 0 0 1 {n(-sw)} 0z", c))
    return "".join(out) + rect(x - 4, y - 8, w + 8, 12, dark(a, 0.25), 3)


def parasol(x, y, h=320, w=300, a=CHALK, b=PAPER):
    out = [rect(-6, -h, 12, h, WOOD_D)]
    k = 6
    for i in range(k):
        x0, x1 = -w / 2 + i * w / k, -w / 2 + (i + 1) * w / k
        out.append(path(f"M0 {n(-h - 60)}L{n(x0)} {n(-h + 30)}Q{n((x0 + x1) / 2)} {n(-h + 48)} {n(x1)} {n(-h + 30)}Z", a if i % 2 == 0 else b))
    return g(*out, circ(0, -h - 62, 8, WOOD_D), x=x, y=y)


def crane(x, y, h=520, c=SUN):
    out = [
        rect(-14, -h, 28, h, "none"),
        lines([(-14, 0), (-14, -h)], c, 8),
        lines([(14, 0), (14, -h)], c, 8),
        line(-110, -h + 20, 330, -h + 20, c, 9),
        line(-110, -h - 6, 330, -h + 6, c, 6),
        line(0, -h - 60, 330, -h + 8, c, 4),
        line(0, -h - 60, -110, -h + 8, c, 4),
        lines([(-14, -h), (0, -h - 64), (14, -h)], c, 8),
        rect(-118, -h + 14, 46, 50, STEEL, 4),
        line(240, -h + 20, 240, -h + 130, INK, 3),
        path(f"M240 {-h + 130}q14 16 -2 24", "none", INK, 6),
    ]
    for i in range(int(h / 44)):
        yy = -i * 44
        out.append(lines([(-14, yy), (14, yy - 44)], c, 5))
    return g(*out, x=x, y=y)
