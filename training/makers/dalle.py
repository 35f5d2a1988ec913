"""From nothing to models/dalle: codes, tokens, token model, picture decoder, ONNX, golden numbers."""

import cv2
import torch

from training.export.dalle import load_model, write, write_story
from training.golden.dalle import main as write_golden
from training.train import dalle, vq
from training.train.team import Team
from training.world.export import main as write_world

MINUTES = 150.0
SHARES = {"decoder": 0.3, "tokens": 0.7}
SCENES = 36000


def make(minutes: float | None = None) -> None:
    """Goes on from the runs in training/runs; codes and tokens once made are kept."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    whole = minutes or MINUTES
    scenes = SCENES if whole >= 60 else 2000
    write_world()
    anew = not (vq.RUN / "vq.pt").exists()
    vq.train(whole * SHARES["decoder"], min(4000, scenes), anew)
    if anew or not dalle.DATA.exists():
        dalle.encode(scenes)
    dalle.RUN.mkdir(parents=True, exist_ok=True)
    dalle.train(whole * SHARES["tokens"], 0.2, Team(1, 0))
    model, step = load_model()
    pictures = dalle.load_tokenizer()
    write(model, pictures, step)
    write_story(model, pictures)
    write_golden()
