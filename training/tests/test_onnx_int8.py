"""ONNX files say what PyTorch says, in int8 too."""

import numpy as np
import onnx
import pytest
import torch
from torch import Tensor, nn

from training.export.onnx_int8 import export, open_session, quantise


class Everything(nn.Module):
    """An embedding tied to the last layer, a convolution each way, a linear layer and a branch."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(64, 32)
        self.conv = nn.Conv1d(32, 48, 3, padding=1)
        self.back = nn.ConvTranspose1d(48, 32, 1)
        self.mix = nn.Linear(32, 32)

    def forward(self, ids: Tensor, skip: Tensor) -> Tensor:
        x = self.words(ids)  # [B, T, 32]
        x = self.back(torch.relu(self.conv(x.transpose(1, 2)))).transpose(1, 2)
        x = branch(skip, self.mix(x), self.mix.weight.t())
        return x @ self.words.weight.t()  # [B, T, 64]


@torch.jit.script
def branch(skip: Tensor, x: Tensor, weight: Tensor) -> Tensor:
    if bool(skip):
        return x
    return torch.matmul(x, weight)


@pytest.fixture
def case() -> tuple[Everything, dict[str, Tensor]]:
    torch.manual_seed(0)
    return Everything().eval(), {"ids": torch.randint(64, (2, 5)), "skip": torch.tensor([False])}


@pytest.mark.parametrize(("int8", "tolerance"), [(False, 1e-4), (True, 3e-2)])
@pytest.mark.parametrize("skip", [False, True])
def test_a_session_gives_what_the_module_gives(case, tmp_path, int8, tolerance, skip) -> None:
    module, inputs = case
    export(module, inputs, ["logits"], tmp_path / "m.onnx", {"ids": {0: "batch", 1: "length"}}, int8=int8)
    ids = torch.randint(64, (3, 9))
    expected = module(ids, torch.tensor([skip])).detach().numpy()
    feeds = {"ids": ids.numpy(), "skip": np.array([skip])}
    found = open_session(tmp_path / "m.onnx").run(None, feeds)[0]
    assert np.abs(found - expected).max() <= tolerance * np.abs(expected).max()


def test_int8_makes_a_file_about_a_quarter_as_large(tmp_path) -> None:
    module, x = nn.Linear(512, 512), {"x": torch.randn(1, 512)}
    small = export(module, x, ["y"], tmp_path / "small.onnx")
    large = export(module, x, ["y"], tmp_path / "large.onnx", int8=False)
    assert small < 0.27 * large


def test_a_tied_weight_is_stored_once(case, tmp_path) -> None:
    export(*case, ["logits"], tmp_path / "m.onnx")
    stored = [t for t in onnx.load(tmp_path / "m.onnx").graph.initializer if sorted(t.dims) == [32, 64]]
    assert len(stored) == 1


def test_a_weight_can_be_kept_in_float(case, tmp_path) -> None:
    export(*case, ["logits"], tmp_path / "m.onnx", keep_float=lambda name: name.startswith("conv"))
    types = {t.name: t.data_type for t in onnx.load(tmp_path / "m.onnx").graph.initializer}
    assert types["conv.weight"] == onnx.TensorProto.FLOAT and types["back.weight_int8"] == onnx.TensorProto.INT8


def test_the_largest_weight_of_a_channel_is_exact() -> None:
    weight = np.random.default_rng(0).normal(size=(6, 40)).astype(np.float32)
    packed, scale = quantise(weight, 0)
    assert np.abs(packed * scale[:, None] - weight).max() <= scale.max() / 2 + 1e-6
    assert (np.abs(packed).max(1) == 127).all()
