"""Pictures of the plans under "Minder Arm en Eenzaam", second part. Function names are plan numbers."""

import math

from kit.animals import *  # noqa: F403
from kit.core import *  # noqa: F403
from kit.craft import *  # noqa: F403
from kit.nature import *  # noqa: F403
from kit.people import *  # noqa: F403
from kit.things import *  # noqa: F403
from kit.town import *  # noqa: F403


def p37822():
    """On stage somebody sits alone; somebody else comes in."""
    return "".join(
        [
            backdrop(NIGHT),
            beam(420, 40, 180, 620, 690, mix(SUN, NIGHT, 0.55)),
            beam(820, 40, 720, 1000, 690, mix(SUN, NIGHT, 0.75)),
            rect(0, 680, 1200, 70, WOOD),
            rect(0, 680, 1200, 12, WOOD_L),
            rect(0, 745, 1200, 160, dark(NIGHT, 0.4)),
            ell(400, 690, 230, 26, mix(SUN, WOOD, 0.3)),
            ell(860, 690, 140, 18, mix(SUN, WOOD, 0.6)),
            spot(420, 60),
            spot(820, 60, 10),
            curtain(-20, 60, 200, 640, BRICK, 5, 1),
            curtain(1020, 60, 200, 640, BRICK, 5, -1),
            valance(-20, 30, 1240, 90, BRICK, 12),
            chair(400, 690, 1.3, DELFT),
            person(400, 690, 1.35, skin=0, hair="short", hc="brown", top="#5b6f87", legs=INK, pose="sit", mood="sad", look=-0.4, L=(-16, -84), R=(18, -82)),
            person(850, 690, 1.4, skin=3, hair="afro", hc="black", top=SUN, legs=CHALK, pose="walk", flip=True, look=0.6, R=(92, -170), L=(-50, -96)),
            crowd_back(1060, [90, 260, 430, 600, 770, 940, 1110], 3, 1.1, (mix(DELFT, NIGHT, 0.6), mix(CHALK, NIGHT, 0.6), mix(LEAF, NIGHT, 0.6))),
        ]
    )


def p37864():
    """Young people with a football game and a real ball."""
    field = "".join(
        [
            rect(0, 0, 460, 260, GRASS),
            *[rect(i * 92, 0, 46, 260, MOSS) for i in range(5)],
            line(230, 0, 230, 260, PAPER, 4),
            ring(230, 130, 46, PAPER, 4),
            path("M0 70h60v120h-60M460 70h-60v120h60", "none", PAPER, 4),
            *[
                g(circ(0, -22, 9, SKINS[i % 5]), rect(-9, -14, 18, 22, c, 4), x=x, y=y)
                for i, (x, y, c) in enumerate([(90, 90, CHALK), (160, 190, CHALK), (210, 70, CHALK), (300, 180, DELFT), (360, 80, DELFT), (280, 110, DELFT)])
            ],
            circ(246, 150, 8, PAPER),
        ]
    )
    return "".join(
        [
            backdrop(DUSK),
            rect(0, 690, 1200, 210, dark(DUSK, 0.3)),
            *[rect(40 + i * 300, 0, 6, 690, dark(DUSK, 0.12)) for i in range(5)],
            screen(370, 80, 460, 260, field, INK, False),
            lights(-20, 30, 380, 20, 30, 6),
            lights(820, 20, 1220, 30, 30, 6),
            ell(600, 820, 500, 70, mix(DELFT, DUSK, 0.4)),
            sofa(560, 800, 640, CHALK, 270),
            person(440, 830, 1.45, skin=4, hair="short", hc="black", top=SUN, legs=INK, pose="sit", mood="open", look=0.4, L=(-30, -98), R=(30, -98)),
            controller(440, 690, 0.85, PAPER),
            person(680, 830, 1.45, skin=1, hair="hijab", hc=LEAF, top=PAPER, legs=DELFT, pose="sit", mood="laugh", look=-0.4, L=(-30, -98), R=(30, -98)),
            controller(680, 690, 0.85, SUN),
            person(
                1040,
                850,
                1.5,
                skin=2,
                hair="curly",
                hc="black",
                top=LEAF_L,
                legs=INK,
                look=-0.4,
                mood="laugh",
                FR=(-44, -50),
                L=(-76, -190),
                R=(70, -190),
                sleeve="short",
            ),
            football(945, 690, 42),
            person(140, 860, 1.35, skin=0, hair="ponytail", hc="red", top=DELFT_L, legs=BRICK, pose="walk", look=0.6, L=(-60, -180), R=(66, -240), mood="open"),
            football(240, 850, 34),
        ]
    )


def p37852():
    """Circus: everybody plays."""
    rays = [
        poly(
            [
                (600, 900),
                (600 + 1500 * math.cos(math.radians(a)), 900 - 1500 * math.sin(math.radians(a))),
                (600 + 1500 * math.cos(math.radians(a + 11.25)), 900 - 1500 * math.sin(math.radians(a + 11.25))),
            ],
            CHALK if i % 2 else BUTTER,
        )
        for i, a in enumerate([x * 11.25 for x in range(16)])
    ]
    return "".join(
        [
            backdrop(BUTTER),
            *[r.replace(CHALK, CHALK_L) for r in rays],
            rect(0, 740, 1200, 160, mix(WOOD_L, SUN, 0.3)),
            ell(600, 800, 560, 76, light(SUN, 0.35)),
            path("M40 800q560 190 1120 0v50q-560 170 -1120 0z", BRICK),
            *[star(140 + i * 184, 862 + 34 * math.sin((i + 0.3) * math.pi / 5.6), 20, SUN) for i in range(6)],
            bunting(-10, 30, 1210, 30, 60, 13, (DELFT, PAPER, LEAF), 50),
            g(line(0, -56, 0, -170, STEEL, 12), wheel(0, -56, 54), rect(-36, -182, 72, 18, INK, 8), x=600, y=810),
            person(
                600,
                740,
                1.4,
                skin=4,
                hair="afro",
                hc="black",
                top=DELFT,
                legs=BRICK,
                FL=(-24, 20),
                FR=(26, -12),
                mood="laugh",
                L=(-98, -200),
                R=(98, -200),
                pattern="dots",
            ),
            *[
                circ(600 + 190 * math.cos(math.radians(a)), 430 + 260 * math.sin(math.radians(a)), 24, c)
                for a, c in [(-160, CHALK), (-128, LEAF), (-90, SUN), (-52, DELFT), (-20, BRICK)]
            ],
            person(240, 850, 1.5, skin=0, hair="bun", hc="grey", top=LEAF, dress=True, glasses=True, look=0.4, mood="laugh", L=(-64, -230), R=(66, -230)),
            ring(140, 440, 44, CHALK, 13),
            ring(346, 440, 44, DELFT, 13),
            person(950, 850, 1.3, skin=1, hair="spiky", hc="dark", top=SUN, legs=DELFT, child=True, look=-0.4, L=(-54, -220), R=(56, -220), mood="open"),
            line(878, 560, 860, 420, WOOD_D, 9),
            g(ell(0, 0, 62, 17, DELFT), ell(0, -6, 34, 9, DELFT_L), x=858, y=414),
            line(1022, 560, 1044, 440, WOOD_D, 9),
            g(ell(0, 0, 62, 17, CHALK), ell(0, -6, 34, 9, CHALK_L), x=1046, y=434),
            person(1110, 860, 1.25, skin=3, hair="hijab", hc=BRICK_L, top="#7a76b8", dress=True, look=-0.5),
        ]
    )


def p37843():
    """Portraits of older people: on the wall, and one being made."""

    def portrait(skin, hair, hc, top, bg, glasses=False, beard=False, mood="smile"):
        return rect(0, 0, 150, 180, bg) + person(75, 360, 0.98, skin=skin, hair=hair, hc=hc, top=top, pose="bust", glasses=glasses, beard=beard, mood=mood)

    return "".join(
        [
            backdrop(SAND),
            rect(0, 720, 1200, 180, WOOD_L),
            frame(80, 70, 150, 180, portrait(0, "fringe_bald", "white", DELFT, BUTTER, True), INK),
            frame(300, 90, 150, 180, portrait(4, "short", "grey", CHALK, MINT, False, True), INK),
            frame(520, 60, 150, 180, portrait(1, "hijab", "#8fc1f5", LEAF, ROSE), INK),
            frame(740, 90, 150, 180, portrait(3, "bun", "grey", SUN, SKY, True, False, "laugh"), INK),
            frame(960, 66, 150, 180, portrait(0, "wavy", "white", "#7a76b8", PEACH), INK),
            path("M560 330h520v440q0 40 60 60H500q60 -20 60 -60z", LEAF_L),
            rect(550, 310, 540, 28, dark(LEAF, 0.2), 6),
            chair(720, 800, 1.4, BRICK),
            chair(920, 800, 1.4, BRICK),
            person(
                720,
                805,
                1.5,
                skin=0,
                hair="side",
                hc="white",
                top=DELFT,
                legs=INK,
                pose="sit",
                mood="laugh",
                look=-0.3,
                pattern="vest",
                L=(-44, -84),
                R=(62, -96),
            ),
            person(
                920,
                805,
                1.5,
                skin=2,
                hair="bun",
                hc="grey",
                top=CHALK,
                legs="#5b6f87",
                pose="sit",
                look=-0.4,
                glasses=True,
                L=(-58, -96),
                R=(36, -84),
                earring=SUN,
            ),
            g(lines([(0, 0), (-70, 250)], INK, 10), lines([(0, 0), (70, 250)], INK, 10), lines([(0, 0), (4, 250)], INK, 10), x=330, y=620),
            person(190, 870, 1.6, skin=3, hair="ponytail", hc="black", top=SUN, legs=DELFT, look=0.8, R=(88, -172), L=(58, -166), pattern="stripes"),
            photocamera(340, 580, 1.3),
            g(line(0, 0, 0, -420, INK, 9), path("M-20 -430L70 -520L130 -440L40 -370Z", PAPER), path("M-20 -430L70 -520", "none", INK, 9), x=480, y=860),
            ell(480, 860, 50, 9, INK),
        ]
    )


def p37853():
    """Young and old over a book and a letter."""
    return "".join(
        [
            backdrop(PEACH),
            *[openbook(x, y, s, c, r) for x, y, s, c, r in [(180, 190, 0.8, DELFT, -14), (1010, 180, 0.9, LEAF, 12), (600, 120, 0.7, BRICK, 3)]],
            *[circ(x, y, 8, CHALK_L) for x, y in [(330, 120), (400, 200), (470, 90), (740, 110), (820, 200), (880, 110)]],
            person(
                380,
                915,
                1.85,
                skin=1,
                hair="short",
                hc="grey",
                top=LEAF,
                pose="bust",
                look=0.5,
                beard=True,
                R=(70, -124),
                L=(-40, -104),
                mood="smile",
                glasses=True,
            ),
            person(
                810, 915, 1.85, skin=4, hair="braids", hc="black", top=SUN, pose="bust", look=-0.6, L=(-76, -120), R=(50, -104), mood="laugh", earring=CHALK
            ),
            rect(-10, 720, 1220, 190, DELFT),
            rect(-10, 712, 1220, 22, mix(DELFT, DELFT_L, 0.4)),
            g(openbook(0, 0, 2.5, CHALK, 0, mix(LINE, INK, 0.25)), x=590, y=880),
            pencil(520, 742, 1.2, SUN, 30),
            circ(538, 690, 23, SKINS[1]),
            circ(650, 700, 23, SKINS[4]),
            letter(1040, 800, 0.95, 14),
            letter(960, 820, 0.95, -8),
            cup(190, 790, 0.9, CHALK),
        ]
    )


def p37842():
    """A long table from above with something from everybody."""

    def arm_top(x, y, rot, skin, sleeve):
        return g(
            rect(-200, -26, 170, 52, sleeve, 14),
            lines([(-40, 0), (0, 0)], skin, 36),
            circ(14, 0, 22, skin),
            lines([(20, -10), (40, -14)], skin, 11),
            lines([(24, 0), (46, 0)], skin, 11),
            lines([(20, 10), (40, 14)], skin, 11),
            x=x,
            y=y,
            rot=rot,
        )

    seats = [
        g(rect(-64, -50, 128, 100, c, 22), x=x, y=y)
        for x, y, c in [
            (220, 130, CHALK),
            (470, 120, SUN),
            (730, 130, DELFT),
            (980, 125, BRICK_L),
            (220, 780, DELFT),
            (470, 790, LEAF_L),
            (730, 780, CHALK),
            (980, 785, SUN),
        ]
    ]
    tops = [
        g(ell(0, 0, 92, 52, c), circ(0, 0, 44, h), x=x, y=y)
        for x, y, c, h in [
            (220, 150, LEAF, HAIRS["black"]),
            (470, 142, CHALK_L, HAIRS["blond"]),
            (980, 146, DELFT, HAIRS["white"]),
            (220, 760, SUN, LEAF),
            (730, 758, PAPER, HAIRS["red"]),
            (980, 762, BRICK, HAIRS["dark"]),
        ]
    ]
    return "".join(
        [
            backdrop(STONE),
            *[line(x, 0, x, 900, dark(STONE, 0.08), 5) for x in range(0, 1201, 120)],
            *[line(0, y, 1200, y, dark(STONE, 0.08), 5) for y in range(0, 901, 120)],
            *seats,
            rect(60, 240, 1080, 420, WOOD_L, 18),
            *[line(80, 240 + i * 84, 1120, 240 + i * 84, WOOD, 4) for i in range(1, 5)],
            path("M60 390h1080v120H60z", PAPER),
            path("M60 390h1080M60 510h1080", "none", CHALK, 8),
            *[
                plate(x, y, 62, f, PAPER)
                for x, y, f in [
                    (220, 318, "rice"),
                    (470, 316, "salad"),
                    (730, 318, None),
                    (980, 318, "fish"),
                    (220, 584, "soup"),
                    (470, 584, None),
                    (730, 584, "pie"),
                    (980, 584, "cake"),
                ]
            ],
            g(
                circ(0, 0, 84, DELFT),
                circ(0, 0, 66, CHALK_L),
                *[circ(30 * math.cos(a), 30 * math.sin(a), 10, LEAF) for a in (0, 1.3, 2.5, 4, 5.2)],
                x=600,
                y=450,
            ),
            g(
                ell(0, 0, 110, 54, WOOD),
                *[
                    g(rect(-20, -40, 40, 80, WOOD_L, 18), lines([(-8, -18), (8, -8)], WOOD, 5), lines([(-8, 4), (8, 14)], WOOD, 5), x=-60 + 40 * i, y=0, rot=10)
                    for i in range(4)
                ],
                x=350,
                y=450,
            ),
            g(
                circ(0, 0, 70, SAND),
                circ(0, 0, 56, GRASS),
                *[circ(28 * math.cos(a), 28 * math.sin(a), 11, "#d6402b") for a in (0.4, 1.8, 3.4, 5)],
                x=850,
                y=450,
            ),
            *[circ(x, y, 24, SUN) + circ(x, y, 17, "#c9772e") for x, y in [(310, 300), (560, 300), (890, 300), (310, 600), (640, 600), (890, 606)]],
            *[bloom("daisy", x, y, 30, PAPER if x < 500 else PINK) for x, y in [(140, 450), (1060, 450)]],
            bloom("round", 180, 470, 22, CHALK),
            bloom("round", 1020, 430, 22, "#7a76b8"),
            *[
                arm_top(*a)
                for a in [
                    (262, 262, 80, SKINS[3], LEAF),
                    (178, 262, 100, SKINS[3], LEAF),
                    (510, 262, 76, SKINS[0], CHALK_L),
                    (440, 258, 96, SKINS[0], CHALK_L),
                    (1020, 262, 82, SKINS[4], DELFT),
                    (940, 256, 98, SKINS[4], DELFT),
                    (180, 640, -100, SKINS[2], SUN),
                    (262, 640, -78, SKINS[2], SUN),
                    (690, 636, -98, SKINS[0], PAPER),
                    (772, 640, -82, SKINS[0], PAPER),
                    (935, 640, -98, SKINS[1], BRICK),
                    (1022, 640, -82, SKINS[1], BRICK),
                ]
            ],
            *tops,
        ]
    )


def p37854():
    """A swap party for clothes with a rack that travels."""
    return "".join(
        [
            backdrop(ROSE),
            blocks(600, 26, hmin=160, hmax=330, c=mix(BRICK_L, SAND, 0.5)),
            rect(0, 600, 1200, 300, STONE),
            bunting(-10, 60, 1210, 60, 50, 14, (LEAF, SUN, DELFT, PAPER), 44),
            line(150, 250, 150, 800, INK, 11),
            line(770, 250, 770, 800, INK, 11),
            line(130, 250, 790, 250, INK, 12),
            *[circ(x, 812, 18, INK) for x in (150, 770)],
            line(150, 780, 770, 780, INK, 9),
            garment("dress", 230, 262, 1.45, CHALK),
            garment("coat", 350, 262, 1.45, DELFT),
            garment("skirt", 470, 262, 1.45, SUN),
            garment("shirt", 580, 262, 1.4, LEAF),
            garment("trousers", 690, 262, 1.45, INK),
            person(
                610,
                880,
                1.5,
                skin=4,
                hair="afro",
                hc="black",
                top=SUN,
                legs=DELFT,
                mood="laugh",
                look=0.4,
                L=(-58, -172),
                R=(58, -172),
                earring=PAPER,
                front=g(tshirt(0, -104, 0.74, BRICK_L, heart(0, -30, 0.8, PAPER)), circ(-60, -160, 12, SKINS[4]), circ(60, -160, 12, SKINS[4])),
            ),
            rect(850, 330, 200, 480, WOOD_D, 12),
            rect(866, 346, 168, 448, GLASS, 6),
            poly([(866, 600), (980, 346), (1034, 346), (866, 730)], light(GLASS, 0.35)),
            person(1080, 880, 1.5, skin=1, hair="hijab", hc=DELFT, top=CHALK, dress=True, look=-0.6, L=(-60, -150), R=(52, -92), pattern="scarf"),
            person(240, 880, 1.45, skin=0, hair="curly", hc="red", top=PAPER, legs=LEAF, look=0.5, R=(72, -190), pattern="stripes", mood="open"),
            g(
                path("M-80 -90h160l-14 90h-132z", WOOD),
                *[rect(-70 + i * 36, -112 - (i % 2) * 12, 34, 40, c, 8) for i, c in enumerate([CHALK, DELFT, SUN, LEAF])],
                path("M-80 -90h160l-14 90h-132z", WOOD_L),
                *[line(-74, -64 + 22 * i, 74, -64 + 22 * i, WOOD, 4) for i in range(3)],
                x=420,
                y=870,
            ),
        ]
    )


def p37835():
    """Neighbours meet at the counter of a shop."""
    return "".join(
        [
            backdrop(mix(LEAF, PAPER, 0.72)),
            *[rect(0 + i * 100, 0, 50, 560, mix(LEAF, PAPER, 0.66)) for i in range(12)],
            rect(140, 110, 920, 16, WOOD_D, 3),
            rect(140, 260, 920, 16, WOOD_D, 3),
            *[jar(190 + i * 74, 110, 0.75, [SUN, BRICK, LEAF_L, CHALK_L][i % 4], [STEEL, WOOD][i % 2]) for i in range(12)],
            *[g(path("M-26 0v-40h52v40z", [PAPER, DELFT_L, CHALK_L, SUN][i % 4]), x=200 + i * 78, y=260) for i in range(5)],
            *[potplant(650 + i * 90, 260, 0.62, [CHALK, DELFT, SUN, BRICK, LEAF_L][i], ["herb", "snake", "sprig", "cactus", "leafy"][i]) for i in range(5)],
            *[g(line(0, -400, 0, 0, INK, 4), path("M-46 50q0 -52 46 -52t46 52z", CHALK), ell(0, 50, 46, 8, SUN), x=x, y=290) for x in (260, 600, 940)],
            person(
                600, 700, 1.5, skin=2, hair="short", hc="black", top=PAPER, pose="bust", pattern="apron", mood="laugh", L=(-70, -150), R=(70, -150), beard=True
            ),
            rect(90, 560, 1020, 340, WOOD),
            rect(70, 540, 1060, 36, WOOD_L, 6),
            *[rect(120 + i * 124, 610, 96, 250, dark(WOOD, 0.1), 6) for i in range(8)],
            g(
                rect(-100, -110, 200, 110, STEEL, 10),
                rect(-80, -90, 160, 30, dark(STEEL, 0.3), 5),
                rect(-60, -50, 12, 30, INK),
                rect(48, -50, 12, 30, INK),
                circ(0, -130, 0, INK),
                x=910,
                y=540,
            ),
            cup(520, 540, 0.7, CHALK),
            cup(690, 540, 0.7, DELFT),
            g(
                ell(0, 0, 80, 12, PAPER),
                path("M-70 -4q0 -80 70 -80t70 80z", light(GLASS, 0.4)),
                bread(-26, -12, 0.35),
                bread(26, -12, 0.35, WOOD),
                x=320,
                y=540,
            ),
            person(250, 900, 1.55, skin=0, hair="bun", hc="white", top=DELFT, dress=True, look=0.6, glasses=True, R=(74, -180), mood="laugh"),
            person(450, 900, 1.55, skin=4, hair="wavy", hc="black", top=SUN, legs=INK, look=-0.4, L=(-50, -100), R=(60, -170), mood="smile", earring=CHALK),
            person(800, 900, 1.5, skin=1, hair="curly", hc="brown", top=CHALK, legs=DELFT, look=0.5, L=(-60, -120), R=(64, -140), mood="open"),
            person(985, 900, 1.5, skin=0, hair="cap", hc=LEAF, top="#5b6f87", legs=INK, look=-0.6, beard=True),
        ]
    )


def p37838():
    """A villa with an open door; stories come out."""
    return "".join(
        [
            backdrop(SKY),
            cloud(140, 170, 0.8),
            tree(70, 770, 480, MOSS, seed=31),
            tree(1140, 770, 500, LEAF, seed=33),
            rect(0, 750, 1200, 150, GRASS),
            path("M470 900Q540 800 540 750H660Q660 800 730 900Z", SAND),
            rect(250, 330, 700, 430, BUTTER),
            poly([(220, 340), (330, 200), (870, 200), (980, 340)], dark(BRICKDEEP, 0.1)),
            poly([(480, 340), (600, 170), (720, 340)], BUTTER),
            lines([(470, 346), (600, 164), (730, 346)], PAPER, 14),
            circ(600, 276, 36, PAPER),
            circ(600, 276, 27, GLASS_D),
            rect(210, 330, 780, 22, PAPER, 4),
            rect(850, 130, 50, 90, BRICKWALL),
            rect(842, 122, 66, 16, PAPER),
            *[window(x, 390, 96, 130) for x in (300, 440, 664, 804)],
            *[g(rect(x - 30, 385, 22, 142, LEAF), rect(x + 104, 385, 22, 142, LEAF)) for x in (300, 804)],
            window(300, 590, 120, 120),
            window(780, 590, 120, 120),
            rect(530, 540, 140, 215, PAPER, 4),
            rect(544, 554, 112, 200, SUN),
            poly([(656, 554), (740, 580), (740, 780), (656, 754)], DELFT),
            circ(725, 680, 7, SUN),
            rect(470, 530, 260, 18, PAPER, 4),
            rect(478, 545, 16, 215, PAPER),
            rect(706, 545, 16, 215, PAPER),
            rect(490, 750, 220, 16, STONE),
            rect(470, 764, 260, 18, KERB),
            person(600, 790, 1.1, skin=0, hair="bun", hc="white", top=CHALK, dress=True, glasses=True, mood="laugh", R=(72, -240)),
            person(310, 860, 1.3, skin=3, hair="fringe_bald", hc="grey", top=DELFT, legs=INK, pose="sit", look=0.5, mood="open", beard=True, R=(66, -170)),
            rect(240, 806, 150, 18, WOOD, 5),
            rect(250, 822, 14, 46, INK),
            rect(366, 822, 14, 46, INK),
            person(905, 870, 1.25, skin=1, hair="hijab", hc=BRICK_L, top=LEAF, dress=True, look=-0.5, L=(-60, -150)),
            person(1020, 870, 1.0, skin=4, hair="puffs", hc="black", top=SUN, legs=CHALK, child=True, look=-0.6, mood="open"),
            speech(440, 110, 190, 120, PAPER, 1, g(boat(0, 34, 130, DELFT, CHALK, 0.8), x=-4, y=0) + sunball(50, -24, 14)),
            speech(760, 96, 180, 120, PAPER, -1, heart(-40, 4, 1.0) + note(30, 22, 0.9, DELFT)),
            bed(240, 470, 790, 4, 30, 60, 34, r=18),
            bed(745, 850, 790, 6, 30, 60, 34, r=18),
        ]
    )
