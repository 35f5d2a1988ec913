"""Judges the shipped stories: python -m training.evaluate.gpt writes models/gpt2/evaluation.json.

On topic is what the grammar's own lexicon says (`training.stories.lexicon`) of stories told from prompts
that join things never joined in training, at the shipped sampling settings, by the shipped ONNX pack.
How natural the stories are is said by a larger, independent model, against the grammar's own held-out stories.
"""

import argparse
import json
import re
import shutil
import time
from collections import Counter
from dataclasses import asdict, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from training.evaluate.larger_model import mean_loss, weights_folder
from training.export.gpt2 import PACK, load, write_graphs
from training.golden.core import Sampling
from training.golden.gpt2 import Storyteller
from training.stories.grammar import tell
from training.stories.lexicon import judge
from training.stories.safe import unsafe_words
from training.stories.topics import Topic, sample_topic
from training.train.run_folder import RUNS

PROMPTS = 500
SEED = 20_261
HELD_OUT_STORIES = 30


def heldout_topics(count: int) -> list[Topic]:
    """Topics with at least one combination that no training story has."""
    rng = np.random.default_rng(SEED)
    return [sample_topic(rng, heldout=True) for _ in range(count)]


def distinct3(texts: list[str]) -> float:
    """Different word triples over all word triples."""
    triples = [t for text in texts for w in [re.findall(r"[\w']+", text.lower())] for t in zip(w, w[1:], w[2:])]
    return len(set(triples)) / max(1, len(triples))


def repeats_a_sentence(story: str) -> bool:
    """Whether the same sentence comes twice."""
    sentences = [s.strip() for s in re.split(r"(?<=[.!?])\s", story) if s.strip(" .")]
    return len(sentences) != len(set(sentences))


def pack_loss(teller: Storyteller, count: int) -> float:
    """Loss per token of held-out stories under the shipped pack, prompts given, in nats."""
    rng, losses = np.random.default_rng(SEED + 1), []
    for _ in range(count):
        topic = sample_topic(rng, heldout=True)
        prompt = teller.tokenizer.encode(topic.prompt).ids
        story = [*teller.tokenizer.encode(tell(topic, rng)).ids, teller.config["eos_token_id"]]
        steps = teller.logits(prompt)
        logits = next(steps)
        for token in story:
            shifted = logits.astype(np.float64) - logits.max()
            losses.append(float(np.log(np.exp(shifted).sum()) - shifted[token]))
            logits = steps.send(token)
    return float(np.mean(losses))


def loss_before_quantisation(folder: Path, run: Path) -> float | None:
    """The same loss with the run's float weights, or None where the run is gone."""
    if not (run / "last.pt").exists():
        return None
    with TemporaryDirectory() as made:
        unquantised = Path(made)
        for name in ("tokenizer.json", "config.json"):
            shutil.copy(folder / name, unquantised / name)
        write_graphs(load(run)[0], unquantised, int8=False)
        return round(pack_loss(Storyteller(unquantised), HELD_OUT_STORIES), 4)


def independent(told: list[tuple[str, str]], truth: list[tuple[str, str]]) -> dict[str, float | None]:
    """The larger model's loss per token on what was told and on held-out stories, and how the two compare."""
    if weights_folder() is None:
        return {"independent_loss": None, "independent_loss_of_the_grammar": None, "independent_loss_ratio": None}
    ours, its = mean_loss(told), mean_loss(truth)
    return {
        "independent_loss": round(ours, 4),
        "independent_loss_of_the_grammar": round(its, 4),
        "independent_loss_ratio": round(ours / its, 4),
    }


def evaluate_pack(folder: Path, prompts: int, run: Path) -> tuple[dict, list[dict]]:
    """The figures of evaluation.json, and every story with its faults."""
    began, teller = time.time(), Storyteller(folder)
    settings = json.loads((folder / "generation_config.json").read_text())
    rule = Sampling(**{f.name: settings.get(f.name, f.default) for f in fields(Sampling)})
    told, truth = [], []
    rng = np.random.default_rng(SEED + 2)
    for k, topic in enumerate(heldout_topics(prompts)):
        ids, ended = teller.tell(topic.prompt, rule, k, settings["max_new_tokens"])
        story = teller.tokenizer.decode(ids)
        verdict = judge(topic, story, ended)
        told.append({"prompt": topic.prompt, "story": story, "faults": verdict.faults, "tokens": len(ids)})
        truth.append(tell(topic, rng))
    stories = [t["story"] for t in told]
    asked = [t["prompt"] for t in told]
    faults = Counter(re.sub(r" \w+( \w+)?$", "", f) for t in told for f in t["faults"])
    figures = {
        "on_topic": share(not t["faults"] for t in told),
        "safe": share(not unsafe_words(s) for s in stories),
        "repeats_no_sentence": share(not repeats_a_sentence(s) for s in stories),
        "ends": share("does not end" not in t["faults"] for t in told),
        "distinct3": round(distinct3(stories), 4),
        "distinct3_of_the_grammar": round(distinct3(truth), 4),
        **independent(list(zip(asked, stories, strict=True)), list(zip(asked, truth, strict=True))),
        "heldout_loss": round(pack_loss(teller, HELD_OUT_STORIES), 4),
        "heldout_loss_before_quantisation": loss_before_quantisation(folder, run),
        "tokens_told": round(float(np.mean([t["tokens"] for t in told])), 1),
        "faults": dict(faults.most_common()),
        "prompts": prompts,
        **asdict(rule),
        "seconds": round(time.time() - began, 1),
    }
    return figures, told


def share(claims) -> float:
    """How many of the claims hold, from 0 to 1."""
    return round(float(np.mean([bool(c) for c in claims])), 4)


def write(figures: dict, folder: Path) -> None:
    """Writes the pack's evaluation.json."""
    (folder / "evaluation.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path, default=PACK)
    parser.add_argument("--run", type=Path, default=RUNS / "gpt2")
    parser.add_argument("--prompts", type=int, default=PROMPTS)
    parser.add_argument("--show", type=int, default=0, help="how many stories to print")
    options = parser.parse_args()
    figures, told = evaluate_pack(options.pack, options.prompts, options.run)
    for one in told[: options.show]:
        print(f"{one['prompt']} |{one['story']} {list(one['faults']) or ''}")
    print(json.dumps(figures, indent=1))
    write(figures, options.pack)
