"""What the engine must say, word for word: python -m training.golden.gpt2 writes tests/golden/gpt2.json.

Runs the shipped ONNX pack in onnxruntime with the sampling rule of src/core/sampling.ts, one token at a
time with its cache, as src/engines/gpt2.ts does.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.export.gpt2 import DECODER, PACK
from training.export.onnx_int8 import open_session
from training.golden.core import Sampling, choose_token, unrepeated

OUT = Path("tests/golden/gpt2.json")
LIMIT = 60  # tokens told at most
CASES = (
    {"prompt": "A cat sitting on a sunny windowsill", "temperature": 0.0, "topK": 40, "seed": 1},
    {"prompt": "A cat sitting on a sunny windowsill", "temperature": 0.5, "topK": 40, "seed": 1},
    {"prompt": "A red car on a night street", "temperature": 0.8, "topK": 40, "seed": 2026},
    {"prompt": "Two penguins in the snow", "temperature": 1.2, "topK": 0, "seed": 4294967295},
    {"prompt": "the cat and the cat and the cat and", "temperature": 0.0, "topK": 40, "noRepeatNgramSize": 3, "seed": 1},
    {"prompt": "A yellow bus on a street", "temperature": 0.8, "topK": 40, "topP": 0.9, "noRepeatNgramSize": 8, "seed": 5},
    {"prompt": "A blue whale under the moon", "temperature": 1.0, "topK": 0, "minP": 0.1, "noRepeatNgramSize": 8, "seed": 7},
    {"prompt": "un café 🐈 <b>", "temperature": 0.9, "topK": 5, "seed": 3},
)


class Storyteller:
    """The pack, run in Python."""

    def __init__(self, pack: Path = PACK, threads: int = 1) -> None:
        self.tokenizer = Tokenizer.from_file(str(pack / "tokenizer.json"))
        self.config = json.loads((pack / "config.json").read_text())
        self.session = open_session(pack / DECODER, threads)
        layers = range(self.config["n_layer"])
        self.parts = [f"{i}.{part}" for i in layers for part in ("key", "value")]
        self.outputs = ["logits", *(f"present.{p}" for p in self.parts)]

    def logits(self, ids: list[int]) -> Iterator[np.ndarray]:
        """The next token's logits [V]; `send` the token chosen to get those after it."""
        heads = self.config["n_head"]
        past = [np.zeros((1, heads, 0, self.config["n_embd"] // heads), np.float32)] * len(self.parts)
        before, new = 0, ids
        while True:
            now = before + len(new)
            feed = {"input_ids": np.array([new]), "attention_mask": np.ones((1, now), np.int64)}
            feed["position_ids"] = np.arange(before, now)[None]
            feed |= {f"past_key_values.{p}": t for p, t in zip(self.parts, past, strict=True)}
            logits, *past = self.session.run(self.outputs, feed)
            before, new = now, [(yield logits[0, -1])]

    def tell(self, prompt: str, rule: Sampling, seed: int, limit: int) -> tuple[list[int], bool]:
        """The ids after the prompt's, without the end mark, and whether it came."""
        generator = torch.Generator().manual_seed(seed)
        ids = self.tokenizer.encode(prompt).ids
        limit = min(limit, self.config["n_positions"] - len(ids))
        steps, told = self.logits(ids), []
        logits = next(steps)
        while len(told) < limit:
            logits = unrepeated(logits, [*ids, *told], rule.no_repeat_ngram_size)
            token, _ = choose_token(logits, rule, generator)
            if token == self.config["eos_token_id"]:
                return told, True
            told.append(token)
            if len(told) < limit:
                logits = steps.send(token)
        return told, False


def cases(pack: Path = PACK) -> list[dict]:
    """Every case with its prompt ids, told ids and text."""
    teller = Storyteller(pack)
    made = []
    for case in CASES:
        case = {"topP": 1.0, "minP": 0.0, "noRepeatNgramSize": 0, **case}
        rule = Sampling(case["temperature"], case["topK"], case["topP"], case["minP"], case["noRepeatNgramSize"])
        ids, ended = teller.tell(case["prompt"], rule, case["seed"], LIMIT)
        text = teller.tokenizer.decode(ids)
        prompt_ids = teller.tokenizer.encode(case["prompt"]).ids
        made.append({**case, "maxNewTokens": LIMIT, "promptIds": prompt_ids, "ids": ids, "ended": ended, "text": text})
    return made


def main() -> None:
    content = {"writtenBy": "python -m training.golden.gpt2", "cases": cases()}
    OUT.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    print(f"{OUT}: {len(content['cases'])} cases")


if __name__ == "__main__":
    main()
