"""Checkpoints out of the shipped packs, to train on where no run was kept: python -m training.export.read_back gpt2.

A session may begin on a machine that has nothing but the repository. Weights of a pack are int8 by output channel, so what
comes back is what ships: exported again it gives the same file, but for the scores of pieces, whose parted sum rounds
anew. What a graph does not hold (the optimisers' state, how a folded sum was parted) begins anew.

How: a module of the same shape, its weights all different, goes through the same export as float32. Which initializer of that
graph came from which weight is then seen by value, and the pack's initializer of the same name is what the weight was.
"""

import argparse
import copy
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.export import onnx_int8
from training.train.run_folder import RUNS

Export = Callable[[nn.Module, Path], object]
"""Writes the graphs of a module into a folder, as float32."""


def floats(path: Path) -> dict[str, np.ndarray]:
    """The initializers of a graph and its branches by name; int8 ones, and what was stored as another's transpose, as floats."""
    graph = onnx.load(path).graph
    found = {t.name: numpy_helper.to_array(t) for g in onnx_int8.with_branches(graph) for t in g.initializer}
    for node in graph.node:
        if node.op_type == "DequantizeLinear":
            packed, scale, _ = (found.pop(name) for name in node.input)
            axis = next(a.i for a in node.attribute if a.name == "axis")
            shape = [-1 if k == axis else 1 for k in range(packed.ndim)]
            found[node.output[0]] = packed.astype(np.float32) * scale.reshape(shape)
    for node in graph.node:
        if node.op_type == "Transpose" and node.input[0] in found:
            found[node.output[0]] = found[node.input[0]].T
    return found


def read_back(
    module: nn.Module, export: Export, graphs: tuple[str, ...], pack: Path, folded: tuple[str, ...] = ()
) -> list[str]:
    """Gives `module` the weights of `pack`; returns the names of those that no graph holds, which stay as they were.

    `graphs` are the files, in the pack and in what `export` writes. Weights named in `folded` are added to another one by
    the export: they become 0, and that one the sum. Raises ValueError where a graph of the pack has another form than
    the module's.
    """
    marked = copy.deepcopy(module)
    chance = torch.Generator().manual_seed(0)
    state = {name: value for name, value in marked.state_dict().items() if value.is_floating_point()}
    for name, value in state.items():
        value.copy_(torch.zeros(()) if name in folded else torch.rand(value.shape, generator=chance) + 0.5)
    named = {_mark(value.numpy()): name for name, value in state.items()}
    read: dict[str, Tensor] = {}
    with tempfile.TemporaryDirectory() as folder:
        export(marked, Path(folder))
        for graph in graphs:
            was = floats(pack / graph)
            for initializer, value in floats(Path(folder) / graph).items():
                name = named.get(_mark(value))
                if name is None or name in read:
                    continue
                if initializer not in was or was[initializer].shape != value.shape:
                    raise ValueError(f"{pack / graph} has no {initializer} of shape {value.shape}: another form of model")
                read[name] = _laid_like(state[name], value, was[initializer])
    read |= {name: torch.zeros_like(state[name]) for name in folded}
    module.load_state_dict({**module.state_dict(), **read})
    return [name for name in state if name not in read]


def _mark(values: np.ndarray) -> tuple[int, float, float]:
    """What tells an array from every other, whichever way it is turned."""
    return values.size, float(values.min(initial=np.inf)), float(values.max(initial=-np.inf))


def _laid_like(weight: Tensor, exported: np.ndarray, value: np.ndarray) -> Tensor:
    """`value` the way `weight` lies, where `exported` holds the same numbers as `weight`."""
    if weight.ndim == 2 and exported.shape == tuple(weight.T.shape) and np.array_equal(exported, weight.T.numpy()):
        return torch.from_numpy(value.T.copy())
    if np.array_equal(exported.ravel(), weight.numpy().ravel()):
        return torch.from_numpy(value.copy()).view(weight.shape)
    raise ValueError(f"a weight of shape {tuple(weight.shape)} lies in the graph as {exported.shape}, in no known order")


def gpt2(pack: Path) -> None:
    """training/runs/gpt2."""
    from training.export.gpt2 import DECODER, write_graphs
    from training.models.gpt import Gpt, Shape

    part = _record(pack, 0)
    model = Gpt(Shape(**part["shape"]))
    read_back(model, lambda m, folder: write_graphs(m, folder, int8=False), (DECODER,), pack)
    run = _new_run("gpt2")
    (run / "gpt2.json").write_text(json.dumps(part))
    _copy_samples(pack, run)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(pack / name, run)
    weights = model.state_dict()
    step, tokens, seconds = (part[key][-1] for key in ("steps", "tokens", "seconds"))
    torch.save({"model": weights, "ema": weights, "step": step, "tokens": tokens, "seconds": seconds}, run / "last.pt")


def dalle(pack: Path) -> None:
    """training/runs/vq and training/runs/dalle.

    The encoder's heads, which only training uses, are taught again by captions alone; a piece's score comes back as a
    sum and is parted into that of its object, of its spot and its own.
    """
    from training.export.dalle import export_decoder, export_encoder, export_pictures
    from training.models.vq import CODES, PictureTokenizer
    from training.train.dalle import new_model
    from training.train.dalle_captions import teach_heads
    from training.train.latents import piece_count
    from training.train.world_names import describe

    pictures, config = PictureTokenizer(), json.loads((pack / "config.json").read_text())
    read_back(pictures, lambda m, f: export_pictures(m, f / "vqgan", int8=False), ("vqgan/decoder.onnx",), pack)
    run = _new_run("vq")
    torch.save(pictures.state_dict(), run / "vq.pt")
    (run / "record.json").write_text(json.dumps({**_record(pack, 0), "samples": []}))

    graphs = tuple(f"onnx/{name}_model{merged}_quantized.onnx" for name, merged in (("encoder", ""), ("decoder", "_merged")))

    def write(model: nn.Module, folder: Path) -> None:
        export_encoder(model, folder / graphs[0], int8=False)
        export_decoder(model, folder / graphs[1], int8=False)

    model = new_model(pictures.patches[:CODES], torch.zeros(piece_count(), CODES)).eval()
    memory = model.decoder.memory
    read_back(model, write, graphs, pack, folded=("decoder.memory.object", "decoder.memory.spot"))
    part_names(memory.own.data, (memory.object_of, memory.object.data), (memory.spot_of, memory.spot.data))
    teach_heads(model)
    run = _new_run("dalle")
    _copy_samples(pack, run)
    (run / "record.json").write_text(json.dumps(_record(pack, 1)))
    weights = {k: v.detach() for k, v in model.state_dict().items()}
    state = {"model": weights, "average": weights, "step": config["steps_trained"], "shape": model.shape.to_dict()}
    torch.save({**state, "world": describe()}, run / "last.pt")


def stable_diffusion(pack: Path) -> None:
    """training/runs/autoencoder and training/runs/diffusion, parted as in `dalle`; the heads that only training uses begin anew.

    The pack's card asks for figures that no pack holds: it can be written again once both runs have gone on.
    """
    from training.export.stable_diffusion import write_graphs
    from training.models.autoencoder import Decoder, Encoder
    from training.train.diffusion import Painter
    from training.train.world_names import describe

    model = nn.ModuleDict({"painter": Painter(), "encoder": Encoder(), "decoder": Decoder()}).eval()
    graphs = tuple(f"{name}/model.onnx" for name in ("text_encoder", "unet", "vae_decoder", "vae_encoder"))
    names = model["painter"].unet.names.piece
    read_back(
        model,
        lambda m, folder: write_graphs(m["painter"], m["encoder"], m["decoder"], folder, int8=False),
        graphs,
        pack,
        folded=tuple(f"painter.unet.names.piece.of_{part}" for part in ("object", "spot")),
    )
    part_names(names.own.data, (names.objects, names.of_object.data), (names.spots, names.of_spot.data))
    weights = {name: part.state_dict() for name, part in model.items()}
    for number, name in enumerate(("autoencoder", "diffusion")):
        part, run = _record(pack, number), _new_run(name)
        keys = [key for key, value in part.items() if isinstance(value, list) and key not in ("restarts", "samples")]
        lines = [dict(zip(keys, values, strict=True)) for values in zip(*(part[key] for key in keys), strict=True)]
        for line in lines:
            line["step"] = line.pop("steps")
        (run / "log.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        (run / "restarts.jsonl").write_text("".join(json.dumps(line) + "\n" for line in part["restarts"]))
        state = {"step": lines[-1]["step"], "seconds": lines[-1]["seconds"]}
        if name == "autoencoder":
            state |= {"encoder": weights["encoder"], "decoder": weights["decoder"]}
        else:
            state |= {"model": weights["painter"], "mean": weights["painter"], "seen": 16 * state["step"], "world": describe()}
            _copy_samples(pack, run)
            (run / "samples.json").write_text(json.dumps(part["samples"]))
        torch.save(state, run / "last.pt")


def recogniser(pack: Path) -> None:
    """training/runs/recogniser: the judge's weights, which is all that judging asks for."""
    from training.export.recogniser import OUTPUTS, RawMaps
    from training.models.recogniser import SIDE, Recogniser
    from training.train.recogniser import load

    def write(model: nn.Module, folder: Path) -> None:
        (folder / "onnx").mkdir()
        onnx_int8.export(RawMaps(model), {"pixel_values": torch.zeros(2, 3, SIDE, SIDE)}, OUTPUTS, folder / "onnx/model.onnx", int8=False)

    model = Recogniser().eval()
    print("not in the graph:", read_back(model, write, ("onnx/model.onnx",), pack))
    run = _new_run("recogniser")
    torch.save({"model": model.state_dict()}, run / "last.pt")
    load(run)


def part_names(own: Tensor, *factors: tuple[Tensor, Tensor]) -> None:
    """Parts rows [P, C] into those of each factor (its number for each row [P], its rows [F, C]) and what is left, in place."""
    for numbers, rows in factors:
        counts = torch.bincount(numbers, minlength=len(rows)).clamp(min=1)
        rows.zero_().index_add_(0, numbers, own).div_(counts[:, None])
        own -= rows[numbers]


def _record(pack: Path, number: int) -> dict:
    """One part of a pack's training.json, with the samples."""
    story = json.loads((pack / "training.json").read_text())
    return {**story["parts"][number], "samples": story["samples"]}


def _copy_samples(pack: Path, run: Path) -> None:
    """The samples made on the way, as old as the pack says that training is: a checkout has made them new."""
    shutil.copytree(pack / "training", run / "training")
    started = json.loads((pack / "training.json").read_text())["started"]
    began = datetime.fromisoformat(started).timestamp() if isinstance(started, str) else started
    for file in (run / "training").iterdir():
        os.utime(file, (began, began))


def _new_run(name: str) -> Path:
    run = RUNS / name
    if run.exists():
        raise SystemExit(f"{run} is there already: move it away first")
    run.mkdir(parents=True)
    return run


PACKS = {"gpt2": gpt2, "dalle": dalle, "stable-diffusion": stable_diffusion, "recogniser": recogniser}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", choices=PACKS)
    options = parser.parse_args()
    PACKS[options.pack](Path("models") / options.pack)
