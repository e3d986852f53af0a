"""People with simple faces. Local measure: a standing adult is 300 high, feet at (0, 0), up is negative."""

import math

from .core import BRICK_L, CHALK, DELFT, HAIRS, INK, LEAF, PAPER, SAND, SKINS, SUN, blob, circ, dark, ell, g, line, lines, mix, path, rect


def joint(a, b, la, lb, bend):
    """Elbow or knee between `a` and `b`; also the end, pulled back if it is out of reach."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    d = math.hypot(dx, dy) or 1
    if d > la + lb - 1:
        k = (la + lb - 1) / d
        b = (a[0] + dx * k, a[1] + dy * k)
        dx, dy, d = b[0] - a[0], b[1] - a[1], la + lb - 1
    t = (la * la - lb * lb + d * d) / (2 * d)
    h = math.sqrt(max(la * la - t * t, 0)) * bend
    return (a[0] + dx * t / d - dy * h / d, a[1] + dy * t / d + dx * h / d), b


def towards(a, b, t):
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def arm(shoulder, hand, color, skin, sleeve="long", w=23):
    # An elbow hangs down and points away from the body.
    side = -1 if shoulder[0] < 0 else 1
    elbow, hand = max((joint(shoulder, hand, 54, 52, bend) for bend in (-1, 1)), key=lambda j: j[0][1] + 0.45 * side * j[0][0])
    out = ""
    if sleeve == "long":
        out += lines([shoulder, elbow, towards(elbow, hand, 0.86)], color, w)
    else:
        out += lines([shoulder, elbow, hand], skin, w - 5)
        out += lines([shoulder, towards(shoulder, elbow, 0.72)], color, w, "round")
    return out + circ(hand[0], hand[1], 12.5, skin)


def leg(hip, foot, bend, color, shoe, turn, w=28):
    knee, foot = joint(hip, foot, 49, 49, bend)
    out = lines([hip, knee, foot], color, w)
    return (
        out + path(f"M{foot[0] - 13:.1f} {foot[1] + 12:.1f}v-12q0-9 12-9h4q{10 + turn * 2:.1f} 2 {12 + 4 * abs(turn):.1f} 21z", shoe)
        if turn >= 0
        else out + g(path("M-13 12v-12q0-9 12-9h4q12 2 16 21z", shoe), x=foot[0], y=foot[1], flip=True)
    )


def hair_back(style, c):
    if style in ("long",):
        return path("M-42 -6q0 -42 42 -42t42 42v58q-10 12 -22 8v-40h-40v40q-12 4 -22 -8z", c)
    if style == "wavy":
        return blob(0, 8, 52, 52, c, 5, 12, 0.09)
    if style == "afro":
        return "".join(
            circ(px, py, r, c)
            for px, py, r in [(0, -20, 46), (-34, -6, 24), (34, -6, 24), (-30, -38, 22), (30, -38, 22), (0, -52, 22), (-42, -22, 18), (42, -22, 18)]
        )
    if style == "bob":
        return path("M-43 22v-26q2 -44 43 -44t43 44v26q-6 8 -16 6h-54q-10 2 -16 -6z", c)
    if style == "bun":
        return circ(0, -50, 19, c)
    if style == "puffs":
        return circ(-36, -34, 21, c) + circ(36, -34, 21, c)
    if style == "ponytail":
        return path("M18 -34q46 4 40 66q-16 10 -26 -2q6 -30 -18 -40z", c)
    if style == "braids":
        return lines([(-34, 0), (-40, 54)], c, 15) + lines([(34, 0), (40, 54)], c, 15)
    if style == "hijab":
        return path("M-46 6q-2 -56 46 -56t46 56q2 34 14 58q-60 26 -120 0q12 -24 14 -58z", c)
    return ""


def hair_front(style, c):
    if style == "bald":
        return ""
    if style == "fringe_bald":
        return path("M-39 -8q-4 16 2 22q6 -4 4 -22z", c) + path("M39 -8q4 16 -2 22q-6 -4 -4 -22z", c)
    if style == "hijab":
        return f'<ellipse cx="0" cy="1" rx="35" ry="38" fill="none" stroke="{c}" stroke-width="14"/>'
    if style == "afro":
        return path("M-40 0q-4 -46 40 -46t40 46q-8 -24 -40 -24t-40 24z", c)
    if style == "spiky":
        return path("M-39 -6l-4 -26l14 8l4 -20l14 12l10 -18l10 16l16 -12l2 18l14 -6l-4 28q-10 -18 -38 -16q-28 -2 -38 16z", c)
    if style == "cap":
        return path("M-39 -12q2 -34 39 -34t39 34z", c) + path("M-4 -12h62q-4 -13 -24 -13h-38z", dark(c, 0.25))
    if style == "beanie":
        return path("M-40 -12q2 -42 40 -42t40 42z", c) + rect(-43, -22, 86, 16, dark(c, 0.2), 8) + circ(0, -56, 10, dark(c, 0.2))
    if style == "turban":
        return path("M-44 -8q-4 -46 44 -48q48 2 44 48q-22 -16 -44 -16t-44 16z", c) + path("M-40 -16q40 -36 62 -34", "none", dark(c, 0.2), 4)
    if style == "curly":
        return "".join(circ(x, y, r, c) for x, y, r in [(-34, -14, 14), (-26, -32, 16), (-6, -40, 17), (16, -38, 16), (32, -24, 15), (38, -8, 10)])
    if style == "side":
        return path("M-39 -2q-6 -40 34 -43q44 -2 44 41q-8 -18 -18 -24q-26 14 -60 26z", c)
    if style in ("bob", "long", "wavy"):
        return path("M-41 4q-4 -50 41 -50t41 50q-4 -16 -12 -26q-30 6 -44 -6q-6 20 -26 32z", c)
    return path("M-39 -2q-4 -43 39 -43t39 43q-6 -14 -14 -20q-26 4 -48 -2q-10 6 -16 22z", c)  # short, bun, puffs, ponytail, braids


def head(x, y, s=1, skin=0, hair="short", hc="brown", look=0, mood="smile", glasses=False, beard=False, back=False, tilt=0, ears=True, earring=None):
    """A head with its centre at (x, y); `look` −1 to 1 turns the face."""
    sk = SKINS[skin]
    c = HAIRS.get(hc, hc)
    out = [hair_back(hair, c)]
    if hair not in ("hijab", "afro", "wavy", "bob", "long") and ears and not back:
        out += [circ(-38, 4, 8, dark(sk, 0.07)), circ(38, 4, 8, dark(sk, 0.07))]
    if earring:
        out += [circ(-39, 15, 5, earring), circ(39, 15, 5, earring)]
    out.append(ell(0, 0, 38, 41, sk))
    if back:
        if hair not in ("bald", "fringe_bald"):
            out.append(ell(0, -3, 41, 43, c))
            out.append(hair_back(hair, c))
            if hair in ("cap", "beanie", "turban"):
                out.append(ell(0, 8, 36, 30, HAIRS["dark"]) + path("M-41 2q-2 -52 41 -52t41 52z", c))
            if hair == "bun":
                out.append(circ(0, -30, 20, dark(c, 0.3)))
            if hair == "ponytail":
                out.append(path("M-12 -20q12 -10 24 0q8 50 -12 74q-20 -24 -12 -74z", dark(c, 0.25)))
        return g(*out, x=x, y=y, s=s, rot=tilt)
    dx = 10 * look
    line_c = dark(sk, 0.86)
    cheek = mix(sk, CHALK if skin < 3 else BRICK_L, 0.28)
    if beard:
        out.append(path("M-38 0q0 46 38 50q38 -4 38 -50q-4 16 -14 18q-24 -8 -48 0q-10 -2 -14 -18z", c))
    out += [circ(dx - 23, 11, 8.5, cheek), circ(dx + 23, 11, 8.5, cheek)]
    if mood == "sleep":
        out += [path(f"M{dx - 19} -2q6 6 12 0", "none", line_c, 3.2), path(f"M{dx + 7} -2q6 6 12 0", "none", line_c, 3.2)]
    elif mood == "laugh":
        out += [path(f"M{dx - 19} 0q6 -8 12 0", "none", line_c, 3.6), path(f"M{dx + 7} 0q6 -8 12 0", "none", line_c, 3.6)]
    else:
        out += [ell(dx - 13, -2, 3.8, 5, line_c), ell(dx + 13, -2, 3.8, 5, line_c)]
    out.append(path(f"M{dx + look * 3 - 1} 2q{3 + 3 * look:.1f} 7 -2 9", "none", dark(sk, 0.3), 3))
    if mood in ("open", "sing"):
        out.append(path(f"M{dx - 10} 17q10 -3 20 0q-1 {14 if mood == 'open' else 20} -10 {14 if mood == 'open' else 20}t-10 -14z", dark(sk, 0.8)))
    elif mood == "laugh":
        out.append(path(f"M{dx - 13} 15q13 4 26 0q-2 17 -13 17t-13 -17z", PAPER if skin > 2 else dark(sk, 0.8)))
    elif mood == "calm":
        out.append(path(f"M{dx - 8} 21q8 3 16 0", "none", line_c, 3.2))
    elif mood == "sad":
        out.append(path(f"M{dx - 9} 24q9 -7 18 0", "none", line_c, 3.2))
    else:
        out.append(path(f"M{dx - 11} 17q11 11 22 0", "none", line_c, 3.2))
    out.append(hair_front(hair, c))
    if glasses:
        for e in (-14, 14):
            out.append(f'<circle cx="{dx + e:.1f}" cy="-2" r="11.5" fill="none" stroke="{INK}" stroke-width="3"/>')
        out.append(line(dx - 3, -3, dx + 3, -3, INK, 3))
    return g(*out, x=x, y=y, s=s, rot=tilt)


def torso(top, build, dress, pattern):
    b = build
    d = f"M{-42 * b:.1f} -186q4 -22 {24 * b:.1f} -24h{36 * b:.1f}q{20 * b:.1f} 2 {24 * b:.1f} 24l{-5 * b:.1f} 84h{-74 * b:.1f}z"
    if dress:
        d = f"M{-40 * b:.1f} -186q4 -22 {24 * b:.1f} -24h{32 * b:.1f}q{20 * b:.1f} 2 {24 * b:.1f} 24q-8 50 {12 * b:.1f} 134q{-54 * b:.1f} 12 {-106 * b:.1f} 0q{22 * b:.1f} -84 {14 * b:.1f} -134z"
    out = path(d, top)
    if pattern == "stripes":
        c = PAPER if top not in (PAPER, SAND) else DELFT
        out += "".join(rect(-38 * b + i, -180 + 20 * i, (76 - 2 * i) * b, 8, c) for i in range(4))
    if pattern == "dots":
        c = SUN if top != SUN else CHALK
        out += "".join(circ(px * b, py, 4.5, c) for px, py in [(-22, -176), (2, -184), (22, -170), (-8, -156), (14, -140), (-24, -140), (-2, -122), (24, -116)])
    if pattern == "apron":
        c = dark(top, 0.5) if top in (PAPER, SAND, SUN) else SAND
        out += path(f"M{-20 * b:.1f} -190v28q-14 8 -12 30v70h{64 * b:.1f}v-70q2 -22 -12 -30v-28h-6v22h{-28 * b:.1f}v-22z", c)
    if pattern == "scarf":
        out += path("M-26 -214q26 18 52 0l4 18q-30 18 -60 0z", CHALK) + path("M8 -206l26 8l-6 56l-18 -2z", CHALK)
    if pattern == "vest":
        out += path(f"M{-40 * b:.1f} -186q4 -20 22 -23l12 107h{-30 * b:.1f}z", dark(top, 0.45)) + path(
            f"M{40 * b:.1f} -186q-4 -20 -22 -23l-12 107h{30 * b:.1f}z", dark(top, 0.45)
        )
    return out


def person(
    x,
    y,
    s=1,
    skin=0,
    hair="short",
    hc="brown",
    top=DELFT,
    legs=INK,
    shoe=None,
    pose="stand",
    L=None,
    R=None,
    look=0,
    mood="smile",
    glasses=False,
    beard=False,
    dress=False,
    sleeve="long",
    pattern=None,
    build=1.0,
    child=False,
    FL=None,
    FR=None,
    front="",
    mid="",
    tilt=0,
    lean=0,
    back=False,
    flip=False,
    earring=None,
):
    """A whole person.

    `pose`: stand, walk, sit (facing us), side (sitting, turned to the right), bust (nothing below the table), kneel.
    `L`, `R`: where the hands are (left and right as we see them), in local measure.
    `mid` is drawn before the arms, `front` after them.
    """
    sk = SKINS[skin]
    shoe = shoe or dark(legs, 0.4)
    drop = {"sit": 42, "side": 42, "kneel": 62, "bust": 0}.get(pose, 0)
    L = L or (-49, -88 + drop)
    R = R or (49, -88 + drop)
    lower, hip = [], -104 + drop
    skirt_leg = sk if dress else legs
    if pose == "stand":
        lower += [leg((-17, hip), FL or (-19, -12), 0.01, skirt_leg, shoe, -1), leg((17, hip), FR or (19, -12), -0.01, skirt_leg, shoe, 1)]
    elif pose == "walk":
        lower += [leg((-10, hip), FL or (-44, -20), -1, dark(skirt_leg, 0.18), shoe, 1), leg((10, hip), FR or (38, -12), -1, skirt_leg, shoe, 1)]
    elif pose == "sit":
        for sx, ff in ((-1, FL), (1, FR)):
            f = ff or (sx * 26, -12)
            lower += [
                lines([(sx * 18, hip), (sx * 27, hip + 16)], skirt_leg, 34),
                lines([(sx * 27, hip + 14), f], skirt_leg, 27),
                ell(f[0] + sx * 3, f[1] + 4, 17, 11, shoe),
            ]
    elif pose == "side":
        lower += [
            lines([(-4, hip), (58, hip - 2), (FL or (50, -12))], dark(legs, 0.18), 28),
            g(path("M-13 12v-12q0-9 12-9h4q12 2 16 21z", shoe), x=(FL or (50, -12))[0], y=(FL or (50, -12))[1]),
            lines([(4, hip), (66, hip + 2), (FR or (68, -12))], legs, 30),
            g(path("M-13 12v-12q0-9 12-9h4q12 2 16 21z", shoe), x=(FR or (68, -12))[0], y=(FR or (68, -12))[1]),
        ]
    elif pose == "kneel":
        lower += [
            lines([(-8, hip), (-30, -14), (-78, -12)], dark(legs, 0.18), 28),
            ell(-84, -10, 12, 16, shoe),
            lines([(8, hip), (52, -52), (46, -12)], legs, 29),
            g(path("M-13 12v-12q0-9 12-9h4q12 2 16 21z", shoe), x=46, y=-12),
        ]
    hs = 1.24 if child else 1.0
    body = torso(top, build, dress, pattern)
    neck = rect(-12, -222, 24, 22, dark(sk, 0.12), 6)
    hd = head(look * 4, -252 - (4 if child else 0), hs * 0.98, skin, hair, hc, look, mood, glasses, beard, back, tilt, earring=earring)
    arms_c = dark(top, 0.1)
    lo = (-36 * build, -190)
    ro = (36 * build, -190)
    arm_l = arm(lo, (L[0], L[1] - drop), arms_c, sk, sleeve)
    arm_r = arm(ro, (R[0], R[1] - drop), arms_c, sk, sleeve)
    if back:
        upper = g(arm_l, arm_r, neck, body, hd, mid, front, y=drop, rot=lean)
    else:
        upper = g(neck, body, hd, mid, arm_l, arm_r, front, y=drop, rot=lean)
    return g(*lower, upper, x=x, y=y, s=s, flip=flip)


def crowd_back(y, xs, seed=0, s=1.0, tops=(DELFT, CHALK, LEAF, BRICK_L, SUN, "#5b6f87")):
    """Heads and shoulders of an audience seen from behind."""
    styles = ["short", "bun", "afro", "bob", "ponytail", "hijab", "cap", "short", "beanie", "wavy"]
    cols = ["dark", "grey", "black", "blond", "red", LEAF, CHALK, "chestnut", DELFT, "brown"]
    skins = [0, 1, 4, 0, 1, 3, 2, 5, 0, 2]
    out = []
    for i, x in enumerate(xs):
        k = (i * 3 + seed) % 10
        out.append(person(x, y, s, skin=skins[k], hair=styles[k], hc=cols[k], top=tops[(i * 2 + seed) % len(tops)], pose="bust", back=True))
    return "".join(out)
