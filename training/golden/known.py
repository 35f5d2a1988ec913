"""What every shipped graph must answer on any device: python -m training.golden.known writes models/known.json.

Each graph is run once in onnxruntime on numbers that anybody can make again, and some 128 numbers of each
main output are kept with the largest of all of them. The page feeds a device the same and compares before it
trusts it (src/engines/survey.ts). Run it whenever a pack was replaced; tests/golden/known.test.ts says when
that was forgotten.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from training.export.onnx_int8 import open_session

MODELS = Path("models")
KEPT = 128
PAST = 64
"""Positions of the cache a decoder is tried with: about the middle of a run."""
TYPES = {"tensor(float)": "float32", "tensor(int64)": "int64", "tensor(int32)": "int32", "tensor(bool)": "bool"}

Feed = dict[str, Any]
"""{"type", "dims", and "numbers" to repeat, or "chirp" (amplitude, rate): amplitude sin(rate k k)}"""


def numbers(dims: list[int], *values: int) -> Feed:
    return {"dims": dims, "numbers": list(values)}


def chirp(dims: list[int], amplitude: float = 1.0, rate: float = 0.37) -> Feed:
    return {"dims": dims, "chirp": [amplitude, rate]}


def read(path: str) -> dict[str, Any]:
    return json.loads((MODELS / path).read_text())


def gpt2() -> Iterator[dict[str, Any]]:
    """One token after `PAST` others; a story has some eighty."""
    config = read("gpt2/config.json")
    feeds = {
        "input_ids": numbers([1, 1], 300),
        "attention_mask": numbers([1, PAST + 1], 1),
        "position_ids": numbers([1, 1], PAST),
        "past_key_values": chirp([1, config["n_head"], PAST, config["n_embd"] // config["n_head"]]),
    }
    yield graph("gpt2", "decoder", "onnx/decoder_model_merged_quantized.onnx", 80, ["logits"], feeds)


def dalle() -> Iterator[dict[str, Any]]:
    """Two prompts at once, as guidance runs them; the decoder after `PAST` codes of 256."""
    config = read("dalle/config.json")
    heads, width, length = config["decoder_attention_heads"], config["d_model"], config["text_max_length"]
    encoder = {"input_ids": numbers([2, length], 5, 9, 14, 1), "attention_mask": numbers([2, length], 1)}
    yield graph("dalle", "text encoder", "onnx/encoder_model_quantized.onnx", 1, ["last_hidden_state"], encoder)
    decoder = {
        "input_ids": numbers([2, 1], 3),
        "encoder_attention_mask": numbers([2, length], 1),
        "encoder_hidden_states": chirp([2, length, width]),
        "use_cache_branch": numbers([1], 1),
        "past_key_values.decoder": chirp([2, heads, PAST, width // heads]),
        "past_key_values.encoder": chirp([2, heads, length, width // heads]),
    }
    yield graph("dalle", "decoder", "onnx/decoder_model_merged_quantized.onnx", 256, ["logits"], decoder)
    grid = config["grid"]
    codes = {"indices": numbers([1, grid**2], *range(0, config["image_vocab_size"], 7))}
    yield graph("dalle", "vq decoder", "vqgan/decoder.onnx", grid, ["sample"], codes)


def stable_diffusion() -> Iterator[dict[str, Any]]:
    """Prompt and empty prompt at once, in the middle of a run of twenty steps."""
    name = "stable-diffusion"
    unet, own = read(f"{name}/unet/config.json"), read(f"{name}/windowsill.json")
    size, width, length = own["latent_size"], unet["cross_attention_dim"], 24
    text = {"input_ids": numbers([2, length], 5, 9, 14, 1)}
    yield graph(name, "text encoder", "text_encoder/model.onnx", 1, ["last_hidden_state"], text)
    step = {
        "sample": chirp([2, 4, size, size]),
        "timestep": numbers([1], 500),
        "encoder_hidden_states": chirp([2, length, width]),
    }
    yield graph(name, "unet", "unet/model.onnx", 20, ["out_sample"], step)
    latent = {"latent_sample": chirp([1, 4, size, size])}
    yield graph(name, "vae decoder", "vae_decoder/model.onnx", 1, ["sample"], latent)


def graph(pack: str, stage: str, path: str, calls: int, outputs: list[str], feeds: dict[str, Feed]) -> dict[str, Any]:
    """One graph with what it is fed and what it answers. Feeds named by the beginning of many inputs go to all of those."""
    content = (MODELS / pack / path).read_bytes()
    session = open_session(MODELS / pack / path)
    named = {i.name: {"type": TYPES[i.type], **feed_of(i.name, feeds)} for i in session.get_inputs()}
    answers = session.run(outputs, {name: array(feed) for name, feed in named.items()})
    return {
        "pack": pack,
        "stage": stage,
        "path": path,
        "sha256": hashlib.sha256(content).hexdigest(),
        "calls": calls,
        "feeds": named,
        "answers": {name: answer(made) for name, made in zip(outputs, answers, strict=True)},
    }


def feed_of(name: str, feeds: dict[str, Feed]) -> Feed:
    """The feed of one input: its own, or that of a whole cache ("past_key_values.3.decoder.key")."""
    for key, feed in feeds.items():
        first, *rest = key.split(".")
        if name == key or (name.startswith(f"{first}.") and all(part in name.split(".") for part in rest)):
            return feed
    raise KeyError(name)


def array(feed: Feed) -> np.ndarray:
    """The numbers of a feed."""
    size = int(np.prod(feed["dims"]))
    if "chirp" in feed:
        amplitude, rate = feed["chirp"]
        k = np.arange(size, dtype=np.float64)
        values = amplitude * np.sin(rate * k * k)
    else:
        values = np.resize(np.array(feed["numbers"]), size)
    return values.astype(feed["type"]).reshape(feed["dims"])


def answer(made: np.ndarray) -> dict[str, Any]:
    """Every `every`-th number of an output, and the largest of all; what is masked out (-inf) is null."""
    flat = made.ravel()
    every = max(1, flat.size // KEPT) | 1
    kept = [float(f"{x:.6g}") if np.isfinite(x) else None for x in flat[::every].tolist()]
    largest = float(f"{np.abs(flat[np.isfinite(flat)]).max():.6g}")
    return {"length": flat.size, "every": every, "largest": largest, "numbers": kept}


def main() -> None:
    graphs = [*gpt2(), *dalle(), *stable_diffusion()]
    content = {"writtenBy": "python -m training.golden.known", "graphs": graphs}
    (MODELS / "known.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")
    for made in graphs:
        print(made["pack"], made["path"], {n: a["largest"] for n, a in made["answers"].items()})


if __name__ == "__main__":
    main()
