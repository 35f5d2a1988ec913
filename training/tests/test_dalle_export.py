"""The exported DALL-E says what the torch model says, cached or not."""

from pathlib import Path

import numpy as np
import pytest
import torch

from training.export.dalle import cache_names, decoder_inputs, export_decoder, export_encoder, export_pictures
from training.export.onnx_int8 import open_session
from training.models.dalle import Dalle, Shape, hide
from training.models.vq import CODES, GRID, PictureTokenizer, as_patches
from training.train.paint import choose, paint

SHAPE = Shape(words=40, codes=50, width=48, heads=4, encoder_layers=2, decoder_layers=2, guessed_after=1, pieces=30, spots=9)


@pytest.fixture(scope="module")
def model() -> Dalle:
    torch.manual_seed(0)
    made = Dalle(SHAPE).eval().requires_grad_(False)
    for parameter in made.parameters():
        parameter.normal_(std=0.2)
    return made


@pytest.fixture(scope="module")
def sessions(model, tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("pack")
    export_encoder(model, folder / "encoder.onnx", int8=False)
    export_decoder(model, folder / "decoder.onnx", int8=False)
    return {name: open_session(folder / f"{name}.onnx") for name in ("encoder", "decoder")}


def prompts() -> torch.Tensor:
    ids = torch.zeros(2, 24, dtype=torch.long)
    ids[0, :5] = torch.tensor([7, 9, 3, 20, 1])
    ids[1, 0] = 1
    return ids


def feeds(inputs: dict) -> dict:
    return {name: tensor.numpy() for name, tensor in inputs.items()}


def test_the_encoder_is_the_same(model, sessions) -> None:
    ids = prompts()
    mask = (ids > 0).long()
    found = sessions["encoder"].run(["last_hidden_state"], {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})[0]
    assert np.abs(found - model.encoder(ids, mask).numpy()).max() < 1e-4


def test_token_by_token_the_cached_decoder_gives_the_scores_of_the_whole(model, sessions) -> None:
    ids, tokens = prompts(), torch.randint(50, (2, 256))
    mask = (ids > 0).long()
    words = model.encoder(ids, mask)
    expected = model.decoder(tokens, words, mask)[0].numpy()
    inputs = feeds(decoder_inputs(SHAPE, 2, 1, 0, words, mask))
    inputs["input_ids"][:] = SHAPE.start
    names = cache_names(SHAPE.decoder_layers, "present")
    for place in range(40):
        logits, *present = sessions["decoder"].run(["logits", *names], inputs)
        assert np.abs(logits[:, 0] - expected[:, place]).max() < 1e-3
        for name, tensor in zip(names, present, strict=True):
            inputs[name.replace("present", "past_key_values")] = tensor
        inputs["input_ids"] = tokens[:, place : place + 1].numpy()
        inputs["use_cache_branch"] = np.array([True])


def test_attention_weights_of_a_step_sum_to_one(model, sessions) -> None:
    mask = torch.ones(2, 24, dtype=torch.long)
    inputs = feeds(decoder_inputs(SHAPE, 2, 3, 0, torch.randn(2, 24, 48), mask))
    own, heard = sessions["decoder"].run(["decoder_attentions.1", "cross_attentions.1"], inputs)
    assert own.shape == (2, 4, 3, 3) and heard.shape == (2, 4, 3, 24)
    assert np.allclose(own.sum(-1), 1, atol=1e-5) and np.allclose(heard.sum(-1), 1, atol=1e-5)


def test_int8_moves_the_scores_little(model, sessions, tmp_path) -> None:
    export_decoder(model, tmp_path / "decoder.onnx")
    inputs = feeds(decoder_inputs(SHAPE, 2, 8, 0, torch.randn(2, 24, 48), torch.ones(2, 24, dtype=torch.long)))
    whole, packed = (s.run(["logits"], inputs)[0] for s in (sessions["decoder"], open_session(tmp_path / "decoder.onnx")))
    assert np.abs(whole - packed).max() < 0.05 * np.abs(whole).max()


def test_painting_sees_nothing_of_the_future(model) -> None:
    ids, tokens = prompts(), torch.randint(50, (2, 256))
    other = tokens.clone()
    other[:, 100:] = torch.randint(50, (2, 156))
    assert torch.allclose(model(ids, tokens)[0][:, :101], model(ids, other)[0][:, :101], atol=1e-5)


def test_painting_draws_what_the_whole_model_would_choose(model) -> None:
    ids = prompts()[:1]
    drawn = paint(model, ids, seeds=[3], guidance=1.0, temperature=0)
    assert (model(ids, drawn)[0].argmax(-1) == drawn).float().mean() > 0.98
    model.eval()


def test_a_seed_gives_one_picture(model) -> None:
    ids = prompts()[:1].repeat(2, 1)
    drawn = paint(model, ids, seeds=[5, 6])
    again = paint(model, ids[:1], seeds=[6])
    assert not torch.equal(drawn[0], drawn[1]) and torch.equal(drawn[1], again[0])
    model.eval()


def test_a_choice_is_the_inverse_of_the_cumulated_chances() -> None:
    scores = torch.log(torch.tensor([0.1, 0.6, 0.0001, 0.3]))
    assert [choose(scores, 1.0, 3, u) for u in (0.0, 0.59, 0.61, 0.89, 0.91, 1.0)] == [1, 1, 3, 3, 0, 0]
    assert choose(torch.tensor([1.0, 2.0, 2.0]), 0, 2, 0.9) == 1


@pytest.fixture(scope="module")
def vq() -> PictureTokenizer:
    torch.manual_seed(1)
    made = PictureTokenizer().eval().requires_grad_(False)
    made.set_codebook(torch.rand(CODES, 768) * 2 - 1)
    made.retoucher.patch[-2].weight.normal_(std=0.02)
    made.retoucher.pixels[-2].weight.normal_(std=0.02)
    return made


def test_a_picture_of_mean_patches_becomes_their_codes(vq) -> None:
    tokens = torch.randint(CODES, (1, GRID, GRID))
    picture = torch.nn.functional.pixel_shuffle(vq.patches[tokens].permute(0, 3, 1, 2), 16)
    assert torch.equal(vq.encode(picture), tokens)
    assert torch.equal(as_patches(picture), vq.patches[tokens.flatten()])


def test_the_exported_tokenizer_is_the_same(vq, tmp_path: Path) -> None:
    export_pictures(vq, tmp_path, int8=False)
    tokens = torch.randint(CODES + 1, (2, 256))
    expected = vq.decode(tokens.view(2, GRID, GRID)).clamp(-1, 1)
    found = open_session(tmp_path / "decoder.onnx").run(None, {"indices": tokens.numpy()})[0]
    assert np.abs(found - expected.numpy()).max() < 1e-3
    indices = open_session(tmp_path / "encoder.onnx").run(None, {"sample": found})[0]
    assert (indices == vq.encode(torch.from_numpy(found)).flatten(1).numpy()).mean() > 0.99
    assert (tmp_path / "patches.bin").stat().st_size == CODES * 8 * 8 * 3
