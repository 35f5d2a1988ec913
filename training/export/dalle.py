"""The DALL-E pack: python -m training.export.dalle writes models/dalle from the last checkpoints.

Names are those of optimum's seq2seq export: `encoder_model`, and `decoder_model_merged`, whose If nodes
take the words' keys and values from the cache or work them out. After the standard outputs come the
attention weights, for the lessons that explain a run.
"""

import argparse
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.export.onnx_int8 import export
from training.models.dalle import CELLS, GRID, REGISTERS, Dalle, Shape, hide
from training.models.vq import CODES, PATCH, PictureTokenizer
from training.train.dalle import RUN, load_tokenizer
from training.train.record import spread
from training.train.run_folder import machine
from training.train.vq import RUN as VQ_RUN
from training.world import tokenizer

PACK = Path("models/dalle")
GUIDANCE, TEMPERATURE, TOP_K = 1.0, 0.4, 32
SMALL = 8  # side of a code's picture in patches.bin


class EncoderGraph(nn.Module):
    def __init__(self, model: Dalle) -> None:
        super().__init__()
        self.encoder = model.encoder

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Words and mask int64 [B, 24] -> [B, 24, C], then weights and states of each layer."""
        encoder = self.encoder
        x, bias = encoder.words(ids) + encoder.places, hide(mask)
        attentions, states = [], []
        for layer in encoder.layers:
            x, weights = layer(x, bias)
            attentions.append(weights)
            states.append(x)
        return (encoder.norm(x), *attentions, *states)


@torch.jit.script
def recall(cached: Tensor, key: Tensor, value: Tensor, words: Tensor, weight: Tensor, heads: int) -> tuple[Tensor, Tensor]:
    """The words' keys and values [B, H, E, D]: those kept, or worked out of the words [B, E, C]."""
    if bool(cached):
        return key, value
    k, v = torch.matmul(words, weight).chunk(2, -1)
    return (
        k.reshape(k.shape[0], k.shape[1], heads, -1).transpose(1, 2),
        v.reshape(v.shape[0], v.shape[1], heads, -1).transpose(1, 2),
    )


class DecoderGraph(nn.Module):
    def __init__(self, model: Dalle) -> None:
        super().__init__()
        self.decoder = model.decoder
        kinds = F.one_hot(model.decoder.memory.object_of, model.shape.objects).float()
        self.register_buffer("object_of_piece", kinds)

    def forward(self, tokens: Tensor, mask: Tensor, words: Tensor, *rest: Tensor) -> tuple[Tensor, ...]:
        """Tokens int64 [B, T] after P earlier ones -> scores [B, T, K], the cache, and the weights of each layer.

        `rest` is (decoder key, decoder value, encoder key, encoder value) for each layer, then use_cache_branch.
        Last comes the guess of what stands in the next cell: the chance of each object [B, T, objects], 0 for none.
        """
        decoder, pasts, cached = self.decoder, rest[:-1], rest[-1]
        first, length = pasts[0].shape[2], tokens.shape[1]
        places, keys = torch.arange(first, first + length), torch.arange(first + length)
        x, bias, word_bias = decoder.embed(tokens, places), decoder.causal_bias(places, keys), hide(mask)
        present, seen, heard = [], [], []
        for number, layer in enumerate(decoder.layers):
            if number == decoder.shape.guessed_after:
                x, pieces, *_ = decoder.memory(x)
            own_key, own_value, key, value = pasts[4 * number : 4 * number + 4]
            added, own, weights = layer.attention(x, bias, (own_key, own_value))
            x = x + added
            memory = recall(cached, key, value, words, layer.cross.memory.weight.t(), layer.cross.heads)
            added, word_weights = layer.cross(x, memory, word_bias)
            x = x + added
            x = x + layer.feed_forward(x)
            present += [*own, *memory]
            seen.append(weights)
            heard.append(word_weights)
        return (decoder.head(decoder.norm(x)), *present, *seen, *heard, pieces.softmax(-1) @ self.object_of_piece)


class PictureGraph(nn.Module):
    def __init__(self, model: PictureTokenizer) -> None:
        super().__init__()
        self.model = model

    def forward(self, indices: Tensor) -> Tensor:
        """Tokens int64 [B, 256] -> [B, 3, 256, 256] in [-1, 1]."""
        return self.model.decode(indices.unflatten(1, (GRID, GRID))).clamp(-1, 1)


class IndexGraph(nn.Module):
    """PictureTokenizer.encode with its mean patches as the weights of one convolution."""

    def __init__(self, model: PictureTokenizer) -> None:
        super().__init__()
        self.closeness = nn.Conv2d(3, CODES, PATCH, stride=PATCH)
        codes = model.patches[:CODES]
        self.closeness.load_state_dict({"weight": codes.view(CODES, 3, PATCH, PATCH), "bias": -codes.square().sum(1) / 2})

    def forward(self, sample: Tensor) -> Tensor:
        """[B, 3, 256, 256] in [-1, 1] -> tokens int64 [B, 256]."""
        return self.closeness(sample).argmax(1).flatten(1)


def cache_names(layers: int, prefix: str) -> list[str]:
    """The cache's names in order, as past_key_values.0.decoder.key."""
    return [f"{prefix}.{n}.{side}.{part}" for n in range(layers) for side in ("decoder", "encoder") for part in ("key", "value")]


def decoder_inputs(shape: Shape, batch: int, length: int, earlier: int, words: Tensor, mask: Tensor) -> dict[str, Tensor]:
    """Example inputs of the merged decoder: `earlier` tokens in the cache, which holds the words' part if there are any."""
    inputs = {
        "input_ids": torch.zeros(batch, length, dtype=torch.long),
        "encoder_attention_mask": mask,
        "encoder_hidden_states": words,
    }
    for name in cache_names(shape.decoder_layers, "past_key_values"):
        places = earlier if ".decoder." in name else words.shape[1]
        inputs[name] = torch.zeros(batch, shape.heads, places, shape.per_head)
    return {**inputs, "use_cache_branch": torch.tensor([earlier > 0])}


def export_encoder(model: Dalle, path: Path, int8: bool = True) -> int:
    layers = model.shape.encoder_layers
    inputs = {"input_ids": torch.ones(2, 24, dtype=torch.long), "attention_mask": torch.ones(2, 24, dtype=torch.long)}
    names = ["last_hidden_state", *(f"{kind}.{n}" for kind in ("attentions", "hidden_states") for n in range(layers))]
    return export(EncoderGraph(model), inputs, names, path, {n: {0: "batch"} for n in (*inputs, *names)}, int8)


def export_decoder(model: Dalle, path: Path, int8: bool = True) -> int:
    shape = model.shape
    inputs = decoder_inputs(shape, 2, 1, 3, torch.zeros(2, 24, shape.width), torch.ones(2, 24, dtype=torch.long))
    layers = range(shape.decoder_layers)
    present = cache_names(shape.decoder_layers, "present")
    names = ["logits", *present, *(f"decoder_attentions.{n}" for n in layers), *(f"cross_attentions.{n}" for n in layers), "guess"]
    dynamic: dict[str, dict[int, str]] = {n: {0: "batch"} for n in (*inputs, *names) if n != "use_cache_branch"}
    dynamic["input_ids"][1] = dynamic["logits"][1] = dynamic["guess"][1] = "length"
    for name in (*inputs, *present):
        if name.startswith(("past", "present")):
            dynamic[name][2] = "words" if ".encoder." in name else name.split("_")[0].split(".")[0]
    for n in layers:
        dynamic[f"decoder_attentions.{n}"] |= {2: "length", 3: "seen"}
        dynamic[f"cross_attentions.{n}"][2] = "length"
    return export(DecoderGraph(model), inputs, names, path, dynamic, int8, keep_float=lambda name: "leaning" in name)


def export_pictures(model: PictureTokenizer, folder: Path, int8: bool = True) -> None:
    """decoder.onnx, encoder.onnx and patches.bin, uint8 [K, 8, 8, 3]."""
    batch = {0: "batch"}
    tokens, picture = torch.zeros(1, CELLS, dtype=torch.long), torch.zeros(1, 3, GRID * PATCH, GRID * PATCH)
    export(PictureGraph(model), {"indices": tokens}, ["sample"], folder / "decoder.onnx", {"indices": batch, "sample": batch}, int8)
    export(IndexGraph(model), {"sample": picture}, ["indices"], folder / "encoder.onnx", {"indices": batch, "sample": batch}, int8)
    means = F.avg_pool2d(model.patches[:CODES].view(-1, 3, PATCH, PATCH), PATCH // SMALL)
    pixels = ((means.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    (folder / "patches.bin").write_bytes(np.ascontiguousarray(pixels).tobytes())


def config(shape: Shape, step: int) -> dict:
    """What the engine needs to know, in optimum's names where there are any."""
    return {
        "model_type": "dalle",
        "is_encoder_decoder": True,
        "architectures": ["WindowsillDalle"],
        "image_size": GRID * PATCH,
        "grid": GRID,
        "image_vocab_size": CODES,
        "decoder_start_token_id": shape.start,
        "undrawn_token_id": CODES,
        "vocab_size": shape.words,
        "pad_token_id": 0,
        "eos_token_id": 1,
        "text_max_length": tokenizer.LENGTH,
        "d_model": shape.width,
        "encoder_layers": shape.encoder_layers,
        "decoder_layers": shape.decoder_layers,
        "encoder_attention_heads": shape.heads,
        "decoder_attention_heads": shape.heads,
        "guidance": GUIDANCE,
        "temperature": TEMPERATURE,
        "top_k": TOP_K,
        "steps_trained": step,
        "explain": {
            "encoder": {"attentions": shape.encoder_layers, "hidden_states": shape.encoder_layers},
            "decoder": {"decoder_attentions": shape.decoder_layers, "cross_attentions": shape.decoder_layers, "guess": shape.objects},
            "heads": shape.heads,
        },
    }


def load_model() -> tuple[Dalle, int]:
    """The averaged weights of the last checkpoint, and its step."""
    state = torch.load(RUN / "last.pt")
    model = Dalle(Shape(**state["shape"]))
    model.load_state_dict(state["average"])
    return model.eval().requires_grad_(False), state["step"]


def write(model: Dalle, vq: PictureTokenizer, step: int, pack: Path = PACK, int8: bool = True) -> None:
    """All that the engine reads."""
    export_encoder(model, pack / "onnx/encoder_model_quantized.onnx", int8)
    export_decoder(model, pack / "onnx/decoder_model_merged_quantized.onnx", int8)
    export_pictures(vq, pack / "vqgan", int8)
    tokenizer.save(pack)
    (pack / "config.json").write_text(json.dumps(config(model.shape, step), indent=2) + "\n")


def write_story(model: Dalle, vq: PictureTokenizer, pack: Path = PACK, most: int = 20) -> None:
    """training.json, the samples made on the way at `most` of the steps, and the card."""
    tokens, codes = (json.loads((run / "record.json").read_text()) for run in (VQ_RUN, RUN))
    samples = codes.pop("samples")
    tokens.pop("samples")
    kept = spread(sorted({s["step"] for s in samples}), most)
    samples = [s for s in samples if s["step"] in kept]
    shutil.rmtree(pack / "training", ignore_errors=True)
    (pack / "training").mkdir()
    for sample in samples:
        shutil.copy(RUN / sample["file"], pack / sample["file"])
    began = min((RUN / "training").iterdir(), key=lambda file: file.stat().st_mtime).stat().st_mtime
    trace = {
        "pack": "dalle",
        "started": datetime.fromtimestamp(began, UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "seconds": tokens["seconds"][-1] + codes["seconds"][-1],
        "parts": [tokens, codes],
        "samples": samples,
    }
    (pack / "training.json").write_text(json.dumps(trace) + "\n")
    (pack / "README.md").write_text(card(model, vq, tokens, codes))


def parameters(module: nn.Module) -> int:
    return sum(p.numel() for p in module.parameters())


def card(model: Dalle, vq: PictureTokenizer, tokens: dict, codes: dict) -> str:
    """The model card; every number in it comes from the records of training."""
    shape = model.shape
    return f"""# DALL-E of Windowsill

It paints a sentence about the picture-book world as 16x16 tokens, one after the other, and a decoder makes a 256x256
picture of them. The family is DALL-E mini's, the files are named as optimum names them.

- **Picture tokens**: {CODES:,} mean patches of 16x16 pixels, found by k-means; the encoder takes the nearest. The decoder,
  {parameters(vq):,} parameters, gives {tokens["accuracy"][-1]:.2f} dB on held-out scenes.
- **Token model**: {parameters(model.encoder) + parameters(model.decoder):,} parameters: a text encoder of {shape.encoder_layers} \
layers, a causal decoder of {shape.decoder_layers}, width {shape.width}, {shape.heads} heads. The last {REGISTERS} of the encoder's \
{tokenizer.LENGTH} places are registers: from captions alone they learned to say what stands left, in the middle and right, and the
  decoder sees them whatever the mask says. Half way up it guesses which piece of which object the next cell shows (output
  `guess`) and reads from a memory how that piece is drawn: a table that begins with the mean of each piece's codes and is
  learned on with the rest.
- **Data**: scenes and captions of `training/world`, drawn with Fluent Emoji 3D (Microsoft, MIT). A tenth of the
  combinations never appear in training.
- **Training**: {codes["steps"][-1]:,} steps, {codes["seconds"][-1] / 60:.0f} minutes, and
  {tokens["seconds"][-1] / 60:.0f} minutes for the picture decoder ({machine()}). On held-out scenes the next token is right in
  {codes["accuracy"][-1]:.1%} of all cells, {codes["object_accuracy"][-1]:.1%} of those that show an object. See `training.json` and
  `training/`.
- **Weights**: int8 by output channel, unfolded to float at load. What that costs in WorldEval is `quantised_minus_fp32` of
  `evaluation.json`; null means not measured.
- **Limits**: it knows the objects, places, lights and colours of `models/world.json`, and no others.
- **Licence**: MIT, as the rest of the project.
"""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--untrained", action="store_true", help="random weights, to have the layout early")
    parser.add_argument("--fp32", type=Path, help="write the pack in float32 to this folder instead")
    options = parser.parse_args()
    if options.untrained:
        dalle, at = Dalle(Shape(words=tokenizer.build().get_vocab_size(), codes=CODES)).eval().requires_grad_(False), 0
    else:
        dalle, at = load_model()
    pictures = load_tokenizer()
    write(dalle, pictures, at, options.fp32 or PACK, int8=options.fp32 is None)
    if not options.untrained and not options.fp32:
        write_story(dalle, pictures)
