"""The judge of the image models: trained, judged itself, and packed."""

from training.evaluate.judge import main as judge_the_judge
from training.export.recogniser import write_pack
from training.export.recogniser_card import write_card
from training.golden.recogniser import main as write_golden
from training.train.recogniser import train
from training.train.touch import touches_of_runs

MINUTES = 34.0


def make(minutes: float | None = None) -> None:
    """Goes on from the run in training/runs/recogniser, if there is one."""
    train(minutes or MINUTES, touches=touches_of_runs())
    judge_the_judge([])
    write_pack()
    write_card()
    write_golden()
