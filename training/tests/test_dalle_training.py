"""Habits of training that the tokens and the decoder rely on."""

import numpy as np
import torch

from training.models.vq import CODES, UNDRAWN
from training.train.codebook import different, k_means, nearest
from training.train.dalle import mistake, say_nothing
from training.train.vq import spoil


def test_equal_patches_count_once_and_objects_double() -> None:
    patches = np.repeat(np.arange(3, dtype=np.uint8)[:, None], 768, 1)[[0, 0, 0, 0, 1, 2]]
    kept, weight = different(patches, np.array([False] * 5 + [True]))
    assert kept[:, 0].tolist() == [0, 1, 2] and weight.tolist() == [2, 1, 2]


def test_k_means_finds_the_patches_when_there_are_as_many_as_codes() -> None:
    torch.manual_seed(0)
    true = torch.randn(CODES, 768)
    codes = k_means(true.repeat(3, 1), torch.ones(3 * CODES))
    assert (true - codes[nearest(true, codes)]).square().mean() < 0.02


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
