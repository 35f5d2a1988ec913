"""From nothing to models/gpt2: corpus, tokenizer, training, ONNX, golden numbers, evaluation."""

import json

from training.evaluate import gpt as evaluation
from training.export.gpt2 import PACK, write_pack
from training.golden.gpt2 import main as write_golden
from training.train.gpt import train

MINUTES = 460.0
ALONE = 0.8
"""Share of the time in which stories alone are learned from; in the rest the model's own faults as well."""


def make(minutes: float | None = None) -> None:
    """Goes on from the run in training/runs/gpt2, if there is one."""
    whole = minutes or MINUTES
    train(ALONE * whole)
    run = train(whole, share=0.4, unlearn=1.0)
    write_pack(run)
    write_golden()
    figures, _ = evaluation.evaluate_pack(PACK, evaluation.PROMPTS, run)
    evaluation.write(figures, PACK)
    print(json.dumps(figures, indent=1))
