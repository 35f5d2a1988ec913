"""Autoencoder, UNet and text encoder: shapes, the memory tables, and ONNX equal to PyTorch."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from diffusers import DDIMScheduler, EulerDiscreteScheduler

from training.export.onnx_int8 import export, open_session
from training.export.stable_diffusion import SCHEDULER, ExplainedText, ExplainedUNet
from training.models.autoencoder import Decoder, Encoder
from training.models.unet import Memory
from training.train.captions_alone import share_right
from training.train.coupling import PLACE, VARIANT, choice_of, couple
from training.train.diffusion import Painter, object_mask, unread
from training.train.diffusion_data import (
    KINDS,
    SLOTS,
    Batch,
    captions_of,
    slots_of,
)
from training.train.latents import (
    COLOUR_NAMES,
    maps_of,
    piece_count,
    piece_numbers,
    where_of,
)
from training.train.memory import guess_unseen, piece_table
from training.train.muon import orthogonal
from training.train.noise_schedule import signal_and_noise
from training.world.scene import render, sample_spec, slots

torch.set_num_threads(1)


@pytest.fixture(scope="module")
def painter():
    torch.manual_seed(0)
    model = Painter().eval()
    for p in model.parameters():
        if p.ndim >= 2 and not p.any():
            torch.nn.init.normal_(p, std=0.02)
    return model


def test_the_autoencoder_divides_the_side_by_sixteen_and_back():
    encoder, decoder = Encoder().eval(), Decoder().eval()
    z = encoder(torch.zeros(2, 3, 64, 96))
    assert z.shape == (2, 4, 4, 6)
    assert decoder(z).shape == (2, 3, 64, 96)


def test_the_unet_returns_a_velocity_for_one_timestep_or_one_a_sample(painter):
    text = painter.text(torch.zeros(2, 24, dtype=torch.long))
    sample = torch.randn(2, 4, 32, 32)
    one, each = (painter.unet(sample, torch.tensor(t), text) for t in ([500], [500, 500]))
    assert one.shape == (2, 4, 32, 32)
    torch.testing.assert_close(one, each)


def test_the_schedule_is_what_diffusers_reads_from_our_config():
    scheduler = DDIMScheduler.from_config(SCHEDULER)
    alpha, sigma = signal_and_noise()
    torch.testing.assert_close(alpha, scheduler.alphas_cumprod.sqrt(), atol=2e-4, rtol=0)
    assert alpha[-1] == 0 and sigma[-1] == 1
    scheduler.set_timesteps(20)
    assert scheduler.timesteps[0] == 999 and len(scheduler.timesteps) == 20
    EulerDiscreteScheduler.from_config(SCHEDULER).set_timesteps(20)


def test_sure_names_recall_exactly_the_rows_of_the_tables():
    memory = Memory(5, 3, torch.tensor([0, 1]), ((1, None), (1, 2)))
    piece, colour, scene = (torch.full(s, -1e4) for s in ((1, 256, 5), (1, 256, 3), (1, 2)))
    piece[..., 0], colour[..., 0], scene[:, 1] = 1e4, 1e4, 1e4
    piece[0, 40, :] = torch.tensor([-1e4, -1e4, -1e4, 1e4, -1e4])
    colour[0, 40, :] = torch.tensor([-1e4, -1e4, 1e4])
    with torch.no_grad():
        memory.piece.weight[-16:, 3] = 0.25  # so much of the background shines through
    recalled = memory(piece, colour, scene).flatten(2)[0].T  # [256, 16]
    parts, bare = memory.piece.weight[:, 3].view(6, 16), memory.scene.weight[:, 1].view(256, 16)
    torch.testing.assert_close(recalled[40], parts[[2, 3, 4]].sum(0) + 0.25 * bare[40])
    torch.testing.assert_close(recalled[39], bare[39] + memory.piece.weight[:, 0].view(6, 16)[[0, 3]].sum(0))


def test_what_shines_through_a_piece_is_told_from_its_look():
    torch.manual_seed(0)
    pieces, colours, behind = torch.randint(1, 9, (4000,)), torch.randint(1, 4, (4000,)), torch.zeros(4000, dtype=torch.long)
    look, left, bare = torch.randn(9, 4, 16), torch.rand(9, 16), torch.randn(4000, 16) + 2
    table = piece_table(look[pieces, colours] + left[pieces] * bare, pieces, colours, behind, bare)
    torch.testing.assert_close(table[1:9, -1], left[1:], atol=0.01, rtol=0)
    torch.testing.assert_close(table[1:9, 1:4], look[1:, 1:], atol=0.05, rtol=0)
    assert (table[0, -1] == 1).all() and not table[0, 1:COLOUR_NAMES].any()


def test_every_scene_stands_in_known_places_but_for_what_stands_on_something():
    rng = np.random.default_rng(3)
    for _ in range(300):
        spec = sample_spec(rng)
        assert where_of(spec).sum() == (1 if spec.relation == "on" else len(spec.objects))


def test_of_two_things_one_on_the_other_the_upper_one_covers_the_lower():
    rng = np.random.default_rng(5)
    specs = [s for s in (sample_spec(rng, kind="stacked") for _ in range(120)) if s.relation == "on"]
    for spec in specs:
        rider = spec.objects[0]
        pieces, _ = maps_of(spec)
        column, row, wide, high = rider.box
        numbers = piece_numbers()[rider.name, rider.size]
        assert (pieces[row : row + high, column : column + wide][numbers > 0] == numbers[numbers > 0]).all()
        assert (slots_of(spec) == 1).sum() == (numbers > 0).sum()


def test_coupled_noise_tells_the_choice_and_is_still_normal():
    rng = np.random.default_rng(1)
    specs = [sample_spec(rng) for _ in range(600)]
    noise = couple(torch.randn(600, 4, 32, 32, generator=torch.Generator().manual_seed(0)), specs)
    for one, spec in zip(noise, specs, strict=True):
        assert (VARIANT * one).flatten(1).sum(1).argmax() == spec.variant
        chosen, among = choice_of(spec)
        assert (PLACE[:among] * one).flatten(1).sum(1).argmax() == chosen
    for axis in (*PLACE, *VARIANT):
        along = (axis * noise).flatten(1).sum(1)
        assert abs(along.mean()) < 0.15 and 0.85 < along.std() < 1.15
    assert abs(noise.std() - 1) < 0.01


def test_the_glimpse_and_the_second_look_change_nothing_at_first():
    torch.manual_seed(0)
    unet = Painter().eval().unet
    painted = unet.painted(torch.randn(1, 4, 32, 32), torch.tensor([900]), torch.randn(1, 24, 160))
    torch.testing.assert_close(painted.piece, painted.first_piece)


def test_unseen_colours_are_guessed_from_seen_ones():
    generator = torch.Generator().manual_seed(0)
    shape, tint = torch.randn(60, 1, 16, generator=generator), torch.randn(1, COLOUR_NAMES, 16, generator=generator)
    true = shape + tint
    count = torch.full((60, COLOUR_NAMES), 10.0)
    count[7, 4] = 0
    table = true.clone()
    table[7, 4] = 0
    guess_unseen(table, count)
    assert (table[7, 4] - true[7, 4]).abs().max() < 0.3
    torch.testing.assert_close(table[6], true[6])


def test_pieces_cover_the_cells_that_the_renderer_says_are_filled():
    rng = np.random.default_rng(0)
    for _ in range(50):
        spec = sample_spec(rng)
        pieces, colours = maps_of(spec)
        filled = render(spec)[1][0] > 0
        assert (pieces[filled] > 0).all() and ((pieces > 0) == (colours > 0)).all()
    numbers = np.concatenate([t[t > 0] for t in piece_numbers().values()])
    assert sorted(numbers) == list(range(1, piece_count()))


def test_the_object_mask_is_twice_the_piece_map():
    pieces = torch.zeros(1, 256, dtype=torch.long)
    pieces[0, 16 * 3 + 5] = 9
    mask = object_mask(Batch(None, None, pieces, None, None, None, None, []))
    assert mask.sum() == 4 and mask[0, 6:8, 10:12].all()


def test_muon_brings_singular_values_near_one():
    values = torch.linalg.svdvals(orthogonal(torch.randn(48, 96)).float())
    assert values.min() > 0.4 and values.max() < 1.4


@pytest.mark.parametrize("int8", [False, True])
def test_the_exported_unet_and_text_encoder_equal_pytorch(painter, tmp_path, int8):
    torch.manual_seed(1)
    text, unet = ExplainedText(painter.text).eval(), ExplainedUNet(painter.unet).eval()
    ids = torch.randint(0, 100, (2, 24), dtype=torch.int32)
    feed = {
        "sample": torch.randn(2, 4, 32, 32),
        "timestep": torch.tensor([700]),
        "encoder_hidden_states": torch.randn(2, 24, 160),
    }
    with torch.no_grad():
        want_text, want_unet = text(ids), unet(*feed.values())
    names = ["last_hidden_state", *(f"attentions.{k}" for k in range(len(want_text) - 1))]
    export(
        text,
        {"input_ids": ids},
        names,
        tmp_path / "t.onnx",
        {n: {0: "batch"} for n in ["input_ids", *names]},
        int8=int8,
    )
    outputs = ["out_sample", *(f"cross_attentions.{k}" for k in range(len(want_unet) - 2)), "map"]
    varying = {n: {0: "batch"} for n in ["sample", "encoder_hidden_states", *outputs]}
    export(unet, feed, outputs, tmp_path / "u.onnx", varying, int8=int8)
    got_text = open_session(tmp_path / "t.onnx").run(None, {"input_ids": ids.numpy()})
    got_unet = open_session(tmp_path / "u.onnx").run(None, {k: v.numpy() for k, v in feed.items()})
    tolerance = 0.1 if int8 else 1e-4
    for want, got in zip([*want_text, *want_unet], [*got_text, *got_unet], strict=True):
        scale = max(want.abs().max().item(), 1e-3)
        assert np.abs(want.numpy() - got).max() / scale < tolerance
    assert got_unet[-1].shape == (2, KINDS, 16, 16)
    np.testing.assert_allclose(got_unet[-1].sum(1), 1, atol=1e-3)


def test_the_exported_batch_is_free(painter, tmp_path):
    torch.manual_seed(2)
    unet = ExplainedUNet(painter.unet).eval()
    feed = {
        "sample": torch.randn(2, 4, 32, 32),
        "timestep": torch.tensor([300]),
        "encoder_hidden_states": torch.randn(2, 24, 160),
    }
    varying = {n: {0: "batch"} for n in ("sample", "encoder_hidden_states", "out_sample")}
    outputs = ["out_sample", "a", "b", "c", "d", "e", "map"]
    export(unet, feed, outputs, tmp_path / "u.onnx", varying, int8=False)
    session = open_session(tmp_path / "u.onnx")
    both = session.run(["out_sample"], {k: v.numpy() for k, v in feed.items()})[0]
    feed = {k: v if k == "timestep" else v[:1] for k, v in feed.items()}
    one = session.run(["out_sample"], {k: v.numpy() for k, v in feed.items()})[0]
    np.testing.assert_allclose(one[0], both[0], atol=1e-3)


def test_the_decoder_is_exported_as_it_is(tmp_path):
    decoder = Decoder()
    z = torch.randn(1, 4, 32, 32)
    export(decoder, {"latent_sample": z}, ["sample"], tmp_path / "d.onnx", {"latent_sample": {0: "batch"}}, int8=False)
    got = open_session(tmp_path / "d.onnx").run(None, {"latent_sample": z.numpy()})[0]
    with torch.no_grad():
        assert F.l1_loss(torch.from_numpy(got), decoder.eval()(z)) < 1e-5


def test_captions_tell_the_things_from_left_to_right_whatever_they_name_first():
    rng = np.random.default_rng(4)
    specs = [sample_spec(rng, kind="two coloured") for _ in range(20)]
    assert any(s.relation == "right of" for s in specs)
    captions = captions_of(specs, rng)
    for spec, kinds in zip(specs, captions.kinds, strict=True):
        ordered = slots(spec)
        assert ordered[0].box[0] < ordered[1].box[0]
        assert kinds[2] == 0 and (kinds[:2] > 0).all() and kinds[0] != kinds[1]


def test_cells_belong_to_the_thing_whose_box_they_lie_in():
    spec = sample_spec(np.random.default_rng(8), kind="count")
    pieces, _ = maps_of(spec)
    shown = slots_of(spec).reshape(16, 16)
    assert ((shown > 0) == (pieces > 0)).all()
    for number, thing in enumerate(slots(spec), 1):
        columns = np.nonzero((shown == number).any(0))[0]
        assert thing.box[0] <= columns.min() and columns.max() < thing.box[0] + thing.box[2]


def test_looking_at_the_register_of_the_own_slot_costs_nothing_and_elsewhere_much():
    slots, told = torch.tensor([[0, 1, 2, 3]]), torch.ones(1)
    weights = torch.zeros(1, 2, 4, 24)
    for cell, slot in enumerate([3, 1, 2, 3]):
        weights[0, 0, cell, 24 - SLOTS + slot - 1] = 1
    assert unread(weights, slots, told) < 1e-3
    assert unread(weights.roll(1, 3), slots, told) > 5
    assert unread(weights.roll(1, 3), slots, 0 * told) == 0  # the empty prompt is asked nothing


def test_registers_count_as_right_only_where_every_slot_is(painter):
    rng = np.random.default_rng(2)
    captions = captions_of([sample_spec(rng, kind="two") for _ in range(4)], rng)

    class Knowing(torch.nn.Module):
        def forward(self, hidden):
            told = torch.zeros(4, SLOTS, KINDS + COLOUR_NAMES)
            told.scatter_(2, captions.kinds[..., None], 1.0)
            told.scatter_(2, KINDS + captions.colours[..., None], 1.0)
            told[0, 1, :KINDS] = 0
            told[0, 1, 0] = 1
            return told

    registers, painter.registers = painter.registers, Knowing()
    found = share_right(painter, captions)
    painter.registers = registers
    assert found == {"kinds": 0.75, "colours": 1.0}
