"""The words for things: synonyms and plurals, of the world's vocabulary and of the wider world to come."""

from training.stories.library import objects
from training.world.vocabulary import OBJECT

WIDER_SYNONYMS = {
    "turtle": ("tortoise",),
    "horse": ("pony",),
    "sheep": ("lamb",),
    "bicycle": ("bike",),
    "airplane": ("plane",),
    "boat": ("sailboat",),
    "present": ("gift",),
    "sunflower": ("flower",),
}
"""Synonyms of objects that the world does not draw yet."""

ODD_PLURALS = {
    "fish": "fish",
    "sheep": "sheep",
    "octopus": "octopuses",
    "bus": "buses",
    "books": "books",
    "cactus": "cacti",
    "snowman": "snowmen",
}

EVERYDAY = frozenset({"home", "homes", "cup", "cups", "present", "gift", "gifts", "flower", "football", "footballs"})
"""Words that may be said without meaning the object they can name."""


def plural(word: str) -> str:
    """The plural of an object's word."""
    if word in ODD_PLURALS:
        return ODD_PLURALS[word]
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"


def synonyms(name: str) -> tuple[str, ...]:
    """The object's name and its other names, all singular."""
    own = OBJECT[name].synonyms if name in OBJECT else ()
    return tuple(dict.fromkeys((name, *own, *WIDER_SYNONYMS.get(name, ()))))


def all_forms(name: str) -> tuple[str, ...]:
    """Every word, singular and plural, that names the object."""
    singles = synonyms(name)
    return tuple(dict.fromkeys((*singles, *(plural(s) for s in singles))))


def with_article(words: str) -> str:
    """ "a" or "an" before the words; "some" before books."""
    if words.split()[-1] == "books":
        return f"some {words}"
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def names() -> tuple[str, ...]:
    """Every object that stories can be told of."""
    return tuple(objects())
