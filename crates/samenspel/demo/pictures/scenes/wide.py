"""The wide pictures: both projects and the front page of the municipality."""

from kit.animals import *  # noqa: F403
from kit.core import *  # noqa: F403
from kit.craft import *  # noqa: F403
from kit.nature import *  # noqa: F403
from kit.people import *  # noqa: F403
from kit.things import *  # noqa: F403
from kit.town import *  # noqa: F403

W = 1600


def hero():
    """The neighbourhood along the water, where everybody makes something."""
    return "".join(
        [
            backdrop(SKY, W),
            sunball(1330, 150, 84),
            cloud(240, 110, 1.1),
            cloud(860, 90, 0.8),
            row(-10, 1610, 440, 330, seed=62),
            tree(60, 470, 300, MOSS, seed=2),
            tree(760, 470, 260, LEAF, seed=5),
            tree(1560, 470, 300, MOSS, seed=9),
            lamp(520, 446, 200),
            lamp(1180, 446, 200),
            bicycle(640, 450, 0.6, CHALK),
            bicycle(1010, 450, 0.6, LEAF, True),
            quay(440, W),
            rect(0, 486, W, 130, WATER),
            waves(0, W, 510, 600, k=18, seed=3),
            person(225, 650, 0.9, skin=3, hair="afro", hc="black", top=CHALK, pose="bust", look=0.4, mood="laugh", R=(40, -150), L=(-24, -170)),
            cello(233, 540, 0.72, "#9a4f26", 8),
            person(370, 650, 0.9, skin=0, hair="side", hc="blond", top=PAPER, pose="bust", pattern="vest", look=0.3, R=(72, -206), L=(46, -200)),
            trumpet(458, 464, 0.62, -10),
            boat(300, 604, 480, CHALK, PAPER),
            note(520, 400, 0.9, PAPER, True),
            duck(940, 580, 0.42, STONE),
            *[duck(1000 + i * 48, 584, 0.22, SUN, SUN) for i in range(3)],
            g(
                ell(0, 14, 210, 26, dark(WATER, 0.25)),
                rect(-200, -12, 400, 26, WOOD_D, 13),
                blob(0, -12, 192, 22, GRASS, 3, 10, 0.06),
                reeds(-130, -16, 120, 6, 4),
                flower("round", -40, -16, 80, PINK, 22),
                flower("daisy", 10, -16, 60, SUN, 22, CHALK),
                bush(90, -12, 120, 70, MOSS, 4),
                flower("round", 150, -14, 76, "#7a76b8", 20),
                x=1290,
                y=580,
            ),
            path("M-20 640Q800 600 1620 640V900H-20Z", SAND),
            path("M-20 640Q800 600 1620 640V662Q800 622 -20 662Z", dark(SAND, 0.08)),
            rect(20, 800, 360, 80, SOIL, 20),
            bed(30, 380, 830, 21, 70, 150, 40, r=28),
            person(180, 850, 1.1, skin=1, hair="hijab", hc=SUN, top=DELFT, legs=INK, pose="kneel", look=0.6, R=(82, -60), L=(40, -50)),
            bed(30, 170, 886, 23, 50, 90, 44, r=28),
            can(330, 850, 0.7, LEAF),
            person(545, 850, 1.15, skin=4, hair="puffs", hc="black", top=SUN, dress=True, child=True, mood="laugh", look=-0.4, L=(-60, -240)),
            butterfly(462, 560, 0.5, CHALK, SUN, -10),
            g(rect(-210, -100, 420, 20, WOOD_L, 8), rect(-200, -82, 16, 90, WOOD_D), rect(184, -82, 16, 90, WOOD_D), x=780, y=850),
            person(705, 850, 1.2, skin=0, hair="bun", hc="white", top=BRICK_L, legs=DELFT, pose="sit", glasses=True, look=0.5, R=(58, -110), L=(-54, -100)),
            person(
                865, 850, 1.2, skin=3, hair="short", hc="grey", top=LEAF, legs=INK, pose="sit", beard=True, look=-0.5, mood="laugh", L=(-58, -110), R=(54, -100)
            ),
            cup(785, 750, 0.5, CHALK),
            cat(1370, 864, 0.55),
            cargobike(
                1180,
                850,
                1.0,
                DELFT,
                load="".join([potplant(70, -140, 0.62, CHALK, "bloom"), potplant(125, -140, 0.62, SUN, "leafy"), potplant(172, -140, 0.55, DELFT, "sprig")]),
            ),
            person(1050, 850, 1.25, skin=2, hair="curly", hc="black", top=PAPER, legs=LEAF, pattern="stripes", look=0.6, mood="laugh", R=(76, -150)),
            person(1440, 860, 1.2, skin=0, hair="ponytail", hc="red", top=CHALK, legs=DELFT, look=-0.5, mood="open", L=(-80, -180), R=(50, -95)),
            person(1540, 860, 0.95, skin=0, hair="spiky", hc="red", top=LEAF, legs=INK, child=True, look=-0.6, L=(-66, -190)),
            football(1480, 866, 26),
        ]
    )


def hero_2021():
    """Afterwards: what was chosen has been made."""
    return "".join(
        [
            backdrop(BUTTER, W),
            sunball(280, 190, 96, CHALK_L),
            cloud(760, 110, 1, light(BUTTER, 0.5)),
            cloud(1320, 160, 0.8, light(BUTTER, 0.5)),
            row(-10, 1610, 470, 350, seed=71, roofs=("flat", "tiles", "flat", "spout")),
            rect(0, 468, W, 70, STONE),
            *[climber([(x, 470), (x + 6, 380), (x - 8, 300)], MOSS, x, 26, PINK) for x in (150, 520, 905, 1300)],
            *[hollyhock(x, 476, 130, c, k=5) for x, c in [(190, CHALK), (560, PINK), (870, CHALK_L), (1340, BRICK)]],
            tree(40, 540, 340, MOSS, seed=4),
            tree(1570, 540, 360, LEAF, seed=8),
            bench(720, 540, 220, s=0.8),
            bicycle(1120, 545, 0.62, DELFT),
            hill(560, 6, GRASS, 3, W),
            path("M-20 900V800Q400 730 800 770T1620 750V900Z", SAND),
            bed(30, 1580, 730, 41, 80, 180, 46),
            bed(-10, 540, 800, 43, 60, 120, 48),
            bed(1080, 1610, 800, 44, 60, 120, 48),
            buzz([(980, 350), (1060, 290), (1150, 350)]),
            bee(1210, 320, 1.1, -6),
            bee(420, 520, 0.7, 8, True),
            butterfly(640, 400, 0.8, CHALK, SUN, 14),
            butterfly(1420, 430, 0.6, DELFT, DELFT_L, -16),
            person(
                470, 860, 1.35, skin=0, hair="bun", hc="white", top="#7a76b8", dress=True, glasses=True, look=0.5, mood="laugh", L=(-60, -230), R=(40, -120)
            ),
            person(640, 870, 1.35, skin=4, hair="short", hc="black", top=DELFT, legs=INK, look=0.4, beard=True, L=(-40, -130), R=(60, -150), mood="smile"),
            person(810, 870, 1.1, skin=3, hair="puffs", hc="black", top=SUN, legs=CHALK, child=True, mood="laugh", L=(-54, -150), R=(54, -150)),
            g(
                circ(-16, 18, 13, "none", f'stroke="{INK}" stroke-width="7"'),
                circ(16, 18, 13, "none", f'stroke="{INK}" stroke-width="7"'),
                line(-10, 6, 14, -46, STEEL, 8),
                line(10, 6, -14, -46, STEEL, 8),
                x=812,
                y=688,
            ),
            person(980, 870, 1.35, skin=1, hair="hijab", hc=LEAF, top=BRICK_L, dress=True, look=-0.4, L=(-60, -150), R=(40, -130), mood="laugh"),
            person(
                1150, 860, 1.35, skin=0, hair="curly", hc="red", top=PAPER, legs=DELFT, pattern="stripes", look=-0.5, L=(-40, -130), R=(70, -240), mood="open"
            ),
            path("M400 700Q520 790 640 720T790 735", "none", CHALK, 15),
            path("M835 735Q930 790 1010 725T1230 700", "none", CHALK, 15),
            spade(1290, 830, 0.75, 6),
            person(1370, 860, 1.3, skin=2, hair="cap", hc=SUN, top=LEAF, legs=WOOD_D, look=-0.5, L=(-62, -150), R=(50, -95), mood="laugh"),
        ]
    )


def townhall():
    """The town hall of Voorbeeldstad with its square."""
    wall = mix(BRICKWALL, SAND, 0.15)
    return "".join(
        [
            backdrop(SKY, W),
            cloud(220, 150, 1.2),
            cloud(1330, 120, 1),
            blocks(640, 81, W, hmin=160, hmax=320),
            row(-10, 330, 640, 340, seed=3),
            row(1270, 1610, 640, 340, seed=8),
            rect(330, 270, 940, 390, wall),
            rect(310, 240, 980, 40, PAPER, 4),
            rect(330, 280, 940, 10, dark(wall, 0.2)),
            rect(330, 452, 940, 14, PAPER),
            *[window(x, 320, 78, 110) for x in (372, 492, 1030, 1150)],
            *[window(x, 500, 78, 130) for x in (372, 492, 1030, 1150)],
            poly([(590, 250), (800, 110), (1010, 250)], wall),
            lines([(578, 252), (800, 104), (1022, 252)], PAPER, 18),
            rect(610, 240, 380, 420, mix(wall, PAPER, 0.25)),
            *[rect(x, 280, 30, 380, PAPER) for x in (622, 742, 828, 948)],
            rect(600, 262, 400, 26, PAPER, 3),
            window(668, 310, 58, 110, cross=True),
            window(786 - 15, 310, 58, 110),
            window(874, 310, 58, 110),
            path("M746 660V530Q746 478 800 478T854 530V660Z", PAPER),
            path("M758 660V532Q758 490 800 490T842 532V660Z", DELFT),
            rect(797, 492, 6, 168, PAPER),
            window(668, 500, 58, 110),
            window(874, 500, 58, 110),
            circ(800, 196, 40, PAPER),
            circ(800, 196, 31, DELFT),
            lines([(800, 196), (800, 174)], PAPER, 5),
            lines([(800, 196), (816, 204)], PAPER, 5),
            rect(760, 66, 80, 58, wall),
            rect(750, 56, 100, 14, PAPER),
            path("M762 58Q768 22 800 8Q832 22 838 58Z", mix(LEAF, STEEL, 0.3)),
            circ(800, 8, 6, SUN),
            rect(779, 76, 42, 44, INK, 21),
            path("M786 108q0 -24 14 -24t14 24l6 6h-40z", SUN),
            line(1180, 240, 1180, 80, INK, 7),
            path("M1184 84q50 -22 90 0t80 -4v64q-40 18 -80 4t-90 4z", PAPER),
            path("M1184 84q50 -22 90 0t80 -4v22q-40 18 -80 4t-90 0z", CHALK),
            path("M1184 132q50 -22 90 -2t80 -6v22q-40 18 -80 4t-90 4z", DELFT),
            rect(690, 655, 220, 14, STONE),
            rect(670, 668, 260, 14, KERB),
            rect(650, 680, 300, 14, dark(KERB, 0.08)),
            pavement(690, W, c=mix(SAND, CHALK_L, 0.12), size=90),
            *[tree(x, 720, h, c, seed=s) for x, h, c, s in [(180, 330, MOSS, 3), (1430, 340, LEAF, 6)]],
            bench(380, 760, 230, s=0.85),
            person(400, 762, 0.95, skin=0, hair="fringe_bald", hc="white", top=LEAF, legs=DELFT, pose="sit", glasses=True, look=0.4),
            potplant(600, 700, 0.9, CHALK, "leafy"),
            potplant(1000, 700, 0.9, CHALK, "leafy"),
            person(640, 850, 1.15, skin=3, hair="bun", hc="black", top=SUN, dress=True, look=0.5, R=(70, -160), earring=CHALK),
            person(780, 850, 1.2, skin=0, hair="side", hc="brown", top=DELFT, legs=INK, look=-0.5, L=(-60, -120), mood="laugh"),
            letter(728, 668, 0.3, 8),
            person(1010, 850, 1.15, skin=1, hair="hijab", hc=LEAF, top=CHALK, legs=INK, pose="walk", look=0.6),
            person(1110, 860, 0.85, skin=1, hair="spiky", hc="dark", top=LEAF_L, legs=DELFT, child=True, pose="walk", look=0.4, mood="open", R=(60, -240)),
            g(
                bicycle(0, 0, 0.95, CHALK),
                person(-14, -66, 0.95, skin=4, hair="beanie", hc=SUN, top=LEAF, legs=INK, pose="side", R=(72, -150), L=(66, -150), look=0.6),
                x=210,
                y=870,
            ),
            *[
                g(
                    ell(0, -16, 24, 15, STEEL),
                    circ(20, -32, 10, STEEL),
                    poly([(28, -34), (38, -30), (28, -28)], SUN),
                    lines([(-4, -2), (-4, 8)], CHALK, 3),
                    lines([(6, -2), (6, 8)], CHALK, 3),
                    x=x,
                    y=y,
                )
                for x, y in [(1220, 800), (1300, 840), (1270, 760)]
            ],
        ]
    )
