"""The model's own faults: found where they were made, and pressed down there."""

import pytest
import torch
from tokenizers import Tokenizer

from training.export.gpt2 import PACK
from training.models.gpt import Gpt, Shape, causal
from training.stories.topics import Thing, Topic
from training.train import own_faults as own

CAT = Topic("A red cat on a beach", (Thing("cat", "cat", "red"),), "beach", None)
TWO = Topic("A cat and a car", (Thing("cat", "cat"), Thing("car", "car")), None, None)
END = 0


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(PACK / "tokenizer.json"))


@pytest.fixture
def model(tokenizer) -> Gpt:
    torch.manual_seed(5)
    made = Gpt(Shape(vocabulary=tokenizer.get_vocab_size(), width=32, heads=2, layers=2)).eval()
    for p in made.parameters():
        p.data += 0.2 * torch.randn_like(p)
    return made


@pytest.mark.parametrize(
    ("topic", "story", "shows"),
    [
        (CAT, ". The blue cat ran. It was glad.", " blue cat"),
        (CAT, ". It saw a robot and a car.", " robot"),
        (CAT, ". The red cat sat. It was midnight in the woods.", " woods"),
        (TWO, ". The cat saw three cars.", " three cars"),
    ],
)
def test_a_fault_is_the_word_with_which_the_story_leaves_its_topic(tokenizer, topic, story, shows):
    prompt = tokenizer.encode(topic.prompt).ids
    fault = own.find_fault(topic, tokenizer, [*prompt, *tokenizer.encode(story).ids, END], len(prompt), END)
    assert tokenizer.decode(fault.ids).endswith(shows)
    assert len(prompt) <= fault.first < len(fault.ids) <= fault.first + own.WORD


@pytest.mark.parametrize("story", [". The cat sat down. The car waited.", ". The cat was glad. It slept."])
def test_a_story_that_brings_in_nothing_wrong_has_no_fault(tokenizer, story):
    prompt = tokenizer.encode(TWO.prompt).ids
    ids = [*prompt, *tokenizer.encode(story).ids]
    assert own.find_fault(TWO, tokenizer, [*ids, END], len(prompt), END) is None


@torch.no_grad()
def test_stories_told_side_by_side_are_those_told_alone(model, monkeypatch):
    monkeypatch.setattr(own, "LEAST", 1.0)  # the likeliest alone
    prompts = [[5, 6, 7], [9], [300, 20, 11, 4, 2]]
    told = own.tell_many(model, prompts, END, torch.Generator(), 6)
    for prompt, ids in zip(prompts, told, strict=True):
        alone = list(prompt)
        while len(alone) < len(prompt) + 6 and (alone == prompt or alone[-1] != END):
            now = torch.tensor([alone])
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(now, torch.arange(len(alone))[None], causal(1, len(alone))).logits
            alone.append(int(logits[0, -1].argmax()))
        assert ids == alone


def test_a_step_makes_the_wrong_word_less_likely(model):
    faults = [own.Fault([5, 6, 7, 40], 3), own.Fault([9, 8], 1)]

    def likely(ids: list[int]) -> torch.Tensor:
        return model(torch.tensor([ids[:-1]]), torch.arange(len(ids) - 1)[None], causal(1, len(ids) - 1)).logits[0, -1].softmax(-1)

    before = [likely(f.ids)[f.ids[-1]].item() for f in faults]
    loss = own.told(model, faults)
    assert loss.item() == pytest.approx(sum(torch.tensor(p).log().item() for p in before) / 2, rel=0.05)
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= 0.1 * p.grad if p.grad is not None else 0
    assert [likely(f.ids)[f.ids[-1]].item() < p for f, p in zip(faults, before, strict=True)] == [True, True]
