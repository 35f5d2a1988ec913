"""What an explaining run must tell: python -m training.golden.explain writes tests/golden/explain.json.

Runs the shipped ONNX packs in onnxruntime and keeps, for one prompt, what src/engines/explain*.ts read from them:
attention of every head, the logit lens, cross-attention of the first cell and of the first denoising step.
`python -m training.golden.explain FOLDER OUT` takes the packs of another models folder.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch

from training.export.onnx_int8 import open_session
from training.golden import dalle, gpt2, stable_diffusion

PROMPT = "A cat sitting on a sunny windowsill"
SEED = 7
FIRST_TIMESTEP = 999


def rounded(values: np.ndarray) -> list[float]:
    """The numbers in C order, to six digits after the point."""
    return [round(float(v), 6) for v in values.ravel()]


def softmax(logits: np.ndarray) -> np.ndarray:
    """Over the last axis, float64."""
    weights = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    return weights / weights.sum(-1, keepdims=True)


def explain_gpt2(pack: Path) -> dict:
    """The pass over the prompt: attention [layers, heads, T, T]; by the lens, each layer's likeliest token."""
    teller = gpt2.Storyteller(pack)
    ids = teller.tokenizer.encode(PROMPT).ids
    config, tokens = teller.config, len(ids)
    layers, heads = config["n_layer"], config["n_head"]
    feed = {"input_ids": np.array([ids]), "attention_mask": np.ones((1, tokens), np.int64)}
    feed["position_ids"] = np.arange(tokens)[None]
    nothing = np.zeros((1, heads, 0, config["n_embd"] // heads), np.float32)
    feed |= {f"past_key_values.{part}": nothing for part in teller.parts}
    names = [f"{kind}.{n}" for kind in ("attentions", "hidden_states") for n in range(layers)]
    logits, *more = teller.session.run(["logits", *names], feed)
    attention, hidden = np.stack(more[:layers])[:, 0], np.stack([h[0, -1] for h in more[layers:]])
    read = open_session(pack / "onnx/lens.onnx", 1).run(["logits"], {"hidden": hidden})[0]
    shares = softmax(read)
    return {
        "layers": layers,
        "heads": heads,
        "tokens": tokens,
        "attention": rounded(attention),
        "lens_ids": shares.argmax(-1).tolist(),
        "lens_shares": rounded(shares.max(-1)),
        "own_id": int(logits[0, -1].argmax()),
        "own_share": round(float(softmax(logits[0, -1]).max()), 6),
        "largest_logits": rounded(np.sort(logits[0, -1])[::-1][:10]),
    }


def explain_words(attentions: list[np.ndarray], tokens: int) -> dict:
    """Attention of a text encoder over the prompt without its padding, [layers, heads, tokens, tokens]."""
    attention = np.stack([a[0, :, :tokens, :tokens] for a in attentions])
    return {"tokens": tokens, "attention": rounded(attention)}


def explain_dalle(pack: Path) -> dict:
    """How the words are read, and what the pass of the first cell looked at, the mean of its heads [layers, tokens]."""
    painter = dalle.Pipeline(pack)
    prompts = [painter.prompt(text) for text in (PROMPT, "")]
    ids, mask = (np.stack(x) for x in zip(*prompts, strict=True))
    tokens, config = int(mask[0].sum()), painter.config
    names = [f"attentions.{n}" for n in range(config["encoder_layers"])]
    words, *read = painter.encoder.run(["last_hidden_state", *names], {"input_ids": ids, "attention_mask": mask})
    heads = config["decoder_attention_heads"]
    nothing = np.zeros((2, heads, 0, config["d_model"] // heads), np.float32)
    feed = {f"past_key_values.{name}": nothing for name in (*painter.own, *painter.words)}
    feed |= {"encoder_attention_mask": mask, "encoder_hidden_states": words, "use_cache_branch": np.array([False])}
    feed["input_ids"] = np.full((2, 1), config["decoder_start_token_id"])
    looks = painter.decoder.run([f"cross_attentions.{n}" for n in range(config["decoder_layers"])], feed)
    mean = np.stack([look[0, :, 0, :tokens].mean(0) for look in looks])
    return {**explain_words(read, tokens), "first_cell": rounded(mean)}


def explain_diffusion(pack: Path) -> dict:
    """How the words are read, and where the first pass looked, the mean of the last layer's heads [cells, tokens]."""
    dreamer = stable_diffusion.Pipeline(pack)
    ids = np.array([dreamer.ids(text) for text in (PROMPT, "")], np.int32)
    tokens = int((ids[0] != 0).sum())
    config = json.loads((pack / "windowsill.json").read_text())["explain"]
    names = [f"attentions.{n}" for n in range(config["text_encoder"]["attentions"])]
    states, *read = dreamer.graphs["text_encoder"].run(["last_hidden_state", *names], {"input_ids": ids})
    noise = torch.randn((1, 4, 32, 32), generator=torch.Generator().manual_seed(SEED)).numpy()
    feed = {"sample": np.concatenate([noise, noise]), "encoder_hidden_states": states}
    feed["timestep"] = np.array([FIRST_TIMESTEP], np.int64)
    last = len(config["unet"]["cross_attentions"]) - 1
    looks, seen = dreamer.graphs["unet"].run([f"cross_attentions.{last}", "map"], feed)
    return {
        **explain_words(read, tokens),
        "places": rounded(looks[0].mean(0)[:, :tokens]),
        "map": seen[0].argmax(0).ravel().tolist(),
        "sureness": rounded(seen[0].max(0)),
    }


def main(models: str = "models", out: str = "tests/golden/explain.json") -> None:
    packs = Path(models)
    content = {
        "writtenBy": "python -m training.golden.explain",
        "prompt": PROMPT,
        "seed": SEED,
        "gpt2": explain_gpt2(packs / "gpt2"),
        "dalle": explain_dalle(packs / "dalle"),
        "diffusion": explain_diffusion(packs / "stable-diffusion"),
    }
    Path(out).write_text(json.dumps(content) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
