"""The words for things: the world's own nouns, with synonyms and plurals."""

from training.stories.library import objects
from training.world.captions import plural_of
from training.world.vocabulary import OBJECT

EVERYDAY = frozenset(
    """
    home homes cup cups present gift gifts flower football footballs book ship ships
    """.split()
)
"""Words that may be said without meaning the object they can name."""


def plural(word: str) -> str:
    """The plural of an object's word."""
    return OBJECT[word].plural_name if word in OBJECT else plural_of(word)


def synonyms(name: str) -> tuple[str, ...]:
    """The object's name and its other names, all singular."""
    return (name, *OBJECT[name].synonyms)


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
