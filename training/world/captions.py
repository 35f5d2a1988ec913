"""What is said of a scene, in many ways, and the words all captions are made of."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from training.world.scene import SceneSpec
from training.world.vocabulary import COLOURS, COUNTS, OBJECT, OBJECTS, PLACE, PLACES, RELATIONS, Object, Place

FORMS = {
    "{things} {doing} {where}": 0.50,
    "{things} {be} {doing} {where}": 0.06,
    "{where}, {things} {doing}": 0.06,
    "{where} there {be} {things}": 0.05,
    "{where} you see {things} {doing}": 0.02,
    "there {be} {things} {doing} {where}": 0.06,
    "here {be} {things} {where}": 0.02,
    "look, {things} {doing} {where}": 0.03,
    "look at {things} {where}": 0.03,
    "i see {things} {doing} {where}": 0.03,
    "a picture of {things} {where}": 0.04,
    "a drawing of {things} {doing} {where}": 0.03,
    "draw {things} {doing} {where}": 0.03,
    "paint me {things} {where}": 0.01,
    "show me {things} {where}": 0.01,
    "i want {things} {where}": 0.02,
}
"""Ways of saying a scene and how often each is used. What a form names and the scene lacks (a verb) is left out."""

MOST_WORDS = 19
"""Words of a caption, at most: begin, words and end leave three of a prompt's 24 positions free."""

DOING = 0.4
"""Share of captions of one kind of thing that say what it does."""

LIGHT_AFTER = {"sunny": ("in the sunshine", "on a sunny day"), "sunset": ("at sunset",), "night": ("at night",)}
"""Ways of naming the light after the place; before it the light's own word serves as an adjective."""

DROP_SUNNY = 0.3
"""Share of sunny scenes whose caption names no light: daylight goes without saying."""


def caption(spec: SceneSpec, rng: np.random.Generator) -> str:
    """One of the many true captions of a scene, such as "A cat sitting on a sunny windowsill".

    It has at most MOST_WORDS words.
    """
    while True:
        text = _said(spec, rng)
        if len(words_of(text)) <= MOST_WORDS:
            return text[0].upper() + text[1:] if rng.random() < 0.7 else text


def _said(spec: SceneSpec, rng: np.random.Generator) -> str:
    form = str(rng.choice(list(FORMS), p=list(FORMS.values())))
    things, many = _things(spec, rng)
    parts = {
        "things": things,
        "be": "are" if many else "is",
        "doing": _doing(spec, rng),
        "where": where_phrase(spec, rng),
    }
    return " ".join(form.format(**parts).split()).replace(" ,", ",")


def _doing(spec: SceneSpec, rng: np.random.Generator) -> str:
    """What the one kind of thing is doing, or nothing."""
    if spec.relation or rng.random() >= DOING:
        return ""
    return str(rng.choice(OBJECT[spec.objects[0].name].verbs_in(spec.place)))


def where_phrase(spec: SceneSpec, rng: np.random.Generator) -> str:
    """The place with its light, such as "on a sunny windowsill", "in the snow at night" or "at sunset in a park"."""
    place = PLACE[spec.place]
    plain = str(rng.choice((place.phrase, place.phrase, *place.synonyms)))
    if spec.light is None or (spec.light == "sunny" and rng.random() < DROP_SUNNY):
        return plain
    after = LIGHT_AFTER[spec.light]
    if rng.random() < 0.6:
        return f"{place.preposition} {place.article} {spec.light} {place.noun}"
    said = rng.choice(after)
    return f"{plain} {said}" if rng.random() < 0.8 else f"{said} {plain}"


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
    """"a" or "an" and the words; "some" books."""
    if words.split()[-1] == "books":
        return f"some {words}"
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _things(spec: SceneSpec, rng: np.random.Generator) -> tuple[str, bool]:
    """The things by name, and whether a verb after or before them stands in the plural."""
    if spec.relation:
        first, second = (with_article(_named(o.name, o.colour, rng)) for o in spec.objects)
        said = str(rng.choice(RELATIONS[spec.relation]))
        return f"{first} {said} {second}", said == "and" or first.startswith("some ")
    thing = spec.objects[0]
    if spec.count > 1:
        return f"{COUNTS[spec.count]} {_named(thing.name, thing.colour, rng, plural=True)}", True
    named = with_article(_named(thing.name, thing.colour, rng))
    return named, named.startswith("some ")


def _named(name: str, colour: str | None, rng: np.random.Generator, plural: bool = False) -> str:
    word = noun(name, rng, plural)
    return f"{colour} {word}" if colour else word


def words_of(text: str) -> list[str]:
    """The lower-case words of a text, without marks."""
    return re.findall(r"[a-z]+", text.lower())


@lru_cache(maxsize=1)
def all_words() -> tuple[str, ...]:
    """Every word a caption can hold, sorted: the vocabulary of the two image models."""
    return words_for(OBJECTS, PLACES, tuple(RELATIONS))


def words_for(objects: Sequence[Object], places: Sequence[Place], relations: Sequence[str]) -> tuple[str, ...]:
    """Every word of captions that hold nothing but these, sorted."""
    texts = [re.sub(r"{.*?}", "", form) for form in FORMS]
    texts += ["a an some is are", *COLOURS, *COUNTS.values()]
    for thing in objects:
        texts += [thing.name, thing.plural_name, *thing.verbs, *thing.wet_verbs, *thing.synonyms]
        texts += [plural_of(s) for s in thing.synonyms]
    for place in places:
        texts += [place.phrase, *place.synonyms]
    for light, after in LIGHT_AFTER.items():
        texts += [light, *after]
    for relation in relations:
        texts += RELATIONS[relation]
    return tuple(sorted({w for t in texts for w in words_of(t)}))
