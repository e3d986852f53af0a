"""All pictures: the name of each and the function that composes it."""

from . import cultuur_een, cultuur_twee, groen_een, groen_twee, ideeen, samen_een, samen_twee, wide

SCENES = {
    name[1:]: scene
    for part in (groen_een, groen_twee, samen_een, samen_twee, cultuur_een, cultuur_twee)
    for name, scene in sorted(vars(part).items())
    if name[0] == "p" and name[1:].isdigit()
}
SCENES |= {name.replace("_", "-"): scene for name, scene in sorted(vars(ideeen).items()) if name.startswith("idee_")}
WIDE = {"hero": wide.hero, "hero-2021": wide.hero_2021, "townhall": wide.townhall}
