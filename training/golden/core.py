"""Numbers that src/core must reproduce: python -m training.golden.core writes tests/golden/core.json.

Large arrays are kept as the sha256 of their little-endian bytes and a few samples.
"""

import hashlib
import itertools
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from diffusers import DDIMScheduler, EulerDiscreteScheduler
from torch import Tensor
from transformers.generation.logits_process import NoRepeatNGramLogitsProcessor

PATH = Path("tests/golden/core.json")
SEEDS = (0, 1, 7, 2**31, 2**32 - 1)


@dataclass(frozen=True)
class Sampling:
    """How a token is drawn, in the names of generation_config.json; 0 (of top-p: 1) leaves a rule out."""

    temperature: float
    top_k: int = 0
    top_p: float = 1.0
    min_p: float = 0.0
    no_repeat_ngram_size: int = 0


def choose_token(logits: np.ndarray, rule: Sampling, generator: torch.Generator) -> tuple[int, float]:
    """The sampling rule of src/core/sampling.ts: (chosen id, its probability among the kept ones).

    Nothing is drawn at temperature 0, and the probability is then the one at temperature 1.
    """
    order = np.lexsort((np.arange(len(logits)), -logits))[: rule.top_k or len(logits)]
    scaled = logits[order].astype(np.float64) / (rule.temperature or 1.0)
    weights = np.exp(scaled - scaled[0])
    weights /= weights.sum()
    if rule.top_p < 1:
        reached = np.nonzero(np.cumsum(weights) >= rule.top_p)[0]
        weights = weights[: reached[0] + 1] if len(reached) else weights
    weights = weights[weights >= rule.min_p * weights[0]]
    weights /= weights.sum()
    if rule.temperature == 0:
        return int(order[0]), float(weights[0])
    drawn = torch.rand(1, dtype=torch.float64, generator=generator).item()
    rank = min(int(np.searchsorted(np.cumsum(weights), drawn, side="right")), len(weights) - 1)
    return int(order[rank]), float(weights[rank])


def unrepeated(logits: np.ndarray, said: list[int], size: int) -> np.ndarray:
    """Logits [V] in which no run of `size` tokens can be said twice, as `unrepeated` of src/core/sampling.ts; 0 changes nothing."""
    if size == 0:
        return logits
    forbid = NoRepeatNGramLogitsProcessor(size)
    return forbid(torch.tensor([said]), torch.from_numpy(logits)[None].clone())[0].numpy()


def digest(array: np.ndarray) -> str:
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def random_numbers() -> list[dict]:
    """Normals of many lengths and uniforms, one generator drawn from several times in a row."""
    cases = []
    for seed, count in itertools.product(SEEDS, (1, 5, 15, 16, 23, 4096, 16384)):
        generator = torch.Generator().manual_seed(seed)
        normals = torch.randn(count, generator=generator).numpy()
        uniforms = torch.rand(3, dtype=torch.float64, generator=generator).tolist()
        after = torch.randn(3, generator=generator).tolist()
        cases.append(
            {
                "seed": seed,
                "count": count,
                "sha256": digest(normals),
                "first": normals[:4].tolist(),
                "uniforms": uniforms,
                "after": after,
            }
        )
    return cases


def sampling() -> list[dict]:
    """Choices over logits that src/core can make again: the seeded normals, times `spread`, some of them tied."""
    cases = []
    settings = itertools.product((50, 4096), (0.0, 0.7, 1.0, 1.5), (0, 1, 40), (0.3, 0.9, 1.0))
    for seed, (count, temperature, top_k, top_p) in enumerate(settings):
        generator = torch.Generator().manual_seed(seed)
        spread = 3.0
        logits = torch.round(torch.randn(count, generator=generator) * spread * 8).numpy() / 8
        chosen = [choose_token(logits, Sampling(temperature, top_k, top_p), generator) for _ in range(4)]
        cases.append(
            {
                "seed": seed,
                "count": count,
                "spread": spread,
                "temperature": temperature,
                "topK": top_k,
                "topP": top_p,
                "ids": [id for id, _ in chosen],
                "probabilities": [probability for _, probability in chosen],
            }
        )
    return cases


def toy_model(x: Tensor, timestep: float) -> Tensor:
    """A model that both languages have: smooth, bounded, of no use."""
    return torch.sin(1.3 * x.double() + 0.002 * float(timestep)).float()


def scheduler_configs() -> list[dict]:
    base = {"num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012}
    kinds = itertools.product(
        ("scaled_linear", "linear"),
        ("leading", "trailing", "linspace"),
        ("epsilon", "v_prediction", "sample"),
        (False, True),
    )
    configs = [
        base
        | {
            "beta_schedule": schedule,
            "timestep_spacing": spacing,
            "prediction_type": prediction,
            "rescale_betas_zero_snr": zero,
            "steps_offset": 1 if spacing == "leading" else 0,
            "set_alpha_to_one": prediction == "v_prediction",
            "clip_sample": False,
        }
        for schedule, spacing, prediction, zero in kinds
    ]
    return [*configs, configs[0] | {"clip_sample": True, "clip_sample_range": 0.8}]


def ddim(config: dict, steps: int, noise: Tensor) -> Tensor:
    scheduler = DDIMScheduler(**config)
    scheduler.set_timesteps(steps)
    x = noise
    for timestep in scheduler.timesteps:
        x = scheduler.step(toy_model(x, timestep), timestep, x).prev_sample
    return x


def euler(config: dict, steps: int, noise: Tensor) -> Tensor:
    known = {key: value for key, value in config.items() if key not in ("set_alpha_to_one", "clip_sample", "clip_sample_range")}
    scheduler = EulerDiscreteScheduler(**known)
    scheduler.set_timesteps(steps)
    x = noise * scheduler.init_noise_sigma
    for timestep in scheduler.timesteps:
        output = toy_model(scheduler.scale_model_input(x, timestep), timestep)
        x = scheduler.step(output, timestep, x).prev_sample
    return x


def runs() -> list[dict]:
    """Full runs of both samplers with the toy model from eight normals of seed 3; `config` is a place in the list."""
    noise = torch.randn(8, generator=torch.Generator().manual_seed(3))
    samplers: Sequence[tuple[str, Callable]] = (("ddim", ddim), ("euler", euler))
    cases = []
    everything = itertools.product(enumerate(scheduler_configs()), samplers, (1, 4, 20, 30, 1000))
    for (position, config), (name, sampler), steps in everything:
        if steps == 1000 and config["timestep_spacing"] == "leading":
            continue  # diffusers' own DDIM reaches past its table there, because of steps_offset
        if name == "euler" and config["prediction_type"] == "sample":
            continue  # kept by diffusers for old pipelines only; at sigma 4096 its own rounding shows
        final = sampler(config, steps, noise)
        if torch.isfinite(final).all():  # noise prediction at zero signal divides by zero in diffusers
            cases.append({"config": position, "sampler": name, "steps": steps, "final": rounded(final)})
    return cases


def timesteps() -> list[dict]:
    """The timesteps of every number of steps, as a digest for each spacing."""
    cases = []
    for spacing in ("leading", "trailing", "linspace"):
        scheduler = DDIMScheduler(timestep_spacing=spacing)
        lists = []
        for steps in range(1, 1001):
            scheduler.set_timesteps(steps)
            lists.append(scheduler.timesteps.numpy().astype("<i4"))
        cases.append({"spacing": spacing, "sha256": digest(np.concatenate(lists)), "of30": lists[29].tolist()})
    return cases


def rounded(values: Tensor) -> list[float]:
    return [float(f"{value:.7g}") for value in values.tolist()]


def main() -> None:
    golden = {
        "writtenBy": "python -m training.golden.core",
        "torch": torch.__version__,
        "random": random_numbers(),
        "sampling": sampling(),
        "timesteps": timesteps(),
        "configs": scheduler_configs(),
        "runs": runs(),
    }
    assert math.isfinite(golden["runs"][0]["final"][0])
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
