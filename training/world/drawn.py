"""What of the world the shipped packs draw well enough to be offered: the judge says so (training/README.md).

The page offers and reads only these; captions, stories and training know the whole world.
"""

from training.world.vocabulary import OBJECT, OBJECTS, PLACE, PLACES, RELATIONS, Object, Place

FIRST_OBJECTS, FIRST_PLACES = 20, 8

OBJECT_NAMES = tuple(o.name for o in OBJECTS[:FIRST_OBJECTS])
PLACE_NAMES = tuple(p.name for p in PLACES[:FIRST_PLACES])
RELATION_NAMES = ("left of", "right of", "next to", "and")

assert set(RELATION_NAMES) <= RELATIONS.keys()


def drawn_objects() -> tuple[Object, ...]:
    """In the world's order."""
    return tuple(OBJECT[name] for name in OBJECT_NAMES)


def drawn_places() -> tuple[Place, ...]:
    """In the world's order."""
    return tuple(PLACE[name] for name in PLACE_NAMES)
