"""Puts clauses together to a story: one subject (or one pair), one place, one light, right pronouns."""

import re

import numpy as np

from training.stories.library import Clause, Section, objects, sections
from training.stories.topics import INDOORS, NUMBER, Thing, Topic, described, sample_topic
from training.world.vocabulary import STACKED

END = "<|endoftext|>"
ORDER = (
    "title",
    "does",
    "pair",
    "side",
    "many",
    "colour",
    "place",
    "light",
    "sound",
    "again",
    "joint",
    "surprise",
    "question",
    "feeling",
    "rhyme",
    "ending",
)
"""In which order the parts of a story come."""

ABOUT_THE_SUBJECT = frozenset({"does", "many", "colour", "again", "feeling"})
WEIGHTS = {"place": 3, "light": 2.5, "again": 2.5, "surprise": 2.5, "feeling": 2, "sound": 0.6, "joint": 1.5, "pair": 2, "question": 0.8, "rhyme": 0.5}
IN_PAIRS = 0.12
"""How often one of two things is named with its colour; more of it would make every sentence heavy."""

TITLED = 0.06
"""Share of stories that begin with their title."""

IN_SENTENCE = 0.12
"""Share of stories that go on within the prompt's own sentence."""


def sample_document(rng: np.random.Generator, heldout: bool = False) -> str:
    """A prompt, its story and the end mark, as one training document."""
    topic = sample_topic(rng, heldout)
    return f"{topic.prompt}{tell(topic, rng)}{END}"


def tell(topic: Topic, rng: np.random.Generator) -> str:
    """A story of two to six sentences or so, with the mark or blank that parts it from the prompt."""
    return _Teller(topic, rng).tell()


SIDE_BY_SIDE = re.compile(r"\b(?:beside|next to|one side|side by side|between|bit of ground|one step)\b", re.IGNORECASE)
"""Words that are wrong of things one over the other."""

SMALL_WORDS = frozenset({"the", "and", "in", "on", "at", "by", "under"})
TITLE_PLACES = {
    "windowsill": "on the windowsill", "beach": "on the beach", "meadow": "in the meadow", "forest": "in the forest",
    "snow": "in the snow", "desert": "in the desert", "street": "on the street", "kitchen": "in the kitchen",
    "bedroom": "in the bedroom", "space": "in space", "underwater": "under the sea", "lake": "by the lake",
    "farm": "on the farm", "garden": "in the garden", "mountain": "in the mountains", "park": "in the park",
}  # fmt: skip


class _Teller:
    """Chooses and fills the clauses of one story; no clause twice."""

    def __init__(self, topic: Topic, rng: np.random.Generator):
        self.topic, self.rng = topic, rng
        self.things, self.place = topic.things, topic.place
        self.light = topic.light
        if self.light is None and self.place not in INDOORS and rng.random() < 0.3:
            self.light = "sunny"  # daylight goes without saying
        self.used: set[str] = set()
        self.near = False  # whether the last sentence was about the subject, so that "it" is clear

    def tell(self) -> str:
        length = int(self.rng.choice([2, 3, 4, 5, 6], p=[0.2, 0.37, 0.28, 0.1, 0.05]))
        parts = self._plan(length)
        sentences = []
        for part in parts:
            sentences += filter(None, [self._sentence(part)])
            self.near = part in ABOUT_THE_SUBJECT and len(self.things) == 1
        if parts[0] == "does" and self._is_noun_phrase() and self.rng.random() < IN_SENTENCE:
            return " " + " ".join([full_stop(self._does(self.things[0])), *sentences[1:]])
        return ". " + " ".join(sentences)

    def _is_noun_phrase(self) -> bool:
        first, _, rest = self.topic.prompt.lower().partition(" ")
        return first in ("a", "an", "the", "two", "three", "some") and rest.startswith(described(self.things[0]))

    def _plan(self, length: int) -> list[str]:
        pair, thing = len(self.things) == 2, self.things[0]
        parts = ["title"] if self.rng.random() < TITLED else []
        parts.append("pair" if pair else "does")
        choices = dict(WEIGHTS)
        for part, fits in (
            ("place", self.place), ("light", self.light), ("joint", pair), ("feeling", not pair), ("question", not pair), ("pair", pair),
        ):  # fmt: skip
            if not fits:
                choices.pop(part)
        if self._side() and self.rng.random() < 0.35:
            parts.append("side")
        if thing.count > 1 and self.rng.random() < 0.6:
            parts.append("many")
        if thing.colour and not pair and self.rng.random() < 0.6:
            parts.append("colour")
        if len(parts) < length and self.rng.random() < 0.75:
            parts.append("ending")
        names = list(choices)
        weights = np.array([choices[n] for n in names])
        more = self.rng.choice(
            names, size=min(len(names), max(0, length - len(parts))), replace=False, p=weights / weights.sum()
        )
        return sorted([*parts, *map(str, more)], key=ORDER.index)

    def _sentence(self, part: str) -> str:
        thing = self.things[int(self.rng.integers(len(self.things)))]
        moments, pair = sections("moments"), len(self.things) == 2
        match part:
            case "title":
                return self._titled()
            case "does":
                return self._acting(thing, self._subject(thing))
            case "again":
                by_name = not self.near or self.rng.random() < 0.25
                return self._acting(thing, self._subject(thing) if by_name else self._pronoun(thing))
            case "pair":
                return self._about_pair(self._pair_clauses())
            case "side":
                return self._about_pair(self._side())
            case "joint":
                return self._about_pair(sections("pairs")["joint"].clauses)
            case "ending" if pair:
                return self._about_pair(sections("pairs")["ending"].clauses)
            case "many":
                return self._say(self._counted(moments["many"]), thing)
            case "place":
                return self._say(sections("places")[self.place].clauses, thing)
            case "light":
                return self._say(sections("lights")[self.light].clauses, thing)
            case _:
                return self._say(moments[part].clauses, thing)

    def _titled(self) -> str:
        """The title of the story, in a sentence of its own."""
        clause = self._pick(sections("moments")["title"].clauses, self.things[0])
        both = " and ".join(f"the {_counted_words(t)}" for t in self.things)
        words = f"{both} {TITLE_PLACES[self.place]}" if self.place and self.rng.random() < 0.5 else both
        title = " ".join(w if w in SMALL_WORDS else capital(w) for w in words.split())
        was = "were" if len(self.things) == 2 or self.things[0].several else "was"
        return clause.text.format(the=both, Title=capital(title), was=was)

    def _counted(self, many: Section) -> list[Clause]:
        count = self.things[0].count
        return [Clause(c.text, kinds=c.kinds) for c in many.clauses if c.number in (None, count)]

    def _side(self) -> tuple[Clause, ...]:
        """What is said of how the two stand, if their relation has such lines."""
        relation = (self.topic.relation or "").split(" ")[0]  # "left of" stands under [left]
        return sections("pairs")[relation].clauses if relation in sections("pairs") else ()

    def _pair_clauses(self) -> list[Clause]:
        clauses = self._clauses_of_kinds()
        stacked = self.topic.relation in STACKED
        return [c for c in clauses if not (stacked and SIDE_BY_SIDE.search(c.text))]

    def _clauses_of_kinds(self) -> list[Clause]:
        pairs, (a, b) = sections("pairs"), self.things
        living = [t.kind in ("animal", "figure") for t in (a, b)]
        clauses = list(pairs["* *"].clauses)
        if all(living):
            return clauses[:3] + list(pairs["living living"].clauses)
        if any(living):
            mover, other = (a, b) if living[0] else (b, a)
            own = pairs[f"living {other.kind}"].clauses
            swapped = own if mover is a else [_swapped(c) for c in own]
            return clauses[:4] + list(swapped)
        return clauses

    def _about_pair(self, clauses) -> str:
        clause = self._pick(clauses, self.things[0])
        text = clause.text
        for letter, thing in zip("AB", self.things, strict=True):
            text = text.replace(f"{{the {letter}}}", self._subject(thing)).replace(
                f"{{The {letter}}}", capital(self._subject(thing))
            )
        return capital(text)

    def _acting(self, thing: Thing, subject: str) -> str:
        clause = self._pick(objects()[thing.name].clauses, thing)
        said = full_stop(f"{subject} {self._fill(clause.text, thing)}")
        if self.light and self.place not in INDOORS and not clause.lights and self.rng.random() < 0.25:
            lead = self._pick(sections("lights")[f"{self.light} lead"].clauses, thing)
            return f"{self._fill(lead.text, thing)} {said}"
        return capital(said)

    def _does(self, thing: Thing) -> str:
        return self._fill(self._pick(objects()[thing.name].clauses, thing).text, thing)

    def _say(self, clauses, thing: Thing) -> str:
        if len(self.things) == 2:  # nobody could tell which of the two "it" is
            clauses = [c for c in clauses if not re.search(r"\{[Ii]t", c.text)]
        clause = self._pick(clauses, thing)
        return capital(self._fill(clause.text, thing)) if clause else ""

    def _pick(self, clauses, thing: Thing) -> Clause | None:
        """A clause not yet used; one that belongs to this very place or light is chosen three times as readily."""
        fitting = [
            c for c in clauses if c.text not in self.used and c.fits(thing.kind, self.place, self.light, thing.several)
        ]
        if not fitting:
            return None
        weights = np.array([3.0 if c.places or c.lights else 1.0 for c in fitting])
        chosen = fitting[int(self.rng.choice(len(fitting), p=weights / weights.sum()))]
        self.used.add(chosen.text)
        return chosen

    def _subject(self, thing: Thing) -> str:
        chance = self.rng.random()
        if thing.count > 1:
            word = " ".join(filter(None, (thing.colour, thing.word)))
            many = f"both {word}" if thing.count == 2 else f"all three {word}"
            return (
                many if chance < 0.15 else f"the {NUMBER[thing.count]} {word}" if chance < 0.5 else f"the {thing.word}"
            )
        by_colour = 0.5 if len(self.things) == 1 else IN_PAIRS
        return f"the {described(thing)}" if chance < by_colour else f"the {thing.word}"

    def _pronoun(self, thing: Thing) -> str:
        return "they" if thing.several else "it"

    def _fill(self, text: str, thing: Thing) -> str:
        many = thing.several
        text = re.sub(r"\[([^|\]]*)\|([^\]]*)\]", lambda m: m[2 if many else 1], text)
        counting = {2: "one, two", 3: "one, two, three"}.get(thing.count, "one")
        similes = sections("colours").get(thing.colour)
        slots = {
            "it": self._pronoun(thing),
            "its": "their" if many else "its",
            "it_o": "them" if many else "it",
            "itself": "themselves" if many else "itself",
            "was": "were" if many else "was",
            "the": self._subject(thing),
            "noun": thing.word,
            "colour": thing.colour or "",
            "count": NUMBER.get(thing.count, ""),
            "counting": counting,
            "simile": str(self.rng.choice([c.text for c in similes.clauses])) if similes else "",
        }
        slots |= {capital(k): capital(v) for k, v in slots.items() if v}
        if not self.near:
            slots["It"] = slots["The"]
        return text.format(**slots)


def _counted_words(thing: Thing) -> str:
    """The noun with its colour, and its number where there are several, such as "two blue cats"."""
    return " ".join(filter(None, (NUMBER.get(thing.count), described(thing))))


def _swapped(clause: Clause) -> Clause:
    """The clause with {the A} and {the B} exchanged."""
    text = re.sub(r"\{([Tt]he) ([AB])\}", lambda m: f"{{{m[1]} {'B' if m[2] == 'A' else 'A'}}}", clause.text)
    return Clause(text, clause.places, clause.lights, clause.never, clause.kinds, clause.number)


def full_stop(text: str) -> str:
    """The text with a full stop, unless something said aloud has ended it."""
    return text if text.endswith(('!"', '?"', '."')) else f"{text}."


def capital(text: str) -> str:
    """The text with its first letter in upper case, behind a quotation mark too."""
    place = next((i for i, c in enumerate(text) if c.isalpha()), 0)
    return text[:place] + text[place : place + 1].upper() + text[place + 1 :]
