"""Pictures of the plans under "Kunst en Cultuur", first part. Function names are plan numbers."""

from kit.animals import *  # noqa: F403
from kit.core import *  # noqa: F403
from kit.craft import *  # noqa: F403
from kit.nature import *  # noqa: F403
from kit.people import *  # noqa: F403
from kit.things import *  # noqa: F403
from kit.town import *  # noqa: F403


def p37825():
    """A mural of many faces, and the people who paint it."""
    cols = [CHALK, SUN, DELFT, LEAF, BRICK_L, DELFT_L, "#7a76b8", LEAF_L]
    faces = [
        dict(skin=5, hair="afro", hc="black"),
        dict(skin=0, hair="curly", hc="red"),
        dict(skin=2, hair="hijab", hc=SUN),
        dict(skin=3, hair="turban", hc=PAPER),
        dict(skin=1, hair="bob", hc="black"),
        dict(skin=4, hair="braids", hc="black"),
        dict(skin=0, hair="bun", hc="white", glasses=True),
        dict(skin=2, hair="short", hc="black", beard=True),
    ]
    panels = []
    for i, f in enumerate(faces):
        c, r = i % 4, i // 4
        x, y = 150 + c * 225, 50 + r * 240
        shape = f'<rect x="{x}" y="{y}" width="225" height="240"/>'
        panels.append(
            clip(
                shape,
                rect(x, y, 225, 240, cols[i]),
                circ(x + 112, y + 134, 100, light(cols[i], 0.3)),
                head(x + 112, y + 138, 1.85, look=[0.5, -0.4, 0.3, -0.5, -0.4, 0.4, -0.3, 0.5][i], mood=["smile", "laugh"][i % 2], **f),
            )
        )
    return "".join(
        [
            backdrop(BRICKWALL),
            *[
                rect(x * 110 + (50 if y % 2 else 0) - 60, y * 46 + 6, 102, 38, mix(BRICKWALL, SAND, 0.05 * ((x + y * 2) % 4)), 3)
                for x in range(13)
                for y in range(17)
            ],
            rect(138, 38, 924, 504, PAPER),
            *panels,
            rect(0, 760, 1200, 140, STONE),
            *[line(x, 760, x - 30, 900, dark(STONE, 0.1), 4) for x in range(60, 1300, 150)],
            ladder(905, 850, 560, 110, WOOD_L),
            person(960, 660, 1.3, skin=4, hair="short", hc="black", top=PAPER, legs=DELFT, back=True, L=(-80, -250), R=(50, -110)),
            brush(850, 312, 1, SUN, 160),
            person(250, 880, 1.4, skin=0, hair="ponytail", hc="blond", top=LEAF, legs=INK, back=True, R=(80, -250), L=(-56, -100)),
            brush(364, 508, 1, CHALK, 200),
            person(600, 885, 1.3, skin=2, hair="hijab", hc=DELFT, top=SUN, dress=True, look=0.4, L=(-50, -96), R=(64, -150), mood="laugh"),
            paintpot(420, 870, 1, CHALK),
            paintpot(720, 874, 1, SUN),
            paintpot(810, 878, 0.9, DELFT),
        ]
    )


def p37833():
    """An open-air cinema in a building pit."""
    film = "".join(
        [
            rect(0, 0, 520, 300, SUN),
            sunball(390, 110, 66, CHALK_L),
            hill(240, 12, BRICK, 3, 520, 300),
            g(
                bicycle(0, 0, 0.8, INK),
                person(-20, -60, 0.55, skin=0, hair="bun", hc="dark", top=PAPER, legs=INK, pose="side", R=(70, -190), L=(60, -190)),
                x=230,
                y=272,
            ),
        ]
    )
    return "".join(
        [
            backdrop(DUSK),
            *[circ(x, y, 3.5, SUN) for x, y in [(80, 80), (250, 140), (420, 50), (760, 70), (1120, 120), (980, 50), (60, 250), (1150, 260)]],
            circ(1060, 110, 46, BUTTER),
            blocks(430, 31, hmin=120, hmax=260, c=mix(DUSK, INK, 0.35)),
            crane(170, 470, 420, mix(SUN, CHALK, 0.25)),
            path("M0 430H120V560H1080V430H1200V900H0Z", mix(SOIL, INK, 0.3)),
            *[rect(130 + i * 59, 430, 46, 140, mix(SOIL, STEEL, 0.25 + 0.1 * (i % 2))) for i in range(16)],
            rect(120, 424, 960, 18, mix(WOOD_D, INK, 0.3)),
            poly([(0, 570), (1200, 570), (1200, 900), (0, 900)], mix(SOIL, WOOD_L, 0.25)),
            poly([(340, 510), (860, 510), (1130, 900), (70, 900)], mix(SUN, WOOD_L, 0.35)),
            line(330, 560, 330, 190, INK, 14),
            line(870, 560, 870, 190, INK, 14),
            screen(340, 200, 520, 300, film, INK, False),
            lights(-20, 330, 330, 230, 30, 8),
            lights(870, 230, 1220, 330, 30, 8),
            crowd_back(1000, [170, 340, 520, 690, 870, 1040], 4, 1.15),
            *[
                g(path("M-80 0L-66 -130Q0 -150 66 -130L80 0Z", c), path("M-66 -130Q0 -150 66 -130", "none", PAPER, 6), x=x, y=930)
                for x, c in [(170, CHALK), (340, SUN), (520, DELFT_L), (690, LEAF_L), (870, CHALK), (1040, SUN)]
            ],
        ]
    )


def p37841():
    """People with headphones look at an old film by night."""
    who = [
        dict(skin=0, hair="bob", hc="red", top=SUN, mood="open"),
        dict(skin=4, hair="short", hc="black", top=CHALK, mood="laugh", beard=True),
        dict(skin=1, hair="bun", hc="grey", top=DELFT_L, glasses=True, mood="smile"),
        dict(skin=2, hair="curly", hc="black", top=LEAF, mood="open"),
    ]
    cols = [LEAF_L, DELFT_L, CHALK_L, SUN]
    xs = [190, 460, 740, 1010]
    return "".join(
        [
            backdrop(NIGHT),
            *[
                circ(x, y, 3.5, SUN)
                for x, y in [(60, 60), (180, 180), (330, 70), (520, 160), (700, 50), (860, 190), (1100, 90), (1000, 230), (90, 320), (1150, 330)]
            ],
            blocks(560, 34, hmin=160, hmax=330, c=mix(DELFT, NIGHT, 0.6)),
            *[rect(x, y, 20, 28, SUN) for x, y in [(90, 440), (300, 400), (930, 430), (1090, 410)]],
            lights(-20, 90, 1220, 90, 110, 16, SUN, mix(INK, STEEL, 0.2)),
            poly([(-40, 900), (1240, 900), (940, 560), (260, 560)], mix(LEAF, NIGHT, 0.6)),
            g(rect(-46, -46, 92, 60, INK, 8), circ(0, -14, 20, SUN), line(-30, 14, -60, 120, INK, 8), line(30, 14, 60, 120, INK, 8), x=600, y=330),
            poly([(585, 316), (615, 316), (1320, 900), (-120, 900)], mix(SUN, NIGHT, 0.78)),
            *[
                person(x, 1120 + (i % 2) * 24, 2.2, pose="bust", look=[0.4, 0.1, -0.1, -0.4][i], L=(-54, -100), R=(54, -100), **w)
                for i, (x, w) in enumerate(zip(xs, who))
            ],
            *[headphones(x + [8, 2, -2, -8][i], 1120 + (i % 2) * 24 - 554, 2.05, cols[i]) for i, x in enumerate(xs)],
            *[
                g(
                    path("M-52 -100L-38 40H38L52 -100Z", PAPER),
                    *[path(f"M{-44 + i * 26} -100l{6 - i * 3} 140h14l{0} -140z", CHALK) for i in (0, 2)],
                    *[circ(-40 + i * 20, -108 - (i % 2) * 14, 17, BUTTER) for i in range(5)],
                    x=600,
                    y=872,
                )
            ],
        ]
    )


def p37855():
    """A route of lights along the water in the dark."""
    return "".join(
        [
            backdrop(NIGHT),
            circ(990, 120, 54, BUTTER),
            circ(1012, 106, 48, NIGHT),
            *[circ(x, y, 3.5, PAPER) for x, y in [(90, 70), (260, 130), (430, 40), (620, 110), (800, 60), (1130, 220), (60, 210)]],
            row(
                0,
                1200,
                500,
                300,
                seed=41,
                lit=0.45,
                walls=(mix(BRICKDEEP, NIGHT, 0.45), mix(DELFT, NIGHT, 0.4), mix(BRICK, NIGHT, 0.5), mix(STEEL, NIGHT, 0.6)),
                glass=mix(NIGHT, INK, 0.3),
            ),
            rect(0, 498, 1200, 50, mix(KERB, NIGHT, 0.5)),
            rect(0, 548, 1200, 160, mix(DELFT, NIGHT, 0.45)),
            *[
                rect(x, 560 + (i % 3) * 30, 80, 7, c, 3)
                for i, (x, c) in enumerate(
                    [(120, SUN), (250, CHALK_L), (430, SUN), (560, LEAF_L), (760, SUN), (900, CHALK_L), (1050, SUN), (340, DELFT_L), (680, SUN)]
                )
            ],
            rect(0, 700, 1200, 200, mix(STONE, NIGHT, 0.6)),
            lights(-20, 250, 420, 200, 60, 8),
            lights(420, 200, 820, 240, 60, 8),
            lights(820, 240, 1220, 220, 60, 8),
            g(*[leaf(0, 0, 120, a, c) for a, c in [(-150, CHALK_L), (-120, SUN), (-90, BRICK_L), (-60, SUN), (-30, CHALK_L)]], x=230, y=640),
            g(*[leaf(0, 0, 120, a, c) for a, c in [(-150, DELFT_L), (-120, LEAF_L), (-90, PAPER), (-60, LEAF_L), (-30, DELFT_L)]], x=930, y=650),
            ell(230, 645, 90, 12, SUN),
            ell(930, 655, 90, 12, LEAF_L),
            person(210, 870, 1.4, skin=1, hair="long", hc="black", top=CHALK, legs=INK, pose="walk", look=0.5, R=(72, -220)),
            line(310, 560, 340, 470, WOOD_D, 7),
            lantern(342, 552, 0.9, CHALK_L, "round"),
            person(
                480,
                875,
                1.1,
                skin=4,
                hair="puffs",
                hc="black",
                top=SUN,
                legs=DELFT,
                child=True,
                pose="walk",
                look=0.5,
                mood="open",
                R=(64, -230),
                pattern="scarf",
            ),
            line(550, 622, 575, 540, WOOD_D, 7),
            lantern(577, 618, 0.85, SUN, "star"),
            person(730, 880, 1.1, skin=0, hair="beanie", hc=CHALK, top=LEAF, legs=INK, child=True, pose="walk", look=0.4, R=(64, -230), mood="laugh"),
            line(800, 628, 826, 550, WOOD_D, 7),
            lantern(830, 626, 0.85, DELFT_L, "fish"),
            person(
                1000, 870, 1.4, skin=2, hair="fringe_bald", hc="grey", top=DELFT, legs=INK, pose="walk", look=0.3, beard=True, R=(70, -220), pattern="scarf"
            ),
            line(1098, 562, 1122, 470, WOOD_D, 7),
            lantern(1124, 548, 0.9, BUTTER, "house"),
        ]
    )


def p37863():
    """A big cheerful pig on the pier."""
    return "".join(
        [
            backdrop(SKY),
            cloud(180, 130, 1.1),
            cloud(960, 100, 0.9),
            sunball(640, 130, 66),
            blocks(430, 37, hmin=50, hmax=150),
            rect(0, 430, 1200, 480, WATER),
            waves(0, 1200, 450, 640, k=18, seed=6),
            g(
                boat(0, 0, 260, PAPER, CHALK),
                path("M-10 -70V-300L120 -90Z", PAPER),
                path("M-24 -70V-280L-120 -90Z", CHALK_L),
                rect(-20, -310, 9, 250, WOOD_D),
                x=130,
                y=560,
                s=0.8,
            ),
            g(
                path("M-150 -40H170l-30 60H-110z", INK),
                rect(-90, -90, 130, 50, PAPER),
                rect(-60, -76, 22, 20, GLASS_D),
                rect(-20, -76, 22, 20, GLASS_D),
                rect(-20, -140, 40, 50, CHALK),
                rect(-150, -24, 310, 10, CHALK),
                x=1010,
                y=520,
                s=0.8,
            ),
            rect(-20, 690, 1240, 220, KERB),
            rect(-20, 690, 1240, 20, light(KERB, 0.4)),
            *[line(x, 712, x, 900, dark(KERB, 0.1), 5) for x in range(60, 1240, 130)],
            line(-20, 800, 1220, 800, dark(KERB, 0.1), 5),
            *[g(rect(-22, -60, 44, 60, INK, 8), rect(-30, -70, 60, 18, INK, 8), x=x, y=720) for x in (60, 1150)],
            tuft(260, 710, 1.3),
            tuft(950, 706, 1.2),
            pig(600, 800, 1.9),
            person(180, 870, 1.15, skin=4, hair="braids", hc="black", top=SUN, dress=True, child=True, look=0.7, mood="laugh", R=(70, -240), L=(-54, -200)),
            person(300, 880, 1.4, skin=0, hair="fringe_bald", hc="white", top=DELFT, legs=INK, look=0.6, glasses=True, R=(70, -150)),
            person(1010, 880, 1.15, skin=1, hair="spiky", hc="dark", top=LEAF, legs=CHALK, child=True, look=-0.7, mood="open", L=(-80, -190)),
            bird(560, 440, 0.62, DELFT),
            *[path(f"M{x} {y}q14 -16 28 0q14 -16 28 0", "none", INK, 5) for x, y in [(350, 220), (430, 270), (820, 240)]],
        ]
    )


def p37866():
    """Musicians on a boat play for people on the bridge."""
    return "".join(
        [
            backdrop(PEACH),
            row(0, 1200, 400, 320, seed=46),
            rect(0, 398, 1200, 50, KERB),
            rect(0, 440, 1200, 460, WATER),
            waves(0, 1200, 480, 880, k=22, seed=9),
            bridge(-60, 440, 1320, 330, BRICKDEEP),
            *[
                person(x, 350 + abs(x - 600) * 0.17, 0.8, pose="bust", look=(600 - x) / 900, **w)
                for x, w in [
                    (170, dict(skin=0, hair="curly", hc="red", top=LEAF, mood="laugh", R=(50, -220))),
                    (300, dict(skin=4, hair="short", hc="black", top=SUN)),
                    (430, dict(skin=1, hair="hijab", hc=DELFT, top=CHALK, mood="laugh")),
                    (760, dict(skin=0, hair="bun", hc="white", top="#7a76b8", glasses=True)),
                    (890, dict(skin=2, hair="bob", hc="black", top=BRICK_L, mood="open", L=(-50, -230))),
                    (1020, dict(skin=0, hair="cap", hc=CHALK, top=DELFT)),
                ]
            ],
            path("M-60 440Q600 -55 1260 440", "none", light(BRICKDEEP, 0.5), 24),
            note(240, 560, 1.3, PAPER, True),
            note(960, 540, 1.3, PAPER),
            note(840, 470, 0.9, SUN, True),
            note(390, 500, 0.9, SUN),
            person(420, 810, 1.35, skin=3, hair="afro", hc="black", top=CHALK, pose="bust", look=0.4, mood="laugh", R=(40, -150), L=(-24, -190)),
            person(650, 800, 1.4, skin=0, hair="side", hc="blond", top=PAPER, pose="bust", pattern="vest", look=0.3, R=(72, -206), L=(46, -200)),
            person(915, 810, 1.3, skin=4, hair="turban", hc=SUN, top=DELFT, pose="bust", look=-0.4, mood="sing", L=(-30, -170), R=(40, -150)),
            cello(432, 640, 1.15, "#9a4f26", 8),
            g(rect(-3, -4, 160, 7, WOOD_D), x=380, y=600, rot=12),
            circ(388, 552, 16, SKINS[3]),
            circ(474, 608, 16, SKINS[3]),
            trumpet(748, 512, 0.82, -12),
            guitar(915, 650, 1.0, WOOD, 62),
            circ(870, 628, 16, SKINS[4]),
            circ(990, 612, 16, SKINS[4]),
            boat(610, 770, 820, LEAF, PAPER),
            *[poly([(280 + i * 62, 716), (320 + i * 62, 716), (300 + i * 62, 752)], [SUN, CHALK, PAPER, DELFT_L][i % 4]) for i in range(10)],
            duck(150, 830, 0.7, STONE, LEAF),
            *[duck(1010 + i * 70, 850, 0.36, SUN, SUN) for i in range(2)],
        ]
    )


def p37845():
    """A singer on an open stage."""
    return "".join(
        [
            backdrop("#4b2a57"),
            beam(240, -10, 330, 760, 720, mix("#4b2a57", SUN, 0.22)),
            beam(960, -10, 440, 870, 720, mix("#4b2a57", CHALK_L, 0.25)),
            poly([(330, 720), (240, -10), (250, -10), (760, 720)], mix("#4b2a57", SUN, 0.22)),
            ell(600, 730, 330, 40, mix("#4b2a57", SUN, 0.45)),
            rect(0, 725, 1200, 24, WOOD_L),
            rect(0, 745, 1200, 160, dark("#4b2a57", 0.45)),
            ell(600, 728, 330, 26, SUN),
            spot(240, 30, 8, INK),
            spot(960, 30, -8, INK),
            spot(600, 20, 0, INK),
            lights(-20, 100, 1220, 100, 60, 16),
            person(
                600, 730, 1.7, skin=3, hair="wavy", hc="black", top=CHALK, dress=True, mood="sing", L=(-84, -230), R=(22, -206), sleeve="short", earring=SUN
            ),
            micstand(648, 730, 330, INK),
            person(290, 735, 1.4, skin=0, hair="beanie", hc=LEAF, top=DELFT, legs=INK, look=0.4, L=(-30, -110), R=(60, -170)),
            guitar(300, 575, 1.1, WOOD_L, 58),
            circ(372, 500, 15, SKINS[0]),
            circ(270, 575, 15, SKINS[0]),
            drum(900, 735, 1.25, BRICK),
            drum(990, 742, 1.05, DELFT),
            person(930, 690, 1.3, skin=2, hair="hijab", hc=DELFT_L, top=SUN, pose="bust", mood="laugh", look=-0.4, L=(-60, -120), R=(50, -120)),
            drum(880, 735, 1.25, BRICK),
            drum(1000, 742, 1.05, DELFT),
            lines([(850, 540), (880, 610)], WOOD_L, 8),
            lines([(1000, 540), (990, 620)], WOOD_L, 8),
            note(460, 250, 1.3, SUN, True),
            note(760, 220, 1.2, CHALK_L),
            note(840, 320, 0.9, PAPER, True),
            note(390, 350, 0.9, PAPER),
            crowd_back(1050, [110, 290, 480, 690, 880, 1080], 5, 1.15, (DELFT, LEAF, CHALK, "#5b6f87")),
            lines([(200, 900), (215, 770)], SKINS[1], 26),
            circ(216, 760, 20, SKINS[1]),
            lines([(580, 900), (590, 790)], SKINS[4], 26),
            circ(591, 780, 20, SKINS[4]),
            lines([(985, 900), (975, 770)], SKINS[0], 26),
            circ(974, 760, 20, SKINS[0]),
        ]
    )


def p37873():
    """A radio maker at the microphone; the sound goes to the living rooms."""
    return "".join(
        [
            backdrop(DELFT),
            *[ring(600, 370, r, mix(DELFT, DELFT_L, 0.3), 8) for r in (180, 280, 380, 480, 590)],
            *[
                g(
                    rect(0, 0, 190, 190, BRICKDEEP),
                    rect(-8, -14, 206, 18, PAPER),
                    rect(20, 24, 150, 140, PAPER, 4),
                    rect(30, 34, 130, 120, SUN),
                    clip('<rect x="30" y="34" width="130" height="120"/>', content),
                    x=x,
                    y=y,
                )
                for x, y, content in [
                    (60, 90, person(95, 280, 0.8, skin=0, hair="bun", hc="white", top=LEAF, pose="bust", mood="laugh", glasses=True)),
                    (950, 90, person(95, 280, 0.8, skin=4, hair="short", hc="black", top=CHALK, pose="bust", mood="sing")),
                ]
            ],
            person(600, 850, 1.95, skin=2, hair="curly", hc="black", top=CHALK, pose="bust", mood="open", look=0.3, L=(-80, -120), R=(70, -128), earring=SUN),
            headphones(608, 352, 1.85, SUN),
            rect(-10, 640, 1220, 270, WOOD),
            rect(-10, 628, 1220, 26, WOOD_L),
            g(
                rect(-210, -70, 420, 70, INK, 10),
                *[rect(-190 + i * 42, -58, 8, 46, STEEL, 4) for i in range(6)],
                *[rect(-196 + i * 42, -50 + (i * 17) % 30, 20, 12, [CHALK, SUN, LEAF_L][i % 3], 3) for i in range(6)],
                *[circ(90 + i * 36, -36, 13, [SUN, PAPER, CHALK][i]) for i in range(3)],
                x=500,
                y=770,
            ),
            g(
                ell(0, 0, 70, 14, INK),
                lines([(0, 0), (20, -150), (-60, -220)], STEEL, 12),
                g(
                    rect(-36, -64, 72, 108, INK, 34),
                    rect(-36, -20, 72, 10, SUN),
                    *[line(-22 + i * 11, -52, -22 + i * 11, -28, STEEL, 3) for i in range(5)],
                    x=-86,
                    y=-238,
                    rot=-30,
                ),
                x=830,
                y=680,
            ),
            g(
                circ(0, 0, 110, INK),
                *[ring(0, 0, r, mix(INK, STEEL, 0.35), 3) for r in (60, 75, 90)],
                circ(0, 0, 38, CHALK),
                circ(0, 0, 7, PAPER),
                x=1000,
                y=800,
            ),
            g(rect(-120, -126, 240, 252, SUN, 4), circ(0, -6, 74, CHALK), circ(0, -6, 24, SUN), x=190, y=800, rot=-10),
            cup(330, 660, 0.8, PAPER),
        ]
    )


def p37819():
    """A theatre workshop: masks, crowns and large gestures."""
    return "".join(
        [
            backdrop(BUTTER),
            rect(0, 640, 1200, 260, WOOD),
            *[line(0, 640 + i * 44, 1200, 640 + i * 44, dark(WOOD, 0.1), 4) for i in range(1, 6)],
            window(90, 110, 230, 330),
            window(880, 110, 230, 330),
            g(
                path("M-90 -70q90 -40 180 0q10 150 -90 190q-100 -40 -90 -190z", PAPER),
                ell(-38, -10, 18, 12, INK),
                ell(38, -10, 18, 12, INK),
                path("M-46 46q46 50 92 0q-46 16 -92 0z", INK),
                circ(-58, 30, 14, BRICK_L),
                circ(58, 30, 14, BRICK_L),
                x=520,
                y=190,
                rot=-10,
            ),
            g(
                path("M-90 -70q90 -40 180 0q10 150 -90 190q-100 -40 -90 -190z", DELFT),
                path("M-58 -6q20 -16 38 0M20 -6q20 -16 38 0", "none", PAPER, 9),
                path("M-42 74q42 -46 84 0", "none", PAPER, 9),
                circ(-30, 26, 8, DELFT_L),
                circ(-30, 48, 6, DELFT_L),
                x=690,
                y=240,
                rot=10,
            ),
            curtain(-20, 0, 90, 660, BRICK, 3, 1),
            curtain(1130, 0, 90, 660, BRICK, 3, -1),
            person(
                240,
                850,
                1.5,
                skin=4,
                hair="short",
                hc="black",
                top=CHALK,
                legs=INK,
                look=0.6,
                mood="open",
                L=(-80, -250),
                R=(88, -220),
                FL=(-44, -12),
                FR=(40, -12),
            ),
            poly([(204, 420), (200, 370), (222, 396), (246, 356), (268, 396), (292, 370), (286, 420)], SUN),
            path("M190 560Q90 700 110 850L200 840Q180 700 210 600Z", DELFT),
            person(500, 820, 1.45, skin=1, hair="hijab", hc=LEAF_L, top=LEAF, dress=True, look=-0.5, mood="sad", L=(-70, -200), R=(40, -232)),
            person(770, 860, 1.5, skin=0, hair="ponytail", hc="red", top=DELFT, legs=INK, pose="kneel", look=0.4, mood="sing", L=(-80, -210), R=(90, -220)),
            person(1010, 850, 1.5, skin=2, hair="curly", hc="black", top=SUN, legs=BRICK, look=-0.6, glasses=True, L=(-60, -150), R=(50, -160), mood="laugh"),
            letter(950, 640, 0.62, -12),
        ]
    )


def p37857():
    """A table full of paint and printing, seen from near."""
    prints = [
        (190, 200, -8, bloom("daisy", 0, 0, 60, CHALK)),
        (420, 160, 5, leaf(-60, 30, 140, -40, LEAF)),
        (660, 190, -4, g(boat(0, 30, 130, DELFT, DELFT_L))),
        (910, 160, 7, bird(0, 10, 0.9, BRICK, SUN)),
        (1090, 230, -6, star(0, 0, 56, SUN)),
    ]
    return "".join(
        [
            backdrop(MINT),
            path("M-20 70Q600 130 1220 60", "none", INK, 5),
            *[g(rect(-90, -100, 180, 200, PAPER), rect(-12, -120, 24, 44, WOOD_L, 4), content, x=x, y=y, rot=r) for x, y, r, content in prints],
            person(250, 780, 1.6, skin=4, hair="puffs", hc="black", top=SUN, pose="bust", pattern="apron", look=0.5, mood="laugh", L=(-56, -104), R=(70, -130)),
            person(600, 770, 1.6, skin=0, hair="bun", hc="grey", top=DELFT, pose="bust", pattern="apron", glasses=True, look=-0.2, L=(-60, -110), R=(64, -110)),
            person(950, 780, 1.6, skin=2, hair="beanie", hc=CHALK, top=LEAF, pose="bust", look=-0.5, beard=True, L=(-72, -124), R=(56, -104), mood="open"),
            rect(-10, 630, 1220, 280, WOOD_L),
            rect(-10, 620, 1220, 22, WOOD),
            paintpot(120, 730, 1.1, CHALK),
            paintpot(230, 745, 1.1, SUN),
            g(rect(-130, -10, 260, 100, PAPER, 4), leaf(-90, 50, 150, -18, LEAF), leaf(-10, 56, 120, 12, GRASS), x=420, y=720, rot=-6),
            g(rect(-100, -20, 200, 90, BRICK, 5), path("M-70 40q40 -70 80 -10t60 -20", "none", BRICK_L, 9), x=640, y=760, rot=5),
            g(
                rect(-80, -24, 160, 48, INK, 24),
                lines([(86, 0), (120, 0), (120, 60), (60, 60), (60, 110)], STEEL, 11),
                rect(46, 100, 28, 80, WOOD_D, 12),
                x=840,
                y=710,
                rot=8,
            ),
            g(
                path("M-90 0q-10 -66 60 -76t130 34t20 96t-110 30t-100 -84z", WOOD),
                *[circ(x, y, 17, c) for x, y, c in [(-40, -20, CHALK), (6, -38, SUN), (58, -24, DELFT), (84, 20, LEAF), (-44, 28, PAPER)]],
                ell(20, 36, 22, 15, WOOD_L),
                x=1040,
                y=760,
            ),
            *[brush(x, 850, 0.8, c, r) for x, c, r in [(90, DELFT, 66), (330, LEAF, 80), (720, SUN, 100)]],
        ]
    )


def p37831():
    """A big nest on the roof where young people make things."""
    twigs = [
        path(
            f"M{600 - 350 + (i * 53) % 640} {560 + (i * 29) % 120}q{60} {-26 + (i * 7) % 40} {150} {-10 + (i * 13) % 34}",
            "none",
            [WOOD, WOOD_D, WOOD_L, SOIL][i % 4],
            13,
        )
        for i in range(42)
    ]
    return "".join(
        [
            backdrop(SKY),
            sunball(1030, 150, 78),
            cloud(190, 140, 1),
            blocks(900, 51, hmin=200, hmax=340, c=mix(DELFT_L, SAND, 0.45)),
            rect(330, 720, 540, 200, BRICKWALL),
            rect(300, 690, 600, 40, PAPER, 4),
            window(390, 770, 90, 110),
            window(555, 770, 90, 110),
            window(720, 770, 90, 110),
            person(410, 680, 1.45, skin=3, hair="wavy", hc="black", top=SUN, pose="bust", look=0.3, mood="sing", L=(-40, -150), R=(40, -150)),
            guitar(420, 520, 1.0, WOOD, 64),
            circ(486, 470, 15, SKINS[3]),
            circ(396, 500, 15, SKINS[3]),
            person(620, 660, 1.45, skin=0, hair="cap", hc=CHALK, top=LEAF, pose="bust", mood="laugh", L=(-60, -210), R=(78, -240)),
            g(rect(-17, -60, 34, 70, CHALK, 5), rect(-9, -76, 18, 16, PAPER, 3), rect(-17, -40, 34, 18, PAPER), x=738, y=300),
            *[circ(x, y, r, c) for x, y, r, c in [(800, 220, 22, CHALK_L), (840, 260, 15, SUN), (790, 170, 13, BRICK_L), (860, 200, 18, CHALK)]],
            person(810, 680, 1.4, skin=1, hair="hijab", hc=DELFT, top=BRICK_L, pose="bust", look=-0.4, L=(-50, -136), R=(50, -136)),
            laptop(800, 560, 0.8, SKY, back=True),
            path("M230 540Q600 480 970 540Q930 730 600 730T230 540Z", WOOD_D),
            path("M250 560Q600 640 950 560Q920 724 600 724T250 560Z", WOOD),
            clip('<path d="M225 530Q600 600 975 530Q940 735 600 735T225 530Z"/>', *twigs),
            *[leaf(x, y, 50, r, GRASS) for x, y, r in [(250, 560, 200), (330, 650, 150), (940, 560, -30), (860, 650, 20), (600, 720, 60)]],
            bird(170, 500, 0.6, CHALK, SUN),
            bird(1020, 520, 0.5, DELFT, SUN, True),
        ]
    )
