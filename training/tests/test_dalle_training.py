"""Habits of training that the tokens and the decoder rely on."""

import cv2
import numpy as np
import pytest
import torch

from training.models.dalle import REGISTERS, Dalle, Shape
from training.models.vq import CODES, UNDRAWN, PictureTokenizer
from training.train.codebook import different, faintness, k_means, more_codes, nearest
from training.train.dalle import (
    UNSAID,
    Captions,
    SceneTokens,
    begins,
    chances,
    mistake,
    sample_spec,
    say_nothing,
    scenes_said,
)
from training.train.vq import spoil, to_floats
from training.world.captions import plural_of, words_of
from training.world.scene import render
from training.world.tokenizer import build
from training.world.vocabulary import LIGHTS, OBJECT, PLACE


def test_equal_patches_count_once_and_objects_double() -> None:
    patches = np.repeat(np.arange(3, dtype=np.uint8)[:, None], 768, 1)[[0, 0, 0, 0, 1, 2]]
    kept, weight, there = different(patches, np.array([False] * 5 + [True]))
    assert kept[:, 0].tolist() == [0, 1, 2] and weight.tolist() == [2, 1, 2] and there.tolist() == [False, False, True]


def test_k_means_finds_the_patches_when_there_are_as_many_as_codes() -> None:
    torch.manual_seed(0)
    true = torch.randn(CODES, 768)
    codes = k_means(true.repeat(3, 1), torch.ones(3 * CODES))
    assert (true - codes[nearest(true, codes)]).square().mean() < 0.02


def test_more_codes_leave_the_old_ones_and_go_where_these_show_badly() -> None:
    torch.manual_seed(0)
    old, lacking = torch.randn(20, 768), torch.randn(5, 768)
    rows = torch.cat([old.repeat(10, 1), lacking.repeat(10, 1)])
    codes = more_codes(old, rows, torch.ones(len(rows)), 12)
    assert codes[:20].equal(old) and len(codes) == 32
    assert (lacking - codes[nearest(lacking, codes)]).square().mean() < 0.02


def test_a_faint_outline_counts_more_than_a_strong_one_and_a_flat_patch_not_endlessly() -> None:
    edge = torch.cat([torch.zeros(3, 128), torch.ones(3, 128)], 1).flatten()[None]
    faint = faintness(torch.cat([edge, 0.1 * edge, 0 * edge, 0.1 * edge - 0.9]))
    assert faint[0] < faint[1] < 4 and faint[2] == 4 and faint[3] == pytest.approx(float(faint[1]))


def test_spoiled_tokens_keep_their_drawn_rows_mostly() -> None:
    torch.manual_seed(0)
    tokens = torch.randint(CODES, (64, 16, 16))
    spoiled, drawn = spoil(tokens, wrong=0.16)
    assert ((spoiled == UNDRAWN) == ~drawn[:, 0]).all() and drawn[:, 0, 0].all()
    assert 0.9 < (spoiled == tokens)[drawn[:, 0]].float().mean() < 0.99


def test_a_tenth_of_the_prompts_is_empty_and_half_of_the_pictures_have_mistakes() -> None:
    torch.manual_seed(0)
    ids = torch.randint(2, 100, (4000, 24))
    empty = (say_nothing(ids)[:, 1:] == 0).all(1)
    assert 0.08 < empty.float().mean() < 0.12 and (say_nothing(ids)[:, 0] > 0).all()
    tokens = torch.randint(CODES, (400, 256))
    assert 0.4 < (mistake(tokens) != tokens).any(1).float().mean() < 0.55


def kinds_of_two() -> torch.Tensor:
    """A picture with a thing of kind 3 over two rows, and one of kind 5 beside it."""
    kinds = torch.zeros(1, 256, dtype=torch.long)
    for cell, kind in ((98, 3), (99, 3), (101, 5), (113, 3), (114, 3), (115, 3), (117, 5)):
        kinds[0, cell] = kind
    return kinds


def test_a_thing_begins_once_and_each_part_of_its_outline_that_touches_nothing_drawn() -> None:
    assert begins(kinds_of_two())[0].nonzero().flatten().tolist() == [98, 101]


def test_whether_a_cell_is_learned_from_depends_on_what_was_drawn_before_it_alone() -> None:
    kinds = kinds_of_two()
    for cell in range(256):
        other = kinds.clone()
        other[0, cell:] = torch.randint(6, (256 - cell,))
        assert chances(kinds)[0, cell] == chances(other)[0, cell]


def test_captions_tell_what_stands_in_each_slot() -> None:
    words = build()
    ids, kinds, colours, *_ = Captions(1).some(80)
    names = list(OBJECT)
    for text, there, painted in zip(ids.tolist(), kinds.tolist(), colours.tolist(), strict=True):
        said = words.decode(text)
        assert there[0] > 0 and [k > 0 for k in there] == [c > 0 for c in painted]
        for kind in filter(None, there):
            thing = OBJECT[names[kind - 1]]
            forms = (thing.name, thing.plural_name, *thing.synonyms, *map(plural_of, thing.synonyms))
            assert any(set(words_of(f)) <= set(words_of(said)) for f in forms)


def test_registers_are_seen_where_the_mask_calls_them_padding() -> None:
    torch.manual_seed(0)
    model = Dalle(Shape(words=40, codes=50, width=48, heads=4, encoder_layers=2, decoder_layers=2, guessed_after=1, pieces=30, spots=9))
    for parameter in model.parameters():
        parameter.data.normal_(std=0.2)
    ids = torch.zeros(1, 24, dtype=torch.long)
    ids[0, :5] = torch.tensor([7, 9, 3, 20, 1])
    mask = (ids > 0).long()
    words, moved = model.encoder(ids, mask), model.encoder(ids, mask)
    moved[:, -REGISTERS:] += 1
    tokens = torch.randint(50, (1, 256))
    assert not torch.allclose(model.decoder(tokens, words, mask)[0], model.decoder(tokens, moved, mask)[0])
    moved = words.clone()
    moved[:, 5:-REGISTERS] += 1
    assert torch.allclose(model.decoder(tokens, words, mask)[0], model.decoder(tokens, moved, mask)[0])


def test_of_two_things_one_alone_may_be_coloured() -> None:
    _, _, colours, *_ = Captions(2).some(200)
    plain = sum(1 in row and max(row) > 1 for row in colours.tolist())  # 1 is a thing in its own colour
    assert 5 < plain < 40


def test_captions_tell_how_things_are_arranged() -> None:
    words = build()
    ids, kinds, _, arrangements, _ = Captions(3).some(200)
    for text, there, how in zip(ids.tolist(), kinds.tolist(), arrangements.tolist(), strict=True):
        said = f" {words.decode(text)} "
        assert sum(k > 0 for k in there) == (how + 1 if how < 3 else 2)
        assert (how == 3) <= any(f" {word} " in said for word in ("above", "over", "below", "under"))
    assert set(arrangements.tolist()) == set(range(5))


def test_a_background_is_encoded_once_and_every_token_is_that_of_the_whole_picture() -> None:
    torch.manual_seed(0)
    model = PictureTokenizer()
    model.set_codebook(torch.rand(CODES, 768) * 2 - 1)
    rng = np.random.default_rng(3)
    specs = [sample_spec(rng) for _ in range(4)]
    found = SceneTokens(model).scenes(specs * 2)
    pictures = np.stack([cv2.resize(render(s)[0], (256, 256), interpolation=cv2.INTER_AREA) for s in specs])
    whole = model.encode(to_floats(pictures)).flatten(1).numpy()
    assert (found[:4] == found[4:]).all() and (found[:4] == whole).mean() > 0.999


def test_a_caption_says_its_place_and_light_and_the_empty_one_says_none() -> None:
    words = build()
    said = ("A cat under a tree on a sunset farm", "two fish under the sea", "on the moon there is a cow", "a bee on a windowsill at night", "")
    ids = torch.tensor([words.encode(text).ids for text in said])
    names = list(PLACE)
    expected = [names.index(place) * len(LIGHTS) + light for place, light in (("farm", 1), ("underwater", 0), ("space", 0), ("windowsill", 2))]
    assert scenes_said(ids).tolist() == [*expected, UNSAID]
