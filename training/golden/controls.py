"""What the further controls must do: python -m training.golden.controls writes tests/golden/controls.json.

Needs optimum-onnx 0.1.0, as training.golden.standard_packs does, and its packs in tests/golden/standard. The draws
are held to transformers' logits processors, the texts to its generate(), the pictures to diffusers' pipelines
over the very ONNX files that the engine opens. Weights of words multiply the states of their tokens, as in
AUTOMATIC1111's web UI with the emphasis mode "No norm": its older mode divides by the mean of all states, which is
zero but for rounding after a layer norm without a bias.
"""

import itertools
import json
from pathlib import Path

import numpy as np
import torch
from diffusers import EulerAncestralDiscreteScheduler
from optimum.onnxruntime import (
    ORTModelForCausalLM,
    ORTPipelineForImage2Image,
    ORTPipelineForInpainting,
    ORTPipelineForText2Image,
)
from PIL import Image
from torch import Tensor
from transformers import AutoTokenizer, LogitsProcessorList
from transformers.generation.logits_process import (
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

FOLDER = Path("tests/golden/standard")
OUT = Path("tests/golden/controls.json")
PROMPT, OTHER, NEGATIVE = "A cat sitting on a sunny windowsill", "a red car on a night street", "Two penguins"
SEED, OTHER_SEED, SIDE = 7, 11, 32
SD1 = {"num_inference_steps": 6, "guidance_scale": 4.0, "output_type": "np"}


# Draws


def kept(logits: Tensor, said: list[int], case: dict) -> dict:
    """The ids that transformers leaves, likeliest first, and their probabilities."""
    processors = LogitsProcessorList([RepetitionPenaltyLogitsProcessor(case["repetitionPenalty"])])
    processors.append(TemperatureLogitsWarper(case["temperature"]))
    if case["topK"] > 0:
        processors.append(TopKLogitsWarper(case["topK"]))
    if case["topP"] < 1:
        processors.append(TopPLogitsWarper(case["topP"]))
    if case["minP"] > 0:
        processors.append(MinPLogitsWarper(case["minP"]))
    scores = processors(torch.tensor([said]), logits[None].clone())[0]
    shares = torch.softmax(scores.double(), -1)
    ids = [k for k in torch.argsort(shares, descending=True).tolist() if shares[k] > 0]
    return {"ids": ids, "probabilities": [float(f"{shares[k]:.6g}") for k in ids]}


def draws() -> list[dict]:
    """Over the normals of a seed, times 3; `said` are ten ids of them."""
    cases = []
    settings = itertools.product((0.7, 1.5), (0, 20), (0.9, 1.0), (0.0, 0.05, 0.4), (1.0, 1.4))
    for seed, (temperature, top_k, top_p, min_p, penalty) in enumerate(settings):
        logits = torch.randn(60, generator=torch.Generator().manual_seed(seed)) * 3
        case = {"seed": seed, "temperature": temperature, "topK": top_k, "topP": top_p}
        case |= {"minP": min_p, "repetitionPenalty": penalty}
        cases.append(case | kept(logits, list(range(0, 60, 6)), case))
    return cases


# Texts


def texts() -> list[dict]:
    """Greedy continuations by generate(), with a penalty, with stop words, with both."""
    pack = FOLDER / "gpt2"
    model = ORTModelForCausalLM.from_pretrained(pack, file_name="model.onnx", subfolder="onnx", use_io_binding=False)
    tokenizer = AutoTokenizer.from_pretrained(pack)
    asked = tokenizer(PROMPT, return_tensors="pt")

    def go_on(penalty: float, stop_words: list[str]) -> list[int]:
        more = {"stop_strings": stop_words, "tokenizer": tokenizer} if stop_words else {}
        told = model.generate(**asked, do_sample=False, repetition_penalty=penalty, max_new_tokens=16, **more)
        return told[0, asked.input_ids.shape[1] :].tolist()

    plain = tokenizer.decode(go_on(1.2, []))
    stop = plain[len(plain) // 2 : len(plain) // 2 + 2]  # somewhere in what would be written
    cases = []
    for penalty, stop_words in ((1.0, []), (1.2, []), (2.0, []), (1.2, [stop]), (1.2, ["no such words", stop])):
        ids = go_on(penalty, stop_words)
        cases.append(
            {"prompt": PROMPT, "repetitionPenalty": penalty, "stopWords": stop_words, "ids": ids, "text": tokenizer.decode(ids)}
        )
    return cases


# Pictures


def noise(seed: int) -> Tensor:
    return torch.randn((1, 4, 16, 16), generator=torch.Generator().manual_seed(seed))


def slerp(start: Tensor, end: Tensor, share: float) -> Tensor:
    """Shoemake 1985, over the whole latent."""
    cosine = (start.double() * end.double()).sum() / (start.double().norm() * end.double().norm())
    angle = torch.acos(cosine)
    return ((torch.sin((1 - share) * angle) * start + torch.sin(share * angle) * end) / torch.sin(angle)).float()


class Painter:
    """The pack sd1 in diffusers' pipelines, and its text states."""

    def __init__(self) -> None:
        self.text = ORTPipelineForText2Image.from_pretrained(FOLDER / "sd1")
        self.image = ORTPipelineForImage2Image.from_pretrained(FOLDER / "sd1")
        self.inpaint = ORTPipelineForInpainting.from_pretrained(FOLDER / "sd1")
        for pipeline in (self.text, self.image, self.inpaint):
            pipeline.set_progress_bar_config(disable=True)
            pipeline.image_processor.config.do_resize = False

    def states(self, prompt: str) -> Tensor:
        """[1, 77, 48]."""
        return self.text.encode_prompt(prompt, "cpu", 1, False)[0]

    def weighed(self, pieces: list[tuple[str, float]]) -> Tensor:
        """Each token's state times the weight of its piece."""
        tokenizer = self.text.tokenizer
        tokens, weights = [tokenizer.bos_token_id], [1.0]
        for text, weight in pieces:
            inner = tokenizer(text).input_ids[1:-1]
            tokens, weights = tokens + inner, weights + [weight] * len(inner)
        tokens.append(tokenizer.eos_token_id)
        padding = 77 - len(tokens)
        tokens, weights = tokens + [tokenizer.pad_token_id] * padding, weights + [1.0] * (1 + padding)
        z = torch.as_tensor(self.text.text_encoder(torch.tensor([tokens]))[0])
        scaled = z * torch.tensor(weights)[None, :, None]
        return scaled


def picture_of(side: int) -> np.ndarray:
    """A picture that the page can make again: uint8 [side, side, 3]."""
    y, x = np.mgrid[0:side, 0:side]
    return np.stack([x * 8 % 256, y * 8 % 256, (x + y) * 4 % 256], -1).astype(np.uint8)


def mask_of(side: int) -> np.ndarray:
    """White on the right and in the lower left corner: uint8 [side, side]."""
    y, x = np.mgrid[0:side, 0:side]
    return np.where((x >= side // 2) | ((y >= 3 * side // 4) & (x < side // 4)), 255, 0).astype(np.uint8)


def pictures() -> list[dict]:
    painter, made = Painter(), []

    def keep(request: dict, images: np.ndarray) -> None:
        flat = (images[0] * 255).round().astype(int).flatten().tolist()
        made.append({"request": {"prompt": PROMPT, "seed": SEED, "steps": 6, "guidance": 4} | request, "picture": flat})

    def by_text(request: dict, *, prompt: str | None = PROMPT, latents: Tensor | None = None, **more: object) -> None:
        start = noise(SEED) if latents is None else latents
        keep(request, painter.text(prompt, latents=start, **SD1, **more).images)

    by_text({"negative": NEGATIVE}, negative_prompt=NEGATIVE)
    for prompt, pieces in (
        ("A (cat:1.6) sitting on a [sunny] windowsill", [("A ", 1), ("cat", 1.6), (" sitting on a ", 1), ("sunny", 1 / 1.1), (" windowsill", 1)]),
        ("(A cat) sitting on a ((sunny windowsill:0.5))", [("A cat", 1.1), (" sitting on a ", 1), ("sunny windowsill", 0.55)]),
    ):  # fmt: skip
        by_text({"prompt": prompt}, prompt=None, prompt_embeds=painter.weighed(pieces), negative_prompt="")
    by_text({"toward": {"seed": OTHER_SEED, "share": 0.3}}, latents=slerp(noise(SEED), noise(OTHER_SEED), 0.3))
    between = torch.lerp(painter.states(PROMPT), painter.states(OTHER), 0.4)
    by_text({"toward": {"prompt": OTHER, "share": 0.4}}, prompt=None, prompt_embeds=between, negative_prompt="")

    without, turned = painter.states(""), painter.states(OTHER)

    def turn(pipeline: object, step: int, timestep: object, parts: dict) -> dict:
        return {"prompt_embeds": torch.cat([without, turned])} if step == 2 else {}

    by_text({"turn": {"step": 3, "prompt": OTHER}}, callback_on_step_end=turn, callback_on_step_end_tensor_inputs=["prompt_embeds"])

    def alone(pipeline: object, step: int, timestep: object, parts: dict) -> dict:
        """diffusers' way to end guidance early: after half of the steps the prompt goes alone."""
        if step != 2:
            return {}
        pipeline._guidance_scale = 1.0
        return {"prompt_embeds": parts["prompt_embeds"][-1:]}

    by_text({"guidedShare": 0.5}, callback_on_step_end=alone, callback_on_step_end_tensor_inputs=["prompt_embeds"])

    image, mask = Image.fromarray(picture_of(SIDE)), Image.fromarray(mask_of(SIDE))
    for strength in (0.5, 1.0):
        generator = torch.Generator().manual_seed(SEED)
        images = painter.image(PROMPT, image=image, strength=strength, generator=generator, **SD1).images
        keep({"start": {"strength": strength}}, images)
    as_shipped = painter.inpaint.scheduler
    for sampler, scheduler in (("pndm", as_shipped), ("eulerAncestral", EulerAncestralDiscreteScheduler.from_config(as_shipped.config))):
        painter.inpaint.scheduler = scheduler
        for strength in (0.5, 1.0):
            generator = torch.Generator().manual_seed(SEED)
            size = {"height": SIDE, "width": SIDE}
            images = painter.inpaint(
                PROMPT, image=image, mask_image=mask, strength=strength, generator=generator, **size, **SD1
            ).images
            keep({"sampler": sampler, "start": {"strength": strength, "mask": True}}, images)
    return made


def main() -> None:
    torch.set_num_threads(1)
    content = {"writtenBy": "python -m training.golden.controls", "side": SIDE}
    OUT.write_text(json.dumps(content | {"draws": draws(), "texts": texts(), "pictures": pictures()}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
