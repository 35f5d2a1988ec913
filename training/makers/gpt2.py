"""From nothing to models/gpt2: corpus, tokenizer, training, ONNX, golden numbers, evaluation."""

import json

from training.evaluate import gpt as evaluation
from training.export.gpt2 import PACK, write_pack
from training.golden.gpt2 import main as write_golden
from training.train.gpt import train

MINUTES = 48.0


def make(minutes: float | None = None) -> None:
    """Goes on from the run in training/runs/gpt2, if there is one."""
    run = train(minutes or MINUTES)
    write_pack(run)
    write_golden()
    figures, _ = evaluation.evaluate_pack(PACK, evaluation.PROMPTS, run)
    evaluation.write(figures, PACK)
    print(json.dumps(figures, indent=1))
