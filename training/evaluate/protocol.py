"""WorldEval: GenEval's protocol (Ghosh et al. 2023) on our own world. What is asked, and when a picture is right.

Everything here is pure: prompts come from a seed, and a picture is what the judge says it saw in it.
"""

from dataclasses import dataclass

import numpy as np

from training.models.recogniser import Found, Seen
from training.world.captions import caption
from training.world.scene import SceneSpec, sample_spec
from training.world.vocabulary import PLACE

SEED = 4711
TASKS = {
    "single object": "single",
    "two objects": "two",
    "counting": "count",
    "colours": "coloured",
    "position": "two",
    "colour attribution": "two coloured",
    "place with light": "single",
}
"""Each task and the kind of scene that it asks for."""

SIDES = ("left of", "right of")


@dataclass(frozen=True)
class Ask:
    """One prompt and what it stands for. `heldout`: it joins things never joined in training."""

    task: str
    prompt: str
    spec: SceneSpec
    heldout: bool


def asks(count: int, seed: int = SEED) -> list[Ask]:
    """`count` prompts of each task, by turns seen and held out, the tasks one after the other in every round."""
    generators = {task: np.random.default_rng([seed, k]) for k, task in enumerate(TASKS)}
    return [_ask(task, rng, heldout=k % 2 == 1) for k in range(count) for task, rng in generators.items()]


def _ask(task: str, rng: np.random.Generator, heldout: bool) -> Ask:
    while True:
        spec = sample_spec(rng, heldout, TASKS[task])
        if task == "position" and spec.relation not in SIDES or task == "two objects" and spec.relation in SIDES:
            continue
        if task == "colour attribution" and spec.relation in SIDES:
            continue
        if task == "place with light" and not PLACE[spec.place].lit:
            continue
        prompt = caption(spec, rng)
        if task != "place with light" or names_light(prompt):
            return Ask(task, prompt, spec, heldout)


def names_light(prompt: str) -> bool:
    """Whether a prompt says which light it is."""
    return any(word in prompt for word in ("sunny", "sunshine", "sunset", "night"))


def right(ask: Ask, seen: Seen) -> bool:
    """Whether a picture shows what its task asks for; all else in it is free, as in GenEval."""
    spec, things = ask.spec, ask.spec.objects
    match ask.task:
        case "single object":
            return has(seen, things[0].name)
        case "two objects":
            return all(has(seen, t.name) for t in things)
        case "counting":
            return sum(o.name == things[0].name for o in seen.objects) == spec.count
        case "colours" | "colour attribution":
            return all(has(seen, t.name, t.colour) for t in things)
        case "position":
            return _in_order(seen, *(t.name for t in (things if spec.relation == "left of" else things[::-1])))
        case "place with light":
            return seen.place == spec.place and seen.light == spec.light
        case _:
            raise ValueError(f"no task is called {ask.task!r}")


def has(seen: Seen, name: str, colour: str | None = None) -> bool:
    """Whether such an object is in the picture, of that colour where one is named."""
    return any(o.name == name and colour in (None, o.colour) for o in seen.objects)


def _in_order(seen: Seen, left: str, right_one: str) -> bool:
    lefts, rights = ([o.centre[0] for o in seen.objects if o.name == n] for n in (left, right_one))
    return any(a + 1 < b for a in lefts for b in rights)


def truth(spec: SceneSpec) -> Seen:
    """What an unfailing judge sees in the true render of a scene."""
    found = tuple(
        Found(o.name, o.colour or "", (o.box[0] + o.box[2] / 2, o.box[1] + o.box[3] / 2), o.box[2:], 1.0)
        for o in spec.objects
    )
    return Seen(found, spec.place, spec.light or "sunny")


def score(verdicts: list[tuple[Ask, list[bool]]]) -> dict:
    """Shares of right pictures: by task (mean over prompts), overall (mean over tasks), seen and held out."""
    by_task = {task: _mean(v for a, v in verdicts if a.task == task) for task in TASKS}
    tasks = {task: share for task, share in by_task.items() if share is not None}
    halves = {
        name: _mean_of(_mean(v for a, v in verdicts if a.task == task and a.heldout == heldout) for task in tasks)
        for name, heldout in (("seen", False), ("heldout", True))
    }
    return {"overall": _mean_of(tasks.values()), "tasks": tasks, **halves}


def _mean(verdicts) -> float | None:
    shares = [float(np.mean(v)) for v in verdicts if v]
    return round(float(np.mean(shares)), 4) if shares else None


def _mean_of(shares) -> float | None:
    known = [s for s in shares if s is not None]
    return round(float(np.mean(known)), 4) if known else None
