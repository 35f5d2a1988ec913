"""Writes models/world.json, what the page knows of the world: `python -m training.world.export`.

`--whole` prints the whole world instead of what the shipped packs draw (training/world/drawn.py).
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from training.world.captions import words_for, words_of
from training.world.drawn import RELATION_NAMES, drawn_objects, drawn_places
from training.world.vocabulary import (
    BASES,
    COLOURS,
    COUNTS,
    GROUP_OF,
    LIGHTS,
    OBJECTS,
    PLACES,
    RELATIONS,
    SUGGESTIONS,
    VERSION,
    Object,
    Place,
)


def world(
    objects: Sequence[Object] | None = None,
    places: Sequence[Place] | None = None,
    relations: Sequence[str] = RELATION_NAMES,
) -> dict:
    """A part of the world as plain data; what is drawn where no part is named."""
    objects, places = objects or drawn_objects(), places or drawn_places()
    words = words_for(objects, places, relations)
    return {
        "version": VERSION,
        "objects": [
            {
                "name": o.name,
                "synonyms": list(o.synonyms),
                "plural": o.plural_name,
                "colours": o.colourable,
                "counted": o.counted,
                "where": "air" if o.floats else "ground",
                "base": o.name in BASES,
                "group": GROUP_OF[o.name],
                "verbs": list(dict.fromkeys((*o.verbs, *o.wet_verbs))),
            }
            for o in objects
        ],
        "places": [
            {"name": p.name, "phrase": p.phrase, "lit": p.lit, "synonyms": list(p.synonyms)} for p in places
        ],
        "lights": list(LIGHTS),
        "colours": list(COLOURS),
        "counts": list(COUNTS.values()),
        "relations": list(relations),
        "words": list(words),
        "suggestions": [s for s in SUGGESTIONS if set(words_of(s)) <= set(words)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", action="store_true")
    if parser.parse_args().whole:
        print(json.dumps(world(OBJECTS, PLACES, tuple(RELATIONS)), indent=2))
        return
    path, shown = Path("models/world.json"), world()
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(shown, indent=2) + "\n")
    print(f"{path}: {len(shown['objects'])} objects, {len(shown['words'])} words")


if __name__ == "__main__":
    main()
