"""What src/core/samplers must reproduce: python -m training.golden.samplers writes tests/golden/samplers.json.

Every run is diffusers' own, from the fields of a scheduler_config.json, with the toy model of
training.golden.core. A run is kept as three numbers: the first and the last of its sixteen final
values, and the sum of all magnitudes.
"""

import inspect
import itertools
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import diffusers
import numpy as np
import torch
from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    LCMScheduler,
    PNDMScheduler,
    SchedulerMixin,
    StableDiffusionImg2ImgPipeline,
)
from torch import Tensor

from training.golden.core import digest, toy_model

PATH = Path("tests/golden/samplers.json")
SHAPE = (1, 4, 2, 2)
NOISE_SEED = 3
PICTURE_SEED = 4
FEW_STEPS = (1, 2, 4, 8, 20, 50)
SD_BETAS = {"num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}


@dataclass
class Sampler:
    """One of our sampler names as diffusers spells it."""

    scheduler: type[SchedulerMixin]
    settings: dict = field(default_factory=dict)

    def make(self, config: dict, steps: int) -> SchedulerMixin:
        scheduler = self.scheduler.from_config(config, **self.settings)
        scheduler.set_timesteps(steps)
        return scheduler


def dpm(algorithm: str, karras: bool) -> Sampler:
    settings = {"algorithm_type": algorithm, "use_karras_sigmas": karras, "solver_order": 2}
    return Sampler(DPMSolverMultistepScheduler, settings)


SAMPLERS = {
    "ddim": Sampler(DDIMScheduler),
    "euler": Sampler(EulerDiscreteScheduler),
    "eulerAncestral": Sampler(EulerAncestralDiscreteScheduler),
    "dpm2m": dpm("dpmsolver++", karras=False),
    "dpm2mKarras": dpm("dpmsolver++", karras=True),
    "dpm2mSde": dpm("sde-dpmsolver++", karras=False),
    "dpm2mSdeKarras": dpm("sde-dpmsolver++", karras=True),
    "lcm": Sampler(LCMScheduler),
    # The Runge-Kutta warm-up is what SD 1.x configs switch off; the page has no other PNDM.
    "pndm": Sampler(PNDMScheduler, {"skip_prk_steps": True}),
}


def matrix_configs() -> list[dict]:
    """Every spacing, both predictions, with and without zero terminal SNR."""
    kinds = itertools.product(("leading", "trailing", "linspace"), ("epsilon", "v_prediction"), (False, True))
    return [
        SD_BETAS
        | {
            "timestep_spacing": spacing,
            "prediction_type": prediction,
            "rescale_betas_zero_snr": zero,
            "steps_offset": 1 if spacing == "leading" else 0,
            "set_alpha_to_one": prediction == "v_prediction",
            "clip_sample": False,
        }
        for spacing, prediction, zero in kinds
    ]


def other_configs() -> list[dict]:
    """Files as they are shipped, a silent one, and each setting that only one solver reads."""
    stable_1 = SD_BETAS | {
        "_class_name": "PNDMScheduler",
        "clip_sample": False,
        "set_alpha_to_one": False,
        "skip_prk_steps": True,
        "steps_offset": 1,
        "trained_betas": None,
    }
    stable_2 = stable_1 | {"_class_name": "DDIMScheduler", "prediction_type": "v_prediction"}
    turbo = SD_BETAS | {
        "_class_name": "EulerDiscreteScheduler",
        "clip_sample": False,
        "interpolation_type": "linear",
        "prediction_type": "epsilon",
        "set_alpha_to_one": False,
        "skip_prk_steps": True,
        "steps_offset": 1,
        "timestep_spacing": "trailing",
        "trained_betas": None,
        "use_karras_sigmas": False,
    }
    trailing = SD_BETAS | {"timestep_spacing": "trailing", "prediction_type": "v_prediction", "clip_sample": False}
    variants = (
        {"solver_type": "heun"},
        {"final_sigmas_type": "sigma_min"},
        {"final_sigmas_type": "sigma_min", "lower_order_final": False},
        {"euler_at_final": True, "final_sigmas_type": "sigma_min"},
        {"use_karras_sigmas": True},
        {"original_inference_steps": 1000, "timestep_scaling": 7.5, "clip_sample": True, "clip_sample_range": 0.8},
    )
    return [{}, stable_1, stable_2, turbo, *(trailing | variant for variant in variants)]


def draw(seed: int) -> tuple[Tensor, torch.Generator]:
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(SHAPE, generator=generator), generator


def walk(scheduler: SchedulerMixin, timesteps: Tensor, x: Tensor, generator: torch.Generator) -> Tensor:
    """diffusers' loop; the generator goes on from where the first noise left it."""
    stochastic = "generator" in inspect.signature(scheduler.step).parameters
    extra = {"generator": generator} if stochastic else {}
    for timestep in timesteps:
        output = toy_model(scheduler.scale_model_input(x, timestep), timestep)
        x = scheduler.step(output, timestep, x, **extra).prev_sample
    return x


def from_noise(scheduler: SchedulerMixin) -> Tensor:
    """Karras sigmas round to timesteps of which the first may come twice, so the start is told as an index."""
    noise, generator = draw(NOISE_SEED)
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(0)
    return walk(scheduler, scheduler.timesteps, noise * scheduler.init_noise_sigma, generator)


def from_picture(scheduler: SchedulerMixin, steps: int, strength: float) -> tuple[Tensor, Tensor, int]:
    """(the noised latent as the model sees it, the final latent, steps left to walk)."""
    host = SimpleNamespace(scheduler=scheduler)
    timesteps, _ = StableDiffusionImg2ImgPipeline.get_timesteps(host, steps, strength, "cpu")
    picture, _ = draw(PICTURE_SEED)
    noise, generator = draw(NOISE_SEED)
    x = scheduler.add_noise(picture, noise, timesteps[:1])
    seen = scheduler.scale_model_input(x, timesteps[0])
    return seen, walk(scheduler, timesteps, x, generator), len(timesteps)


def kept(x: Tensor) -> list[float]:
    flat = x.flatten()
    return [float(f"{value:.6g}") for value in (flat[0], flat[-1], flat.abs().sum())]


def step_counts(name: str, plain: bool) -> tuple[int, ...]:
    """At 1,000 steps uniform DPM++ visits a timestep twice in most spacings, a NaN in diffusers: 750 beside it."""
    if name == "lcm":
        return (*FEW_STEPS, 1000)
    if not plain:
        return FEW_STEPS
    return (*FEW_STEPS, 750, 1000) if name in ("dpm2m", "dpm2mSde") else (*FEW_STEPS, 1000)


def attempts(configs: list[dict]) -> Iterator[tuple[int, dict, str, int]]:
    plain = len(matrix_configs())
    for position, config in enumerate(configs):
        for name in SAMPLERS:
            for steps in step_counts(name, position < plain):
                yield position, config, name, steps


def runs(configs: list[dict]) -> list[dict]:
    """Full runs; what diffusers itself cannot do (an index or a value it refuses, a NaN) is left out and told."""
    cases, left_out = {}, Counter()
    for position, config, name, steps in attempts(configs):
        try:
            final = from_noise(SAMPLERS[name].make(config, steps))
        except (IndexError, ValueError) as refusal:
            left_out[f"{name}, {steps} steps: {type(refusal).__name__}"] += 1
            continue
        if not torch.isfinite(final).all():
            left_out[f"{name}, {steps} steps: not finite"] += 1
            continue
        cases.setdefault((position, name), []).append([steps, *kept(final)])
    for reason, count in left_out.items():
        print(count, "left out:", reason)
    return [{"config": position, "sampler": name, "runs": found} for (position, name), found in cases.items()]


def pictures(configs: list[dict]) -> list[dict]:
    """Image-to-image at several strengths."""
    cases = []
    chosen = (configs[0], configs[6], configs[11])
    strengths = ((4, 0.5), (20, 0.3), (20, 0.75), (20, 1.0), (50, 0.58))
    for config, (name, sampler), (steps, strength) in itertools.product(chosen, SAMPLERS.items(), strengths):
        begun, final, left = from_picture(sampler.make(config, steps), steps, strength)
        if torch.isfinite(final).all():
            case = {"config": configs.index(config), "sampler": name, "steps": steps, "strength": strength}
            cases.append(case | {"left": left, "begun": kept(begun), "final": kept(final)})
    return cases


def plans(configs: list[dict]) -> list[dict]:
    """The timesteps of many numbers of steps, as a digest of int32."""
    counts = [*range(1, 51), 75, 100, 250, 333, 500]
    cases = []
    for position, config in enumerate(configs[: len(matrix_configs())]):
        for name in ("dpm2m", "dpm2mKarras", "lcm", "pndm"):
            known = [steps for steps in counts if name != "lcm" or steps <= 50]
            lists = [SAMPLERS[name].make(config, steps).timesteps.numpy().astype("<i4") for steps in known]
            case = {"config": position, "sampler": name, "counts": known[-1]}
            cases.append(case | {"sha256": digest(np.concatenate(lists))})
    return cases


def main() -> None:
    torch.set_num_threads(1)
    diffusers.logging.set_verbosity_error()
    configs = matrix_configs() + other_configs()
    golden = {
        "writtenBy": "python -m training.golden.samplers",
        "torch": torch.__version__,
        "diffusers": diffusers.__version__,
        "noiseSeed": NOISE_SEED,
        "pictureSeed": PICTURE_SEED,
        "configs": configs,
        "runs": runs(configs),
        "pictures": pictures(configs),
        "plans": plans(configs),
    }
    PATH.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
