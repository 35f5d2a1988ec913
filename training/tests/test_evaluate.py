"""WorldEval: its prompts, its rules, and the judge's maps."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from training.evaluate.gpt import distinct3, repeats_a_sentence
from training.evaluate.protocol import TASKS, Ask, Scope, asks, by_object, names_light, right, score, truth
from training.models.recogniser import NAMES, PLACE_NAMES, Found, Maps, Recogniser, Seen, look, widened
from training.train.recogniser import Pool, loss_of, to_picture, truth_of, view_of
from training.world.scene import sample_spec
from training.world.vocabulary import is_held_out

EMPTY = Seen((), "beach", "night")


@pytest.fixture(scope="module")
def asked() -> list[Ask]:
    return asks(12)


def test_every_true_scene_is_right_and_an_empty_picture_is_wrong(asked):
    assert {a.task for a in asked} == set(TASKS) and len(asked) == 12 * len(TASKS)
    for ask in asked:
        assert right(ask, truth(ask.spec)), ask
        if ask.task != "place with light":
            assert not right(ask, EMPTY), ask


def test_half_of_the_prompts_join_what_training_never_joined(asked):
    for ask in asked:
        assert any(is_held_out(*pair) for pair in ask.spec.pairs()) == ask.heldout
    assert sum(a.heldout for a in asked) == len(asked) // 2


def test_the_same_seed_asks_the_same(asked):
    assert asks(12) == asked
    assert asks(3) == asked[: 3 * len(TASKS)]


def test_a_prompt_that_asks_for_light_names_it(asked):
    assert all(names_light(a.prompt) for a in asked if a.task == "place with light")


def spoilt(ask: Ask, **changes) -> Seen:
    seen = truth(ask.spec)
    return Seen(
        changes.get("objects", seen.objects), changes.get("place", seen.place), changes.get("light", seen.light)
    )


def first(asked: list[Ask], task: str) -> Ask:
    return next(a for a in asked if a.task == task)


def test_one_too_many_is_wrong_in_counting(asked):
    ask = first(asked, "counting")
    objects = truth(ask.spec).objects
    assert not right(ask, spoilt(ask, objects=(*objects, objects[0])))


def test_swapped_sides_are_wrong_in_position(asked):
    ask = first(asked, "position")
    a, b = truth(ask.spec).objects
    swapped = tuple(Found(o.name, o.colour, p.centre, o.size, 1) for o, p in ((a, b), (b, a)))
    assert not right(ask, spoilt(ask, objects=swapped))


def test_position_asks_for_sides_and_for_above_below_and_on():
    relations = {a.spec.relation for a in asks(60) if a.task == "position"}
    assert relations == {"left of", "right of", "above", "below", "on"}


def test_a_thing_that_hovers_far_over_another_is_above_it_but_not_on_it():
    rng = np.random.default_rng(2)
    while (spec := sample_spec(rng, kind="stacked")).relation != "on":
        pass
    upper, lower = truth(spec).objects
    x, y = upper.centre
    far = Found(upper.name, "", (x, y - 4), upper.size, 1)
    ask = Ask("position", "", spec, False)
    assert right(ask, Seen((upper, lower), spec.place, "sunny"))
    assert not right(ask, Seen((far, lower), spec.place, "sunny"))
    above = Ask("position", "", replace(spec, relation="above"), False)
    assert right(above, Seen((far, lower), spec.place, "sunny"))


def test_only_the_objects_that_are_named_are_asked_for():
    names = ("cat", "car", "balloon", "fish", "boat", "house", "duck")
    asked = asks(6, scope=Scope(names, ("lake", "park", "space", "meadow", "street"), ("left of", "and")))
    assert {t.name for a in asked for t in a.spec.objects} <= set(names)
    assert {a.spec.place for a in asked} <= {"lake", "park", "space", "meadow", "street"}
    assert {a.spec.relation for a in asked} == {None, "left of", "and"}


def test_the_share_of_right_pictures_is_told_for_every_object(asked):
    verdicts = [(a, [a.spec.objects[0].name == "cat"]) for a in asked]
    found = by_object(verdicts)
    assert set(found) == {t.name for a in asked for t in a.spec.objects if a.task != "place with light"}
    assert sum(o["prompts"] for o in found.values()) >= len(asked) - 12
    assert score(verdicts)["objects"] == found


def test_the_judge_of_a_smaller_world_says_the_same_of_its_objects_in_the_wider_one():
    torch.manual_seed(1)
    whole = Recogniser().eval()
    objects, places = 20, 8
    state = dict(whole.state_dict())
    parts = (objects, len(NAMES) - objects, 4, 8, 1 + objects, len(NAMES) - objects)
    for end in ("weight", "bias"):
        heat, _, box, colour, kind, _ = state[f"heads.{end}"].split(parts)
        state[f"heads.{end}"] = torch.cat((heat, box, colour, kind))
        last = state[f"whole.2.{end}"]
        state[f"whole.2.{end}"] = torch.cat((last[:places], last[len(PLACE_NAMES) :]))
    model = Recogniser().eval()
    model.load_state_dict(widened(state, model))
    pictures = torch.rand(2, 3, 256, 256)
    told, want = model(pictures), whole(pictures)
    assert torch.allclose(told.heat[:, :objects], want.heat[:, :objects], atol=1e-4)
    assert torch.allclose(told.place[:, :places], want.place[:, :places], atol=1e-4)
    assert torch.allclose(told.light, want.light, atol=1e-4)


def test_swapped_colours_are_wrong_in_attribution(asked):
    ask = first(asked, "colour attribution")
    a, b = truth(ask.spec).objects
    swapped = tuple(Found(o.name, p.colour, o.centre, o.size, 1) for o, p in ((a, b), (b, a)))
    assert not right(ask, spoilt(ask, objects=swapped))


def test_the_score_is_the_mean_of_the_tasks(asked):
    verdicts = [(a, [a.task == "counting"] * 4) for a in asked]
    figures = score(verdicts)
    assert figures["tasks"]["counting"] == 1 and figures["tasks"]["position"] == 0
    assert figures["overall"] == figures["seen"] == figures["heldout"] == pytest.approx(1 / 7, abs=1e-4)


def test_the_maps_of_a_render_hold_its_objects():
    rng = np.random.default_rng(5)
    for _ in range(20):
        spec = sample_spec(rng)
        view = view_of(spec)
        truths = truth_of([view])
        maps = Maps(
            (truths.heat - 0.5) * 20,
            truths.box,
            torch.nn.functional.one_hot(truths.colour.clamp(0), 8).permute(0, 3, 1, 2) * 9.0,
            torch.zeros(1),
            torch.nn.functional.one_hot(truths.place, len(PLACE_NAMES)) * 9.0,
            torch.nn.functional.one_hot(truths.light.clamp(0), 3) * 9.0,
        )
        seen = look(_Fixed(maps), torch.zeros(1, 3, 256, 256))[0]
        want = truth(spec)
        assert sorted((o.name, o.centre) for o in seen.objects) == sorted((o.name, o.centre) for o in want.objects)
        assert seen.place == want.place


class _Fixed(torch.nn.Module):
    """A network that always says the same."""

    def __init__(self, maps: Maps) -> None:
        super().__init__()
        self.maps = maps

    def forward(self, _: torch.Tensor) -> Maps:
        return self.maps


def test_the_recogniser_learns_from_a_batch():
    torch.manual_seed(0)
    pool = Pool(np.random.default_rng(0))
    pool.renew(6)
    views = [pool.sample() for _ in range(6)]
    model = Recogniser()
    optimiser = torch.optim.Adam(model.parameters(), lr=2e-3)
    losses = []
    for _ in range(12):
        loss = loss_of(model(to_picture([v.image for v in views])), truth_of(views))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.7 * losses[0]
    assert model.parts["heat"] == len(NAMES)


def test_a_spoilt_object_is_no_object():
    pool = Pool(np.random.default_rng(1))
    pool.renew(30)
    counts = [len(view.objects) for view in (pool.sample() for _ in range(200))]
    assert 0 in counts and max(counts) == 3


def test_repeats_and_distinct_triples_are_counted():
    assert repeats_a_sentence("The cat sat. It slept. The cat sat.")
    assert not repeats_a_sentence("The cat sat. It slept.")
    assert distinct3(["a b c d", "a b c e"]) == pytest.approx(3 / 4)


def test_pictures_of_one_prompt_that_are_all_the_same_have_no_spread():
    from training.evaluate.diversity import renders_like, spread

    torch.manual_seed(0)
    model, rng = Recogniser().eval(), np.random.default_rng(3)
    spec = sample_spec(rng, kind="two")
    renders = renders_like(spec, rng, 4)
    assert spread(model, [renders[0]] * 3) < 1e-6 < spread(model, renders)


def test_what_int8_costs_is_told_on_the_prompts_that_both_were_asked():
    from training.evaluate.worldeval import minus

    both = [[True, True], *[[True, False]] * 6]
    more = [*both, *[[False, False]] * 7]
    assert minus(more, both) == 0
    assert minus([[False, False], *both[1:]], both) == pytest.approx(-1 / 7, abs=2e-4)


def test_a_second_cat_or_another_thing_spoils_the_house_prompt():
    from training.evaluate.seeds import is_right

    cat, ball = (Found(name, "white", (8.0, 8.0), (8.0, 8.0), 0.9) for name in ("cat", "ball"))
    assert is_right(Seen((cat,), "windowsill", "sunny"))
    assert not is_right(Seen((cat, cat), "windowsill", "sunny"))
    assert not is_right(Seen((cat, ball), "windowsill", "sunny"))
    assert not is_right(Seen((cat,), "windowsill", "night"))
