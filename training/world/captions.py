"""What is said of a scene, in many ways, and the words all captions are made of."""

import re
from functools import lru_cache

import numpy as np

from training.world.scene import SceneSpec
from training.world.vocabulary import COLOURS, COUNTS, OBJECT, OBJECTS, PLACE, PLACES, RELATIONS

OPENINGS = ("a picture of", "a drawing of", "there is", "look at")
"""Said before a scene now and then."""

LIGHT_AFTER = {"sunny": ("in the sunshine", "on a sunny day"), "sunset": ("at sunset",), "night": ("at night",)}
"""Ways of naming the light after the place; before it the light's own word serves as an adjective."""

DROP_SUNNY = 0.3
"""Share of sunny scenes whose caption names no light: daylight goes without saying."""


def caption(spec: SceneSpec, rng: np.random.Generator) -> str:
    """One of the many true captions of a scene, such as "A cat sitting on a sunny windowsill"."""
    things, where = _things(spec, rng), where_phrase(spec, rng)
    form = rng.random()
    if form < 0.12:
        text = f"{where}, {things}" if rng.random() < 0.5 else f"{where} there {_is(spec)} {things}"
    elif form < 0.24:
        opening = str(rng.choice(OPENINGS))
        text = f"{opening.replace('there is', 'there ' + _is(spec))} {things} {where}"
    else:
        text = f"{things} {where}"
    return text[0].upper() + text[1:] if rng.random() < 0.7 else text


def where_phrase(spec: SceneSpec, rng: np.random.Generator) -> str:
    """The place with its light, such as "on a sunny windowsill" or "in the snow at night"."""
    place = PLACE[spec.place]
    plain = str(rng.choice((place.phrase, place.phrase, *place.synonyms)))
    if spec.light is None or (spec.light == "sunny" and rng.random() < DROP_SUNNY):
        return plain
    after = LIGHT_AFTER[spec.light]
    if rng.random() < 0.6:
        return f"{place.preposition} {place.article} {spec.light} {place.noun}"
    return f"{plain} {rng.choice(after)}"


def noun(name: str, rng: np.random.Generator, plural: bool = False) -> str:
    """The object's word, now and then a synonym."""
    thing = OBJECT[name]
    if thing.synonyms and rng.random() < 0.2:
        other = str(rng.choice(thing.synonyms))
        return plural_of(other) if plural else other
    return thing.plural_name if plural else name


def plural_of(word: str) -> str:
    """The plural of a synonym."""
    if word.endswith("y"):
        return f"{word[:-1]}ies"
    return f"{word}s"


def with_article(words: str) -> str:
    """"a" or "an" and the words."""
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _is(spec: SceneSpec) -> str:
    return "are" if spec.count > 1 else "is"


def _things(spec: SceneSpec, rng: np.random.Generator) -> str:
    if spec.relation:
        first, second = (with_article(_named(o.name, o.colour, rng)) for o in spec.objects)
        return f"{first} {rng.choice(RELATIONS[spec.relation])} {second}"
    thing = spec.objects[0]
    if spec.count > 1:
        text = f"{COUNTS[spec.count]} {_named(thing.name, thing.colour, rng, plural=True)}"
    else:
        text = with_article(_named(thing.name, thing.colour, rng))
    if rng.random() < 0.4:
        text += f" {rng.choice(OBJECT[thing.name].verbs)}"
    return text


def _named(name: str, colour: str | None, rng: np.random.Generator, plural: bool = False) -> str:
    word = noun(name, rng, plural)
    return f"{colour} {word}" if colour else word


def words_of(text: str) -> list[str]:
    """The lower-case words of a text, without marks."""
    return re.findall(r"[a-z]+", text.lower())


@lru_cache(maxsize=1)
def all_words() -> tuple[str, ...]:
    """Every word a caption can hold, sorted: the vocabulary of the two image models."""
    texts = [*OPENINGS, "a an there is are", *COLOURS, *COUNTS.values()]
    for thing in OBJECTS:
        texts += [thing.name, thing.plural_name, *thing.verbs, *thing.synonyms]
        texts += [plural_of(s) for s in thing.synonyms]
    for place in PLACES:
        texts += [place.phrase, *place.synonyms]
    for light, after in LIGHT_AFTER.items():
        texts += [light, *after]
    for said in RELATIONS.values():
        texts += said
    return tuple(sorted({w for t in texts for w in words_of(t)}))
