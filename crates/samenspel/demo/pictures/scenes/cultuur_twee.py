"""Pictures of the plans under "Kunst en Cultuur", second part. Function names are plan numbers."""

import math

from kit.animals import *  # noqa: F403
from kit.core import *  # noqa: F403
from kit.craft import *  # noqa: F403
from kit.nature import *  # noqa: F403
from kit.people import *  # noqa: F403
from kit.things import *  # noqa: F403
from kit.town import *  # noqa: F403


def p37862():
    """A sewing room: machine, dress and fabric."""
    gown = g(
        path("M-48 -330q48 26 96 0q16 50 -6 100l-84 0q-22 -50 -6 -100z", CHALK),
        path("M-42 -230h84l96 200q-138 40 -276 0z", CHALK),
        *[path(f"M{-28 + i * 28} -226l{-60 + i * 56} 200", "none", dark(CHALK, 0.2), 5) for i in range(3)],
        rect(-46, -238, 92, 16, SUN),
        *[circ(-100 + i * 50, -60 + (i % 2) * 20, 9, SUN) for i in range(5)],
    )
    return "".join(
        [
            backdrop(ROSE),
            rect(0, 720, 1200, 180, WOOD_L),
            rect(60, 120, 400, 14, WOOD_D),
            rect(60, 260, 400, 14, WOOD_D),
            *[
                g(rect(-34, -h, 68, h, c, 30), ell(0, -h + 12, 34, 14, light(c, 0.3)), ell(0, -h + 12, 10, 5, WOOD_L), x=110 + i * 78, y=120)
                for i, (h, c) in enumerate([(70, CHALK), (88, DELFT), (64, SUN), (80, LEAF), (72, "#7a76b8")])
            ],
            *[
                g(rect(-60, -22 * k - 22, 120, 22, c, 6), x=130 + j * 136, y=260)
                for j in range(3)
                for k, c in enumerate([[DELFT_L, SUN, BRICK], [LEAF_L, CHALK, PAPER], [DELFT, CHALK_L, LEAF]][j])
            ],
            lines([(760, 60), (760, 0)], INK, 5),
            path("M690 120q0 -62 70 -62t70 62z", LEAF),
            ell(760, 120, 70, 9, SUN),
            mannequin(960, 830, 1.55, SAND, gown),
            person(
                760,
                870,
                1.55,
                skin=3,
                hair="bun",
                hc="black",
                top=DELFT,
                legs=INK,
                look=0.6,
                R=(84, -180),
                L=(-54, -96),
                mood="laugh",
                pattern="vest",
                earring=SUN,
            ),
            path("M830 560q40 30 70 4", "none", SUN, 9),
            person(330, 800, 1.55, skin=1, hair="hijab", hc=LEAF, top=SUN, pose="bust", look=0.4, L=(-54, -120), R=(70, -120)),
            table(330, 890, 580, 220, WOOD),
            sewing(370, 662, 0.95, DELFT),
            path("M90 664q40 -20 120 0t130 -4l-10 130q-120 30 -240 -10z", CHALK_L),
            *[circ(120 + i * 44, 700 + (i % 2) * 40, 9, PAPER) for i in range(5)],
            g(
                circ(-16, 34, 18, "none", f'stroke="{CHALK}" stroke-width="9"'),
                circ(26, 34, 18, "none", f'stroke="{CHALK}" stroke-width="9"'),
                line(-8, 18, 30, -50, STEEL, 9),
                line(18, 18, -20, -50, STEEL, 9),
                x=570,
                y=640,
                rot=70,
                s=0.8,
            ),
        ]
    )


def p37847():
    """Stories rise from a book."""
    return "".join(
        [
            backdrop(mix(DELFT, INK, 0.2)),
            *[
                circ(x, y, r, SUN)
                for x, y, r in [(120, 120, 5), (240, 250, 4), (990, 110, 5), (1100, 280, 4), (420, 70, 4), (820, 60, 5), (1050, 420, 4), (130, 430, 4)]
            ],
            ell(600, 480, 470, 430, mix(DELFT, INK, 0.02)),
            ell(600, 500, 370, 330, mix(SUN, DELFT, 0.72)),
            ell(600, 520, 270, 230, mix(SUN, DELFT, 0.5)),
            g(
                house(-200, 0, 110, 220, BRICKWALL, "step", 2, 3, (1, 2)),
                house(-90, 0, 120, 280, CHALK, "bell", 2, 3, (0, 3, 5)),
                house(30, 0, 100, 200, LEAF, "flat", 2, 2, (1,)),
                house(130, 0, 120, 260, BRICKDEEP, "spout", 2, 3, (2, 4)),
                x=590,
                y=640,
                s=0.9,
            ),
            tree(360, 640, 190, MOSS, seed=5),
            tree(850, 640, 210, LEAF, seed=8),
            g(boat(0, 0, 240, PAPER, CHALK, 0.7), x=330, y=260, rot=-6),
            path("M230 290q50 -16 100 0t100 0", "none", DELFT_L, 7),
            bird(820, 210, 0.8, CHALK, SUN, True),
            heart(600, 150, 1.5, BRICK_L),
            cat(920, 640, 0.55, PAPER),
            bicycle(250, 640, 0.55, SUN),
            note(710, 130, 1, PAPER, True),
            star(480, 130, 30),
            path("M600 860Q350 780 90 840V640Q350 590 600 660Q850 590 1110 640V840Q850 780 600 860Z", CHALK),
            path("M600 840Q350 760 110 815V625Q350 575 600 640Z", PAPER),
            path("M600 840Q850 760 1090 815V625Q850 575 600 640Z", light(SAND, 0.3)),
            line(600, 640, 600, 838, LINE, 5),
            *[path(f"M170 {680 + i * 36}q190 -36 370 16", "none", LINE, 8) for i in range(4)],
            *[path(f"M660 {696 + i * 36}q180 -52 370 -16", "none", LINE, 8) for i in range(4)],
        ]
    )


def p37832():
    """T-shirts on a line: an ode to baker, barber and greengrocer."""
    scissors = g(
        circ(-18, 24, 12, "none", f'stroke="{DELFT}" stroke-width="7"'),
        circ(18, 24, 12, "none", f'stroke="{DELFT}" stroke-width="7"'),
        line(-12, 14, 16, -40, DELFT, 8),
        line(12, 14, -16, -40, DELFT, 8),
        x=0,
        y=-10,
        s=1.1,
    )
    return "".join(
        [
            backdrop(SKY),
            row(0, 1200, 760, 560, seed=52),
            rect(0, 755, 1200, 150, STONE),
            rect(0, 755, 1200, 14, dark(STONE, 0.12)),
            path("M-20 150Q600 260 1220 140", "none", INK, 7),
            tshirt(210, 350, 1.65, PAPER, g(bread(0, 0, 0.52), x=0, y=-24)),
            tshirt(600, 385, 1.75, SUN, scissors),
            tshirt(990, 345, 1.65, CHALK, g(veg("tomato", -24, -14, 0.85), veg("lettuce", 24, -8, 0.62), x=0, y=-10)),
            *[rect(x, y, 16, 46, WOOD_L, 4) for x, y in [(125, 165), (278, 180), (512, 190), (672, 190), (905, 178), (1058, 160)]],
            person(230, 890, 1.35, skin=2, hair="short", hc="black", top=PAPER, legs=INK, pattern="apron", beard=True, mood="laugh", R=(54, -170)),
            baguette(316, 660, 0.8, 14),
            person(600, 895, 1.35, skin=4, hair="afro", hc="black", top=DELFT, legs=INK, mood="smile", L=(-70, -200), R=(70, -200), earring=SUN),
            person(960, 890, 1.35, skin=1, hair="hijab", hc=LEAF, top=BRICK_L, dress=True, pattern="apron", mood="laugh", L=(-40, -130), R=(40, -130)),
            crate(960, 760, 150, 62, content="".join(veg("apple", -40 + i * 40, -72, 0.75) for i in range(3))),
            circ(884, 740, 16, SKINS[1]),
            circ(1036, 740, 16, SKINS[1]),
        ]
    )


def p37849():
    """A film crew in a street of brick in the Amsterdam School style."""
    wall = BRICKWALL
    tower = [
        path("M480 700V330Q480 300 510 296V230Q510 180 545 90L600 -30L655 90Q690 180 690 230V296Q720 300 720 330V700Z", BRICKDEEP),
        *[rect(556 + i * 32, 250, 20, 70, SUN, 10) for i in range(3)],
        *[window(545 + (i % 2) * 62, 370 + (i // 2) * 110, 44, 66, cross=False) for i in range(6)],
    ]
    return "".join(
        [
            backdrop(BUTTER),
            sunball(1010, 140, 76, CHALK_L),
            path("M-20 700V320Q40 250 140 300T320 290T480 310V700Z", wall),
            path("M720 310Q800 250 900 300T1080 290T1220 300V700H720Z", wall),
            *[path(f"M-20 {420 + i * 130}H480M720 {420 + i * 130}H1220", "none", dark(wall, 0.18), 12) for i in range(2)],
            *tower,
            *[
                g(rect(-50, -36, 100, 72, PAPER, 20), rect(-42, -28, 84, 56, GLASS_D, 14), rect(-2, -28, 4, 56, PAPER), x=x, y=y)
                for x in (80, 220, 360, 840, 980, 1120)
                for y in (370, 490)
            ],
            *[g(path("M-36 90V0q0 -40 36 -40t36 40v90z", PAPER), path("M-28 90V2q0 -34 28 -34t28 34v88z", LEAF), x=x, y=610) for x in (150, 330, 880, 1060)],
            rect(0, 695, 1200, 210, STONE),
            *[line(x, 700, x - 40, 900, dark(STONE, 0.1), 4) for x in range(60, 1300, 140)],
            person(300, 880, 1.55, skin=4, hair="cap", hc=CHALK, top=DELFT, legs=INK, look=0.6, R=(68, -190), L=(46, -180), beard=True),
            camera(440, 640, 1.35, 176),
            person(950, 860, 1.45, skin=0, hair="bun", hc="white", top=CHALK, dress=True, look=-0.6, mood="open", L=(-74, -190), R=(56, -150), glasses=True),
            person(1080, 860, 1.4, skin=2, hair="short", hc="grey", top=LEAF, legs=INK, look=-0.5, mood="laugh", pattern="vest"),
            g(line(0, 0, 170, -270, STEEL, 9), g(rect(-60, -24, 120, 48, INK, 24), x=190, y=-290, rot=14), x=640, y=670),
            person(650, 875, 1.35, skin=1, hair="hijab", hc=SUN, top=BRICK_L, legs=DELFT, look=0.6, L=(-14, -150), R=(30, -216)),
            g(
                rect(-70, -50, 140, 96, INK, 6),
                g(
                    rect(-70, -26, 140, 26, INK, 4),
                    *[poly([(-60 + i * 36, -26), (-42 + i * 36, -26), (-52 + i * 36, 0), (-70 + i * 36, 0)], PAPER) for i in range(4)],
                    x=0,
                    y=-50,
                    rot=-12,
                ),
                *[line(-50, -16 + i * 24, 50, -16 + i * 24, STEEL, 5) for i in range(3)],
                x=130,
                y=800,
            ),
        ]
    )


def p37869():
    """A caravan full of wonders."""
    return "".join(
        [
            backdrop(NIGHT),
            *[
                star(x, y, r, c, 4, 0.3)
                for x, y, r, c in [
                    (90, 90, 20, SUN),
                    (240, 190, 13, PAPER),
                    (120, 330, 14, CHALK_L),
                    (1080, 100, 22, SUN),
                    (960, 60, 12, PAPER),
                    (1130, 280, 14, LEAF_L),
                    (1050, 400, 12, SUN),
                    (60, 480, 10, PAPER),
                ]
            ],
            g(circ(0, 0, 58, CHALK_L), path("M-100 14Q0 54 100 -14", "none", SUN, 9), x=960, y=220),
            hill(760, 10, mix(LEAF, NIGHT, 0.45), 5),
            path("M250 710V400Q250 250 410 240H800Q950 250 950 400V710Z", CHALK),
            path("M250 560H950V710H250Z", SUN),
            path("M250 548H950", "none", PAPER, 14),
            path("M232 400Q240 220 410 212H800Q960 220 968 400Q600 340 232 400Z", DELFT),
            *[circ(300 + i * 75, 372 - 10 * math.sin(i / 8 * math.pi) * 1.8, 13, SUN) for i in range(9)],
            *[path(f"M{270 + i * 68} 710v-70q34 -50 68 0v70z", [CHALK, LEAF, DELFT][i % 3]) for i in range(10)],
            circ(390, 800 - 50, 62, INK),
            circ(390, 750, 40, SUN),
            circ(390, 750, 12, INK),
            circ(810, 750, 62, INK),
            circ(810, 750, 40, SUN),
            circ(810, 750, 12, INK),
            line(950, 690, 1060, 740, INK, 13),
            rect(640, 420, 170, 290, PAPER, 80),
            rect(656, 436, 138, 274, mix("#4b2a57", INK, 0.2), 66),
            star(725, 510, 28),
            star(690, 580, 14, CHALK_L),
            star(765, 600, 16, LEAF_L),
            circ(725, 660, 26, DELFT_L),
            curtain(650, 440, 40, 270, BRICK, 2, 1),
            curtain(760, 440, 40, 270, BRICK, 2, -1),
            circ(440, 480, 84, PAPER),
            circ(440, 480, 70, mix("#4b2a57", INK, 0.2)),
            clip(
                '<circle cx="440" cy="480" r="70"/>',
                globe(420, 500, 40),
                star(480, 440, 14),
                star(400, 430, 10, CHALK_L),
                g(path("M-30 0q30 -26 60 0l14 -12v24l-14 -12q-30 26 -60 0z", SUN), x=478, y=500),
            ),
            path("M640 712h170l20 60h-210z", WOOD),
            rect(630, 764, 190, 14, WOOD_D),
            g(
                *[path(f"M0 0Q{dx} -60 {dx * 1.4} -150", "none", c, 7) for dx, c in [(-60, SUN), (-20, CHALK_L), (20, LEAF_L), (60, DELFT_L)]],
                *[star(dx * 1.4, -150, 18, c) for dx, c in [(-60, SUN), (-20, CHALK_L), (20, LEAF_L), (60, DELFT_L)]],
                x=600,
                y=220,
            ),
            person(560, 870, 1.25, skin=4, hair="puffs", hc="black", top=LEAF_L, legs=DELFT, child=True, back=True, R=(70, -200), L=(-50, -100)),
            person(930, 880, 1.2, skin=0, hair="curly", hc="red", top=SUN, legs=CHALK, child=True, look=-0.5, mood="open", L=(-84, -210)),
            person(170, 880, 1.45, skin=2, hair="short", hc="black", top=BRICK, legs=INK, look=0.5, pattern="vest", mood="laugh", R=(84, -190), L=(-50, -96)),
            rect(124, 460, 94, 14, INK, 5),
            rect(138, 390, 66, 74, INK, 4),
            rect(138, 442, 66, 14, CHALK),
        ]
    )


def p37850():
    """A chest with treasures from kitchens and attics."""
    return "".join(
        [
            backdrop(BUTTER),
            *[
                poly(
                    [
                        (600, 430),
                        (600 + 1300 * math.cos(math.radians(a)), 430 + 1300 * math.sin(math.radians(a))),
                        (600 + 1300 * math.cos(math.radians(a + 9)), 430 + 1300 * math.sin(math.radians(a + 9))),
                    ],
                    mix(SUN, BUTTER, 0.4),
                )
                for a in range(0, 360, 18)
            ],
            rect(0, 720, 1200, 180, mix(CHALK_L, SAND, 0.4)),
            chest(
                600,
                840,
                1.75,
                WOOD,
                "".join(
                    [
                        g(rect(-44, -60, 88, 110, SUN, 4), rect(-34, -50, 68, 90, SKY), head(0, 0, 0.62, 3, "bun", "black", 0), x=-110, y=-215, rot=-14),
                        g(cello(0, 0, 0.62, "#9a4f26"), x=-20, y=-225, rot=14),
                        teapot(82, -140, 0.85, DELFT),
                        g(
                            path("M-34 0q0 -50 34 -50t34 50q-34 16 -68 0z", PINK),
                            *[line(-20 + i * 14, -38 + abs(i - 1) * 6, -24 + i * 16, 2, dark(PINK, 0.2), 4) for i in range(4)],
                            x=-60,
                            y=-145,
                        ),
                        g(
                            path("M-50 20v-70q0 -20 50 -20t50 20v70z", CHALK),
                            *[path("M-50 -20l16 -14l16 14l18 -14l16 14l16 -14l18 14", "none", SUN, 5)],
                            x=150,
                            y=-160,
                            rot=8,
                        ),
                        g(circ(0, 0, 24, "none", f'stroke="{SUN}" stroke-width="8"'), poly([(-14, -22), (14, -22), (0, -44)], DELFT_L), x=10, y=-160),
                    ]
                ),
            ),
            person(170, 880, 1.45, skin=0, hair="wavy", hc="white", top=LEAF, dress=True, look=0.6, glasses=True, R=(70, -190), L=(-50, -90), mood="laugh"),
            openbook(288, 590, 0.5, BRICK, 8),
            person(1040, 880, 1.45, skin=4, hair="turban", hc=CHALK, top=DELFT, legs=INK, look=-0.6, mood="laugh", L=(-80, -190), R=(50, -90)),
            radio(905, 600, 0.34, LEAF),
            star(380, 200, 26, CHALK_L, 4, 0.3),
            star(820, 170, 32, CHALK, 4, 0.3),
            star(600, 110, 22, CHALK_L, 4, 0.3),
            star(250, 330, 16, CHALK, 4, 0.3),
            star(960, 330, 18, CHALK_L, 4, 0.3),
        ]
    )


def p37859():
    """People build a giant bird of paper and wood."""
    feathers = [leaf(60 - i * 40, -30 + (i % 2) * 24, 210 - i * 12, 196 - i * 9, [CHALK, SUN, DELFT_L, LEAF_L, BRICK_L][i % 5]) for i in range(7)]
    return "".join(
        [
            backdrop(mix(DELFT_L, PAPER, 0.5)),
            rect(0, 720, 1200, 180, WOOD_L),
            lights(-20, 60, 1220, 60, 60, 14, PAPER),
            g(
                rect(-10, 90, 20, 250, WOOD),
                lines([(-120, 350), (0, 290), (120, 350)], WOOD, 18),
                *feathers,
                ell(0, 0, 200, 120, PAPER),
                *[path(f"M{-150 + i * 50} {-60 + (i % 2) * 30}q24 40 50 0", "none", LINE, 6) for i in range(6)],
                *[path(f"M{-130 + i * 50} {0 + (i % 2) * 30}q24 40 50 0", "none", LINE, 6) for i in range(5)],
                circ(190, -130, 92, PAPER),
                path("M120 -60Q190 -30 250 -70L200 20Q120 40 60 -10Z", PAPER),
                poly([(270, -150), (390, -116), (268, -96)], SUN),
                circ(214, -150, 17, INK),
                circ(220, -156, 5, PAPER),
                *[leaf(170 + i * 14, -214, 80, -120 + i * 22, [CHALK, SUN, DELFT][i]) for i in range(3)],
                leaf(40, 30, 210, 168, CHALK),
                leaf(40, 10, 190, 184, SUN),
                leaf(40, 50, 170, 150, DELFT),
                x=560,
                y=380,
            ),
            ladder(790, 860, 470, 100, WOOD),
            person(845, 690, 1.2, skin=1, hair="hijab", hc=LEAF, top=SUN, legs=INK, back=True, L=(-84, -230), R=(40, -110)),
            brush(740, 400, 0.8, CHALK, 150),
            person(
                190,
                880,
                1.5,
                skin=4,
                hair="short",
                hc="grey",
                top=DELFT,
                legs=INK,
                look=0.6,
                mood="laugh",
                R=(88, -210),
                L=(-50, -96),
                pattern="apron",
                beard=True,
            ),
            g(rect(-6, 0, 12, 80, WOOD), rect(-34, -22, 68, 30, STEEL, 5), x=330, y=510, rot=30),
            person(1060, 880, 1.45, skin=0, hair="curly", hc="red", top=CHALK, legs=DELFT, look=-0.6, mood="open", L=(-56, -150), R=(56, -150)),
            g(*[rect(-54, -16 - i * 12, 108, 12, c, 2) for i, c in enumerate([SUN, BRICK_L, DELFT_L, LEAF_L, PAPER])], x=1060, y=668),
            circ(985, 655, 17, SKINS[0]),
            circ(1135, 655, 17, SKINS[0]),
            paintpot(420, 870, 0.95, CHALK),
            paintpot(510, 878, 0.85, DELFT),
            person(660, 885, 1.1, skin=3, hair="braids", hc="black", top=LEAF_L, legs=CHALK, child=True, look=-0.3, L=(-70, -200), mood="laugh", R=(52, -110)),
        ]
    )


def p37861():
    """Dancers that seem to float in their sleep."""
    deep = mix("#4b2a57", DELFT, 0.45)
    return "".join(
        [
            backdrop(deep),
            circ(940, 190, 110, BUTTER),
            *[
                star(x, y, r, SUN, 4, 0.3)
                for x, y, r in [(120, 110, 18), (320, 70, 12), (560, 130, 16), (720, 60, 10), (1120, 80, 14), (1100, 400, 16), (70, 420, 12)]
            ],
            path("M-20 620Q200 480 420 600T860 560T1220 600V920H-20Z", mix(deep, DELFT_L, 0.25)),
            path("M-20 720Q260 600 560 720T1220 700V920H-20Z", mix(deep, DELFT_L, 0.45)),
            path("M-20 830Q300 740 640 820T1220 800V920H-20Z", mix(deep, DELFT_L, 0.68)),
            path("M-40 560C160 300 420 640 620 430S1000 120 1260 360", "none", CHALK_L, 44),
            path("M-40 330C240 160 380 480 660 560S1060 420 1260 640", "none", SUN, 34),
            path("M-40 760C260 820 420 560 640 660S1000 820 1260 560", "none", LEAF_L, 40),
            g(
                person(
                    0, 150, 1.3, skin=3, hair="afro", hc="black", top=CHALK, legs=CHALK, mood="sleep", L=(-90, -250), R=(70, -270), FL=(-30, 0), FR=(44, -20)
                ),
                x=300,
                y=330,
                rot=-62,
            ),
            g(
                person(
                    0, 150, 1.3, skin=0, hair="bun", hc="blond", top=PAPER, dress=True, mood="sleep", L=(-100, -220), R=(100, -220), FL=(-46, -10), FR=(30, 0)
                ),
                x=660,
                y=500,
                rot=14,
            ),
            g(
                person(
                    0,
                    150,
                    1.3,
                    skin=1,
                    hair="short",
                    hc="black",
                    top=BRICK_L,
                    legs=BRICK_L,
                    mood="sleep",
                    L=(-80, -240),
                    R=(96, -190),
                    FL=(-50, -20),
                    FR=(60, -34),
                ),
                x=1000,
                y=620,
                rot=52,
            ),
        ]
    )


def p37834():
    """Hundreds of small squares form the earth on a wall."""
    cells = []
    for r in range(13):
        for c in range(22):
            x, y = 160 + c * 40, 70 + r * 40
            d = math.hypot(x + 17 - 600, y + 17 - 325)
            if d < 205:
                land = math.sin((x - 80) / 74) + math.cos((y + 30) / 62) > 0.35
                col = [GRASS, LEAF, MOSS, LEAF_L][(r * 5 + c * 3) % 4] if land else [DELFT, WATER, DELFT_L, WATER_L][(r * 3 + c * 7) % 4]
            else:
                col = [SAND, BUTTER, PEACH, light(SUN, 0.5), SAND, ROSE][(r * 7 + c * 5) % 6]
            cells.append(rect(x, y, 35, 35, col, 2))
    return "".join(
        [
            backdrop(PAPER),
            rect(146, 56, 908, 544, dark(SAND, 0.06), 4),
            *cells,
            rect(0, 680, 1200, 220, WOOD_L),
            rect(0, 672, 1200, 12, WOOD),
            person(230, 880, 1.5, skin=0, hair="ponytail", hc="blond", top=DELFT, legs=INK, back=True),
            person(370, 890, 1.1, skin=0, hair="spiky", hc="dark", top=SUN, legs=LEAF, child=True, back=True, R=(62, -240)),
            person(840, 885, 1.5, skin=4, hair="afro", hc="black", top=CHALK, dress=True, look=-0.6, L=(-80, -220), R=(50, -90), mood="open", earring=SUN),
            person(1010, 885, 1.5, skin=1, hair="fringe_bald", hc="white", top=LEAF, legs="#5b6f87", look=-0.6, glasses=True, pattern="vest"),
            person(600, 880, 1.25, skin=2, hair="hijab", hc=PINK, top="#7a76b8", dress=True, back=True, R=(40, -240)),
            rect(632, 545, 42, 42, CHALK, 2),
        ]
    )
