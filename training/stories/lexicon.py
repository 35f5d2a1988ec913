"""Judges a story against its topic by words alone: subject, place, light, colour and count."""

import re
from dataclasses import dataclass
from functools import lru_cache

from training.stories.topics import NUMBER, Topic
from training.stories.words import EVERYDAY, all_forms, names
from training.world.vocabulary import COLOURS

PLACE_WORDS = {
    "windowsill": "windowsill|curtains?|wooden sill",
    "beach": "beach|waves ran|gull|crab|foam drew",
    "meadow": "meadow|buttercups?|poppies",
    "forest": "forest|woods|woodpecker|ferns?",
    "snow": "snow lay|in the snow",
    "desert": "desert|dunes?",
    "street": "street|pavement|kerb|crossing",
    "kitchen": "kitchen|kettle|oven|stove",
    "bedroom": "bedroom|pillow looked",
    "space": "outer space|comet|planets?",
    "underwater": "underwater|seaweed",
    "lake": "lake|reeds",
    "farm": "farm|barn",
    "garden": "lettuce|watering can",
    "mountain": "peaks",
    "park": "hopscotch|the swings",
}
"""Words that say for certain where a story is; one of another place contradicts the prompt."""

ALSO_AT = {
    "windowsill": frozenset({"garden"}),
    "street": frozenset({"windowsill"}),
    "bedroom": frozenset({"windowsill"}),
    "kitchen": frozenset({"windowsill"}),
    "beach": frozenset({"underwater", "lake"}),
    "underwater": frozenset({"beach"}),
    "forest": frozenset({"meadow", "snow"}),
    "farm": frozenset({"meadow"}),
    "garden": frozenset({"meadow"}),
    "park": frozenset({"meadow", "street"}),
}
"""Places whose words do no harm at the key's place."""

LIGHT_WORDS = {
    "sunny": "sunny|sunshine|sunlight|sunbeams?|the sun was warm|morning|noon",
    "sunset": "sunset|the sun sank|evening|last rays",
    "night": "night|midnight|moonlight|moon|stars",
    "rainy": "rain|raindrops?|puddles",
    "snowy": "flakes came|first snow|falling snow",
}
CONTRARY = {
    "sunny": ("sunset", "night", "rainy", "snowy"),
    "sunset": ("sunny", "night", "rainy", "snowy"),
    "night": ("sunny", "sunset", "rainy", "snowy"),
    "rainy": ("sunny", "sunset", "night", "snowy"),
    "snowy": ("sunny", "sunset", "night", "rainy"),
}
FITS_ANYWAY = (
    r"good ?night|stars of gold|like tiny stars|like a star|night light|rainbow|in the rain and|sunset and|overnight"
)
SCENERY = {
    "windowsill": frozenset({"bird", "tree"}),
    "meadow": frozenset({"bee", "butterfly", "bird"}),
    "forest": frozenset({"tree", "bird", "mushroom"}),
    "snow": frozenset({"tree"}),
    "street": frozenset({"house"}),
    "garden": frozenset({"bee", "butterfly", "bird"}),
}
"""Objects that belong to a place and may be seen there."""

ALL_COLOURS = (*COLOURS, "orange", "gray")


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a story, in words; nothing where it is on topic."""

    faults: tuple[str, ...]

    @property
    def on_topic(self) -> bool:
        return not self.faults


def judge(topic: Topic, story: str, ended: bool = True) -> Verdict:
    """Compares the story (what follows the prompt) with its topic. `ended`: it closed within the limit."""
    text = story.lower()
    faults = _subject_faults(topic, text) + _place_faults(topic, text) + _light_faults(topic, text)
    faults += _attribute_faults(topic, text)
    if not ended:
        faults.append("does not end")
    return Verdict(tuple(faults))


def _refers(text: str) -> bool:
    """Whether a story of one subject goes on in the prompt's sentence or says "it" or "they"."""
    return text.startswith(" ") or re.search(r"\b(?:it|its|they|their|them)\b", text) is not None


@lru_cache
def _form_pattern() -> re.Pattern[str]:
    forms = sorted((f for n in names() for f in all_forms(n)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


@lru_cache
def _name_of_form() -> dict[str, str]:
    return {f: n for n in names() for f in all_forms(n)}


def objects_named(text: str) -> set[str]:
    """The objects that a lower-case text names; everyday words such as "home" do not count."""
    return {_name_of_form()[f] for f in _form_pattern().findall(text) if f not in EVERYDAY}


def _subject_faults(topic: Topic, text: str) -> list[str]:
    faults = []
    for thing in topic.things:
        if not (len(topic.things) == 1 and _refers(text)) and not any(
            re.search(rf"\b{f}\b", text) for f in all_forms(thing.name)
        ):
            faults.append(f"never names {thing.name}")
    allowed = {t.name for t in topic.things} | SCENERY.get(topic.place, frozenset())
    for name in sorted(objects_named(text) - allowed):
        faults.append(f"brings in {name}")
    return faults


def _place_faults(topic: Topic, text: str) -> list[str]:
    if topic.place is None:
        return []
    fine = {topic.place, *ALSO_AT.get(topic.place, ())}
    return [
        f"speaks of {place}"
        for place, words in PLACE_WORDS.items()
        if place not in fine and re.search(rf"\b(?:{words})\b", text)
    ]


def lights_named(text: str) -> set[str]:
    """The lights that a lower-case text speaks of."""
    plain = re.sub(FITS_ANYWAY, " ", text)
    return {light for light, words in LIGHT_WORDS.items() if re.search(rf"\b(?:{words})\b", plain)}


def _light_faults(topic: Topic, text: str) -> list[str]:
    if topic.place in ("space", "underwater", "kitchen", "bedroom"):
        return []
    named = lights_named(text)
    if topic.light:
        return [f"speaks of {light} light" for light in CONTRARY[topic.light] if light in named]
    return ["mixes lights"] if len(named) > 1 else []


def _attribute_faults(topic: Topic, text: str) -> list[str]:
    faults = []
    for thing in topic.things:
        forms = "|".join(all_forms(thing.name))
        said = set(re.findall(rf"\b({'|'.join(ALL_COLOURS)}) (?:{forms})\b", text))
        faults += [f"makes {thing.name} {colour}" for colour in sorted(said - {thing.colour})]
        counts = set(re.findall(rf"\b({'|'.join(NUMBER.values())}) (?:\w+ )?(?:{forms})\b", text))
        faults += [f"counts {n} {thing.name}" for n in sorted(counts - {NUMBER.get(thing.count)})]
    return faults
