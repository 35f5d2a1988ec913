"""WorldEval: GenEval's protocol (Ghosh et al. 2023) on our own world. What is asked, and when a picture is right.

Everything here is pure: prompts come from a seed, and a picture is what the judge says it saw in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.models.recogniser import Found, Seen
from training.world.captions import caption
from training.world.scene import SceneSpec, sample_spec
from training.world.vocabulary import PLACE, RELATIONS, STACKED

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
STACKED_SHARE = 0.5
"""Share of the position prompts that ask for one thing above, below or on another."""


@dataclass(frozen=True)
class Ask:
    """One prompt and what it stands for. `heldout`: it joins things never joined in training."""

    task: str
    prompt: str
    spec: SceneSpec
    heldout: bool


@dataclass(frozen=True)
class Scope:
    """The names that prompts may use; None is all of the world."""

    objects: Sequence[str] | None = None
    places: Sequence[str] | None = None
    relations: Sequence[str] = tuple(RELATIONS)

    @property
    def stacks(self) -> bool:
        """Whether one thing may be asked for above, below or on another."""
        return any(r in STACKED for r in self.relations)


WHOLE = Scope()


def asks(count: int, seed: int = SEED, scope: Scope = WHOLE) -> list[Ask]:
    """`count` prompts of each task, by turns seen and held out, the tasks one after the other in every round.

    Too few objects in the scope for a task raise ValueError.
    """
    generators = {task: np.random.default_rng([seed, k]) for k, task in enumerate(TASKS)}
    return [_ask(task, rng, k % 2 == 1, scope) for k in range(count) for task, rng in generators.items()]


def _ask(task: str, rng: np.random.Generator, heldout: bool, scope: Scope) -> Ask:
    stacked = task == "position" and rng.random() < STACKED_SHARE and scope.stacks
    while True:
        spec = sample_spec(rng, heldout, "stacked" if stacked else TASKS[task], scope.objects, scope.places)
        if spec.relation and spec.relation not in scope.relations:
            continue
        if task == "position" and (spec.relation not in (*SIDES, *STACKED) or spec.objects[0].colour):
            continue
        if task == "two objects" and spec.relation in SIDES:
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
            return _joined(seen, *(t.name for t in things), spec.relation)
        case "place with light":
            return seen.place == spec.place and seen.light == spec.light
        case _:
            raise ValueError(f"no task is called {ask.task!r}")


def has(seen: Seen, name: str, colour: str | None = None) -> bool:
    """Whether such an object is in the picture, of that colour where one is named."""
    return any(o.name == name and colour in (None, o.colour) for o in seen.objects)


def _joined(seen: Seen, name: str, other: str, relation: str) -> bool:
    """Whether some two things of these names stand in the relation."""
    firsts, seconds = ([o for o in seen.objects if o.name == n] for n in (name, other))
    return any(_stands(a, b, relation) for a in firsts for b in seconds)


def _stands(a: Found, b: Found, relation: str) -> bool:
    (ax, ay), (bx, by) = a.centre, b.centre
    match relation:
        case "left of":
            return ax + 1 < bx
        case "right of":
            return bx + 1 < ax
        case "above":
            return ay + 1 < by and abs(ax - bx) < SAME_MIDDLE
        case "below":
            return by + 1 < ay and abs(ax - bx) < SAME_MIDDLE
        case "on":
            touching = by - ay < (a.size[1] + b.size[1]) / 2 + 2
            return ay + 1 < by and touching and abs(ax - bx) < b.size[0] / 2
        case _:
            raise ValueError(f"position asks for no relation {relation!r}")


SAME_MIDDLE = 3.0
"""Cells by which the middles of things above each other may differ."""


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
    return {"overall": _mean_of(tasks.values()), "tasks": tasks, **halves, "objects": by_object(verdicts)}


def by_object(verdicts: list[tuple[Ask, list[bool]]]) -> dict[str, dict[str, float | int]]:
    """For every object asked for, in how many prompts it was, and the share of their pictures that were right.

    Prompts for a place and its light are left out: they do not look for the object.
    """
    found: dict[str, list[float]] = {}
    for ask, v in verdicts:
        if v and ask.task != "place with light":
            for name in {t.name for t in ask.spec.objects}:
                found.setdefault(name, []).append(float(np.mean(v)))
    return {n: {"prompts": len(v), "right": round(float(np.mean(v)), 4)} for n, v in sorted(found.items())}


def _mean(verdicts) -> float | None:
    shares = [float(np.mean(v)) for v in verdicts if v]
    return round(float(np.mean(shares)), 4) if shares else None


def _mean_of(shares) -> float | None:
    known = [s for s in shares if s is not None]
    return round(float(np.mean(known)), 4) if known else None
