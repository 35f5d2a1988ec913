"""The GPT: the same architecture as transformers' GPT-2, and the same numbers after export."""

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import GPT2Config, GPT2LMHeadModel

from training.export.gpt2 import DECODER, config, input_names, without_abandoned, write_graphs
from training.export.onnx_int8 import open_session
from training.models.gpt import Gpt, Shape, causal
from training.stories import tokenizer as story_tokenizer
from training.train import gpt as training

SHAPE = Shape(vocabulary=300, width=64, heads=4, layers=2)


@pytest.fixture
def model() -> Gpt:
    torch.manual_seed(3)
    made = Gpt(SHAPE).eval()
    for p in made.parameters():
        p.data += 0.05 * torch.randn_like(p)
    return made


IDS = torch.tensor([[5, 7, 299, 0, 12, 44, 3]])


def logits_of(model: Gpt, ids: torch.Tensor) -> torch.Tensor:
    return model(ids, torch.arange(ids.shape[1])[None], causal(1, ids.shape[1])).logits


@torch.no_grad()
def test_transformers_gpt2_loads_the_same_weights_and_gives_the_same_logits(model):
    settings = {k: v for k, v in config(SHAPE).items() if k not in ("explain", "architectures", "model_type")}
    theirs = GPT2LMHeadModel(GPT2Config(**settings)).eval()
    state = model.state_dict() | {"lm_head.weight": model.transformer.wte.weight}
    missing = theirs.load_state_dict(state, strict=False)
    assert not missing.unexpected_keys and not [k for k in missing.missing_keys if "attn.bias" not in k]
    assert torch.allclose(theirs(IDS).logits, logits_of(model, IDS), atol=1e-5)


def feed(shape: Shape, ids: np.ndarray, past: list[np.ndarray] | None, before: int) -> dict[str, np.ndarray]:
    batch, now = ids.shape
    empty = np.zeros((batch, shape.heads, 0, shape.width // shape.heads), np.float32)
    values = [ids, np.ones((batch, before + now), np.int64), np.arange(before, before + now)[None].repeat(batch, 0)]
    return dict(zip(input_names(shape), [*values, *(past or [empty] * 2 * shape.layers)], strict=True))


@torch.no_grad()
@pytest.mark.parametrize(("int8", "tolerance"), [(False, 2e-5), (True, 0.15)])
def test_the_onnx_graph_with_its_cache_equals_pytorch(model, tmp_path, int8, tolerance):
    write_graphs(model, tmp_path, int8)
    session = open_session(tmp_path / DECODER)
    want = logits_of(model, IDS).numpy()
    first = session.run(None, feed(SHAPE, IDS[:, :4].numpy(), None, 0))
    past = first[1 : 1 + 2 * SHAPE.layers]
    rest = session.run(None, feed(SHAPE, IDS[:, 4:].numpy(), past, 4))
    got = np.concatenate([first[0], rest[0]], 1)
    assert np.abs(got - want).max() < tolerance * max(1, np.abs(want).max())
    out = model(IDS, torch.arange(7)[None], causal(1, 7))
    names = [o.name for o in session.get_outputs()]
    weights, hidden = rest[names.index("attentions.1")], rest[names.index("hidden_states.1")]
    assert np.abs(weights - out.attentions[1][:, :, 4:].numpy()).max() < tolerance
    lens = open_session(tmp_path / "onnx/lens.onnx").run(None, {"hidden": hidden[0]})[0]
    assert np.allclose(lens, rest[0][0], atol=1e-4)


@torch.no_grad()
def test_no_token_sees_a_later_one(model):
    changed = IDS.clone()
    changed[0, 5] = 200
    assert torch.allclose(logits_of(model, IDS)[0, :5], logits_of(model, changed)[0, :5], atol=1e-6)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_str(_small_tokenizer())


def _small_tokenizer() -> str:
    documents, story_tokenizer.DOCUMENTS = story_tokenizer.DOCUMENTS, 300
    try:
        return story_tokenizer.train().to_str()
    finally:
        story_tokenizer.DOCUMENTS = documents


@pytest.mark.parametrize("text", ["A cat sitting on a sunny windowsill", "Łódź 🐈 <b>x</b>", "  two\nlines"])
def test_the_tokenizer_gives_every_text_back(tokenizer, text):
    assert tokenizer.decode(tokenizer.encode(text).ids) == text


def test_a_training_row_lets_no_story_look_at_or_tell_another_one(tokenizer):
    rows = training.pack(tokenizer, np.random.default_rng(0), 4)
    end = (rows.ids[0] == 0).nonzero()[0, 0].item()
    assert not rows.seen[0, 0, end + 1 :, : end + 1].any()
    assert rows.positions[0, end + 1] == 0 and rows.weight[0, end] == 0
    assert rows.seen[3, 0].equal(torch.ones(training.ROW, training.ROW).tril().bool())
    weights = {0.0, 1.0, training.NAMING_WEIGHT, float(np.float32(training.PROMPT_WEIGHT))}
    assert set(rows.weight.flatten().tolist()) == weights


def test_the_rate_is_constant_and_then_falls_to_nothing():
    assert training.rate(90) == training.rate(training.FALL) == 1
    assert training.rate(training.FALL / 4) == pytest.approx(0.25)
    assert training.rate(0) == training.rate(-1) == 0


def test_the_trace_leaves_out_steps_that_a_restart_gave_up():
    part = {"name": "x", "steps": [0, 200, 250, 200, 300], "loss": [5, 4, 3, 6, 2], "samples": [1]}
    assert without_abandoned(part) == {"name": "x", "steps": [0, 200, 300], "loss": [5, 6, 2], "samples": [1]}
