"""What of the world the shipped packs draw well enough to be offered: the judge says so (training/README.md).

The page offers and reads only these; captions, stories and training know the whole world.
"""

from training.world.vocabulary import OBJECTS, PLACES, RELATIONS, Object, Place

LEFT_OUT: frozenset[str] = frozenset()
"""Things, places and relations that are trained but not yet drawn well enough."""

assert {o.name for o in OBJECTS} | {p.name for p in PLACES} | RELATIONS.keys() >= LEFT_OUT


def drawn_objects() -> tuple[Object, ...]:
    """In the world's order."""
    return tuple(o for o in OBJECTS if o.name not in LEFT_OUT)


def drawn_places() -> tuple[Place, ...]:
    """In the world's order."""
    return tuple(p for p in PLACES if p.name not in LEFT_OUT)


OBJECT_NAMES = tuple(o.name for o in drawn_objects())
PLACE_NAMES = tuple(p.name for p in drawn_places())
RELATION_NAMES = tuple(r for r in RELATIONS if r not in LEFT_OUT)
