"""The world draws what its captions say, holds out what it should, and repeats itself exactly."""

import numpy as np
import pytest

from training.world.captions import FORMS, MOST_WORDS, all_words, caption, words_of
from training.world.export import world
from training.world.scene import SceneSpec, draw, place_on, place_one, place_row, render, sample_spec, slots
from training.world.tokenizer import LENGTH, build
from training.world.vocabulary import (
    ALWAYS_SEEN, BASES, COLOURS, COUNTS, GROUND, OBJECT, OBJECTS, PLACE, PLACES, RELATIONS, STACKED, SUGGESTIONS,
    is_held_out,
)  # fmt: skip

SCENES = 400


def specs(heldout=False, n=SCENES):
    rng = np.random.default_rng(5)
    return [sample_spec(rng, heldout) for _ in range(n)]


def names_of(thing):
    return [thing.name, thing.plural_name, *thing.synonyms]


def test_a_caption_names_every_object_colour_place_and_count_and_nothing_else():
    rng = np.random.default_rng(1)
    for spec in specs():
        text = caption(spec, rng).lower()
        words = words_of(text)
        for placed in spec.objects:
            stems = [n[:-1] if n.endswith(("y", "man")) else n for n in names_of(OBJECT[placed.name])]
            assert any(s.replace("snowma", "snowm") in text for s in stems), text
            assert placed.colour is None or placed.colour in words, text
        assert {w for w in words if w in COLOURS} == {o.colour for o in spec.objects if o.colour}
        assert any(p in text for p in (PLACE[spec.place].noun, *PLACE[spec.place].synonyms)), text
        said = [w for w in COUNTS.values() if w in words]
        assert said == ([COUNTS[spec.count]] if spec.count > 1 else []), text
        if spec.light in ("sunset", "night"):
            assert spec.light in words, text


def test_left_and_right_in_the_caption_are_left_and_right_in_the_picture():
    seen = set()
    for spec in specs():
        if spec.relation is None or spec.relation in STACKED:
            continue
        first, second = (o.box[0] + o.box[2] / 2 for o in spec.objects)
        assert (first > second) == (spec.relation == "right of")
        seen.add(spec.relation)
    assert seen == set(RELATIONS) - set(STACKED)


def test_above_below_and_on_in_the_caption_are_so_in_the_picture():
    rng = np.random.default_rng(6)
    seen = set()
    for spec in (sample_spec(rng, kind="stacked") for _ in range(SCENES)):
        first, second = (o.box for o in spec.objects)
        assert (first[1] + first[3] > second[1] + second[3]) == (spec.relation == "below")
        middles = (b[0] + b[2] / 2 for b in (first, second))
        assert abs(np.diff(list(middles))[0]) <= (3 if spec.relation == "on" else 1)
        assert all(0 <= o.box[1] and 0 <= o.box[0] and o.box[0] + o.box[2] <= 16 for o in spec.objects)
        upper = spec.objects[1] if spec.relation == "below" else spec.objects[0]
        assert slots(spec)[0] == upper
        assert OBJECT[upper.name].floats_in(spec.place) == (spec.relation != "on")
        assert spec.relation != "on" or spec.objects[1].name in BASES
        seen.add(spec.relation)
    assert seen == set(STACKED)


def test_what_stands_on_a_thing_is_drawn_in_front_of_it():
    for base in BASES:
        spec = SceneSpec(place_on([("cat", None), (base, None)], 8), "meadow", "sunny", 0, "on")
        _, cells = render(spec)
        assert {1 + OBJECTS.index(OBJECT[n]) for n in ("cat", base)} <= set(np.unique(cells[0])), base
        column, row, wide, high = spec.objects[0].box
        cat = cells[0][row : row + high, column : column + wide] == 1
        alone = render(SceneSpec(spec.objects[:1], "meadow", "sunny", 0))[1][0] > 0
        assert cat.sum() == alone.sum(), base


def test_only_the_named_objects_and_places_are_drawn_when_some_are_named():
    rng = np.random.default_rng(7)
    chosen = [sample_spec(rng, objects=("cat", "bee", "car"), places=("park",)) for _ in range(60)]
    assert {o.name for s in chosen for o in s.objects} == {"cat", "bee", "car"}
    assert {s.place for s in chosen} == {"park"}
    with pytest.raises(ValueError, match="no scene"):
        sample_spec(rng, kind="two", objects=("cat",))


def test_fish_swim_under_water_and_lie_anywhere_else():
    rng = np.random.default_rng(8)
    for place, floats in (("underwater", True), ("kitchen", False)):
        said = [caption(sample_spec(rng, kind="single", objects=("fish",), places=(place,)), rng) for _ in range(60)]
        assert any("swimming" in text for text in said) == floats
        assert (place_one("fish", None, 8, place).box[1] + 6 < GROUND) == floats


def test_cell_maps_show_each_object_where_its_box_is():
    for spec in specs(n=100):
        _, cells = render(spec)
        for placed in spec.objects:
            column, row, wide, high = placed.box
            kinds = cells[0, row : row + high, column : column + wide]
            assert (kinds == 1 + OBJECTS.index(OBJECT[placed.name])).mean() > 0.3
        assert cells[1].max() < 10 and cells[2].max() < 11
        assert (cells[0] > 0).any()


def test_a_picture_changes_only_where_its_object_is():
    spec = sample_spec(np.random.default_rng(3), kind="single")
    other = SceneSpec((place_one("apple", None, 8),), spec.place, spec.light, spec.variant)
    a, b = render(spec)[0], render(other)[0]
    assert (a[:100] == b[:100]).all()
    assert (a != b).any()


def test_boxes_stay_inside_the_picture_apart_and_on_the_ground():
    for thing in OBJECTS:
        for row in (place_row([(thing.name, None)] * n, s) for n in (2, 3) for s in (0, 1)):
            for left, right in zip(row, row[1:]):
                assert left.box[0] + left.box[2] <= right.box[0]
            for placed in row:
                column, top, wide, high = placed.box
                assert 0 <= column and column + wide <= 16 and top >= 0
                assert thing.floats or top + high == GROUND


def test_held_out_pairs_are_never_drawn_in_training_and_always_when_asked_for():
    assert not any(is_held_out(*pair) for spec in specs() for pair in spec.pairs())
    assert all(any(is_held_out(*pair) for pair in spec.pairs()) for spec in specs(heldout=True, n=100))


def test_about_a_tenth_is_held_out_and_never_what_the_suggestions_need():
    colours = [is_held_out(o.name, c) for o in OBJECTS for c in COLOURS]
    places = [is_held_out(o.name, p.name) for o in OBJECTS for p in PLACES]
    objects = [is_held_out(a.name, b.name) for a in OBJECTS for b in OBJECTS if a.name < b.name]
    for group in (colours, places, objects):
        assert 0.04 < np.mean(group) < 0.17
    assert not any(is_held_out(*pair) for pair in ALWAYS_SEEN)


def test_the_same_seed_draws_the_same_scene():
    a, b = (draw(np.random.default_rng(11)) for _ in range(2))
    assert a.caption == b.caption and (a.image == b.image).all() and (a.cells == b.cells).all()
    assert (draw(np.random.default_rng(12)).image != a.image).any()


def test_every_caption_and_suggestion_is_made_of_known_words():
    known = set(all_words())
    rng = np.random.default_rng(2)
    for text in [*SUGGESTIONS, *(caption(s, rng) for s in specs())]:
        assert set(words_of(text)) <= known, text


@pytest.mark.parametrize("text", ["A cat sitting on a sunny windowsill", "", "a zebra cat", "cat " * 100])
def test_the_tokenizer_pads_to_its_length_and_drops_unknown_words(text):
    encoding = build().encode(text)
    assert len(encoding.ids) == LENGTH
    kept = [t for t in encoding.tokens if t not in ("<pad>", "</s>")]
    assert kept == [w for w in words_of(text) if w in all_words()][: LENGTH - 1]
    assert encoding.tokens[len(kept)] == "</s>" and encoding.ids[len(kept) + 1 :] == [0] * (LENGTH - len(kept) - 1)


def test_the_longest_caption_fits_the_tokenizer():
    rng = np.random.default_rng(4)
    said = [words_of(caption(s, rng)) for s in specs(n=20_000)]
    assert max(len(words) for words in said) <= MOST_WORDS < LENGTH - 4


def test_scenes_are_said_in_many_forms_and_the_verb_agrees():
    assert len(FORMS) >= 12
    rng = np.random.default_rng(9)
    for spec in specs(n=3000):
        words = words_of(caption(spec, rng))
        if {"is", "are"} & set(words):
            many = spec.count > 1 or "and" in words or spec.objects[0].name == "books" and "book" not in words
            assert ("are" in words) == many, words


def test_world_json_lists_what_the_contract_asks_for():
    said = world()
    assert said["suggestions"][0] == "A cat sitting on a sunny windowsill"
    assert {"objects", "places", "lights", "colours", "counts", "relations", "words", "version"} <= said.keys()


def test_world_json_names_only_what_is_drawn_and_suggests_only_that():
    part = world(OBJECTS[:3], PLACES[:2], ("and",))
    assert [o["name"] for o in part["objects"]] == ["cat", "dog", "rabbit"]
    assert not {"car", "beside", "forest"} & set(part["words"])
    assert part["suggestions"] == ["A cat sitting on a sunny windowsill"]
    whole = world(OBJECTS, PLACES, tuple(RELATIONS))
    assert whole["words"] == list(all_words()) and whole["suggestions"] == list(SUGGESTIONS)
