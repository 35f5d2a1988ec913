"""Writes models/stable-diffusion from the runs: `python -m training.export.stable_diffusion`.

The layout is that of diffusers' ONNX pipeline. Beside the standard output, which stays first, the graphs give what
the page shows when it explains a run: attention weights, and the UNet's belief of what is where.
"""

import argparse
import copy
import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.export.onnx_int8 import export
from training.models.autoencoder import Decoder, Encoder
from training.models.text_encoder import Attention, TextEncoder
from training.models.unet import Memory, UNet, as_map
from training.train.diffusion import TRACE_SEEDS, TRACED, Painter, pictures
from training.train.diffusion_data import SLOTS
from training.train.latents import piece_count, piece_numbers
from training.train.record import spread
from training.train.run_folder import RUNS, RunFolder, machine
from training.world.scene import render, sample_spec
from training.world.tokenizer import LENGTH
from training.world.tokenizer import save as save_tokenizer
from training.world.vocabulary import OBJECTS

PACK = Path("models/stable-diffusion")
GUIDANCE = 1.5
STEPS = 20
SWIFT = {"steps": 4, "guidance": 1, "sampler": "lcm"}
"""How the same UNet is run where a picture must come at once; what it costs is in evaluation.json, "lcm-4-guidance-1"."""
KINDS = 1 + len(OBJECTS)
LIKELIEST = 4
"""So many pieces are thought of in each cell when a picture is recalled."""

SCHEDULER = {
    "_class_name": "DDIMScheduler",
    "_diffusers_version": "0.35.0",
    "num_train_timesteps": 1000,
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "clip_sample": False,
    "set_alpha_to_one": True,
    "steps_offset": 0,
    "prediction_type": "v_prediction",
    "rescale_betas_zero_snr": True,
    "timestep_spacing": "trailing",
}


def attentions(module: nn.Module, ending: str) -> list[Attention]:
    """The attention layers whose name ends so, in the order they run, told to keep their weights."""
    found = [m for name, m in module.named_modules() if isinstance(m, Attention) and name.endswith(ending)]
    for layer in found:
        layer.keeps = True
    return found


class ExplainedText(nn.Module):
    """last_hidden_state [B, 24, D], then attentions.N [B, heads, 24, 24]."""

    def __init__(self, text: TextEncoder) -> None:
        super().__init__()
        self.text, self.layers = text, attentions(text, "attend_self")

    def forward(self, input_ids: Tensor) -> tuple[Tensor, ...]:
        hidden = self.text(input_ids.long())
        return hidden, *(layer.weights for layer in self.layers)


def likeliest(piece: Tensor, table: Tensor) -> Tensor:
    """The rows of table [pieces, N] by the chances of the LIKELIEST pieces of each cell, [B, 256, N]."""
    scores, numbers = piece.topk(LIKELIEST, -1)
    return (scores.softmax(-1)[..., None] * table[numbers]).sum(2)


class QuickMemory(nn.Module):
    """Memory with a few pieces a cell in place of thousands, of which all others have next to no chance.

    On held-out scenes the error of the velocity is the same within 1 %, with two pieces as with sixteen.
    """

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.register_buffer("table", memory.piece.weight.detach().T.contiguous())
        self.memory = memory

    def forward(self, piece: Tensor, colour: Tensor, scene: Tensor, among: None = None) -> Tensor:
        return self.memory.composed(likeliest(piece, self.table), colour, scene)


class ExplainedUNet(nn.Module):
    """out_sample [B, 4, 32, 32], then cross_attentions.N [B, heads, cells, 24] and map [B, 1 + objects, 16, 16]."""

    def __init__(self, unet: UNet) -> None:
        super().__init__()
        self.unet = copy.deepcopy(unet)
        self.unet.names.piece = unet.names.piece.folded()
        self.unet.memory = QuickMemory(self.unet.memory)
        self.layers = attentions(self.unet, "attend_text")
        kind_of_piece = torch.zeros(piece_count(), KINDS)
        kind_of_piece[0, 0] = 1
        for (name, _), numbers in piece_numbers().items():
            kind = 1 + [o.name for o in OBJECTS].index(name)
            kind_of_piece[torch.from_numpy(numbers[numbers > 0]).long(), kind] = 1
        self.register_buffer("kind_of_piece", kind_of_piece)

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor) -> tuple[Tensor, ...]:
        made = self.unet.painted(sample, timestep, encoder_hidden_states)
        where = as_map(likeliest(made.piece, self.kind_of_piece))
        return made.velocity, *(layer.weights for layer in self.layers), where


def write_graphs(painter: Painter, encoder: Encoder, decoder: Decoder, folder: Path, int8: bool = True) -> dict:
    """The four graphs; returns what is to be said of the explaining outputs."""
    batch = {0: "batch"}
    text, unet = ExplainedText(painter.text).eval(), ExplainedUNet(painter.unet).eval()
    ids, hidden = torch.zeros((2, LENGTH), dtype=torch.int32), torch.zeros((2, LENGTH, 160))
    sample, picture = torch.randn(2, 4, 32, 32), torch.zeros(1, 3, 512, 512)
    unet(sample, torch.tensor([999]), hidden)
    sides = [round(layer.weights.shape[2] ** 0.5) for layer in unet.layers]
    heads = [layer.heads for layer in unet.layers]
    outputs = ["last_hidden_state", *(f"attentions.{k}" for k in range(len(text.layers)))]
    export(
        text,
        {"input_ids": ids},
        outputs,
        folder / "text_encoder/model.onnx",
        {n: batch for n in ["input_ids", *outputs]},
        int8,
    )
    outputs = ["out_sample", *(f"cross_attentions.{k}" for k in range(len(unet.layers))), "map"]
    inputs = {"sample": sample, "timestep": torch.tensor([999]), "encoder_hidden_states": hidden}
    varying = {n: batch for n in ["sample", "encoder_hidden_states", *outputs]}
    export(unet, inputs, outputs, folder / "unet/model.onnx", varying, int8)
    both = {"latent_sample": batch, "sample": batch}
    export(decoder, {"latent_sample": sample[:1]}, ["sample"], folder / "vae_decoder/model.onnx", both, int8)
    export(encoder, {"sample": picture}, ["latent_sample"], folder / "vae_encoder/model.onnx", both, int8)
    return {
        "unet": {
            "cross_attentions": [{"side": s, "heads": h} for s, h in zip(sides, heads, strict=True)],
            "map": {"side": 16, "classes": ["nothing", *(o.name for o in OBJECTS)]},
        },
        "text_encoder": {
            "attentions": len(text.layers),
            "heads": text.layers[0].heads,
            "registers": {"first": LENGTH - SLOTS, "count": SLOTS},
        },
    }


def write_json(path: Path, content: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n")


def preview_factors(encoder: Encoder) -> dict:
    """Least-squares RGB in [0, 1] from latents: the page's cheap look at a run, a pixel a latent cell."""
    rng = np.random.default_rng(77)
    images = np.stack([render(sample_spec(rng))[0] for _ in range(48)])
    with torch.no_grad():
        x = torch.from_numpy(images).permute(0, 3, 1, 2).float() / 255
        z = torch.cat([encoder(p * 2 - 1) for p in x.split(8)]).permute(0, 2, 3, 1).reshape(-1, 4)
        rgb = F.avg_pool2d(x, 16).permute(0, 2, 3, 1).reshape(-1, 3)
        solution = torch.linalg.lstsq(torch.cat([z, torch.ones(len(z), 1)], 1), rgb).solution
    return {"latent_rgb_factors": solution[:4].tolist(), "bias": solution[4].tolist()}


def write_config(explain: dict, encoder: Encoder, folder: Path) -> None:
    """All the small files."""
    runtime, pieces = ["diffusers", "OnnxRuntimeModel"], ("text_encoder", "unet", "vae_decoder", "vae_encoder")
    index = {
        "_class_name": "OnnxStableDiffusionPipeline",
        "_diffusers_version": SCHEDULER["_diffusers_version"],
        "feature_extractor": [None, None],
        "safety_checker": [None, None],
        "requires_safety_checker": False,
        "scheduler": ["diffusers", "DDIMScheduler"],
        "tokenizer": ["transformers", "PreTrainedTokenizerFast"],
        **{p: runtime for p in pieces},
    }
    write_json(folder / "model_index.json", index)
    write_json(folder / "scheduler/scheduler_config.json", SCHEDULER)
    save_tokenizer(folder / "tokenizer")
    vae = {"_class_name": "AutoencoderKL", "latent_channels": 4, "scaling_factor": 1.0, "sample_size": 512}
    write_json(folder / "vae_decoder/config.json", vae)
    write_json(folder / "vae_encoder/config.json", vae)
    unet = {"_class_name": "UNet2DConditionModel", "in_channels": 4, "sample_size": 32, "cross_attention_dim": 160}
    write_json(folder / "unet/config.json", unet)
    write_json(folder / "preview.json", preview_factors(encoder))
    own = {
        "guidance_scale": GUIDANCE,
        "steps": STEPS,
        "sampler": "ddim",
        "swift": SWIFT,
        "scaling_factor": 1.0,
        "latent_size": 32,
        "image_size": 512,
        "explain": explain,
    }
    write_json(folder / "windowsill.json", own)


def earlier_samples(run: Path, folder: Path) -> list[dict]:
    """The samples of a run that was read back from its pack, copied into the pack again; none of another run."""
    if not (run / "samples.json").exists():
        return []
    samples = json.loads((run / "samples.json").read_text())
    for sample in samples:
        shutil.copy(run / sample["file"], folder / sample["file"])
    return samples


def write_trace(folder: Path, most: int = 20) -> None:
    """training.json, and what the traced prompts looked like as training went on."""
    painter, autoencoder = RunFolder("diffusion"), RunFolder("autoencoder")
    lines, codec = painter.lines(), autoencoder.lines()
    shutil.rmtree(folder / "training", ignore_errors=True)
    (folder / "training").mkdir(parents=True)
    steps = spread(sorted(int(p.stem) for p in (painter.path / "trace").glob("*.npy")), most)
    samples = earlier_samples(painter.path, folder)
    for step in steps:
        latents = torch.from_numpy(np.load(painter.path / "trace" / f"{step}.npy")).float()
        for k, picture in enumerate(pictures(latents)):
            name = f"training/{step}-{k}.webp"
            small = cv2.resize(picture, (256, 256), interpolation=cv2.INTER_AREA)
            cv2.imwrite(str(folder / name), small[..., ::-1], [cv2.IMWRITE_WEBP_QUALITY, 80])
            samples.append({"step": step, "prompt": TRACED[k], "seed": TRACE_SEEDS[k], "file": name})
    levels = (200, 500, 800, 960)  # a line read back from a pack has their mean alone
    accuracy = [ln["accuracy"] if "accuracy" in ln else sum(ln[f"piece_{t}"] for t in levels) / 4 for ln in lines]
    parts = [
        {
            "name": "autoencoder",
            **{k: [ln[k] for ln in codec] for k in ("step", "loss", "psnr", "lr", "seconds")},
            "restarts": autoencoder.restarts(),
        },
        {
            "name": "diffusion",
            **{k: [ln[k] for ln in lines] for k in ("step", "loss", "heldout_loss", "lr", "seconds")},
            "accuracy": accuracy,
            "restarts": painter.restarts(),
        },
    ]
    for part in parts:
        part["steps"] = part.pop("step")
    kept = [file.stat().st_mtime for file in (painter.path / "training").glob("*")]  # as old as the pack said
    started = min(kept, default=min(p.path.stat().st_ctime for p in (painter, autoencoder)))
    seconds = sum(part["seconds"][-1] for part in parts)
    content = {"pack": "stable-diffusion", "started": started, "machine": machine(), "seconds": seconds}
    write_json(folder / "training.json", {**content, "parts": parts, "samples": samples})


def load_autoencoder() -> tuple[Encoder, Decoder]:
    """The autoencoder's last checkpoint."""
    state = torch.load(RUNS / "autoencoder" / "last.pt", weights_only=False)
    encoder, decoder = Encoder().eval(), Decoder().eval()
    encoder.load_state_dict(state["encoder"])
    decoder.load_state_dict(state["decoder"])
    return encoder, decoder


def load_painter(weights: str = "mean") -> Painter:
    """The diffusion run's last checkpoint: `mean` is what ships, `model` what trains on."""
    painter = Painter().eval()
    painter.load_state_dict(torch.load(RUNS / "diffusion" / "last.pt", weights_only=False)[weights])
    return painter


def write_pack(folder: Path = PACK) -> None:
    """The whole pack but its card and its evaluation."""
    encoder, decoder = load_autoencoder()
    explain = write_graphs(load_painter(), encoder, decoder, folder)
    write_config(explain, encoder, folder)
    write_trace(folder)
    total = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    print(f"{folder}: {total / 1e6:.1f} MB")


def write_float(folder: Path) -> None:
    """The same graphs with float32 weights, to be judged beside the pack; not shipped."""
    encoder, decoder = load_autoencoder()
    write_config(write_graphs(load_painter(), encoder, decoder, folder, int8=False), encoder, folder)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=PACK)
    options.add_argument("--float", action="store_true", help="float32 weights, into --folder")
    given = options.parse_args()
    torch.set_num_threads(1)
    if given.float and given.folder == PACK:
        raise SystemExit("--float needs a --folder of its own: what ships is int8")
    (write_float if given.float else write_pack)(given.folder)
