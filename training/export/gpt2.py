"""The GPT as the pack models/gpt2, in the layout of transformers.js: python -m training.export.gpt2.

A module is traced once with a cache of any length (0 on the first call), so one graph serves both the
prompt and every token after it. `onnx/lens.onnx` reads any layer's state as next-token logits.
"""

import argparse
import json
import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.export.onnx_int8 import export
from training.models.gpt import Gpt, Shape, parameters
from training.stories.grammar import END
from training.stories.tokenizer import save as save_tokenizer
from training.train.gpt import LIMIT, SAMPLING
from training.train.run_folder import RUNS, machine

PACK = Path("models/gpt2")
DECODER = "onnx/decoder_model_merged_quantized.onnx"


class Decoder(nn.Module):
    """The graph's inputs and outputs: transformers.js' names in its order, then what explains the step."""

    def __init__(self, model: Gpt) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, position_ids: Tensor, *past: Tensor
    ) -> tuple[Tensor, ...]:
        cache = list(zip(past[::2], past[1::2], strict=True))
        before, now = past[0].shape[2], input_ids.shape[1]
        at = torch.arange(before + now)
        seen = at[None, :] <= at[before:, None]  # [T, P+T]
        seen = seen[None, None] & attention_mask[:, None, None, :].bool()
        out = self.model(input_ids, position_ids, seen, cache)
        return (out.logits, *(t for kv in out.present for t in kv), *out.attentions, *out.hidden)


class Lens(nn.Module):
    """The last norm and the tied head alone: what a state [N, C] would say next."""

    def __init__(self, model: Gpt) -> None:
        super().__init__()
        self.model = model

    def forward(self, hidden: Tensor) -> Tensor:
        return self.model.read(hidden)


def input_names(shape: Shape) -> list[str]:
    """The decoder's inputs, in order."""
    cache = [f"past_key_values.{i}.{part}" for i in range(shape.layers) for part in ("key", "value")]
    return ["input_ids", "attention_mask", "position_ids", *cache]


def output_names(shape: Shape) -> list[str]:
    """The decoder's outputs, in order; the page fetches the last two kinds only to explain."""
    layers = range(shape.layers)
    cache = [f"present.{i}.{part}" for i in layers for part in ("key", "value")]
    return ["logits", *cache, *(f"attentions.{i}" for i in layers), *(f"hidden_states.{i}" for i in layers)]


def write_graphs(model: Gpt, pack: Path, int8: bool = True) -> int:
    """Exports the decoder and the lens into `pack`; gives the bytes of both."""
    shape = model.shape
    empty = torch.zeros(1, shape.heads, 3, shape.width // shape.heads)
    inputs = {
        "input_ids": torch.tensor([[1, 2]]),
        "attention_mask": torch.ones(1, 5, dtype=torch.int64),
        "position_ids": torch.tensor([[3, 4]]),
    } | {name: empty for name in input_names(shape)[3:]}
    axes = {"input_ids": {0: "batch", 1: "tokens"}, "attention_mask": {0: "batch", 1: "all_tokens"}}
    axes |= {"position_ids": {0: "batch", 1: "tokens"}, "logits": {0: "batch", 1: "tokens"}}
    axes |= {name: {0: "batch", 2: "past"} for name in input_names(shape)[3:]}
    for name in output_names(shape)[1:]:
        axes[name] = {0: "batch", 2: "tokens" if name.startswith("att") else "all_tokens"}
        if name.startswith("att"):
            axes[name][3] = "all_tokens"
        if name.startswith("hidden"):
            axes[name] = {0: "batch", 1: "tokens"}
    size = export(Decoder(model), inputs, output_names(shape), pack / DECODER, axes, int8)
    hidden = {"hidden": torch.randn(2, shape.width)}
    lens_axes = {"hidden": {0: "states"}, "logits": {0: "states"}}
    return size + export(Lens(model), hidden, ["logits"], pack / "onnx/lens.onnx", lens_axes, int8)


def config(shape: Shape) -> dict:
    """config.json, as transformers' GPT2Config reads it."""
    return {
        "model_type": "gpt2",
        "architectures": ["GPT2LMHeadModel"],
        "vocab_size": shape.vocabulary,
        "n_positions": shape.context,
        "n_ctx": shape.context,
        "n_embd": shape.width,
        "n_layer": shape.layers,
        "n_head": shape.heads,
        "n_inner": 4 * shape.width,
        "activation_function": "gelu_new",
        "layer_norm_epsilon": 1e-5,
        "attn_pdrop": 0.0,
        "embd_pdrop": 0.0,
        "resid_pdrop": 0.0,
        "tie_word_embeddings": True,
        "bos_token_id": 0,
        "eos_token_id": 0,
        "explain": {"layers": shape.layers, "heads": shape.heads, "lens": "onnx/lens.onnx"},
    }


GENERATION = {
    "do_sample": True,
    **asdict(SAMPLING),
    "max_new_tokens": LIMIT,
    "bos_token_id": 0,
    "eos_token_id": 0,
}


def load(run: Path, part: str = "ema") -> tuple[Gpt, Tokenizer, dict]:
    """The averaged model of a run, its tokenizer, and the run's last state."""
    tokenizer = Tokenizer.from_file(str(run / "tokenizer.json"))
    model = Gpt(Shape(vocabulary=tokenizer.get_vocab_size()))
    state = torch.load(run / "last.pt", weights_only=False) if (run / "last.pt").exists() else {}
    if state:
        model.load_state_dict(state[part])
    return model.eval(), tokenizer, state


def write_pack(run: Path, pack: Path = PACK) -> Path:
    """Writes the whole pack but its evaluation."""
    model, tokenizer, _ = load(run)
    if tokenizer.token_to_id(END) != 0:
        raise ValueError(f"the end mark is token {tokenizer.token_to_id(END)}, not 0")
    save_tokenizer(tokenizer, pack, model.shape.context)
    write_graphs(model, pack)
    _write_json(pack / "config.json", config(model.shape))
    _write_json(pack / "generation_config.json", GENERATION)
    if (run / "gpt2.json").exists():
        _write_trace(run, pack)
    (pack / "README.md").write_text(_card(model, run))
    return pack


def _write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n")


def _write_trace(run: Path, pack: Path) -> None:
    part = without_abandoned(json.loads((run / "gpt2.json").read_text()))
    samples = part.pop("samples")
    shutil.rmtree(pack / "training", ignore_errors=True)
    shutil.copytree(run / "training", pack / "training")
    seconds = part["seconds"][-1]
    began = min(file.stat().st_mtime for file in (run / "training").iterdir())
    started = datetime.fromtimestamp(began, UTC).isoformat(timespec="seconds")
    trace = {"pack": "gpt2", "started": started, "machine": machine(), "seconds": seconds}
    trace |= {"parts": [part], "samples": samples}
    (pack / "training.json").write_text(json.dumps(trace) + "\n")


def without_abandoned(part: dict) -> dict:
    """The record without the steps after a checkpoint that training went back to: they led to no weights that ship."""
    steps = part["steps"]
    kept = [k for k, step in enumerate(steps) if all(later > step for later in steps[k + 1 :])]
    lists = {key: [value[k] for k in kept] for key, value in part.items() if isinstance(value, list) and key != "samples"}
    return {**part, **lists}


def _card(model: Gpt, run: Path) -> str:
    file = run / "gpt2.json"
    part = json.loads(file.read_text()) if file.exists() else None
    trained = (
        f"{part['tokens'][-1]:,} tokens in {part['steps'][-1]:,} steps, {part['seconds'][-1] / 60:.0f} minutes "
        f"({machine()}); held-out loss {part['heldout_loss'][-1]:.3f}, next token right {part['accuracy'][-1]:.0%}"
        if part
        else "not trained"
    )
    shape = model.shape
    return f"""# GPT-2 of Windowsill

A GPT-2 of {parameters(model):,} parameters ({shape.layers} layers, width {shape.width}, {shape.heads} heads, context \
{shape.context}, {shape.vocabulary:,} byte-level BPE tokens) that goes on with a picture's caption as a picture book would.

- **Data**: endless seeded stories, put together by `training/stories` from clauses written for this project.
- **Training**: {trained}. See `training.json` and `training/`.
- **Weights**: int8 by output channel, unfolded to float at load. What that costs is in `evaluation.json`.
- **Limits**: it knows the things and places of `training/stories/library`, and no others.
- **Licence**: MIT, as the rest of the project.
"""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=RUNS / "gpt2")
    parser.add_argument("--pack", type=Path, default=PACK)
    options = parser.parse_args()
    print(write_pack(options.run, options.pack))
