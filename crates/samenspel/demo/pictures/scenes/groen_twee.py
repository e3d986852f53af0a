"""Pictures of the plans under "Groen en Duurzaam", second part. Function names are plan numbers."""

from kit.animals import *  # noqa: F403
from kit.core import *  # noqa: F403
from kit.craft import *  # noqa: F403
from kit.nature import *  # noqa: F403
from kit.people import *  # noqa: F403
from kit.things import *  # noqa: F403
from kit.town import *  # noqa: F403


def p37840():
    """The repairer comes by cargo bike and drinks coffee at the door."""
    return "".join(
        [
            backdrop(MINT),
            rect(640, 0, 560, 770, BRICKDEEP),
            *[
                rect(640 + x * 100 + (46 if y % 2 else 0), y * 46 + 8, 90, 36, mix(BRICKDEEP, BRICKWALL, 0.15 + 0.12 * ((x + y * 3) % 3)), 3)
                for x in range(6)
                for y in range(17)
            ],
            rect(590, 0, 50, 770, dark(MINT, 0.05)),
            blocks(740, 9, 620, hmin=120, hmax=260, c=mix(LEAF_L, SAND, 0.5)),
            tree(90, 760, 420, MOSS, seed=7),
            rect(740, 170, 300, 600, SAND, 4),
            rect(756, 186, 268, 584, mix(SUN, CHALK_L, 0.3)),
            rect(756, 620, 268, 150, WOOD),
            tablelamp(960, 622, 0.7, PAPER),
            frame(796, 260, 74, 90, heart(37, 48, 0.8)),
            rect(720, 762, 340, 24, KERB),
            pavement(770, 1200),
            person(
                890,
                780,
                1.5,
                skin=0,
                hair="bun",
                hc="white",
                top="#7a76b8",
                dress=True,
                glasses=True,
                look=-0.6,
                mood="laugh",
                L=(-70, -150),
                R=(40, -110),
                pattern="scarf",
            ),
            cup(784, 560, 0.62, PAPER),
            cargobike(
                270,
                850,
                1.25,
                DELFT,
                load="".join(
                    [
                        toolbox(110, -140, 0.72, CHALK),
                        g(tablelamp(0, 0, 0.62, SUN), x=176, y=-150, rot=20),
                        g(rect(-8, -120, 16, 120, WOOD), rect(-24, -150, 48, 34, STEEL, 6), x=50, y=-140, rot=-16),
                    ]
                ),
            ),
            person(640, 850, 1.5, skin=4, hair="cap", hc=SUN, top=DELFT, legs=INK, look=0.6, R=(76, -176), L=(-44, -150), mood="laugh", sleeve="short"),
            cup(760, 588, 0.6, CHALK),
            g(rect(-8, -90, 16, 90, STEEL, 6), path("M-24 -90q-4 -40 12 -48v28h24v-28q16 8 12 48z", STEEL), x=575, y=655, rot=-30),
        ]
    )


def p37828():
    """A house cut open: on each floor something for a sustainable life."""

    def floor(y, c):
        return rect(300, y, 600, 170, c)

    return "".join(
        [
            backdrop(SKY),
            cloud(140, 150, 0.8),
            sunball(1060, 140, 74),
            hill(770, 8, GRASS, 2),
            rect(280, 250, 640, 540, PAPER),
            poly([(250, 262), (600, 60), (950, 262)], BRICKDEEP),
            poly([(330, 240), (600, 96), (870, 240)], WOOD_L),
            g(
                poly([(0, 0), (190, 107), (206, 84), (16, -23)], DELFT),
                *[line(48 * i, 27 * i, 48 * i + 16, 27 * i - 23, DELFT_L, 4) for i in (1, 2, 3)],
                x=690,
                y=86,
            ),
            floor(265, BUTTER),
            floor(442, ROSE),
            floor(619, MINT),
            rect(296, 432, 608, 12, WOOD_D),
            rect(296, 610, 608, 12, WOOD_D),
            rect(590, 265, 10, 350, PAPER),
            person(470, 240, 0.45, skin=1, hair="bob", hc="black", top=CHALK, legs=INK, pose="bust"),
            rect(410, 190, 120, 50, WOOD_D, 4),
            potplant(640, 238, 0.5, CHALK, "leafy"),
            potplant(720, 238, 0.42, DELFT, "cactus"),
            table(440, 432, 190, 74, WOOD),
            jar(390, 350, 0.5, SUN),
            jar(440, 350, 0.5, BRICK),
            jar(490, 350, 0.5, LEAF_L),
            person(550, 432, 0.48, skin=3, hair="bun", hc="black", top=DELFT, dress=True, look=-0.6, L=(-60, -150)),
            *[potplant(650 + i * 66, 432, 0.5, [CHALK, SUN, DELFT, BRICK_L][i], ["sprig", "snake", "herb", "bloom"][i]) for i in range(4)],
            person(380, 610, 0.5, skin=4, hair="short", hc="black", top=LEAF, legs=INK, look=0.7, R=(72, -150)),
            g(
                wheel(0, -28, 26),
                wheel(86, -28, 26),
                lines([(0, -28), (24, -64), (66, -64), (86, -28)], CHALK, 6),
                lines([(24, -64), (40, -28), (0, -28)], CHALK, 6),
                x=450,
                y=575,
            ),
            rect(440, 575, 110, 10, WOOD_D),
            line(495, 585, 495, 610, WOOD_D, 8),
            sewing(690, 610, 0.4, DELFT),
            person(800, 610, 0.5, skin=0, hair="long", hc="blond", top=SUN, legs=DELFT, look=-0.6, L=(-80, -110)),
            garment("shirt", 865, 470, 0.5, CHALK),
            g(path("M-44 0v-90q44 -22 88 0v90z", "#6f7f5a"), rect(-50, -98, 100, 14, WOOD_D, 4), x=370, y=788),
            worm(372, 745, 0.5),
            sprig(360, 690, 50, LEAF, 3, 18),
            door(470, 790, 90, 150, LEAF),
            *[rect(630, 640 + i * 46, 240, 10, WOOD) for i in range(3)],
            *[veg(k, 660 + i * 46, 628 + 0, 0.42) for i, k in enumerate(["tomato", "apple", "cabbage", "pumpkin", "beet"])],
            *[book(670 + i * 70, 686, 0.42, [CHALK, DELFT, LEAF][i]) for i in range(3)],
            *[jar(660 + i * 52, 732, 0.4, [SUN, CHALK, LEAF_L, BRICK][i]) for i in range(4)],
            *[crate(680 + i * 130, 790, 110, 40) for i in range(2)],
            path("M280 262h-30v380", "none", STEEL, 12),
            g(
                path("M-52 0v-140h104v140z", DELFT),
                rect(-58, -150, 116, 18, dark(DELFT, 0.3), 5),
                rect(-52, -100, 104, 9, dark(DELFT, 0.2)),
                rect(-52, -44, 104, 9, dark(DELFT, 0.2)),
                x=222,
                y=790,
            ),
            can(120, 800, 0.62, CHALK),
            bed(-10, 160, 880, 3, 60, 120, 44),
            bed(930, 1210, 830, 5, 80, 180, 46),
            bed(700, 1210, 905, 6, 50, 90, 50),
            person(1010, 850, 0.95, skin=2, hair="hijab", hc=CHALK, top=PAPER, dress=True, look=-0.5, L=(-64, -150)),
            veg("lettuce", 940, 690, 0.6),
            hen(180, 880, 0.55),
        ]
    )


def p37839():
    """A wooden deck with plants where a car stood before."""
    return "".join(
        [
            backdrop(SKY),
            row(0, 1200, 500, 400, seed=17),
            rect(0, 500, 1200, 70, STONE),
            rect(0, 562, 1200, 16, PAPER),
            rect(0, 578, 1200, 330, mix(INK, STEEL, 0.55)),
            *[rect(x, 600, 12, 240, PAPER) for x in (250, 950)],
            *[rect(-60 + i * 190, 866, 110, 14, PAPER, 3) for i in range(8)],
            car(70, 790, 1.15, STEEL),
            car(1150, 790, 1.15, DELFT, True),
            poly([(300, 660), (900, 660), (930, 800), (270, 800)], WOOD_L),
            *[line(300 - i * 6, 660 + i * 28, 900 + i * 6, 660 + i * 28, WOOD, 4) for i in range(1, 5)],
            rect(270, 800, 660, 30, WOOD_D, 3),
            parasol(600, 690, 330, 420, CHALK, BUTTER),
            rect(300, 590, 180, 80, WOOD, 4),
            bed(316, 476, 596, 4, 50, 110, 38, r=24),
            rect(730, 590, 180, 80, WOOD, 4),
            bed(746, 910, 596, 8, 50, 120, 38, r=24),
            person(500, 775, 1.2, skin=4, hair="afro", hc="black", top=SUN, legs=INK, pose="sit", look=0.6, mood="laugh", R=(66, -150)),
            person(712, 775, 1.2, skin=0, hair="fringe_bald", hc="grey", top=LEAF, legs=DELFT, pose="sit", look=-0.6, glasses=True, L=(-62, -150)),
            roundtable(606, 780, 84, 22, PAPER, 106),
            teaglass(580, 676, 0.7),
            teaglass(632, 676, 0.7),
            person(390, 820, 1.05, skin=1, hair="ponytail", hc="red", top=DELFT, dress=True, child=True, pose="walk", mood="open", look=0.4, R=(60, -250)),
            potplant(330, 800, 0.9, CHALK, "leafy"),
            potplant(880, 800, 0.95, DELFT, "sprig"),
            cat(810, 800, 0.62),
        ]
    )


def p37818():
    """A school square with trees, logs and flowers in place of stones."""
    return "".join(
        [
            backdrop(BUTTER),
            rect(60, 120, 1080, 430, BRICKWALL),
            rect(40, 96, 1120, 34, PAPER, 3),
            *[window(120 + i * 168, 180, 116, 130) for i in range(6)],
            *[window(120 + i * 168, 390, 116, 120, cross=False) for i in (0, 1, 4, 5)],
            rect(490, 360, 220, 190, DELFT),
            rect(596, 360, 8, 190, PAPER),
            path("M490 550v-190h220v190", "none", PAPER, 12),
            circ(600, 62, 52, PAPER),
            circ(600, 62, 40, DELFT),
            lines([(600, 62), (600, 36)], PAPER, 6),
            lines([(600, 62), (618, 70)], PAPER, 6),
            rect(0, 545, 1200, 360, GRASS),
            path("M-10 900V760Q200 700 420 740T860 700T1210 740V900Z", MINT),
            path("M-20 690Q300 610 600 650T1220 610V690Q900 700 620 730T-20 770Z", mix(SAND, WOOD_L, 0.35)),
            tree(110, 640, 440, MOSS, seed=12),
            tree(1080, 620, 400, LEAF, seed=14),
            g(
                rect(-150, -36, 300, 46, WOOD, 23),
                ell(146, -13, 14, 23, WOOD_L),
                rect(-104, 4, 30, 50, WOOD_D, 8),
                rect(70, 4, 30, 50, WOOD_D, 8),
                x=820,
                y=810,
            ),
            *[
                g(rect(-36, -h, 72, h, WOOD, 6), ell(0, -h, 36, 13, WOOD_L), ell(0, -h, 20, 7, WOOD), x=x, y=y)
                for x, y, h in [(420, 850, 60), (510, 840, 90), (600, 852, 46)]
            ],
            person(760, 762, 0.92, skin=3, hair="braids", hc="black", top=SUN, legs=CHALK, child=True, L=(-84, -200), R=(84, -200), mood="laugh"),
            person(510, 748, 0.92, skin=0, hair="short", hc="blond", top=DELFT, legs=INK, child=True, pose="walk", L=(-80, -220), R=(70, -240), mood="open"),
            person(250, 830, 0.95, skin=1, hair="hijab", hc=PAPER, top=CHALK, dress=True, child=True, pose="stand", look=0.5, R=(80, -160)),
            can(345, 730, 0.6, DELFT),
            bed(340, 420, 800, 2, 40, 80, 34, r=22),
            person(1040, 850, 0.95, skin=4, hair="short", hc="black", top=LEAF, legs=INK, child=True, pose="kneel", look=-0.5, L=(-76, -60)),
            bed(890, 980, 862, 5, 50, 100, 40, r=24),
            bed(-10, 200, 890, 6, 60, 120, 46),
            butterfly(640, 600, 0.5, CHALK, SUN, 20),
            bed(1100, 1210, 890, 8, 50, 120, 44),
        ]
    )


def p37846():
    """Picking berries and herbs along the path."""
    return "".join(
        [
            backdrop(MINT),
            blocks(520, 12, hmin=90, hmax=200, c=mix(LEAF_L, PAPER, 0.25)),
            hill(500, 14, mix(GRASS, LEAF_L, 0.4), 6),
            path("M0 900Q360 760 520 640T820 520L900 530Q760 620 720 700T520 900Z", SAND),
            tree(1010, 600, 420, MOSS, seed=15),
            *[circ(x, y, 15, "#c23b2b") for x, y in [(900, 300), (960, 250), (1060, 260), (1120, 330), (1010, 360), (930, 380), (1080, 400)]],
            bush(180, 860, 520, 520, LEAF, 9),
            *[
                g(
                    *[circ(dx, dy, 13, "#8a2145") for dx, dy in [(0, 0), (16, 4), (8, 16), (-8, 14), (2, 28), (-14, 2)]],
                    circ(-3, -4, 4, PINK),
                    leaf(4, -8, 34, -60, GRASS),
                    x=x,
                    y=y,
                )
                for x, y in [(60, 520), (150, 450), (250, 500), (340, 560), (90, 640), (200, 610), (300, 680), (130, 740), (240, 780), (370, 760), (40, 800)]
            ],
            person(
                560,
                850,
                1.6,
                skin=2,
                hair="long",
                hc="black",
                top=SUN,
                dress=True,
                sleeve="short",
                look=-0.6,
                L=(-88, -190),
                R=(64, -112),
                mood="smile",
                earring=CHALK,
            ),
            g(
                path("M-80 -60q0 -90 80 -90t80 90", "none", WOOD_D, 12),
                *[circ(-56 + i * 28, -66 - (i % 2) * 8, 19, c) for i, c in enumerate(["#8a2145", "#c23b2b", "#8a2145", SUN, "#c23b2b"])],
                leaf(-30, -74, 56, -110, LEAF),
                leaf(40, -74, 56, -60, LEAF),
                path("M-86 -62h172l-20 96h-132z", WOOD),
                *[line(-76, -40 + 24 * i, 76, -40 + 24 * i, WOOD_D, 5) for i in range(3)],
                x=690,
                y=750,
            ),
            person(890, 860, 1.2, skin=0, hair="curly", hc="blond", top=CHALK, legs=DELFT, child=True, look=0.5, pose="kneel", R=(76, -56), mood="laugh"),
            *[sprig(1000 + i * 50, 870, 130 + (i % 2) * 40, [LEAF, MOSS, GRASS][i % 3], 5, 30, (-1) ** i * 12) for i in range(4)],
            lavender(1160, 870, 150),
            lavender(1180, 870, 170, lean=12),
            flower("daisy", 960, 880, 80, PAPER, 24),
            butterfly(720, 330, 0.7, CHALK, SUN, 18),
            bee(420, 350, 0.7, -6),
        ]
    )


def p37844():
    """A greenhouse of old windows where nothing is thrown away."""
    pane = light(GLASS, 0.35)
    return "".join(
        [
            backdrop(SAND),
            sunball(1080, 130, 66),
            blocks(700, 15, hmin=150, hmax=300, c=mix(SUN, SAND, 0.6)),
            rect(0, 700, 1200, 200, GRASS),
            poly([(200, 330), (600, 110), (1000, 330), (1000, 790), (200, 790)], pane),
            rect(200, 640, 800, 150, mix(BRICKWALL, SAND, 0.2)),
            *[sprig(280 + i * 90, 640, 170 + (i % 3) * 60, [LEAF, MOSS, GRASS][i % 3], 6, 36, (-1) ** i * 14) for i in range(3)],
            *[circ(x, y, 17, "#d6402b") for x, y in [(290, 500), (330, 560), (390, 470), (360, 420), (452, 540)]],
            climber([(960, 640), (940, 480), (890, 320), (760, 240)], LEAF, 4, 36, flowers=SUN),
            *[veg("aubergine", x, y, 0.6) for x, y in [(900, 420), (830, 330)]],
            *[line(x, 330 - max(0, (400 - abs(x - 600)) * 0.55), x, 790, WOOD, 12) for x in (200, 333, 466, 600, 733, 866, 1000)],
            lines([(185, 338), (600, 110), (1015, 338)], WOOD_D, 20),
            line(200, 330, 1000, 330, WOOD, 12),
            line(200, 640, 1000, 640, WOOD_D, 16),
            person(
                600, 850, 1.55, skin=0, hair="curly", hc="red", top=DELFT, legs=INK, pattern="apron", L=(-84, -150), R=(84, -150), mood="laugh", glasses=True
            ),
            jar(470, 640, 1.15, "#c23b2b", SUN),
            jar(730, 640, 1.15, GRASS, STEEL),
            table(300, 860, 330, 130, WOOD_L),
            jar(190, 716, 0.9, SUN),
            jar(262, 716, 0.9, BRICK),
            veg("cabbage", 345, 684, 0.8),
            veg("carrot", 420, 690, 0.7, 90),
            g(
                path("M-70 0l-16 -110h172l-16 110z", "#6f7f5a"),
                *[blob(-50 + i * 34, -116, 30, 22, [CHALK_L, GRASS, SUN, MOSS][i], i) for i in range(4)],
                path("M-30 -60a30 30 0 0 1 56 -6l10 -12l4 34l-32 -6l11 -8a18 18 0 0 0 -34 4z", PAPER),
                path("M30 -38a30 30 0 0 1 -56 6l-10 12l-4 -34l32 6l-11 8a18 18 0 0 0 34 -4z", PAPER),
                x=920,
                y=862,
            ),
            potplant(1080, 862, 1, CHALK, "herb"),
            hen(800, 872, 0.6),
        ]
    )


def p37837():
    """A street as a laboratory: houses and trees in a flask."""
    inside = [
        rect(-180, -100, 360, 110, GRASS),
        g(
            house(-240, 0, 150, 210, BRICKWALL, "flat", 2, 2),
            house(-90, 0, 160, 270, DELFT, "step", 2, 3),
            house(70, 0, 150, 190, CHALK, "flat", 2, 2, seed=4),
            x=0,
            y=-62,
            s=0.46,
        ),
        tree(-126, -44, 84, MOSS, seed=3, dots=False),
        tree(120, -44, 84, LEAF, seed=5, dots=False),
        path("M-180 -40Q0 -74 180 -40V20H-180Z", GRASS),
        path("M-40 -56Q-30 -20 -80 10H40Q20 -20 20 -56Z", SAND),
    ]
    return "".join(
        [
            backdrop(MINT),
            *[circ(x, y, r, light(MINT, 0.5)) for x, y, r in [(160, 200, 90), (1050, 180, 120), (900, 420, 50), (270, 430, 40)]],
            rect(0, 720, 1200, 180, WOOD_L),
            rect(0, 720, 1200, 14, WOOD),
            flask(600, 790, 1.95, MINT, "".join(inside)),
            *[circ(x, y, r, light(LEAF_L, 0.3)) for x, y, r in [(590, 140, 16), (620, 96, 11), (580, 60, 20), (640, 30, 13)]],
            person(210, 890, 1.75, skin=3, hair="bun", hc="black", top=PAPER, legs=INK, look=0.7, pattern="vest", R=(88, -196), L=(-52, -100), glasses=True),
            magnifier(398, 540, 70, INK, leaf(-34, 20, 70, -30, LEAF)),
            person(1010, 890, 1.4, skin=1, hair="spiky", hc="dark", top=CHALK, legs=DELFT, child=True, look=-0.6, mood="open", L=(-66, -140), R=(58, -110)),
            g(rect(-16, -150, 32, 150, light(GLASS, 0.4), 16), path("M-16 -80h32v64q0 16 -16 16t-16 -16z", DELFT_L), x=908, y=730),
            potplant(1130, 760, 0.8, SUN, "sprig"),
        ]
    )


def p37858():
    """A gate in the hedge opens on a garden of surprises."""
    return "".join(
        [
            backdrop(SKY),
            blocks(330, 3, hmin=120, hmax=230),
            clip(
                '<path d="M390 870V330Q390 135 605 135T820 330V870z"/>',
                rect(390, 150, 430, 700, BUTTER),
                sunball(700, 260, 60),
                tree(760, 560, 340, LEAF_L, seed=4),
                hill(560, 10, GRASS, 2),
                path("M520 860Q640 700 570 580L640 578Q760 700 740 860Z", SAND),
                flower("sun", 470, 760, 430, SUN, 72),
                flower("poppy", 560, 640, 200, CHALK, 46),
                flower("round", 780, 780, 330, PINK, 62),
                flower("tulip", 700, 640, 130, BRICK, 34),
                g(
                    rect(-34, -64, 68, 64, CHALK),
                    poly([(-46, -60), (0, -106), (46, -60)], DELFT),
                    circ(0, -34, 14, INK),
                    line(0, 0, 0, 90, WOOD_D, 12),
                    x=640,
                    y=420,
                ),
                butterfly(560, 330, 0.6, DELFT, DELFT_L, -14),
                hen(660, 640, 0.45),
            ),
            rect(-10, 250, 400, 620, MOSS, 20),
            rect(820, 250, 400, 620, MOSS, 20),
            hedge(-10, 870, 400, 620, MOSS, 4),
            hedge(820, 870, 400, 620, MOSS, 6),
            path("M370 870V330Q370 110 605 110T840 330V870h-44V330Q796 160 605 160T414 330V870Z", BRICKDEEP),
            *[
                bloom("round", x, y, 24, c)
                for x, y, c in [
                    (80, 380, PINK),
                    (180, 520, SUN),
                    (290, 360, PAPER),
                    (110, 660, CHALK_L),
                    (300, 620, PINK),
                    (920, 400, SUN),
                    (1060, 350, PINK),
                    (1130, 540, PAPER),
                    (900, 600, CHALK_L),
                    (1040, 680, SUN),
                ]
            ],
            poly([(796, 330), (1010, 400), (1010, 880), (796, 850)], DELFT),
            *[line(796 + i * 53, 330 + i * 17.5, 796 + i * 53, 850 + i * 7, dark(DELFT, 0.25), 6) for i in (1, 2, 3)],
            circ(975, 640, 14, SUN),
            rect(-10, 850, 1220, 60, STONE),
            line(-10, 850, 1210, 850, KERB, 6),
            person(330, 880, 1.25, skin=4, hair="puffs", hc="black", top=SUN, legs=CHALK, child=True, look=0.8, mood="open", R=(90, -196), L=(-54, -110)),
            cat(1090, 870, 1, CHALK_L, True),
        ]
    )


def p37836():
    """A farm in the city where plastic and wood become new things."""
    return "".join(
        [
            backdrop(PEACH),
            cloud(180, 120, 0.9, light(PEACH, 0.6)),
            blocks(640, 18, hmin=100, hmax=240, c=mix(CHALK_L, SAND, 0.6)),
            rect(0, 640, 1200, 270, GRASS),
            tree(1120, 700, 360, MOSS, seed=11),
            poly([(150, 330), (480, 130), (810, 330)], dark(BRICKDEEP, 0.15)),
            poly([(190, 330), (480, 156), (770, 330), (770, 740), (190, 740)], BRICK),
            *[line(190 + i * 58, 330, 190 + i * 58, 740, dark(BRICK, 0.15), 5) for i in range(11)],
            lines([(140, 336), (480, 130), (820, 336)], PAPER, 16),
            rect(290, 400, 380, 340, dark(BRICKDEEP, 0.55)),
            path("M290 740V400h380v340", "none", PAPER, 14),
            circ(480, 268, 66, PAPER),
            g(
                path("M-70 -40a80 80 0 0 1 130 -56l18 -22l22 76l-78 -14l16 -18a50 50 0 0 0 -76 34z", LEAF),
                path("M70 40a80 80 0 0 1 -130 56l-18 22l-22 -76l78 14l-16 18a50 50 0 0 0 76 -34z", LEAF),
                x=480,
                y=268,
                s=0.48,
            ),
            rect(300, 690, 360, 50, WOOD_D),
            *[rect(310 + i * 90, 430, 74, 8, WOOD) for i in range(4)],
            *[bottle(335 + i * 58, 560, 0.5, [LEAF, DELFT_L, CHALK, SUN, BRICK_L][i % 5]) for i in range(6)],
            rect(300, 560, 360, 10, WOOD),
            table(500, 860, 470, 150, WOOD_L),
            g(rect(-60, -90, 120, 90, DELFT, 8), poly([(-70, -140), (70, -140), (36, -90), (-36, -90)], STEEL), rect(-20, -30, 40, 16, SUN, 4), x=380, y=694),
            *[bottle(335 + i * 42, 560 + i % 2 * 6, 0.42, [LEAF, CHALK, SUN][i % 3]) for i in range(3)],
            *[g(rect(-34, -26, 68, 26, c, 4), x=560 + (i % 2) * 74, y=694 - (i // 2) * 28) for i, c in enumerate([CHALK, SUN, DELFT_L, LEAF_L])],
            person(200, 880, 1.45, skin=2, hair="short", hc="black", top=SUN, legs=DELFT, pattern="apron", look=0.7, R=(88, -186), L=(-50, -96), beard=True),
            g(rect(-20, -22, 40, 44, CHALK, 4), x=333, y=605),
            person(800, 880, 1.45, skin=0, hair="ponytail", hc="blond", top=LEAF, legs=INK, look=-0.7, L=(-84, -150), mood="laugh"),
            goat(1010, 800, 0.95),
            hen(1010, 890, 0.7, PAPER, True),
            hen(1110, 880, 0.6, WOOD_L),
        ]
    )
