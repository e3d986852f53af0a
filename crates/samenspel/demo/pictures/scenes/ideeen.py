"""Pictures of the plans that are being collected (`ideas.toml`). Function names are the names of their files."""

from kit.animals import *  # noqa: F403
from kit.core import *  # noqa: F403
from kit.craft import *  # noqa: F403
from kit.nature import *  # noqa: F403
from kit.people import *  # noqa: F403
from kit.things import *  # noqa: F403
from kit.town import *  # noqa: F403


def street(seed, ground=STONE, sky=SKY, y=560):
    """A row of houses with a pavement before it."""
    return backdrop(sky) + row(0, 1200, y, 340, seed=seed) + rect(0, y, 1200, 900 - y, ground) + rect(0, y, 1200, 8, dark(ground, 0.1))


def idee_water():
    """A tap beside a football field."""
    tap = "".join(
        [
            rect(-34, -330, 68, 330, DELFT, 18),
            rect(-46, -346, 92, 34, dark(DELFT, 0.2), 14),
            path("M34 -270h70v26", None, STEEL, 20),
            rect(86, -252, 34, 24, STEEL, 6),
            path("M103 -226V-60", None, WATER_L, 12),
            ell(104, -46, 78, 20, dark(STONE, 0.2)),
            ell(104, -52, 66, 14, WATER_L),
        ]
    )
    return "".join(
        [
            backdrop(SKY),
            sunball(170, 150, 72),
            cloud(820, 140, 1),
            blocks(470, 5),
            hill(500, 10, GRASS, 3),
            *[rect(x, 470, 10, 130, PAPER) for x in (700, 990)],
            rect(700, 466, 300, 10, PAPER),
            lines([(0, 690), (1200, 640)], PAPER, 8),
            tree(80, 640, 330, MOSS, seed=4),
            g(tap, x=420, y=800, s=1.25),
            person(230, 830, 1.3, skin=2, hair="afro", hc="black", top=CHALK, legs=DELFT, child=True, sleeve="short", look=0.7, R=(96, -170), mood="laugh"),
            football(760, 800, 52),
            dog(690, 660, 1.25, WOOD),
            person(960, 800, 1.15, skin=0, hair="short", hc="blond", top=SUN, legs=INK, child=True, sleeve="short", look=-0.6, pose="walk", flip=True),
        ]
    )


def idee_bank():
    """An older woman on a bench that is high enough."""
    arms = rect(-6, -96, 22, 100, INK, 6) + rect(330, -96, 22, 100, INK, 6) + rect(-14, -108, 60, 18, WOOD_D, 8) + rect(300, -108, 60, 18, WOOD_D, 8)
    cart = rect(0, -150, 110, 150, BRICK, 14) + line(100, -150, 130, -270, INK, 10) + line(112, -272, 160, -272, INK, 12) + circ(22, 8, 22, INK) + circ(92, 8, 22, INK)
    return "".join(
        [
            street(12, sky=PEACH, y=520),
            tree(860, 660, 520, LEAF, seed=7),
            pavement(640),
            bench(360, 780, 360, WOOD, INK, 1.25),
            person(370, 800, 1.5, skin=0, hair="bun", hc="grey", top="#7a76b8", legs=DELFT, pose="sit", glasses=True, look=0.4, L=(-40, -60), R=(54, -70), earring=SUN),
            g(arms, x=170, y=760, s=1.2),
            g(cart, x=640, y=810, s=1.15),
            bird(1010, 770, 1.0, DELFT),
            bird(1100, 800, 0.8, CHALK),
            bed(-10, 250, 880, 5, 70, 130, 52),
        ]
    )


def idee_tegels():
    """Two neighbours lift tiles in a courtyard."""
    tiles = []
    green = {(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (0, 2), (1, 2), (7, 0), (7, 1), (6, 2), (7, 2)}
    for r in range(3):
        for c in range(8):
            soil = (c, r) in green
            tiles.append(rect(c * 152 - 4, 560 + r * 116, 146, 110, SOIL if soil else (STONE if (c + r) % 2 else dark(STONE, 0.05)), 6))
    plants = [flower(("daisy", "tulip")[i % 2], x, y, 96, (CHALK, SUN, PINK)[i % 3], 26) for i, (x, y) in enumerate([(60, 660), (150, 650), (220, 690), (70, 790), (180, 800), (330, 780), (90, 890), (230, 890), (1110, 660), (1160, 770), (1010, 880), (1140, 890)])]
    return "".join(
        [
            backdrop(BUTTER),
            row(0, 1200, 560, 400, seed=21, roofs=("tiles", "flat", "tiles")),
            *tiles,
            climber([(30, 560), (40, 400), (60, 260), (120, 200)], LEAF, 3, 30, flowers=PINK),
            *plants,
            person(560, 800, 1.45, skin=4, hair="hijab", hc=DELFT, top=CHALK, legs=INK, pose="kneel", look=0.4, R=(96, -60), L=(40, -50)),
            g(rect(-66, -14, 140, 28, dark(STONE, 0.18), 6), x=720, y=730, rot=-32),
            person(880, 820, 1.45, skin=1, hair="short", hc="grey", top=LEAF, legs=DELFT, look=-0.5, beard=True, L=(-70, -140), R=(60, -120)),
            spade(800, 640, 1.15, 14),
        ]
    )


def idee_soep():
    """Soup on the pavement."""
    pan = rect(-90, -110, 180, 110, STEEL, 14) + rect(-104, -118, 208, 22, light(STEEL, 0.3), 10) + rect(-130, -86, 36, 16, STEEL, 8) + rect(94, -86, 36, 16, STEEL, 8)
    steam = [path(f"M{x} 400q-22 -40 0 -80t0 -80", None, PAPER, 12) for x in (560, 610, 660)]
    bowls = [g(path("M-40 -20h80q-4 44 -40 44t-40 -44z", c) + ell(0, -20, 40, 9, CHALK_L), x=x, y=578, s=1.1) for x, c in ((330, DELFT), (450, LEAF), (790, SUN), (920, BRICK))]
    return "".join(
        [
            street(33, sky=PEACH, y=500),
            bunting(0, 90, 1200, 70, 90, 15),
            person(240, 640, 1.35, skin=3, hair="wavy", hc="black", top=SUN, look=0.6, pose="bust", mood="laugh"),
            person(480, 640, 1.35, skin=0, hair="cap", hc=BRICK, top=DELFT, look=0.3, pose="bust"),
            person(770, 640, 1.35, skin=5, hair="short", hc="black", top=CHALK, look=-0.4, pose="bust", glasses=True, mood="laugh"),
            person(980, 640, 1.35, skin=1, hair="bob", hc="grey", top=LEAF, look=-0.6, pose="bust"),
            *steam,
            table(600, 780, 1000, 190, WOOD, PAPER),
            g(pan, x=610, y=604, s=1.2),
            *bowls,
            bread(1030, 586, 1.0, WOOD_L),
            cat(140, 850, 1.0, CHALK_L),
        ]
    )


def idee_fiets():
    """A woman learns to ride a bicycle."""
    return "".join(
        [
            backdrop(MINT),
            blocks(470, 9, hmin=120, hmax=240),
            tree(110, 560, 330, MOSS, seed=2),
            tree(1100, 560, 360, LEAF, seed=6),
            rect(0, 540, 1200, 360, STONE),
            *[line(x, 540, x - 60, 900, dark(STONE, 0.06), 4) for x in range(80, 1300, 160)],
            person(560, 720, 1.35, skin=2, hair="hijab", hc=CHALK, top=DELFT, legs=INK, pose="side", look=0.6, mood="laugh", R=(110, -130), L=(100, -126)),
            bicycle(600, 800, 1.3, SUN),
            person(330, 830, 1.4, skin=0, hair="ponytail", hc="red", top=LEAF, legs=DELFT, pose="walk", look=0.6, R=(112, -170), mood="laugh"),
            *[poly([(x - 26, 860), (x + 26, 860), (x, 780)], CHALK) for x in (860, 1000, 1130)],
        ]
    )


def idee_spelkast():
    """A chest of games on the square."""
    kast = "".join(
        [
            rect(0, -430, 300, 430, LEAF, 10),
            rect(22, -408, 256, 386, dark(LEAF, 0.35), 6),
            rect(22, -280, 256, 12, WOOD_L),
            rect(22, -150, 256, 12, WOOD_L),
            circ(80, -326, 38, CHALK), circ(160, -326, 38, DELFT_L), circ(232, -326, 34, SUN),
            ring(90, -206, 44, SUN, 12), ring(190, -206, 44, CHALK_L, 12),
            rect(60, -110, 80, 84, BRICK, 6), rect(160, -86, 90, 60, DELFT, 6),
            poly([(300, -430), (420, -400), (420, 20), (300, 0)], MOSS),
        ]
    )
    board = "".join(rect(-80 + 40 * c, -20 + 12 * r, 40, 12, INK if (c + r) % 2 else PAPER) for c in range(4) for r in range(3))
    return "".join(
        [
            street(41, y=520),
            g(kast, x=110, y=800, s=1.15),
            person(700, 830, 1.4, skin=1, hair="cap", hc=DELFT, top=BRICK, legs=INK, pose="side", look=0.5, beard=True, R=(110, -110)),
            person(1060, 830, 1.4, skin=4, hair="afro", hc="black", top=SUN, legs=DELFT, pose="side", look=0.5, R=(112, -108), flip=True, mood="laugh"),
            roundtable(880, 700, 130, 30, WOOD_L, 150),
            g(board, x=880, y=536, s=1.0),
        ]
    )


def idee_muur():
    """Children paint a boat on a wall."""
    wall = rect(60, 90, 1080, 620, DELFT_L, 0) + path("M60 560q90 -50 180 0t180 0t180 0t180 0t180 0t180 0V710H60z", WATER)
    schip = path("M240 480h640l-90 120H330z", BRICK) + rect(300, 400, 480, 84, SUN, 8) + line(540, 400, 540, 170, WOOD_D, 16) + poly([(552, 180), (760, 380), (552, 380)], PAPER)
    hoofden = [circ(x, 380, 34, SKINS[i % 6]) + path(f"M{x - 34} 372a34 34 0 0 1 68 0z", (INK, "#a5562a", "#d8a23c")[i % 3]) for i, x in enumerate((340, 420, 620, 700, 780))]
    return "".join(
        [
            backdrop(SAND),
            wall,
            schip,
            *hoofden,
            rect(0, 710, 1200, 190, STONE),
            *[rect(x, 250, 14, 560, STEEL) for x in (800, 1110)],
            rect(780, 470, 370, 20, WOOD_L),
            rect(780, 700, 370, 20, WOOD_L),
            person(930, 470, 0.95, skin=2, hair="puffs", hc="black", top=CHALK, child=True, back=True, L=(-70, -230)),
            person(1050, 700, 0.95, skin=0, hair="short", hc="blond", top=LEAF, child=True, back=True, R=(60, -220)),
            person(230, 860, 1.15, skin=4, hair="ponytail", hc="black", top=SUN, child=True, back=True, R=(90, -250)),
            person(470, 870, 1.15, skin=1, hair="bob", hc="chestnut", top=DELFT, child=True, look=0.3, L=(-70, -140), mood="laugh"),
            paintpot(350, 860, 0.9, BRICK),
            paintpot(620, 870, 0.9, SUN),
            brush(600, 800, 0.9, SUN, 18),
        ]
    )


def idee_bakfiets():
    """A shared cargo bike with a chair in it."""
    return "".join(
        [
            street(52, y=540),
            sunball(1060, 130, 64),
            person(420, 700, 1.35, skin=5, hair="beanie", hc=SUN, top=CHALK, legs=INK, pose="side", look=0.5, R=(112, -120), mood="laugh"),
            cargobike(560, 800, 1.5, LEAF, load=g(chair(0, 0, 0.7, BRICK), x=10, y=-20) + potplant(90, -10, 0.7, DELFT, "leafy")),
            lamp(90, 800, 460),
            bird(240, 770, 0.8, DELFT),
        ]
    )


def idee_kippen():
    """Hens in the playground."""
    coop = poly([(-20, -210), (150, -320), (320, -210)], BRICK) + rect(0, -214, 300, 150, WOOD_L, 4) + rect(110, -170, 80, 106, INK, 40) + line(150, -64, 90, 0, WOOD_D, 18) + rect(10, -64, 20, 64, WOOD_D) + rect(270, -64, 20, 64, WOOD_D)
    slide = line(0, 0, 0, -300, CHALK, 16) + line(90, 0, 90, -300, CHALK, 16) + "".join(line(0, -y, 90, -y, CHALK, 10) for y in range(50, 300, 60)) + path("M90 -300Q260 -260 420 0", None, SUN, 34)
    return "".join(
        [
            backdrop(SKY),
            blocks(470, 14),
            hill(520, 10, GRASS, 4),
            tree(1090, 600, 380, MOSS, seed=9),
            g(slide, x=640, y=640, s=0.95),
            g(coop, x=80, y=720, s=1.25),
            hen(420, 820, 1.2, PAPER),
            hen(560, 860, 1.0, WOOD),
            hen(300, 870, 1.1, BRICK_L, True),
            hen(700, 780, 0.9, PAPER, True),
            person(930, 850, 1.3, skin=0, hair="puffs", hc="red", top=SUN, dress=True, child=True, look=-0.5, L=(-70, -110), R=(20, -100), mood="laugh"),
            g(path("M-60 0h120l-18 60h-84z", WOOD) + ell(-24, -4, 20, 24, PAPER) + ell(22, -4, 20, 24, "#f0d9bd"), x=850, y=710),
        ]
    )


def idee_oversteek():
    """Two children on a zebra crossing."""
    stripes = [poly([(x, 640), (x + 92, 640), (x + 60, 900), (x - 60, 900)], PAPER) for x in range(140, 1100, 190)]
    return "".join(
        [
            street(61, sky=BUTTER, y=520),
            rect(0, 610, 1200, 290, GLASS_D),
            *stripes,
            rect(0, 596, 1200, 18, KERB),
            car(1010, 760, 1.15, BRICK, True),
            g(line(0, 0, 0, -420, INK, 16) + rect(-70, -500, 140, 120, DELFT, 12) + poly([(0, -488), (58, -394), (-58, -394)], PAPER), x=110, y=640),
            person(500, 850, 1.35, skin=3, hair="afro", hc="black", top=SUN, legs=DELFT, child=True, pose="walk", look=0.4, R=(70, -110), mid=rect(-52, -190, 30, 96, BRICK, 12)),
            person(680, 850, 1.25, skin=0, hair="ponytail", hc="blond", top=LEAF, legs=INK, child=True, pose="walk", look=0.4, L=(-70, -110), mood="laugh", mid=rect(-50, -190, 28, 92, CHALK, 12)),
        ]
    )


def idee_boeken():
    """A booth with books at the bus stop."""
    shelves = []
    for r in range(4):
        x = 26
        for i in range(9):
            w = 20 + (i * 7 + r * 5) % 12
            h = 70 + (i * 13 + r * 11) % 30
            shelves.append(rect(x, -470 + r * 118 + (104 - h), w, h, (CHALK, DELFT, LEAF, SUN, BRICK, "#7a76b8")[(i + r * 2) % 6], 3))
            x += w + 4
        shelves.append(rect(20, -366 + r * 118, 280, 12, WOOD_D))
    booth = rect(0, -540, 320, 560, BRICK, 14) + rect(20, -500, 280, 500, PAPER, 6) + "".join(shelves) + rect(-14, -566, 348, 40, dark(BRICK, 0.2), 12)
    return "".join(
        [
            street(72, y=520),
            g(booth, x=170, y=800, s=1.1),
            person(700, 850, 1.45, skin=1, hair="bob", hc="grey", top=DELFT, legs=INK, glasses=True, look=-0.3, L=(-40, -150), R=(40, -150)),
            openbook(700, 630, 1.1, CHALK),
            g(line(0, 0, 0, -430, INK, 14) + rect(-60, -500, 120, 90, SUN, 12) + rect(-36, -476, 72, 40, INK, 6), x=1020, y=820),
            dog(900, 850, 1.0, WOOD),
        ]
    )


def idee_regen():
    """Rain from the roof for the vegetable garden."""
    barrel = rect(-90, -250, 180, 250, DELFT, 26) + "".join(rect(-96, y, 192, 16, dark(DELFT, 0.3), 6) for y in (-220, -130, -40)) + ell(0, -250, 90, 22, WATER_L)
    return "".join(
        [
            backdrop(mix(SKY, STEEL, 0.2)),
            cloud(820, 120, 1.3),
            *[line(x, 210 + (x % 70), x - 14, 260 + (x % 70), WATER_L, 6) for x in range(640, 1150, 60)],
            rect(0, 120, 420, 560, mix(LINE, SAND, 0.5)),
            rect(-20, 96, 470, 46, dark(STEEL, 0.3), 4),
            path("M430 130v300q0 40 30 60", None, STEEL, 30),
            hill(640, 8, GRASS, 6),
            g(barrel, x=480, y=760, s=1.2),
            *[rect(600 + i * 10, 760 + i * 50, 640, 36, SOIL, 16) for i in range(3)],
            *[veg(k, x, y, 1.0) for k, x, y in (("carrot", 700, 770), ("pumpkin", 840, 800), ("tomato", 980, 790), ("carrot", 1110, 780))],
            person(240, 850, 1.45, skin=2, hair="cap", hc=LEAF, top=CHALK, legs=DELFT, look=0.6, R=(90, -110), beard=True),
            can(350, 770, 1.0, LEAF),
        ]
    )


def idee_feest():
    """A street without cars."""
    return "".join(
        [
            street(83, sky=PEACH, y=520),
            bunting(0, 130, 600, 150, 80, 9),
            bunting(600, 150, 1200, 120, 80, 9),
            lights(0, 260, 1200, 250, 70, 14, SUN),
            person(250, 840, 1.35, skin=4, hair="short", hc="black", top=SUN, legs=INK, look=0.4, L=(-96, -250), R=(90, -190), mood="laugh"),
            person(460, 840, 1.35, skin=0, hair="wavy", hc="red", top=CHALK, dress=True, look=-0.4, L=(-84, -190), R=(96, -250), mood="laugh"),
            chair(680, 850, 1.2, DELFT),
            person(900, 850, 1.4, skin=1, hair="short", hc="grey", top=LEAF, legs=DELFT, pose="sit", look=-0.3, beard=True, L=(-70, -110), R=(60, -70)),
            guitar(890, 720, 1.1, WOOD, -24),
            person(1090, 860, 1.1, skin=3, hair="puffs", hc="black", top=PINK, dress=True, child=True, look=-0.6, L=(-80, -220), R=(80, -220), mood="laugh"),
            note(760, 480, 1.0, INK, True),
        ]
    )


def idee_honden():
    """Dogs behind a fence."""
    fence = [rect(x, 520, 12, 150, WOOD) for x in range(0, 1200, 60)]
    return "".join(
        [
            backdrop(MINT),
            blocks(470, 3),
            tree(150, 560, 340, LEAF, seed=5),
            tree(1070, 560, 320, MOSS, seed=8),
            *fence,
            rect(0, 550, 1200, 14, WOOD_D),
            rect(0, 620, 1200, 14, WOOD_D),
            rect(0, 660, 1200, 240, GRASS),
            bench(820, 760, 300, WOOD, INK, 1.1),
            person(830, 780, 1.35, skin=5, hair="beanie", hc=CHALK, top=DELFT, legs=INK, pose="sit", look=-0.5, mood="laugh"),
            dog(240, 840, 1.6, WOOD),
            dog(500, 790, 1.25, PAPER, True),
            dog(650, 880, 1.1, INK),
            circ(400, 870, 26, CHALK),
            tuft(120, 870, 1.2),
            tuft(740, 830, 1.0),
        ]
    )


def idee_markt():
    """An evening market."""
    stalls = []
    for x, a in ((90, CHALK), (470, DELFT), (850, LEAF)):
        stalls += [rect(x + 10, 420, 12, 330, WOOD_D), rect(x + 258, 420, 12, 330, WOOD_D), awning(x, 380, 280, 84, a, PAPER, 7), rect(x, 620, 280, 36, WOOD), rect(x + 10, 656, 260, 110, dark(WOOD, 0.2))]
    return "".join(
        [
            backdrop(DUSK),
            star(140, 110, 14, BUTTER), star(980, 80, 12, BUTTER), star(640, 150, 10, BUTTER),
            circ(1090, 130, 54, BUTTER),
            blocks(520, 8, c=NIGHT, hmin=150, hmax=260),
            rect(0, 700, 1200, 200, mix(DUSK, STONE, 0.35)),
            lights(0, 240, 1200, 230, 90, 15, SUN, PAPER),
            *stalls,
            jar(150, 616, 0.9, CHALK), jar(220, 616, 0.9, SUN), jar(290, 616, 0.9, LEAF_L),
            frame(520, 520, 90, 100, circ(45, 52, 26, SUN), WOOD_D, SKY), frame(640, 530, 80, 90, circ(40, 46, 22, CHALK), WOOD_D, MINT),
            potplant(910, 618, 0.7, CHALK, "bloom"), potplant(1000, 618, 0.7, DELFT, "leafy"), potplant(1080, 618, 0.6, SUN, "herb"),
            person(330, 880, 1.3, skin=3, hair="bun", hc="black", top=SUN, legs=INK, back=True),
            person(740, 880, 1.3, skin=0, hair="short", hc="chestnut", top=CHALK, legs=DELFT, back=True),
            person(880, 880, 1.1, skin=0, hair="ponytail", hc="blond", top=PINK, child=True, back=True),
        ]
    )


def idee_bollen():
    """Bulbs along the road."""
    return "".join(
        [
            backdrop(SKY),
            cloud(300, 130, 1.1),
            sunball(980, 130, 66),
            row(0, 1200, 500, 260, seed=91),
            rect(0, 500, 1200, 90, STONE),
            bicycle(960, 570, 0.6, DELFT),
            hill(590, 8, GRASS, 2),
            path("M-20 760Q500 690 1220 800V900H-20Z", SOIL),
            *[flower("tulip" if i % 3 else "daisy", 40 + i * 62, 700 - (i % 2) * 14, 96, SUN if i % 2 else BUTTER, 26) for i in range(9)],
            person(700, 860, 1.35, skin=2, hair="wavy", hc="black", top=CHALK, legs=DELFT, pose="kneel", look=0.5, R=(90, -50), L=(30, -50), mood="laugh"),
            person(960, 860, 1.2, skin=0, hair="cap", hc=SUN, top=LEAF, legs=INK, child=True, look=-0.5, L=(-70, -120), R=(40, -110)),
            crate(1010, 870, 170, 80, WOOD_L),
            spade(560, 760, 1.0, -16),
        ]
    )


def idee_boot():
    """A rowing boat on the canal."""
    return "".join(
        [
            backdrop(PEACH),
            row(0, 1200, 430, 300, seed=17),
            quay(430),
            rect(0, 470, 1200, 430, WATER),
            waves(0, 1200, 500, 890, WATER_L, 4, 22),
            reeds(90, 640, 200, 9, 2),
            reeds(1120, 620, 180, 8, 5),
            lily(250, 800, 1.2, PINK),
            lily(980, 850, 1.0, PAPER),
            person(540, 790, 1.3, skin=1, hair="short", hc="brown", top=CHALK, legs=INK, pose="bust", look=0.4, beard=True, L=(-90, -90), R=(96, -90), pattern="apron"),
            person(740, 790, 1.2, skin=1, hair="puffs", hc="brown", top=SUN, child=True, pose="bust", look=-0.4, mood="laugh"),
            boat(640, 740, 620, LEAF, PAPER, 1.0),
            line(440, 690, 230, 840, WOOD_L, 16),
            line(650, 690, 860, 840, WOOD_L, 16),
            duck(980, 620, 1.0),
            duck(1060, 660, 0.6),
        ]
    )
