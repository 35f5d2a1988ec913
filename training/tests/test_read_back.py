"""A pack read back and exported again is the same file."""

from pathlib import Path

import pytest
import torch
from torch import nn

from training.export import gpt2
from training.export.dalle import export_decoder, export_encoder, export_pictures
from training.export.read_back import part_names, read_back
from training.models.dalle import Dalle, Shape
from training.models.gpt import Gpt
from training.models.gpt import Shape as GptShape
from training.models.vq import PictureTokenizer

DALLE = Shape(words=40, codes=50, width=48, heads=4, encoder_layers=2, decoder_layers=2, guessed_after=1, pieces=30, spots=9)


def shaken(model: nn.Module) -> nn.Module:
    """The model with all its weights by chance, those too that begin at nought."""
    torch.manual_seed(1)
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.2)
    return model.eval().requires_grad_(False)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.onnx"))}


def write_dalle(model: Dalle, folder: Path, int8: bool) -> None:
    export_encoder(model, folder / "encoder.onnx", int8)
    export_decoder(model, folder / "decoder.onnx", int8)


def write_pictures(model: PictureTokenizer, folder: Path, int8: bool) -> None:
    export_pictures(model, folder, int8)


MODELS = {
    "gpt2": (lambda: Gpt(GptShape(80, 32, 48, 4, 2)), gpt2.write_graphs, (gpt2.DECODER,), ()),
    "dalle": (
        lambda: Dalle(DALLE),
        write_dalle,
        ("encoder.onnx", "decoder.onnx"),
        ("decoder.memory.object", "decoder.memory.spot"),
    ),
    "vq": (PictureTokenizer, write_pictures, ("decoder.onnx",), ()),
}


@pytest.mark.parametrize("name", MODELS)
def test_a_pack_read_back_is_exported_to_the_same_bytes(name: str, tmp_path: Path) -> None:
    make, write, graphs, folded = MODELS[name]
    write(shaken(make()), tmp_path / "pack", True)
    fresh = make().eval().requires_grad_(False)
    missing = read_back(fresh, lambda m, folder: write(m, folder, False), graphs, tmp_path / "pack", folded)
    assert all(n.startswith(("slots", "arrangement", "scene", "decoder.memory.o", "decoder.memory.s")) for n in missing)
    write(fresh, tmp_path / "again", True)
    assert files(tmp_path / "again") == files(tmp_path / "pack")


def test_the_shipped_gpt2_is_read_back_to_the_byte(tmp_path: Path) -> None:
    model = Gpt(GptShape()).eval()
    assert not read_back(model, lambda m, folder: gpt2.write_graphs(m, folder, int8=False), (gpt2.DECODER,), gpt2.PACK)
    gpt2.write_graphs(model, tmp_path)
    assert files(tmp_path) == {f"onnx/{p.name}": p.read_bytes() for p in sorted((gpt2.PACK / "onnx").iterdir())}


def test_another_shape_of_model_is_refused(tmp_path: Path) -> None:
    gpt2.write_graphs(Gpt(GptShape(80, 32, 48, 4, 2)), tmp_path)
    with pytest.raises(ValueError, match="another form"):
        read_back(Gpt(GptShape(96, 32, 48, 4, 2)), lambda m, f: gpt2.write_graphs(m, f, int8=False), (gpt2.DECODER,), tmp_path)


def test_names_are_parted_into_sums_that_stay_the_same() -> None:
    torch.manual_seed(2)
    own, objects, spots = torch.randn(20, 6), torch.arange(20) % 4, torch.arange(20) % 3
    of_object, of_spot, before = torch.zeros(4, 6), torch.zeros(3, 6), own.clone()
    part_names(own, (objects, of_object), (spots, of_spot))
    assert torch.allclose(of_object[objects] + of_spot[spots] + own, before, atol=1e-5)
    assert own.square().sum() < 0.8 * before.square().sum()
