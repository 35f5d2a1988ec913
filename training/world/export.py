"""Writes models/world.json, what the page knows of the world: `python -m training.world.export`."""

import json
from pathlib import Path

from training.world.captions import all_words
from training.world.vocabulary import COLOURS, COUNTS, LIGHTS, OBJECTS, PLACES, RELATIONS, SUGGESTIONS, VERSION


def world() -> dict:
    """The world as plain data."""
    return {
        "version": VERSION,
        "objects": [
            {
                "name": o.name,
                "synonyms": list(o.synonyms),
                "plural": o.plural_name,
                "colours": o.colourable,
                "where": "air" if o.floats else "ground",
                "verbs": list(o.verbs),
            }
            for o in OBJECTS
        ],
        "places": [{"name": p.name, "phrase": p.phrase, "lit": p.lit} for p in PLACES],
        "lights": list(LIGHTS),
        "colours": list(COLOURS),
        "counts": list(COUNTS.values()),
        "relations": list(RELATIONS),
        "words": list(all_words()),
        "suggestions": list(SUGGESTIONS),
    }


def main() -> None:
    path = Path("models/world.json")
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(world(), indent=2) + "\n")
    print(f"{path}: {len(OBJECTS)} objects, {len(all_words())} words")


if __name__ == "__main__":
    main()
