"""A wider DALL-E knows what the narrower one knew, under new numbers."""

import torch

from training.models.dalle import Dalle, Shape
from training.train.widen_dalle import fitted, rows_of_codes, widened

OLD = {
    "words": ["<pad>", "</s>", "cat", "dog", "red"],
    "kinds": [None, "cat", "dog"],
    "pieces": [None, ("cat", "large", 0, 0), ("cat", "large", 0, 1), ("dog", "large", 0, 0)],
    "spots": [None, ("large", 0, 0), ("large", 0, 1)],
}
NEW = {
    "words": ["<pad>", "</s>", "blue", "cat", "dog", "fox", "red"],
    "kinds": [None, "cat", "dog", "fox"],
    "pieces": [None, ("cat", "large", 0, 0), ("fox", "large", 0, 0), ("dog", "large", 0, 0), ("cat", "large", 0, 1)],
    "spots": [None, ("large", 0, 0), ("large", 0, 1)],
}


def model(world: dict, codes: int, object_of: list[int], spot_of: list[int]) -> Dalle:
    """A small one with random weights."""
    sizes = {"words": len(world["words"]), "objects": len(world["kinds"]), "spots": len(world["spots"]), "pieces": len(world["pieces"])}
    made = Dalle(Shape(codes=codes, width=24, heads=4, encoder_layers=1, decoder_layers=2, guessed_after=1, **sizes)).eval()
    for parameter in made.parameters():
        parameter.data.normal_(std=0.3)
    made.decoder.memory.object_of[:], made.decoder.memory.spot_of[:] = torch.tensor(object_of), torch.tensor(spot_of)
    return made


def both() -> tuple[Dalle, Dalle]:
    """A narrow model and the wider one that has its weights."""
    torch.manual_seed(0)
    narrow, wide = model(OLD, 9, [0, 1, 1, 2], [0, 1, 2, 1]), model(NEW, 14, [0, 1, 3, 2, 1], [0, 1, 1, 1, 2])
    patches, shares = torch.randn(14, 768), (torch.rand(4, 9).softmax(1), torch.rand(5, 14).softmax(1))
    wide.load_state_dict(widened(narrow.state_dict(), OLD, NEW, wide.state_dict(), patches, shares))
    return narrow, wide


@torch.no_grad()
def test_an_old_caption_says_the_same_as_before():
    narrow, wide = both()
    ids = torch.tensor([[2, 4, 3, 1] + [0] * 20])
    new_ids = torch.tensor([[3, 6, 4, 1] + [0] * 20])
    before, now = narrow.encoder(ids, (ids > 0).long()), wide.encoder(new_ids, (new_ids > 0).long())
    assert torch.allclose(before, now, atol=1e-5)
    kinds = [wide.stands(now)[0][..., :3], narrow.stands(before)[0]]
    assert torch.allclose(*kinds, atol=1e-5) and torch.allclose(wide.stands(now)[1], narrow.stands(before)[1], atol=1e-5)


@torch.no_grad()
def test_old_pieces_are_scored_and_known_as_before_and_among_some_as_among_all():
    narrow, wide = (m.decoder.memory for m in both())
    x = torch.randn(1, 6, 24)
    old, new = narrow(x)[1], wide(x)[1]
    assert torch.allclose(new[..., [0, 1, 4, 3]], old, atol=1e-5)
    assert torch.allclose(wide.known[[0, 1, 4, 3]], narrow.known)
    among = torch.tensor([0, 1, 4])
    assert torch.allclose(wide(x, among)[1], new[..., among], atol=1e-5)


@torch.no_grad()
def test_old_codes_are_fed_and_scored_as_before_and_the_first_token_is_the_last_row():
    narrow, wide = (m.decoder for m in both())
    assert wide.codes.weight[:9].equal(narrow.codes.weight[:9]) and wide.codes.weight[14].equal(narrow.codes.weight[9])
    assert wide.head.weight[:9].equal(narrow.head.weight) and wide.head.bias[:9].equal(narrow.head.bias)


def test_a_new_code_begins_like_the_old_ones_nearest_to_it():
    torch.manual_seed(1)
    old, patches = torch.randn(40, 6), torch.randn(40, 768)
    rows = rows_of_codes(old, torch.cat([patches, patches[7:8] + 0.01]))
    assert rows[:40].equal(old) and (rows[40] - old).square().sum(1).argmin() == 7


def test_a_ridge_regression_finds_a_linear_map():
    torch.manual_seed(2)
    x, map_ = torch.randn(400, 8), torch.randn(8, 3)
    assert torch.allclose(fitted(x, x @ map_ + 2, x[:5]), x[:5] @ map_ + 2, atol=0.2)
