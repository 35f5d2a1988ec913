"""The word-level tokenizer of the two image models, written as a Hugging Face `tokenizer.json`."""

import json
from pathlib import Path

from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import WordLevel

from training.world.captions import all_words

LENGTH = 24
"""Tokens of every prompt, after padding."""

PAD, END = "<pad>", "</s>"


def build() -> Tokenizer:
    """Lower-cases, drops words the world does not know, ends with </s>, pads or cuts to 24.

    The empty prompt is </s> and padding: a real, trained input.
    """
    known = all_words()
    vocabulary = {w: i for i, w in enumerate((PAD, END, *known))}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token=PAD))
    unknown = r"\b(?!(?:" + "|".join(known) + r")\b)[a-z]+\b"
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"[^a-z]+"), " "),
            normalizers.Replace(Regex(unknown), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"$A {END}", pair=f"$A {END} $B {END}", special_tokens=[(END, vocabulary[END])]
    )
    tokenizer.enable_truncation(LENGTH)
    tokenizer.enable_padding(length=LENGTH, pad_id=vocabulary[PAD], pad_token=PAD)
    return tokenizer


def save(folder: Path) -> None:
    """Writes tokenizer.json and tokenizer_config.json."""
    folder.mkdir(parents=True, exist_ok=True)
    build().save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": LENGTH,
        "padding_side": "right",
        "pad_token": PAD,
        "eos_token": END,
        "unk_token": PAD,
        "clean_up_tokenization_spaces": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")
