"""A checkpoint of a narrower world, carried over into today's; and the pieces a training step thinks of."""

import numpy as np
import pytest
import torch

from training.train.among import FEW, objects_of_pieces, pieces_among
from training.train.diffusion import Painter
from training.train.widen import LIKE, likened, moved, nearest_spot, widened
from training.train.world_names import describe
from training.world.vocabulary import OBJECT, OBJECTS

torch.set_num_threads(1)


@pytest.fixture(scope="module")
def worlds():
    """A made-up narrower world (every second name of everything), its weights, and today's world."""
    torch.manual_seed(0)
    new = describe()
    old = {key: [name for k, name in enumerate(names) if k % 2 == 0] for key, names in new.items()}
    old["kinds"], old["words"] = new["kinds"][:21], new["words"][:2] + new["words"][2::2]
    blank = Painter().state_dict()
    narrow = {k: torch.randn_like(v) if v.dtype.is_floating_point else v for k, v in blank.items()}
    rows = {
        "text.embed.weight": "words", "unet.names.piece.of_object": "kinds", "unet.names.piece.of_spot": "spots",
        "unet.names.piece.own": "pieces", "unet.names.piece.bias": "pieces", "unet.names.scene.weight": "scenes",
        "unet.names.scene.bias": "scenes", "unet.glimpse.where.weight": "places", "unet.glimpse.where.bias": "places",
    }  # fmt: skip
    for key, by in rows.items():
        narrow[key] = narrow[key][: len(old[by])].clone()
    for key, by in (("unet.memory.piece.weight", "pieces"), ("unet.memory.scene.weight", "scenes")):
        narrow[key] = narrow[key][:, : len(old[by])].clone()
    colours = len(blank["registers.bias"]) - len(new["kinds"])
    for key, slots in (("facts", 3), ("registers", 1)):
        for part in ("weight", "bias"):
            narrow[f"{key}.{part}"] = torch.randn(slots * (21 + colours), *blank[f"{key}.{part}"].shape[1:])
    return old, new, narrow, widened(narrow, old, new, blank), blank


def test_a_widened_checkpoint_fits_today_s_painter(worlds):
    *_, wide, blank = worlds
    assert {k: v.shape for k, v in wide.items()} == {k: v.shape for k, v in blank.items()}
    Painter().load_state_dict(wide)


def test_what_was_known_keeps_its_weights_under_its_new_number(worlds):
    old, new, narrow, wide, _ = worlds
    word, piece, scene = old["words"][-1], old["pieces"][7], old["scenes"][3]
    for key, by, name in (
        ("text.embed.weight", "words", word),
        ("unet.names.piece.own", "pieces", piece),
        ("unet.names.scene.weight", "scenes", scene),
    ):
        torch.testing.assert_close(wide[key][new[by].index(name)], narrow[key][old[by].index(name)])
    table, before = wide["unet.memory.piece.weight"], narrow["unet.memory.piece.weight"]
    torch.testing.assert_close(table[:, new["pieces"].index(piece)], before[:, old["pieces"].index(piece)])


def test_heads_keep_kinds_and_colours_of_every_slot_apart(worlds):
    old, new, narrow, wide, _ = worlds
    before, after = (w["facts.weight"].unflatten(0, (3, -1)) for w in (narrow, wide))
    torch.testing.assert_close(after[:, : len(old["kinds"])], before[:, : len(old["kinds"])])
    torch.testing.assert_close(after[:, len(new["kinds"]) :], before[:, len(old["kinds"]) :])


def test_a_new_piece_has_no_weights_of_its_own_yet(worlds):
    old, new, _, wide, _ = worlds
    fresh = [k for k, name in enumerate(new["pieces"]) if name not in old["pieces"]]
    assert fresh and not wide["unet.names.piece.own"][fresh].any()


def test_new_rows_lean_towards_what_they_are_like_and_are_told_apart():
    torch.manual_seed(0)
    old = torch.randn(20, 400)
    names = [f"old {k}" for k in range(20)]
    rows = likened(old, names, [*names, "a", "b"], {"a": "old 3", "b": "old 3"})
    torch.testing.assert_close(rows[:20], old)
    toward = torch.nn.functional.cosine_similarity(rows[20:], old[3] - old.mean(0), dim=1)
    assert (toward > 0.4).all() and not torch.equal(rows[20], rows[21])


def test_rows_without_an_old_name_keep_their_start():
    start = torch.zeros(3, 2)
    out = moved(torch.ones(2, 2), ["x", "y"], ["y", "new", "x"], start)
    assert out.tolist() == [[1, 1], [0, 0], [1, 1]]


def test_a_new_spot_starts_from_the_nearest_of_its_size():
    old = [None, ("large", 0, 0), ("large", 8, 8), ("medium", 4, 4)]
    assert nearest_spot(old, [*old, ("large", 9, 9), ("medium", 0, 0)]) == {
        ("large", 9, 9): ("large", 8, 8),
        ("medium", 0, 0): ("medium", 4, 4),
    }


def test_new_things_are_likened_to_things_of_the_first_world():
    first = {o.name for o in OBJECTS[:20]}
    assert set(LIKE) == set(OBJECT) - first and set(LIKE.values()) <= first


def test_a_step_thinks_of_all_pieces_of_its_things_and_of_none_first():
    rng = np.random.default_rng(0)
    owner = objects_of_pieces()
    pieces = torch.zeros(2, 256, dtype=torch.long)
    pieces[0, 3], pieces[1, 9] = (owner == 5).nonzero()[2, 0], (owner == 30).nonzero()[0, 0]
    among = pieces_among(pieces, rng)
    assert among[0] == 0 and (among.diff() > 0).all() and len(among) == FEW
    for thing in (5, 30):
        assert set((owner == thing).nonzero()[:, 0].tolist()) <= set(among.tolist())
    assert set(pieces_among(pieces, rng).tolist()) != set(among.tolist())


def test_thinking_of_a_few_pieces_gives_the_logits_that_all_give():
    torch.manual_seed(1)
    unet = Painter().eval().unet
    cells, among = torch.randn(1, 256, 128), torch.tensor([0, 4, 77, 300])
    some = unet.names.piece(cells, among)
    torch.testing.assert_close(some, unet.names.piece(cells)[..., among], atol=1e-4, rtol=1e-4)
