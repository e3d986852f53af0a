#!/usr/bin/env python3
"""Draws the pictures of the demo: `python3 draw.py [name …]` (needs the packages resvg-py and Pillow).

Every picture is composed in `scenes/` from the motifs in `kit/`, rendered by resvg and stored without loss but with few
colours: the plans as WebP of 1200 × 900, the three wide ones as PNG of 1600 × 900. The same sources give the same
pictures; nothing is random but for seeds that are written down.
"""

import io
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import resvg_py  # noqa: E402
from PIL import Image  # noqa: E402

from kit import core  # noqa: E402
from scenes import SCENES, WIDE  # noqa: E402

HERE = Path(__file__).parent
COLOURS = 128
LIMITS = {".webp": 45_000, ".png": 100_000}  # bytes


def svg(name):
    core.new_picture()
    width = 1600 if name in WIDE else 1200
    body = (WIDE.get(name) or SCENES[name])()
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 900" width="{width}" height="900">{body}</svg>'


def render(name):
    """Draws one picture and returns its file."""
    picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg(name))))).convert("RGB")
    picture = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
    if name in WIDE:
        target = HERE / f"{name}.png"
        picture.save(target, optimize=True)
    else:
        target = HERE / f"{name}.webp"
        picture.convert("RGB").save(target, lossless=True, quality=100, method=6)
    return target


if __name__ == "__main__":
    files = [render(name) for name in sys.argv[1:] or [*SCENES, *WIDE]]
    for file in files:
        if file.stat().st_size > LIMITS[file.suffix]:
            print(f"{file.name}: {file.stat().st_size} bytes is more than a picture should have")
    print(f"{len(files)} pictures, {sum(file.stat().st_size for file in files) // 1000} kB together")
