"""Runs our own ONNX pack in Python, for the engine to reproduce: `python -m training.golden.stable_diffusion`.

onnxruntime and diffusers' schedulers, which read scheduler_config.json unchanged; the noise is torch's CPU
generator. Writes tests/golden/diffusion.json.
"""

import hashlib
import inspect
import json
from pathlib import Path

import cv2
import numpy as np
import torch
from diffusers import SchedulerMixin
from tokenizers import Tokenizer

from training.export.onnx_int8 import open_session
from training.golden.samplers import SAMPLERS

PACK = Path("models/stable-diffusion")
GOLDEN = Path("tests/golden")
CASES = (
    {"prompt": "A cat sitting on a sunny windowsill", "seed": 7, "steps": 20, "guidance": 1.5, "sampler": "ddim"},
    {"prompt": "Two penguins in the snow", "seed": 11, "steps": 12, "guidance": 3.0, "sampler": "euler"},
)


class Pipeline:
    """Text to picture by the four graphs of a pack."""

    def __init__(self, pack: Path = PACK, threads: int = 1) -> None:
        self.config = json.loads((pack / "scheduler/scheduler_config.json").read_text())
        self.tokenizer = Tokenizer.from_file(str(pack / "tokenizer/tokenizer.json"))
        names = ("text_encoder", "unet", "vae_decoder")
        self.graphs = {n: open_session(pack / n / "model.onnx", threads) for n in names}

    def scheduler(self, sampler: str, steps: int) -> SchedulerMixin:
        """One of the page's samplers, by the pack's own config."""
        return SAMPLERS[sampler].make(self.config, steps)

    def ids(self, text: str) -> list[int]:
        return self.tokenizer.encode(text).ids

    def hidden(self, texts: list[str]) -> np.ndarray:
        """[B, 24, D]."""
        ids = np.array([self.ids(t) for t in texts], np.int32)
        return self.graphs["text_encoder"].run(["last_hidden_state"], {"input_ids": ids})[0]

    def denoise(self, prompt: str, seed: int, steps: int, guidance: float, sampler: str) -> list[np.ndarray]:
        """The latents before the first step and after each, [1, 4, 32, 32]."""
        scheduler = self.scheduler(sampler, steps)
        hidden = self.hidden([prompt] if guidance == 1 else ["", prompt])
        generator = torch.Generator().manual_seed(seed)
        x = torch.randn((1, 4, 32, 32), generator=generator) * scheduler.init_noise_sigma
        goes_on = {"generator": generator} if "generator" in inspect.signature(scheduler.step).parameters else {}
        seen = [x.numpy()]
        for t in scheduler.timesteps:
            asked = scheduler.scale_model_input(x.repeat(len(hidden), 1, 1, 1), t).numpy()
            feed = {"sample": asked, "timestep": np.array([int(t)], np.int64), "encoder_hidden_states": hidden}
            made = torch.from_numpy(self.graphs["unet"].run(["out_sample"], feed)[0])
            empty, said = made[:1], made[-1:]
            x = scheduler.step(empty + guidance * (said - empty), t, x, **goes_on).prev_sample
            seen.append(x.numpy())
        return seen

    def decode(self, latents: np.ndarray) -> np.ndarray:
        """uint8 [512, 512, 3]."""
        made = self.graphs["vae_decoder"].run(["sample"], {"latent_sample": latents})[0][0]
        return np.clip(np.round((made.transpose(1, 2, 0) / 2 + 0.5) * 255), 0, 255).astype(np.uint8)


def golden(pipeline: Pipeline, case: dict) -> dict:
    """What the engine must find for one case."""
    scheduler = pipeline.scheduler(case["sampler"], case["steps"])
    latents = pipeline.denoise(**case)
    picture = pipeline.decode(latents[-1])
    told = {"first": latents[0], "after_one_step": latents[1], "last": latents[-1]}
    small = cv2.resize(picture, (32, 32), interpolation=cv2.INTER_AREA)
    return {
        **case,
        "input_ids": pipeline.ids(case["prompt"]),
        "timesteps": [int(t) for t in scheduler.timesteps],
        "init_noise_sigma": float(scheduler.init_noise_sigma),
        "latents_first_eight": {name: x.flatten()[:8].tolist() for name, x in told.items()},
        "picture_mean": picture.mean((0, 1)).tolist(),
        "picture_32x32_rgb": small.flatten().tolist(),
    }


def main() -> None:
    GOLDEN.mkdir(parents=True, exist_ok=True)
    pipeline = Pipeline()
    digest = hashlib.sha256((PACK / "unet/model.onnx").read_bytes()).hexdigest()
    cases = [golden(pipeline, case) for case in CASES]
    text = json.dumps({"unet_sha256": digest, "cases": cases}, separators=(",", ":"))
    (GOLDEN / "diffusion.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
