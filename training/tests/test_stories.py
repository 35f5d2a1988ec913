"""The story corpus: it covers the world, keeps to its topics and is fit for small children."""

import re

import numpy as np
import pytest

from training.stories.grammar import END, sample_document, tell
from training.stories.lexicon import PLACE_WORDS, judge
from training.stories.library import count_clauses, objects, sections
from training.stories.safe import unsafe_words
from training.stories.topics import PLACE_PHRASES, Thing, Topic, sample_topic
from training.world.vocabulary import COLOURS, LIGHTS, OBJECTS, PLACES


def test_every_object_place_light_and_colour_of_the_world_has_clauses():
    assert {o.name for o in OBJECTS} <= set(objects())
    assert {p.name for p in PLACES} <= set(sections("places")) & set(PLACE_PHRASES) & set(PLACE_WORDS)
    assert all({light, f"{light} lead"} <= set(sections("lights")) for light in LIGHTS)
    assert set(COLOURS) <= set(sections("colours"))
    assert min(len(s.clauses) for s in objects().values()) >= 6


def test_the_library_holds_at_least_3000_clauses_and_none_twice():
    lines = [
        c.text
        for n in ("animals", "things", "places", "lights", "moments", "pairs")
        for s in sections(n).values()
        for c in s.clauses
    ]
    assert count_clauses() >= 3000
    assert len(lines) - len(set(lines)) <= 1


def test_stories_of_the_grammar_are_on_topic_and_safe():
    rng = np.random.default_rng(1)
    for i in range(3000):
        topic = sample_topic(rng, heldout=i % 2 == 0)
        story = tell(topic, rng)
        assert judge(topic, story).on_topic, (topic.prompt, story, judge(topic, story).faults)
        assert not unsafe_words(story), story
        assert not re.search(r"[{}\[\]|@%]", story), story
        assert 1 <= len(re.findall(r"[.!?]", story)) <= 14


def test_training_topics_hold_no_held_out_pair():
    rng = np.random.default_rng(2)
    assert not any(sample_topic(rng).is_held_out() for _ in range(500))
    assert all(sample_topic(rng, heldout=True).is_held_out() for _ in range(100))


def test_the_same_seed_tells_the_same_story():
    a, b = (sample_document(np.random.default_rng(7)) for _ in range(2))
    assert a == b and a.endswith(END)


CAT = Topic("A cat on a sunny windowsill", (Thing("cat", "cat"),), "windowsill", "sunny")


@pytest.mark.parametrize(
    ("story", "fault"),
    [
        (". The cat waited under the moon.", "speaks of night light"),
        (". The cat sat on the beach.", "speaks of beach"),
        (". The cat met a lion.", "brings in lion"),
        (". The red cat yawned.", "makes cat red"),
        (". The two cats yawned.", "counts two cat"),
        (". Somebody yawned.", "never names cat"),
    ],
)
def test_a_story_that_leaves_its_topic_is_found_out(story, fault):
    assert fault in judge(CAT, story).faults


def test_a_story_that_does_not_end_is_off_topic():
    assert judge(CAT, ". The cat", ended=False).faults == ("does not end",)


def test_unsafe_words_are_found():
    assert unsafe_words("The Knife lay there.") == ["knife"]
