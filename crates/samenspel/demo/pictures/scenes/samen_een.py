"""Pictures of the plans under "Minder Arm en Eenzaam", first part. Function names are plan numbers."""

from kit.animals import *  # noqa: F403
from kit.core import *  # noqa: F403
from kit.craft import *  # noqa: F403
from kit.nature import *  # noqa: F403
from kit.people import *  # noqa: F403
from kit.things import *  # noqa: F403
from kit.town import *  # noqa: F403


def p37816():
    """Women around a table with tea."""
    return "".join(
        [
            backdrop(ROSE),
            rect(0, 700, 1200, 200, mix(BRICK_L, SAND, 0.45)),
            *[
                blob(x, y, rx, ry, c, s, 9, 0.12)
                for x, y, rx, ry, c, s in [(180, 170, 190, 150, light(BRICK_L, 0.35), 3), (1030, 160, 210, 170, light(BRICK_L, 0.35), 5)]
            ],
            lines([(600, 0), (600, 90)], INK, 5),
            path("M520 150q0 -62 80 -62t80 62z", DELFT),
            ell(600, 152, 80, 10, SUN),
            person(600, 790, 1.55, skin=0, hair="wavy", hc="red", top=LEAF, pose="bust", mood="open", L=(-66, -130), R=(78, -190), earring=SUN),
            person(370, 805, 1.55, skin=3, hair="afro", hc="black", top=CHALK, pose="bust", look=0.5, mood="laugh", R=(56, -134)),
            person(830, 805, 1.55, skin=1, hair="hijab", hc=DELFT, top=SUN, pose="bust", look=-0.5, L=(-56, -134)),
            person(150, 850, 1.6, skin=2, hair="bob", hc="black", top=DELFT_L, pose="bust", look=0.8, R=(80, -150)),
            person(1050, 850, 1.6, skin=0, hair="bun", hc="grey", top="#7a76b8", pose="bust", look=-0.8, glasses=True, L=(-80, -150), mood="laugh"),
            g(rect(-30, 0, 60, 260, WOOD_D), ell(0, 20, 520, 105, WOOD), ell(0, 0, 520, 105, WOOD_L), x=600, y=700),
            teapot(600, 712, 1.15, DELFT),
            teaglass(390, 700, 0.95),
            teaglass(800, 700, 0.95),
            teaglass(270, 735, 1.0),
            teaglass(925, 738, 1.0),
            g(ell(0, 0, 66, 20, PAPER), *[bread(-26 + 26 * i, -6, 0.3, WOOD) for i in range(3)], x=735, y=760),
            g(ell(0, 0, 56, 17, PAPER), *[circ(-24 + 16 * i, -7 - (i % 2) * 9, 10, c) for i, c in enumerate([CHALK_L, SUN, CHALK_L, SUN])], x=450, y=762),
        ]
    )


def p37867():
    """A long table at Christmas."""
    xs = [130, 310, 490, 710, 890, 1070]
    who = [
        dict(skin=0, hair="fringe_bald", hc="white", top=BRICK, glasses=True, beard=True),
        dict(skin=4, hair="puffs", hc="black", top=SUN, child=True, mood="laugh"),
        dict(skin=2, hair="hijab", hc=LEAF_L, top=DELFT, mood="smile"),
        dict(skin=0, hair="curly", hc="red", top=LEAF, mood="open"),
        dict(skin=3, hair="turban", hc=SUN, top=PAPER),
        dict(skin=1, hair="bun", hc="grey", top=CHALK, mood="laugh", glasses=True),
    ]
    return "".join(
        [
            backdrop(mix(BRICK, INK, 0.28)),
            *[
                star(x, y, r, mix(SUN, BRICK, 0.25), 4, 0.3)
                for x, y, r in [(90, 260, 12), (260, 150, 9), (420, 330, 10), (930, 170, 12), (1100, 300, 9), (770, 330, 8), (1020, 80, 8), (180, 60, 8)]
            ],
            lights(-20, 60, 1220, 60, 70, 15),
            fir(600, 600, 440, LEAF),
            star(600, 160, 44),
            *[
                circ(x, y, 15, c)
                for x, y, c in [
                    (560, 270, CHALK_L),
                    (650, 300, SUN),
                    (600, 350, PAPER),
                    (520, 390, SUN),
                    (690, 400, CHALK_L),
                    (620, 440, DELFT_L),
                    (545, 470, PAPER),
                ]
            ],
            *[
                person(x, 740, 1.42 if not w.get("child") else 1.25, pose="bust", look=0.5 if x < 600 else -0.5, L=(-44, -110), R=(44, -110), **w)
                for x, w in zip(xs, who)
            ],
            path("M-20 660H1220V900H-20Z", PAPER),
            rect(-20, 650, 1240, 24, light(SAND, 0.3)),
            path("M-20 676" + "".join(f"q38 {30} 76 0" for _ in range(17)), "none", CHALK, 7),
            g(
                ell(0, 0, 120, 26, STEEL),
                blob(0, -46, 88, 48, WOOD, 3, 9, 0.05),
                ell(-70, -34, 30, 15, WOOD, -30),
                ell(70, -34, 30, 15, WOOD, 30),
                *[leaf(-100 + i * 22, -4, 30, -40 - i * 10, GRASS) for i in range(3)],
                circ(92, -10, 13, CHALK),
                circ(66, -2, 13, CHALK),
                x=600,
                y=650,
            ),
            *[g(rect(-9, -90, 18, 90, light(BRICK_L, 0.3)), ell(0, -106, 9, 17, SUN), ell(0, 0, 30, 8, WOOD_D), x=x, y=650) for x in (400, 800)],
            *[g(ell(0, 0, 58, 14, SAND), x=x, y=650) for x in (220, 980)],
            bottle(300, 655, 0.6, BRICK),
            veg("pumpkin", 110, 628, 0.6),
            g(ell(0, 0, 54, 14, DELFT), path("M-40 -4q40 -60 80 0z", CHALK_L), x=995, y=648),
            teapot(1110, 655, 0.55, LEAF),
            cup(880, 655, 0.5, CHALK),
            *[leaf(80 + i * 150, 760, 50, -20 + (i % 2) * 200, LEAF) for i in range(8)],
            *[circ(80 + i * 150, 760, 10, BRICK) for i in range(8)],
            crowd_back(1075, [150, 420, 780, 1050], 1, 1.35, (DELFT, LEAF, SUN, CHALK_L)),
        ]
    )


def p37820():
    """A circle of neighbours with a place for one more."""
    return "".join(
        [
            backdrop(SUN),
            sunball(600, 560, 420, light(SUN, 0.45)),
            rect(0, 760, 1200, 140, mix(SUN, CHALK_L, 0.5)),
            bunting(-10, 30, 1210, 30, 46, 15, (CHALK, DELFT, LEAF, PAPER), 44),
            person(180, 820, 1.55, skin=0, hair="bun", hc="white", top="#7a76b8", dress=True, look=0.4, glasses=True, L=(-64, -92), R=(71, -116)),
            person(400, 790, 1.5, skin=4, hair="short", hc="black", top=LEAF, legs=INK, mood="laugh", L=(-73, -100), R=(73, -100), beard=True),
            person(620, 780, 1.45, skin=1, hair="hijab", hc=CHALK, top=DELFT, dress=True, L=(-76, -97), R=(66, -83)),
            person(800, 830, 1.3, skin=2, hair="braids", hc="black", top=BRICK_L, legs=DELFT, child=True, L=(-65, -131), R=(88, -190), mood="open"),
            person(
                1090, 820, 1.5, skin=0, hair="curly", hc="red", top=PAPER, legs=LEAF, look=-0.5, pattern="stripes", L=(-90, -160), R=(74, -250), mood="laugh"
            ),
            football(505, 850, 38),
            cat(300, 880, 0.7, PAPER),
        ]
    )


def p37868():
    """A tree whose leaves are books."""
    out = [
        backdrop(MINT),
        hill(730, 10, GRASS, 4),
        path("M520 800Q570 640 540 470L430 330L470 310L570 420L590 220H630L640 420L740 300L775 325L665 480Q640 640 700 800Z", WOOD_D),
        blob(600, 270, 470, 260, MOSS, 4, 12, 0.1),
        blob(480, 200, 240, 130, light(MOSS, 0.14), 7, 10, 0.1),
    ]
    cols = [CHALK, DELFT, SUN, BRICK, PAPER, DELFT_L]
    for i, (x, y, r) in enumerate(
        [
            (240, 280, -16),
            (390, 160, -8),
            (560, 110, 4),
            (740, 140, 10),
            (900, 230, 16),
            (340, 380, -8),
            (520, 270, 0),
            (700, 290, 6),
            (860, 380, 10),
            (980, 340, 0),
            (600, 420, -4),
        ]
    ):
        out.append(openbook(x, y + 40, 0.62, cols[i % 6], r))
    for i, (x, y) in enumerate([(300, 190), (650, 190), (470, 380), (800, 300), (1010, 250), (430, 240), (760, 410), (190, 350)]):
        out += [circ(x, y, 17, "#c23b2b"), leaf(x, y - 14, 24, -50, GRASS)]
    return "".join(
        out
        + [
            person(330, 850, 1.35, skin=4, hair="braids", hc="black", top=SUN, legs=DELFT, pose="side", child=True, look=0.5, L=(62, -88), R=(96, -84)),
            openbook(448, 735, 0.62, CHALK, -8),
            person(
                870,
                850,
                1.5,
                skin=1,
                hair="short",
                hc="dark",
                top=DELFT,
                legs=INK,
                pose="side",
                flip=True,
                look=0.6,
                L=(40, -80),
                R=(90, -96),
                mood="laugh",
                glasses=True,
            ),
            person(
                690, 850, 1.2, skin=2, hair="spiky", hc="black", top=CHALK, legs=INK, child=True, pose="sit", mood="open", look=0.3, L=(-34, -84), R=(36, -84)
            ),
            openbook(692, 750, 0.6, LEAF, 0),
            *[book(150 + (i % 2) * 10, 846 - i * 32, 1.1, c) for i, c in enumerate([BRICK, DELFT, SUN])],
            veg("apple", 156, 726, 0.7),
            pencil(1100, 856, 1.1, SUN, 68),
            tuft(1040, 870, 1.2),
            tuft(520, 880, 1.2),
        ]
    )


def p37848():
    """An old lady in her chair with cushions and a cuddly toy."""
    return "".join(
        [
            backdrop(BUTTER),
            *[circ(60 + i * 120 + (j % 2) * 60, 60 + j * 110, 8, mix(SUN, CHALK_L, 0.4)) for i in range(10) for j in range(6)],
            rect(0, 680, 1200, 220, WOOD_L),
            ell(600, 800, 560, 90, mix(BRICK_L, SAND, 0.3)),
            ell(600, 800, 500, 70, light(BRICK_L, 0.45)),
            window(70, 110, 220, 280),
            potplant(180, 398, 0.8, DELFT, "leafy"),
            frame(930, 120, 150, 180, g(head(75, 100, 1.1, 0, "curly", "blond"), x=0, y=0), WOOD_D, SKY),
            tablelamp(1040, 660, 1.3, CHALK_L),
            rect(970, 650, 150, 20, WOOD_D, 6),
            rect(1030, 670, 20, 160, WOOD_D),
            armchair(600, 860, 2.35, DELFT),
            person(
                600,
                880,
                1.9,
                skin=0,
                hair="bun",
                hc="white",
                top=PINK,
                legs="#5b6f87",
                pose="sit",
                glasses=True,
                mood="laugh",
                L=(-36, -121),
                R=(46, -121),
                shoe=CHALK,
            ),
            teddy(610, 690, 1.25),
            circ(532, 650, 24, SKINS[0]),
            circ(688, 650, 24, SKINS[0]),
            cushion(310, 800, 1.15, SUN, CHALK, "stripes", -14),
            cushion(900, 810, 1.2, LEAF_L, LEAF, "check", 10),
            cushion(180, 860, 1.0, CHALK_L, PAPER, "heart", 8),
            cushion(1050, 855, 1.0, PAPER, DELFT, "flower", -8),
        ]
    )


def p37821():
    """At night a neighbour rings at the one lit window."""
    out = [
        backdrop(NIGHT),
        *[circ(x, y, 4, SUN) for x, y in [(80, 60), (220, 30), (1120, 50), (1160, 130), (60, 180)]],
        rect(130, 60, 940, 760, mix(BRICKDEEP, NIGHT, 0.45)),
        rect(110, 40, 980, 30, mix(PAPER, NIGHT, 0.4)),
    ]
    for i in range(4):
        for j in range(3):
            x, y = 180 + i * 230, 110 + j * 200
            if (i, j) != (2, 2) and not (i == 1 and j == 2):
                out.append(window(x, y, 150, 140, mix(GLASS_D, NIGHT, 0.4), mix(PAPER, NIGHT, 0.35)))
    return "".join(
        out
        + [
            rect(600, 440, 290, 300, PAPER, 4),
            clip(
                '<rect x="614" y="454" width="262" height="272"/>',
                rect(614, 454, 262, 272, SUN),
                rect(614, 454, 60, 272, CHALK_L),
                rect(824, 454, 52, 272, CHALK_L),
                potplant(800, 726, 0.6, LEAF, "leafy"),
                person(735, 820, 1.15, skin=0, hair="fringe_bald", hc="white", top=LEAF, pose="bust", look=-0.6, glasses=True, L=(-66, -190)),
            ),
            rect(590, 734, 310, 18, PAPER, 3),
            rect(380, 440, 150, 380, PAPER, 4),
            rect(394, 454, 122, 366, DELFT),
            rect(412, 480, 86, 70, SUN, 3),
            circ(498, 650, 10, SUN),
            rect(540, 600, 22, 44, SUN, 5),
            circ(551, 622, 6, CHALK),
            rect(0, 815, 1200, 90, mix(STONE, NIGHT, 0.45)),
            rect(360, 800, 190, 24, mix(KERB, NIGHT, 0.2)),
            person(330, 870, 1.4, skin=3, hair="wavy", hc="black", top=CHALK, legs=INK, look=0.7, R=(92, -176), L=(-30, -130), pattern="scarf"),
            g(
                bloom("tulip", -30, -100, 24, SUN),
                bloom("tulip", 6, -118, 24, CHALK_L),
                bloom("tulip", 36, -96, 24, PINK),
                path("M-44 -76h88l-34 120h-20z", PAPER),
                x=270,
                y=690,
            ),
            lamp(1010, 830, 430, INK, True),
            cat(900, 860, 0.6, PAPER),
        ]
    )


def p37871():
    """A living room for parents with their children."""
    return "".join(
        [
            backdrop(SKY),
            rect(0, 690, 1200, 210, WOOD_L),
            ell(600, 820, 520, 76, light(SUN, 0.3)),
            window(90, 90, 240, 260),
            *[path(f"M{x} 70q20 150 {d} 310h-{60}q0 -200 20 -310z", CHALK_L) for x, d in ((60, 30), (330, 40))],
            frame(480, 110, 110, 130, heart(55, 70, 1.1), WOOD_D),
            frame(
                640,
                90,
                150,
                110,
                rect(0, 66, 150, 50, GRASS) + sunball(112, 34, 18) + rect(34, 44, 44, 36, CHALK) + poly([(28, 46), (56, 18), (84, 46)], DELFT),
                WOOD_D,
                SKY,
            ),
            tablelamp(1090, 570, 1.2, SUN),
            rect(1020, 562, 140, 18, WOOD_D, 6),
            rect(1080, 575, 20, 180, WOOD_D),
            sofa(570, 800, 740, LEAF, 300),
            person(
                400, 830, 1.5, skin=3, hair="short", hc="black", top=SUN, legs=DELFT, pose="sit", look=0.5, L=(-10, -94), R=(70, -100), mood="laugh", beard=True
            ),
            person(530, 800, 1.15, skin=3, hair="puffs", hc="black", top=CHALK, legs=INK, child=True, pose="sit", look=-0.4, L=(-36, -90), mood="open"),
            openbook(462, 690, 0.72, BRICK, 4),
            person(740, 830, 1.5, skin=0, hair="ponytail", hc="blond", top=DELFT, legs=INK, pose="sit", look=-0.3, L=(-34, -112), R=(44, -112)),
            g(path("M-58 20q0 -50 58 -50t58 50q0 40 -58 40t-58 -40z", PAPER), head(-30, -30, 0.62, 0, "bald", "blond", 0, "sleep"), x=752, y=640, rot=-10),
            circ(800, 640, 18, SKINS[0]),
            person(
                980,
                850,
                1.15,
                skin=1,
                hair="spiky",
                hc="brown",
                top=PAPER,
                legs=CHALK,
                child=True,
                pose="kneel",
                pattern="stripes",
                look=-0.5,
                flip=True,
                R=(72, -64),
                mood="laugh",
            ),
            *[rect(836 + i * 34 - (i > 2) * 85, 838 - (i > 2) * 32 - (i > 4) * 0, 30, 30, c, 4) for i, c in enumerate([CHALK, SUN, DELFT, LEAF, BRICK_L])],
            teddy(190, 860, 0.85),
            football(280, 850, 30),
            cup(1050, 562, 0.5, CHALK),
        ]
    )


def p37823():
    """A young neighbour explains the computer to an old one."""
    return "".join(
        [
            backdrop(mix(DELFT_L, PAPER, 0.4)),
            rect(0, 0, 1200, 900, SKY),
            *[circ(x, y, r, light(DELFT_L, 0.45)) for x, y, r in [(120, 180, 70), (1080, 150, 100)]],
            g(rect(-70, -46, 140, 92, PAPER, 14), lines([(-60, -34), (0, 10), (60, -34)], DELFT, 7), x=190, y=210, rot=-8),
            g(circ(0, 0, 62, SUN), circ(-18, -8, 6, INK), circ(18, -8, 6, INK), path("M-24 14q24 26 48 0", "none", INK, 6), x=420, y=130),
            g(rect(-64, -48, 128, 96, LEAF_L, 12), poly([(-18, -24), (28, 0), (-18, 24)], PAPER), x=830, y=140, rot=5),
            g(heart(0, 0, 2.1, CHALK), x=1030, y=240),
            *[circ(x, y, 7, DELFT) for x, y in [(290, 240), (345, 205), (515, 180), (560, 250), (730, 200), (690, 260), (930, 210), (900, 290)]],
            person(
                390,
                920,
                1.8,
                skin=0,
                hair="side",
                hc="white",
                top=LEAF,
                pose="bust",
                glasses=True,
                look=0.5,
                mood="laugh",
                R=(60, -112),
                L=(-52, -104),
                pattern="vest",
            ),
            person(810, 920, 1.8, skin=3, hair="hijab", hc=SUN, top=CHALK, pose="bust", look=-0.6, L=(-88, -190), R=(50, -112)),
            rect(-10, 740, 1220, 170, WOOD),
            rect(-10, 730, 1220, 24, WOOD_L),
            laptop(585, 740, 1.6, SKY, back=True),
            cup(260, 738, 0.9, DELFT),
            g(rect(-74, -110, 148, 104, INK, 12, 'transform="skewX(-10)"'), rect(-64, -100, 128, 84, LEAF_L, 4, 'transform="skewX(-10)"'), x=960, y=742),
            g(ell(0, 0, 26, 17, PAPER), line(0, -16, 0, -4, STEEL, 3), x=745, y=738),
            potplant(1110, 738, 0.9, CHALK, "snake"),
        ]
    )


def p37856():
    """Two hands exchange a cutting; soup stands on the table."""
    return "".join(
        [
            backdrop(LEAF_L),
            blob(600, 330, 470, 330, light(LEAF_L, 0.5), 4, 12, 0.06),
            rect(0, 700, 1200, 200, WOOD_L),
            rect(0, 700, 1200, 14, WOOD),
            hand(440, 450, 1.2, SKINS[4], SUN, -4),
            hand(830, 430, 1.2, SKINS[0], CHALK, 4, flip=True),
            g(
                *[leaf(0, -110, 170, a, c, dark(c, 0.2)) for a, c in [(-165, MOSS), (-130, LEAF), (-92, GRASS), (-55, LEAF), (-18, MOSS)]],
                path("M-78 -120h156l-22 120h-112z", CHALK),
                rect(-88, -136, 176, 32, dark(CHALK, 0.14), 6),
                x=635,
                y=470,
                s=1.05,
            ),
            g(
                path("M-120 -110h240v70q0 60 -60 60h-120q-60 0 -60 -60z", DELFT),
                ell(0, -110, 120, 26, dark(DELFT, 0.25)),
                ell(0, -110, 104, 20, CHALK_L),
                circ(-40, -112, 9, LEAF),
                circ(20, -106, 9, LEAF),
                circ(56, -114, 9, SUN),
                rect(-154, -92, 40, 18, dark(DELFT, 0.25), 8),
                rect(114, -92, 40, 18, dark(DELFT, 0.25), 8),
                line(40, -120, 110, -220, WOOD_D, 13),
                x=230,
                y=800,
            ),
            *[
                g(rect(-26, -86, 52, 86, light(GLASS, 0.2), 8), rect(-26, -50, 52, 50, DELFT_L, 8), sprig(0, -20, 120, c, 4, 30, le), x=x, y=800)
                for x, c, le in [(470, LEAF, -14), (560, MOSS, 10), (650, LEAF, -6)]
            ],
            *[potplant(x, 810, 0.85, p, k) for x, p, k in [(780, SUN, "snake"), (900, BRICK, "cactus"), (1020, DELFT, "herb"), (1130, CHALK, "sprig")]],
            g(ell(0, 0, 70, 20, PAPER), ell(0, -3, 50, 12, CHALK_L), x=390, y=850),
        ]
    )


def p37872():
    """A walking group with a dog in the park."""
    return "".join(
        [
            backdrop(SKY),
            cloud(980, 120, 0.9),
            sunball(180, 150, 70),
            blocks(520, 21, hmin=100, hmax=210),
            hill(520, 10, MINT, 4),
            rect(0, 600, 1200, 70, WATER),
            waves(0, 1200, 610, 660, k=8),
            hill(650, 6, GRASS, 8),
            path("M-20 900V780Q300 700 640 740T1220 720V900Z", SAND),
            tree(90, 690, 460, MOSS, seed=21),
            tree(1120, 690, 420, LEAF, seed=24),
            poplar(860, 620, 260, LEAF),
            poplar(930, 625, 220, MOSS),
            bench(660, 720, 190, s=0.8),
            duck(460, 640, 0.4, STONE),
            person(
                250, 850, 1.35, skin=0, hair="bun", hc="white", top="#7a76b8", legs=DELFT, pose="walk", look=0.7, glasses=True, pattern="scarf", R=(60, -120)
            ),
            person(
                400,
                840,
                1.4,
                skin=4,
                hair="short",
                hc="black",
                top=CHALK,
                legs=INK,
                pose="walk",
                look=0.2,
                mood="laugh",
                beard=True,
                L=(-56, -130),
                R=(60, -130),
            ),
            person(560, 850, 1.35, skin=1, hair="hijab", hc=LEAF, top=SUN, legs=BRICK, pose="walk", look=-0.3, mood="open", R=(66, -190)),
            person(720, 845, 1.4, skin=0, hair="cap", hc=BRICK, top=LEAF, legs=WOOD_D, pose="walk", look=-0.5, beard=True, L=(-60, -130), R=(64, -124)),
            person(890, 850, 1.3, skin=2, hair="long", hc="black", top=PAPER, legs=DELFT, pose="walk", look=0.5, pattern="stripes", R=(70, -130)),
            path("M982 680Q1040 770 1050 800", "none", BRICK, 5),
            dog(1050, 862, 0.85, WOOD),
        ]
    )
