"""What a story is about (`Topic`), drawn at random, with the prompt that asks for it."""

import re
from dataclasses import dataclass

import numpy as np

from training.stories.library import objects
from training.stories.words import all_forms, names, plural, synonyms, with_article
from training.world.captions import LIGHT_AFTER, caption
from training.world.scene import SceneSpec, sample_spec
from training.world.vocabulary import COLOURS, RELATIONS, is_held_out

FROM_THE_WORLD = 0.5
"""Share of prompts that are captions of the image models' world; the rest speak of all that stories know, in other words."""

MORE_PAIRS = 0.4
"""Share of those prompts that are of two things whatever the world's own shares are: they are the hardest to keep to."""

PLACE_PHRASES = {
    "windowsill": ("on a {light} windowsill", "on the {light} windowsill", "by the {light} window"),
    "beach": ("on a {light} beach", "at the {light} beach"),
    "meadow": ("in a {light} meadow", "in the {light} meadow"),
    "forest": ("in a {light} forest", "in the {light} forest", "in the {light} woods"),
    "snow": ("in the {light} snow", "in the snow"),
    "desert": ("in a {light} desert",),
    "street": ("on a {light} street", "in the {light} street"),
    "kitchen": ("in the kitchen", "in a kitchen"),
    "bedroom": ("in a bedroom", "in the bedroom"),
    "space": ("in space", "on the moon", "in outer space"),
    "underwater": ("under the sea", "underwater"),
    "lake": ("by a {light} lake", "by the {light} lake"),
    "farm": ("on a {light} farm", "on the {light} farm"),
    "garden": ("in a {light} garden", "in the {light} garden"),
    "mountain": ("on a {light} mountain", "in the {light} mountains"),
    "park": ("in a {light} park", "in the {light} park"),
}
INDOORS = frozenset({"kitchen", "bedroom", "space", "underwater"})
LIGHTS_AFTER = {**LIGHT_AFTER, "rainy": ("in the rain", "on a rainy day"), "snowy": ("in the falling snow",)}
VERBS = {
    "animal": ("sitting", "standing", "resting", "playing", "sleeping", "walking", "waiting"),
    "figure": ("sitting", "standing", "waiting", "dancing"),
    "vehicle": ("parked", "standing", "waiting"),
    "toy": ("lying", "resting"),
    "plant": ("standing", "growing"),
}
SIZES = ("small", "little", "big", "tiny", "happy", "sleepy")
OPENINGS = ("draw", "a story about", "once there was", "look,", "I see", "tell me about")
NUMBER = {2: "two", 3: "three"}


@dataclass(frozen=True)
class Thing:
    """One subject. `word` is the noun used, in the right number; `adjective` is its size or mood."""

    name: str
    word: str
    colour: str | None = None
    count: int = 1
    adjective: str | None = None

    @property
    def kind(self) -> str:
        return objects()[self.name].kind

    @property
    def several(self) -> bool:
        return self.count > 1 or self.name == "books"


@dataclass(frozen=True)
class Topic:
    """One or two things, at most one place and one light, and the prompt that names them."""

    prompt: str
    things: tuple[Thing, ...]
    place: str | None
    light: str | None
    relation: str | None = None

    def is_held_out(self) -> bool:
        """Whether it joins a pair that the image models never see."""
        pairs = [(t.name, x) for t in self.things for x in (t.colour, self.place) if x]
        if len(self.things) == 2:
            pairs.append((self.things[0].name, self.things[1].name))
        return any(is_held_out(*pair) for pair in pairs)


def sample_topic(rng: np.random.Generator, heldout: bool = False) -> Topic:
    """A random topic; without `heldout` never one of the held-out combinations."""
    if rng.random() < FROM_THE_WORLD:
        kind = str(rng.choice(["two", "two coloured"])) if rng.random() < MORE_PAIRS else None
        return from_scene(spec := sample_spec(rng, heldout, kind), caption(spec, rng))
    while True:
        topic = _wider_topic(rng)
        if topic.is_held_out() == heldout:
            return topic


def from_scene(spec: SceneSpec, text: str) -> Topic:
    """The topic of a caption of a drawn scene, speaking of it in the caption's own words."""
    count = spec.count
    named = spec.objects if spec.relation else spec.objects[:1]
    things = tuple(Thing(o.name, _word_used(o.name, text), o.colour, count) for o in named)
    return Topic(text, things, spec.place, light_named(text), spec.relation)


def light_named(text: str) -> str | None:
    """The light that a prompt names, if any."""
    for light, word in (("sunny", r"sunny|sunshine"), ("sunset", "sunset"), ("night", "night"), ("rainy", "rainy?")):
        if re.search(rf"\b(?:{word})\b", text.lower()):
            return light
    return "snowy" if re.search(r"\b(?:snowy|falling snow)\b", text.lower()) else None


def _word_used(name: str, text: str) -> str:
    forms = sorted(all_forms(name), key=len, reverse=True)
    return next(f for f in forms if re.search(rf"\b{f}\b", text.lower()))


def _wider_topic(rng: np.random.Generator) -> Topic:
    kind = rng.choice(["single", "coloured", "count", "two"], p=[0.25, 0.2, 0.15, 0.4])
    place = str(rng.choice(list(PLACE_PHRASES))) if rng.random() < 0.85 else None
    light = str(rng.choice(list(LIGHTS_AFTER))) if rng.random() < 0.6 and place not in INDOORS else None
    if place in ("snow", "desert", "beach") and light in ("rainy", "snowy"):
        light = None
    count = int(rng.integers(2, 4)) if kind == "count" else 1
    colour = kind == "coloured" or rng.random() < (0.35 if kind == "two" else 0.15)
    chosen = rng.choice(names(), size=2 if kind == "two" else 1, replace=False)
    if count > 1 and chosen[0] == "books":
        chosen = ["robot"]
    things = tuple(_thing(str(n), count, colour, rng) for n in chosen)
    relation = str(rng.choice(list(WIDER_RELATIONS))) if kind == "two" else None
    return Topic(_wider_prompt(things, place, light, relation, rng), things, place, light, relation)


WIDER_RELATIONS = {**RELATIONS, "above": ("above", "over"), "below": ("below", "under"), "on": ("on top of",)}


def _thing(name: str, count: int, coloured: bool, rng: np.random.Generator) -> Thing:
    word = str(rng.choice(synonyms(name))) if rng.random() < 0.3 else name
    colour = str(rng.choice((*COLOURS, "orange", "gray"))) if coloured else None
    adjective = str(rng.choice(SIZES[:4])) if rng.random() < 0.12 else None
    return Thing(name, plural(word) if count > 1 else word, colour, count, adjective)


def described(thing: Thing) -> str:
    """The noun with its adjective and colour, such as "small blue cats"."""
    return " ".join(filter(None, (thing.adjective, thing.colour, thing.word)))


def _wider_prompt(
    things: tuple[Thing, ...], place: str | None, light: str | None, relation: str | None, rng: np.random.Generator
) -> str:
    first = things[0]
    said = [f"{NUMBER[t.count]} {described(t)}" if t.count > 1 else with_article(described(t)) for t in things]
    text = f" {rng.choice(WIDER_RELATIONS[relation])} ".join(said) if relation else said[0]
    if not relation and first.kind in VERBS and rng.random() < 0.5:
        text += f" {rng.choice(VERBS[first.kind])}"
    if place:
        phrase = str(rng.choice(PLACE_PHRASES[place]))
        before = light and "{light}" in phrase and rng.random() < 0.6
        text += " " + " ".join(phrase.format(light=light if before else "").split())
        if light and not before:
            text += f" {rng.choice(LIGHTS_AFTER[light])}"
    elif light:
        text += f" {rng.choice(LIGHTS_AFTER[light])}"
    if rng.random() < 0.12:
        text = f"{rng.choice(OPENINGS)} {text}"
    elif text.startswith(("a ", "an ")) and rng.random() < 0.1:
        text = "the " + text.split(" ", 1)[1]
    return text[0].upper() + text[1:] if rng.random() < 0.75 else text
