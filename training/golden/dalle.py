"""What the engine must draw, code for code: python -m training.golden.dalle writes tests/golden/dalle.json.

Runs the shipped ONNX pack in onnxruntime as src/engines/dalle.ts does: prompt and empty prompt in one
batch, the cache kept, one code at a time by the sampling rule of src/core/sampling.ts.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from tokenizers import Tokenizer

from training.export.onnx_int8 import open_session
from training.golden.core import Sampling, choose_token

PACK = Path("models/dalle")
OUT = Path("tests/golden/dalle.json")
THUMBNAIL = 16  # side of the averaged picture kept for comparison
CASES = (
    {"prompt": "A cat sitting on a sunny windowsill", "guidance": 2.0, "temperature": 0.0, "topK": 32, "seed": 1},
    {"prompt": "A cat sitting on a sunny windowsill", "guidance": 2.0, "temperature": 1.0, "topK": 32, "seed": 1},
    {"prompt": "A red car on a night street", "guidance": 1.0, "temperature": 0.8, "topK": 0, "seed": 2026},
    {"prompt": "Two dragons in the snow", "guidance": 3.5, "temperature": 1.2, "topK": 5, "seed": 4294967295},
)


class Pipeline:
    """The pack, run in Python. `config` holds the shipped guidance, temperature and top_k."""

    def __init__(self, pack: Path = PACK, threads: int = 1) -> None:
        self.config = json.loads((pack / "config.json").read_text())
        self.tokenizer = Tokenizer.from_file(str(pack / "tokenizer.json"))
        self.encoder = open_session(pack / "onnx/encoder_model_quantized.onnx", threads)
        self.decoder = open_session(pack / "onnx/decoder_model_merged_quantized.onnx", threads)
        self.pictures = open_session(pack / "vqgan/decoder.onnx", threads)
        layers = range(self.config["decoder_layers"])
        self.own = [f"{n}.decoder.{part}" for n in layers for part in ("key", "value")]
        self.words = [f"{n}.encoder.{part}" for n in layers for part in ("key", "value")]

    def prompt(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Word ids and mask, int64 [24] each."""
        encoded = self.tokenizer.encode(text)
        return np.array(encoded.ids), np.array(encoded.attention_mask)

    def logits(self, prompts: list[str]) -> Iterator[np.ndarray]:
        """Scores of the next code for each prompt [B, K]; `send` the codes chosen, int [B], to get those after them."""
        ids, mask = (np.stack(x) for x in zip(*(self.prompt(p) for p in prompts), strict=True))
        words = self.encoder.run(["last_hidden_state"], {"input_ids": ids, "attention_mask": mask})[0]
        heads = self.config["decoder_attention_heads"]
        nothing = np.zeros((len(prompts), heads, 0, self.config["d_model"] // heads), np.float32)
        feed = {f"past_key_values.{name}": nothing for name in (*self.own, *self.words)}
        feed |= {"encoder_attention_mask": mask, "encoder_hidden_states": words, "use_cache_branch": np.array([False])}
        codes, fresh = np.full(len(prompts), self.config["decoder_start_token_id"]), [*self.own, *self.words]
        while True:
            feed["input_ids"] = codes[:, None]
            scores, *present = self.decoder.run(["logits", *(f"present.{name}" for name in fresh)], feed)
            feed |= {f"past_key_values.{name}": t for name, t in zip(fresh, present, strict=True)}
            feed["use_cache_branch"], fresh = np.array([True]), self.own
            codes = yield scores[:, 0]

    def draw(self, wishes: list[tuple[str, int]], guidance: float, temperature: float, top_k: int) -> list[list[int]]:
        """The 256 codes, row by row, of a picture for each (prompt, seed), all drawn in one batch."""
        prompts, count = [prompt for prompt, _ in wishes], len(wishes)
        generators = [torch.Generator().manual_seed(seed) for _, seed in wishes]
        steps = self.logits(prompts if guidance == 1 else prompts + [""] * count)
        scores, drawn = next(steps), []
        while True:
            told = scores[:count]
            if guidance != 1:
                told = scores[count:] + np.float32(guidance) * (told - scores[count:])
            chosen = [choose_token(t, Sampling(temperature, top_k), g)[0] for t, g in zip(told, generators, strict=True)]
            drawn.append(chosen)
            if len(drawn) == self.config["grid"] ** 2:
                return [list(codes) for codes in zip(*drawn, strict=True)]
            scores = steps.send(np.array(chosen * (len(scores) // count)))

    def codes(self, prompt: str, seed: int, guidance: float, temperature: float, top_k: int) -> list[int]:
        """The 256 codes of one picture, row by row."""
        return self.draw([(prompt, seed)], guidance, temperature, top_k)[0]

    def log_likelihood(self, prompt: str, codes: list[int]) -> float:
        """The mean of log p over the codes, given the prompt, at temperature 1 and without guidance."""
        steps, total = self.logits([prompt]), 0.0
        scores = next(steps)
        for place, code in enumerate(codes):
            told = scores[0].astype(np.float64)
            total += told[code] - told.max() - np.log(np.exp(told - told.max()).sum())
            if place + 1 < len(codes):
                scores = steps.send(np.array([code]))
        return total / len(codes)

    def decode(self, codes: list[int]) -> np.ndarray:
        """Codes -> uint8 [256, 256, 3]."""
        sample = self.pictures.run(None, {"indices": np.array([codes])})[0][0]  # [3, 256, 256] in [-1, 1]
        return np.clip(np.round((sample.transpose(1, 2, 0) + 1) * 127.5), 0, 255).astype(np.uint8)


def cases(pack: Path = PACK) -> list[dict]:
    """Every case with its codes and its picture averaged to 16x16, in 0..255."""
    pipeline = Pipeline(pack)
    made = []
    for case in CASES:
        codes = pipeline.codes(case["prompt"], case["seed"], case["guidance"], case["temperature"], case["topK"])
        picture = pipeline.decode(codes).astype(np.float32)
        small = cv2.resize(picture, (THUMBNAIL, THUMBNAIL), interpolation=cv2.INTER_AREA)
        likelihood = round(pipeline.log_likelihood(case["prompt"], codes), 5)
        made.append({**case, "codes": codes, "logLikelihood": likelihood, "thumbnail": np.round(small.ravel(), 2).tolist()})
    return made


def main() -> None:
    content = {"writtenBy": "python -m training.golden.dalle", "thumbnail": THUMBNAIL, "cases": cases()}
    OUT.write_text(json.dumps(content) + "\n")
    print(f"{OUT}: {len(content['cases'])} cases")


if __name__ == "__main__":
    main()
