"""Pictures of the plans under "Groen en Duurzaam", first part. Function names are plan numbers."""

from kit.animals import *  # noqa: F403
from kit.core import *  # noqa: F403
from kit.craft import *  # noqa: F403
from kit.nature import *  # noqa: F403
from kit.people import *  # noqa: F403
from kit.things import *  # noqa: F403
from kit.town import *  # noqa: F403


def p37827():
    """Flower bed for bees in the middle of a broad street."""
    return "".join(
        [
            backdrop(SKY),
            sunball(1010, 150, 70),
            cloud(230, 120, 1),
            row(0, 1200, 520, 330, seed=11, roofs=("flat", "tiles", "flat", "spout")),
            rect(0, 520, 1200, 60, STONE),
            rect(0, 520, 1200, 8, dark(STONE, 0.1)),
            bicycle(1000, 588, 0.62, CHALK),
            tree(120, 570, 330, MOSS, seed=4),
            hill(640, 10, GRASS, 3),
            hill(720, 14, MOSS, 5),
            bed(20, 1190, 800, seed=21, hmin=100, hmax=210, step=64, r=38),
            bed(-10, 1210, 905, seed=33, hmin=70, hmax=150, step=72, r=46),
            buzz([(250, 420), (340, 330), (430, 420), (500, 400)]),
            bee(550, 392, 1.35, -8),
            buzz([(900, 560), (830, 480), (760, 530)]),
            bee(960, 520, 0.95, 6, True),
            bee(250, 590, 0.8, 10),
            bee(1080, 400, 0.6, -10, True),
        ]
    )


def p37860():
    """A neighbour gives a plant for the narrow garden along a front."""
    wall = BRICKWALL
    bricks = "".join(
        rect(x * 92 + (40 if y % 2 else 0) - 40, y * 44 + 6, 84, 36, dark(wall, 0.06) if (x * 7 + y * 3) % 5 else light(wall, 0.1), 3)
        for x in range(14)
        for y in range(17)
    )
    return "".join(
        [
            backdrop(dark(wall, 0.1)),
            bricks,
            window(90, 130, 330, 330, sill=True),
            rect(70, 468, 370, 20, PAPER, 3),
            potplant(180, 470, 0.7, DELFT, "bloom"),
            potplant(330, 470, 0.7, SUN, "herb"),
            door(560, 760, 230, 580, DELFT),
            rect(540, 750, 270, 30, KERB),
            climber([(470, 760), (480, 500), (505, 240), (520, 80), (700, 70), (840, 90)], LEAF, 5, 34, flowers=BUTTER),
            rect(0, 770, 1200, 130, STONE),
            *[line(x, 770, x - 30, 900, dark(STONE, 0.12), 4) for x in range(60, 1240, 150)],
            line(0, 835, 1200, 835, dark(STONE, 0.12), 4),
            rect(0, 748, 520, 60, SOIL, 10),
            rect(850, 748, 360, 60, SOIL, 10),
            hollyhock(60, 760, 380, PINK),
            hollyhock(180, 760, 290, CHALK_L),
            bed(250, 510, 765, 9, 70, 150, 46),
            hollyhock(1130, 760, 470, BRICK),
            lavender(1030, 765, 130),
            lavender(1056, 765, 150, lean=10),
            lavender(1080, 765, 120, lean=18),
            person(690, 850, 1.45, skin=3, hair="wavy", hc="black", top=SUN, dress=True, sleeve="short", look=0.6, L=(-48, -96), R=(86, -160), earring=PAPER),
            person(950, 860, 1.45, skin=0, hair="beanie", hc=LEAF, top=PAPER, legs=INK, look=-0.6, pattern="apron", L=(-72, -156), R=(-36, -140), beard=True),
            potplant(822, 640, 0.95, CHALK, "bloom"),
        ]
    )


def p37829():
    """A garden full of butterflies and a child that watches."""
    return "".join(
        [
            backdrop(BUTTER),
            blocks(560, 7, c=mix(SUN, CHALK_L, 0.35), hmin=120, hmax=230),
            tree(1090, 640, 420, LEAF, seed=8),
            hill(580, 16, GRASS, 9),
            path("M420 900Q560 700 470 590L560 585Q720 720 700 900Z", SAND),
            bush(160, 690, 360, 260, MOSS, 6),
            *[
                g(*[ell(0, -i * 15, 17 - i * 2.2, 12, mix("#7a4d9c", PINK, 0.1 * i)) for i in range(7)], x=x, y=y, rot=r)
                for x, y, r in [(40, 500, -30), (120, 440, -12), (210, 430, 10), (300, 480, 32), (70, 580, -44), (250, 540, 24), (330, 590, 50)]
            ],
            bed(-10, 440, 860, 14, 90, 190, 56),
            bed(770, 1210, 860, 15, 100, 210, 56, (CHALK, PINK, PAPER, "#7a76b8", SUN)),
            bed(-10, 430, 915, 18, 60, 100, 64),
            bed(720, 1210, 915, 19, 60, 120, 64),
            person(
                590,
                850,
                1.35,
                skin=4,
                hair="puffs",
                hc="black",
                top=CHALK,
                dress=True,
                child=True,
                sleeve="short",
                look=0.5,
                mood="laugh",
                R=(86, -250),
                L=(-60, -120),
            ),
            butterfly(728, 420, 1.0, DELFT, DELFT_L, -14),
            butterfly(440, 240, 1.5, CHALK, SUN, 12),
            butterfly(900, 210, 1.15, "#7a4d9c", PINK, -20),
            butterfly(240, 330, 0.7, SUN, CHALK, -25),
            butterfly(1040, 470, 0.75, CHALK_L, BRICK, 24),
            butterfly(660, 120, 0.6, PAPER, DELFT_L, 8),
        ]
    )


def p37815():
    """Neighbours lift tiles and plant in their place."""
    tiles = []
    green = {(3, 0), (4, 0), (5, 0), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (3, 2), (4, 2), (5, 2)}
    for r in range(3):
        y0, y1 = 560 + r * 115, 560 + (r + 1) * 115
        for c in range(9):
            k0, k1 = 1 + r * 0.16, 1 + (r + 1) * 0.16
            xs = [600 + (c - 4.5) * 150 * k0, 600 + (c - 3.5) * 150 * k0, 600 + (c - 3.5) * 150 * k1, 600 + (c - 4.5) * 150 * k1]
            soil = (c, r) in green
            m = 0 if soil else 4
            tiles.append(
                poly(
                    [(xs[0] + m, y0 + m), (xs[1] - m, y0 + m), (xs[2] - m, y1 - m), (xs[3] + m, y1 - m)],
                    SOIL if soil else mix(STONE, STEEL, 0.25 + 0.12 * ((c * 5 + r * 3) % 3)),
                )
            )
    return "".join(
        [
            backdrop(MINT),
            row(0, 1200, 500, 300, seed=5, roofs=("flat", "tiles")),
            rect(0, 496, 1200, 70, dark(STONE, 0.1)),
            hedge(-20, 560, 230, 70, LEAF, 2),
            rect(0, 555, 1200, 345, dark(STONE, 0.3)),
            *tiles,
            bed(420, 800, 668, 4, 60, 130, 50),
            bush(690, 745, 130, 90, MOSS, 3),
            bed(360, 640, 775, 6, 60, 110, 52),
            tuft(760, 775, 1.2),
            bed(470, 800, 880, 7, 60, 110, 56),
            person(235, 830, 1.4, skin=1, hair="cap", hc=CHALK, top=LEAF, legs=DELFT, look=0.7, L=(34, -128), R=(92, -134), beard=True),
            g(rect(-74, -64, 148, 120, STEEL, 6), rect(-74, -64, 148, 14, light(STEEL, 0.3), 6), x=372, y=620, rot=-16),
            *[rect(40 + (i % 2) * 8, 850 - i * 34, 170, 30, mix(STEEL, STONE, 0.2 + 0.2 * (i % 3)), 4) for i in range(5)],
            person(925, 850, 1.4, skin=2, hair="ponytail", hc="black", top=SUN, legs=INK, pose="kneel", look=0.8, flip=True, R=(88, -44), L=(50, -34)),
            potplant(790, 842, 0.7, CHALK, "sprig"),
            person(1090, 640, 0.9, skin=0, hair="curly", hc="red", top=DELFT, legs=WOOD_D, child=True, mood="open", look=-0.5, L=(-58, -140)),
            can(985, 560, 0.62, LEAF, True),
        ]
    )


def p37851():
    """A bag of groceries from the shop around the corner."""
    shop = [
        rect(90, 60, 1020, 690, dark(LEAF, 0.1)),
        rect(130, 250, 560, 420, GLASS, 6),
        rect(770, 240, 250, 510, light(GLASS, 0.2), 4),
        path("M770 750V240h250v510", "none", PAPER, 14),
        circ(985, 510, 12, SUN),
        path("M130 250h560v420h-560z", "none", PAPER, 14),
        line(410, 250, 410, 670, PAPER, 10),
    ]
    shelf = [
        rect(140, 560, 540, 14, WOOD),
        *[jar(180 + i * 62, 560, 0.7, [SUN, CHALK, BRICK, LEAF_L][i % 4]) for i in range(8)],
        rect(140, 440, 540, 12, WOOD),
        *[bottle(190 + i * 74, 440, 0.6, [LEAF, DELFT, WOOD_D][i % 3]) for i in range(7)],
    ]
    return "".join(
        [
            backdrop(PEACH),
            *shop,
            *shelf,
            person(330, 700, 1.25, skin=3, hair="short", hc="black", top=PAPER, pattern="apron", pose="bust", look=0.4, mood="laugh", beard=True, R=(80, -240)),
            rect(123, 664, 574, 90, dark(LEAF, 0.25)),
            awning(70, 150, 1060, 92, CHALK, PAPER, 12),
            pavement(750, 1200),
            crate(215, 800, 190, 76, content="".join(veg("tomato", -60 + i * 40, -92, 0.8) for i in range(4))),
            crate(420, 800, 190, 76, content="".join(veg("apple", -56 + i * 38, -92, 0.75) for i in range(4))),
            g(
                veg("leek", -70, -330, 1.5, -10),
                baguette(70, -290, 1.35, 12),
                veg("lettuce", -6, -300, 1.35),
                veg("tomato", 64, -268, 1.1),
                bottle(-104, -230, 1.1, PAPER, DELFT_L),
                path("M-150 -280L-128 0H128L150 -280Z", WOOD_L),
                path("M-150 -280L-128 0H-60L-66 -280Z", dark(WOOD_L, 0.08)),
                path(
                    "M-150 -280l15 -16l15 16l15 -16l15 16l15 -16l15 16l15 -16l15 16l15 -16l15 16l15 -16l15 16l15 -16l15 16l15 -16l15 16l15 -16l15 16l15 -16l15 16v12h-300z",
                    WOOD_L,
                ),
                heart(4, -130, 1.9, CHALK),
                x=890,
                y=860,
                s=1.3,
            ),
        ]
    )


def p37824():
    """A mooring place with floating gardens and a duck."""

    def isle(x, y, w, seed):
        return g(ell(0, 14, w / 2, 30, dark(WATER, 0.25)), rect(-w / 2, -14, w, 30, WOOD_D, 14), blob(0, -16, w / 2 - 8, 26, GRASS, seed, 10, 0.06), x=x, y=y)

    return "".join(
        [
            backdrop(SKY),
            cloud(930, 90, 0.9),
            row(0, 1200, 350, 270, seed=31),
            tree(90, 370, 250, MOSS, seed=2),
            tree(1120, 370, 230, LEAF, seed=5),
            quay(350, 1200),
            rect(0, 396, 1200, 510, WATER),
            waves(0, 1200, 430, 880, seed=4, k=24),
            boat(300, 560, 440, CHALK),
            person(210, 545, 0.9, skin=0, hair="bob", hc="blond", top=DELFT, pose="bust", look=0.5, R=(70, -230), mood="laugh"),
            person(330, 548, 0.9, skin=4, hair="short", hc="black", top=SUN, pose="bust", look=0.4),
            boat(300, 560, 440, CHALK),
            line(530, 480, 640, 500, SAND, 5),
            rect(600, 480, 610, 34, WOOD, 4),
            *[line(640 + i * 60, 484, 640 + i * 60, 512, WOOD_D, 4) for i in range(10)],
            rect(650, 440, 22, 150, WOOD_D, 6),
            rect(900, 514, 22, 80, WOOD_D, 6),
            rect(1120, 514, 22, 80, WOOD_D, 6),
            person(990, 518, 1.05, skin=1, hair="hijab", hc=LEAF, top=BRICK_L, legs=INK, pose="sit", look=-0.4, R=(64, -120), L=(-50, -116)),
            person(870, 518, 1.05, skin=0, hair="fringe_bald", hc="white", top=PAPER, legs=DELFT, pose="sit", glasses=True, look=0.5, pattern="vest"),
            isle(330, 740, 420, 3),
            reeds(190, 730, 170, 7, 4),
            bush(330, 735, 140, 90, MOSS, 9),
            flower("round", 420, 730, 110, PINK, 26),
            flower("daisy", 460, 728, 80, SUN, 24, CHALK),
            flower("round", 275, 730, 100, "#7a76b8", 24),
            lily(600, 720, 1, PINK),
            lily(120, 850, 1.1),
            isle(890, 770, 400, 6),
            reeds(1020, 760, 150, 6, 8),
            flower("round", 770, 755, 90, SUN, 24, CHALK),
            flower("daisy", 830, 757, 110, PAPER, 28),
            flower("round", 890, 755, 80, BRICK_L, 24),
            bush(945, 760, 100, 66, LEAF, 2),
            duck(600, 840, 0.85, STONE, LEAF),
            *[duck(490 - i * 70, 862, 0.36, SUN, SUN) for i in range(3)],
            lily(1120, 860, 1, PAPER),
        ]
    )


def p37870():
    """A bench along a front with a hotel for worms in it."""
    return "".join(
        [
            backdrop(mix(BRICKWALL, SAND, 0.2)),
            *[
                rect(x * 104 + (50 if y % 2 else 0) - 60, y * 46 + 6, 96, 38, mix(BRICKWALL, SAND, 0.2 + 0.06 * ((x * 3 + y * 5) % 4)), 3)
                for x in range(13)
                for y in range(14)
            ],
            window(120, 60, 250, 330),
            window(800, 60, 250, 330),
            potplant(860, 396, 0.6, DELFT, "bloom"),
            potplant(980, 396, 0.6, CHALK, "herb"),
            rect(0, 640, 1200, 260, STONE),
            *[line(x, 640, x - 40, 900, dark(STONE, 0.1), 4) for x in range(60, 1300, 150)],
            person(320, 775, 1.4, skin=0, hair="bun", hc="white", top=BRICK_L, legs=DELFT, pose="sit", glasses=True, look=0.7, R=(40, -160), L=(-50, -130)),
            cup(384, 590, 0.55, PAPER, True, PAPER),
            person(960, 775, 1.4, skin=4, hair="short", hc="black", top=LEAF, legs=INK, pose="sit", look=-0.7, mood="laugh", L=(-86, -200)),
            rect(150, 640, 900, 40, WOOD_L, 8),
            rect(150, 672, 900, 8, WOOD_D),
            rect(170, 680, 30, 150, WOOD_D),
            rect(1000, 680, 30, 150, WOOD_D),
            rect(410, 520, 440, 340, WOOD, 12),
            rect(398, 500, 464, 34, dark(WOOD, 0.2), 8),
            clip(
                '<rect x="440" y="556" width="380" height="276" rx="10"/>',
                rect(440, 556, 380, 276, SOIL),
                *[blob(440 + i * 62, 566, 50, 30, [MOSS, CHALK_L, GRASS, SUN][i % 4], i) for i in range(7)],
                worm(540, 660, 1.15),
                worm(715, 700, 1.05, light(PINK, 0.2), 24),
                worm(580, 775, 1.1, PINK, -14),
                worm(760, 800, 0.8, light(PINK, 0.2), 6),
                *[circ(460 + (i * 83) % 350, 630 + (i * 57) % 190, 6, dark(SOIL, 0.3) if i % 2 else light(SOIL, 0.2)) for i in range(22)],
            ),
            path("M450 556h360q10 0 10 10v256q0 10 -10 10h-360q-10 0 -10 -10v-256q0 -10 10 -10z", "none", PAPER, 10),
            potplant(470, 504, 0.62, CHALK, "bloom"),
            potplant(790, 504, 0.62, DELFT, "sprig"),
            veg("apple", 600, 478, 0.6),
            hollyhock(90, 850, 420, PINK),
            hollyhock(1120, 850, 380, SUN),
        ]
    )


def p37817():
    """A school with a roof of grass and flowers."""
    return "".join(
        [
            backdrop(SKY),
            cloud(190, 130, 1),
            cloud(1010, 210, 0.8),
            sunball(640, 110, 66),
            blocks(740, 4, hmin=170, hmax=290),
            rect(0, 740, 1200, 160, mix(SAND, CHALK_L, 0.3)),
            tree(80, 780, 360, MOSS, seed=6),
            tree(1140, 780, 330, LEAF, seed=9),
            rect(170, 400, 860, 380, BRICKWALL),
            rect(170, 640, 860, 12, dark(BRICKWALL, 0.2)),
            *[window(215 + i * 138, 440, 96, 150) for i in range(6)],
            *[window(215 + i * 138, 670, 96, 90, cross=False) for i in (0, 1, 4, 5)],
            rect(500, 650, 200, 130, DELFT),
            rect(596, 650, 8, 130, PAPER),
            path("M500 780v-130h200v130", "none", PAPER, 12),
            *[
                g(rect(8 + i * 30, 10, 22, 30, c), x=215 + k * 138, y=540)
                for k, i, c in [(1, 0, CHALK), (1, 1, SUN), (3, 1, LEAF_L), (4, 0, SUN), (4, 1, CHALK_L)]
            ],
            rect(150, 376, 900, 32, PAPER, 4),
            rect(160, 344, 880, 36, SOIL),
            path(
                smooth([(160, 346), (220, 318), (300, 330), (400, 312), (520, 328), (640, 314), (760, 330), (880, 314), (980, 328), (1040, 346)], False)
                + "L1040 360L160 360Z",
                GRASS,
            ),
            bed(190, 520, 336, 12, 50, 110, 40, r=26),
            bed(800, 1030, 336, 13, 50, 110, 40, r=26),
            g(
                poly([(0, 0), (130, 0), (160, -90), (30, -90)], DELFT),
                *[line(30 - i * 10, -90 + i * 30, 160 - i * 10, -90 + i * 30, DELFT_L, 3) for i in (1, 2)],
                line(74, 0, 104, -90, DELFT_L, 3),
                x=560,
                y=332,
            ),
            bee(470, 190, 0.6, -8),
            bee(900, 180, 0.5, 6, True),
            railing(160, 344, 880, 56, INK, 0, 22),
            person(745, 346, 0.62, skin=1, hair="bob", hc="black", top=CHALK, legs=INK, look=-0.4, L=(-50, -180)),
            person(330, 860, 0.78, skin=4, hair="puffs", hc="black", top=SUN, dress=True, child=True, R=(70, -240), mood="laugh"),
            person(430, 870, 0.78, skin=0, hair="spiky", hc="blond", top=LEAF, legs=DELFT, child=True, back=True, R=(64, -270)),
            person(800, 870, 0.78, skin=1, hair="short", hc="dark", top=CHALK, legs=INK, child=True, look=-0.6, pose="walk"),
            person(900, 860, 0.78, skin=2, hair="ponytail", hc="brown", top=DELFT, legs=BRICK, child=True, L=(-66, -250), mood="open"),
        ]
    )


def p37865():
    """Harvest in the vegetable garden of the park."""
    rows = [path(f"M{-80 + i * 240} 900Q{240 + i * 130} 720 {360 + i * 85} 600h36Q{400 + i * 130} 720 {80 + i * 240} 900Z", SOIL) for i in range(6)]
    return "".join(
        [
            backdrop(PEACH),
            sunball(170, 190, 84, CHALK_L),
            rect(620, 240, 420, 300, BRICKDEEP, 6),
            path("M620 250Q830 110 1040 250Z", dark(BRICKDEEP, 0.2)),
            *[rect(640 + i * 66, 270, 20, 270, dark(BRICKDEEP, 0.15)) for i in range(6)],
            *[rect(666 + i * 66, 310, 34, 70, GLASS_D, 17) for i in range(6)],
            rect(1060, 150, 54, 400, BRICKWALL),
            rect(1052, 140, 70, 20, PAPER),
            poplar(560, 560, 330, LEAF),
            poplar(490, 570, 280, MOSS),
            tree(60, 590, 320, MOSS, seed=3),
            tree(1170, 590, 260, LEAF, seed=6),
            hill(560, 8, GRASS, 4),
            *rows,
            *[veg("lettuce", 120 + i * 150, 690 + (i % 2) * 12, 0.8) for i in range(3)],
            *[veg("cabbage", 830 + i * 130, 690 + (i % 2) * 14, 0.9) for i in range(3)],
            *[sprig(700 + i * 44, 640, 60, LEAF, 3, 20) for i in range(4)],
            *[veg("pumpkin", 830 + i * 190, 835 + (i % 2) * 8, 1.25) for i in range(2)],
            path("M760 850q70 -50 120 -8t120 -6t150 -10", "none", LEAF, 8),
            leaf(905, 812, 60, -60, LEAF),
            leaf(1000, 812, 60, -120, LEAF),
            person(
                470,
                850,
                1.65,
                skin=2,
                hair="turban",
                hc=CHALK,
                top=SUN,
                legs=DELFT,
                pattern="apron",
                L=(-66, -128),
                R=(66, -128),
                mood="laugh",
                earring=SUN,
                sleeve="short",
            ),
            crate(
                470,
                690,
                270,
                90,
                content="".join(
                    [
                        veg("leek", -90, -120, 0.9, -12),
                        veg("beet", 88, -120, 0.95),
                        veg("carrot", -40, -130, 0.9, 172),
                        veg("tomato", 40, -110, 0.95),
                        veg("lettuce", -6, -105, 0.9),
                        veg("aubergine", -66, -104, 0.7, 40),
                        veg("tomato", 70, -96, 0.8),
                    ]
                ),
            ),
            circ(362, 640, 20, SKINS[2]),
            circ(578, 640, 20, SKINS[2]),
            person(190, 800, 1.2, skin=0, hair="spiky", hc="red", top=DELFT, legs=WOOD_D, child=True, pose="kneel", look=0.5, R=(74, -70), mood="open"),
            veg("carrot", 290, 712, 1.1, 178),
            hen(1130, 640, 0.5),
        ]
    )


def p37826():
    """A lesson about living sustainably."""
    board = [rect(290, 90, 620, 370, WOOD_D, 10), rect(310, 110, 580, 330, dark(LEAF, 0.45))]
    drawn = [
        g(path("M0 60V0M0 20Q-50 20 -56 -30Q-4 -28 0 20M0 0Q50 -4 60 -60Q4 -52 0 0", "none", LEAF_L, 8), x=420, y=300),
        g(circ(0, -20, 46, "none", f'stroke="{SUN}" stroke-width="8"'), path("M-18 30h36M-14 48h28M-12 -10q12 16 24 0", "none", SUN, 8), x=600, y=270),
        g(
            path("M0 -76C36 -24 52 0 52 26a52 52 0 0 1 -104 0C-52 0 -36 -24 0 -76Z", "none", DELFT_L, 8),
            path("M-24 28q4 26 26 30", "none", DELFT_L, 7),
            x=780,
            y=280,
        ),
    ]
    return "".join(
        [
            backdrop(BUTTER),
            rect(0, 640, 1200, 260, WOOD_L),
            window(60, 110, 150, 300),
            window(990, 110, 150, 300),
            potplant(130, 416, 0.6, CHALK, "leafy"),
            potplant(1064, 416, 0.6, DELFT, "cactus"),
            bunting(-10, 20, 1210, 20, 26, 17, (LEAF, SUN, CHALK), 38),
            *board,
            *drawn,
            rect(320, 436, 560, 14, WOOD),
            person(
                985,
                745,
                1.5,
                skin=3,
                hair="afro",
                hc="black",
                top=CHALK,
                legs=INK,
                look=-0.6,
                L=(-92, -226),
                R=(54, -96),
                mood="open",
                earring=SUN,
                glasses=True,
            ),
            table(240, 700, 250, 120, WOOD),
            potplant(170, 572, 0.7, DELFT, "sprig"),
            g(path("M-30 0h60v-8h-10v-60q0 -10 10 -16v-14h-60v14q10 6 10 16v60h-10z", GLASS), x=270, y=572),
            tablelamp(320, 574, 0.55, SUN),
            crowd_back(1080, [110, 330, 560, 790], 1, 1.35),
            crowd_back(1080, [1090], 6, 1.35),
        ]
    )
