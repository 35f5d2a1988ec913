"""Packs of random weights in the public layouts, and what the public pipelines make of them.

`python -m training.golden.standard_packs` (further needs: optimum-onnx 0.1.0) writes
tests/golden/standard/<pack>/ by the public exporters and tests/golden/standard.json by transformers' and diffusers' own
pipelines on those very files, so the engines can be held to them without any real weights.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import onnxruntime
import torch
from diffusers import (
    AutoencoderKL,
    DDIMScheduler,
    EulerDiscreteScheduler,
    LCMScheduler,
    PNDMScheduler,
    SchedulerMixin,
    UNet2DConditionModel,
)
from diffusers.pipelines.stable_diffusion import StableDiffusionPipeline
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.transformers.float16 import convert_float_to_float16
from optimum.exporters.onnx import main_export
from optimum.onnxruntime import ORTPipelineForText2Image
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer, GPT2Config, GPT2LMHeadModel, GPT2TokenizerFast

FOLDER = Path("tests/golden/standard")
RECORD = Path("tests/golden/standard.json")
TEXTS = (
    "A cat sitting on a sunny windowsill", "a red car on a night street", "Two penguins in the snow",
    "isn't it a purple elephant? It's 3 o'clock!", "a photograph of an astronaut riding a horse, café, naïve",
)  # fmt: skip
PROMPTS = (TEXTS[0], "It's 27 cafés, isn't it?", " ".join(TEXTS * 4))  # the last is longer than any model reads
CONTEXT = 64


def byte_pairs(suffix: str, merges: int) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """A byte-level vocabulary and its merges, learned from TEXTS; CLIP's ends words with a suffix."""
    ending = {"end_of_word_suffix": suffix} if suffix else {}
    tokenizer = Tokenizer(models.BPE(**ending))
    tokenizer.normalizer = normalizers.Lowercase() if suffix else None
    tokenizer.pre_tokenizer = (
        pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.ByteLevel(add_prefix_space=False)])
        if suffix
        else pre_tokenizers.ByteLevel(add_prefix_space=False)
    )
    size = 256 + merges
    trainer = trainers.BpeTrainer(
        vocab_size=size, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), **ending
    )
    tokenizer.train_from_iterator(TEXTS, trainer)
    pairs = [tuple(m) for m in json.loads(tokenizer.to_str())["model"]["merges"]]
    single = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = [*single, *([s + suffix for s in single] if suffix else []), *("".join(p) for p in pairs)]
    return {w: k for k, w in enumerate(dict.fromkeys(words))}, pairs


def write_vocabulary(folder: Path, suffix: str, specials: list[str]) -> None:
    """vocab.json and merges.txt."""
    vocabulary, pairs = byte_pairs(suffix, 120)
    for special in specials:
        vocabulary[special] = len(vocabulary)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(" ".join(p) for p in pairs) + "\n")


# GPT-2


def make_gpt2(scratch: Path) -> Path:
    """A GPT-2 of two layers, saved as transformers saves it."""
    write_vocabulary(scratch, "", ["<|endoftext|>"])
    tokenizer = GPT2TokenizerFast(str(scratch / "vocab.json"), str(scratch / "merges.txt"))
    torch.manual_seed(1)
    config = GPT2Config(
        vocab_size=len(tokenizer), n_positions=CONTEXT, n_embd=32, n_layer=2, n_head=2,
        bos_token_id=tokenizer.eos_token_id, eos_token_id=tokenizer.eos_token_id, initializer_range=0.3,
    )  # fmt: skip
    GPT2LMHeadModel(config).eval().save_pretrained(scratch)
    tokenizer.save_pretrained(scratch)
    return scratch


def export_gpt2(saved: Path, pack: Path) -> None:
    """The layout of transformers.js: one graph with its past, in four precisions."""
    graphs = pack / "onnx"
    graphs.mkdir(parents=True)
    with TemporaryDirectory() as scratch:
        main_export(str(saved), scratch, task="text-generation-with-past", do_validation=False)
        for name in ("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json"):
            shutil.copy(Path(scratch) / name, pack / name)
        folded(Path(scratch) / "model.onnx", graphs / "model.onnx")
        halved(Path(scratch) / "model.onnx", graphs / "model_fp16.onnx")
        quantize_dynamic(graphs / "model.onnx", graphs / "model_quantized.onnx", weight_type=QuantType.QInt8)
        small = MatMulNBitsQuantizer(onnx.load(graphs / "model.onnx"), block_size=32, is_symmetric=True)
        small.process()
        onnx.save(small.model.model, graphs / "model_q4.onnx")


def folded(file: Path, to: Path) -> None:
    """The graph with its constants folded, so that what is quantised afterwards is found to be a weight."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(to)
    onnxruntime.InferenceSession(file, options)


def halved(file: Path, to: Path) -> None:
    """The same graph in half precision, inputs and outputs too, by onnxruntime's converter."""
    onnx.save(convert_float_to_float16(onnx.load(file), keep_io_types=False), to)


def write_on(pack: Path, file: str, prompt: str, new_tokens: int = 16) -> dict:
    """What transformers' greedy generation makes of a prompt with one of the graphs, by ids and texts."""
    tokenizer = GPT2TokenizerFast.from_pretrained(pack)
    session = onnxruntime.InferenceSession(pack / "onnx" / file)
    ids = tokenizer(prompt).input_ids[new_tokens - CONTEXT :]  # the engine keeps room for what it will write
    made = greedy(session, ids, new_tokens, tokenizer.eos_token_id)
    return {"file": file, "prompt": prompt, "ids": ids, "made": made, "text": tokenizer.decode(made)}


def greedy(session: onnxruntime.InferenceSession, ids: list[int], count: int, end: int) -> list[int]:
    """The likeliest next token again and again, with keys and values kept."""
    made: list[int] = []
    inputs = {wanted.name: wanted for wanted in session.get_inputs()}
    past = {
        name: np.zeros((1, wanted.shape[1], 0, wanted.shape[3]), np.float16 if "16" in wanted.type else np.float32)
        for name, wanted in inputs.items()
        if name.startswith("past_key_values")
    }
    outputs = ["logits", *(name.replace("past_key_values", "present") for name in past)]
    fresh, seen = ids, 0
    while len(made) < count:
        positions = np.arange(seen, seen + len(fresh), dtype=np.int64)[None]
        seen += len(fresh)
        feeds = {"input_ids": np.array([fresh], np.int64), "attention_mask": np.ones((1, seen), np.int64), **past}
        if "position_ids" in inputs:
            feeds["position_ids"] = positions
        logits, *present = session.run(outputs, feeds)
        past = dict(zip(past, present, strict=True))
        token = int(logits[0, -1].argmax())
        if token == end:
            break
        made.append(token)
        fresh = [token]
    return made


# Stable Diffusion


@dataclass(frozen=True)
class Dreamer:
    """What tells one of the Stable Diffusion packs from another."""

    scheduler: type[SchedulerMixin]
    settings: dict
    width: int  # of the text states
    pad: str = "<|endoftext|>"
    guidance_in: int | None = None  # width of timestep_cond, where the UNet takes the guidance as an input
    guidance: float = 7.5
    steps: int = 5


BETAS = {"num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
DREAMERS = {
    "sd1": Dreamer(PNDMScheduler, BETAS | {"skip_prk_steps": True, "steps_offset": 1, "set_alpha_to_one": False}, 48),
    "sd2": Dreamer(
        DDIMScheduler,
        BETAS | {"prediction_type": "v_prediction", "steps_offset": 1, "set_alpha_to_one": False, "clip_sample": False},
        64,
        pad="!",
    ),
    "turbo": Dreamer(EulerDiscreteScheduler, BETAS | {"timestep_spacing": "trailing"}, 64, "!", guidance=0.0, steps=1),
    "lcm": Dreamer(
        LCMScheduler, BETAS | {"set_alpha_to_one": True}, 48, guidance_in=256, guidance=8.0, steps=4
    ),
}


def make_pipeline(kind: Dreamer) -> StableDiffusionPipeline:
    """A pipeline of a few thousand random weights: 16x16 latents, 32x32 pixels."""
    with TemporaryDirectory() as scratch:
        write_vocabulary(Path(scratch), "</w>", ["<|startoftext|>", "<|endoftext|>"])
        tokenizer = CLIPTokenizer(
            f"{scratch}/vocab.json", f"{scratch}/merges.txt", pad_token=kind.pad, model_max_length=77
        )
    torch.manual_seed(2)
    text = CLIPTextConfig(
        vocab_size=len(tokenizer), hidden_size=kind.width, intermediate_size=64, num_hidden_layers=1,
        num_attention_heads=2, max_position_embeddings=77, bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id, initializer_factor=4.0,
    )  # fmt: skip
    unet = UNet2DConditionModel(
        sample_size=16, block_out_channels=(8, 16), layers_per_block=1, attention_head_dim=4, norm_num_groups=4,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=kind.width, time_cond_proj_dim=kind.guidance_in,
    )  # fmt: skip
    with torch.no_grad():  # weights by chance hardly listen to the text
        for name, weight in unet.named_parameters():
            if "attn2.to_v" in name or "attn2.to_out.0.weight" in name:
                weight *= 8
    vae = AutoencoderKL(
        block_out_channels=(8, 16), norm_num_groups=4, latent_channels=4, sample_size=32, scaling_factor=0.18215,
        down_block_types=("DownEncoderBlock2D",) * 2, up_block_types=("UpDecoderBlock2D",) * 2,
    )  # fmt: skip
    return StableDiffusionPipeline(
        vae=vae, text_encoder=CLIPTextModel(text).eval(), tokenizer=tokenizer, unet=unet,
        scheduler=kind.scheduler(**kind.settings), safety_checker=None, feature_extractor=None,
        requires_safety_checker=False,
    )  # fmt: skip


def export_dreamer(kind: Dreamer, pack: Path) -> None:
    """diffusers' ONNX layout, by optimum."""
    with TemporaryDirectory() as scratch:
        make_pipeline(kind).save_pretrained(scratch)
        main_export(scratch, str(pack), task="text-to-image", do_validation=False)
    if pack.name != "sd1":  # one is enough for what starts from a picture
        shutil.rmtree(pack / "vae_encoder")


def half_pack(pack: Path, to: Path) -> None:
    """The same pack in half precision."""
    shutil.copytree(pack, to, ignore=shutil.ignore_patterns("vae_encoder"))
    for file in to.rglob("model.onnx"):
        halved(file, file)


def int8_pack(pack: Path, to: Path) -> None:
    """The same pack with int8 matrices."""
    shutil.copytree(pack, to, ignore=shutil.ignore_patterns("vae_encoder"))
    for file in to.rglob("model.onnx"):
        quantize_dynamic(file, file, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"])


def outside_pack(pack: Path, to: Path) -> None:
    """The same pack with its UNet's weights as external data, as files over 2 GB must have them."""
    shutil.copytree(pack, to, ignore=shutil.ignore_patterns("vae_encoder"))
    file = to / "unet" / "model.onnx"
    onnx.save(
        onnx.load(file), file, save_as_external_data=True, location="model.onnx_data", size_threshold=256,
        convert_attribute=False,
    )  # fmt: skip


def dream(name: str, kind: Dreamer, prompt: str, seed: int) -> dict:
    """The picture of diffusers' pipeline with optimum's ONNX parts: uint8 [32, 32, 3], flat."""
    pipeline = ORTPipelineForText2Image.from_pretrained(FOLDER / name)
    pipeline.set_progress_bar_config(disable=True)
    generator = torch.Generator().manual_seed(seed)  # of the first noise and of what a sampler adds
    latents = torch.randn((1, 4, 16, 16), generator=generator)
    picture = pipeline(
        prompt, num_inference_steps=kind.steps, guidance_scale=kind.guidance, latents=latents, output_type="np",
        generator=generator,
    ).images[0]  # fmt: skip
    ids = pipeline.tokenizer(prompt, padding="max_length", max_length=77, truncation=True).input_ids
    return {
        "pack": name, "prompt": prompt, "seed": seed, "steps": kind.steps, "guidance": kind.guidance, "ids": ids,
        "picture": (picture * 255).round().astype(int).flatten().tolist(),
    }  # fmt: skip


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    with TemporaryDirectory() as scratch:
        export_gpt2(make_gpt2(Path(scratch)), FOLDER / "gpt2")
    for name, kind in DREAMERS.items():
        export_dreamer(kind, FOLDER / name)
    half_pack(FOLDER / "sd1", FOLDER / "sd1-fp16")
    int8_pack(FOLDER / "sd1", FOLDER / "sd1-int8")
    outside_pack(FOLDER / "sd1", FOLDER / "sd1-outside")
    graphs = sorted(p.name for p in (FOLDER / "gpt2" / "onnx").iterdir())
    record = {
        "gpt2": [write_on(FOLDER / "gpt2", graph, prompt) for graph in graphs for prompt in PROMPTS],
        "diffusion": [
            dream(name, DREAMERS[name.split("-")[0]], prompt, 7)
            for name in (*DREAMERS, "sd1-fp16", "sd1-int8", "sd1-outside")
            for prompt in (PROMPTS if name == "sd1" else PROMPTS[:1])
        ],
    }
    RECORD.write_text(json.dumps(record, separators=(",", ":")))
