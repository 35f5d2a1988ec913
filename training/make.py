"""One command a pack, from nothing to models/<pack>: `python -m training.make stable-diffusion --minutes 100`.

Each pack's maker lives in training/makers/<pack>.py as `make(minutes)`, None meaning the time the shipped pack took.
"""

import argparse
from importlib import import_module

PACKS = ("gpt2", "dalle", "stable-diffusion", "recogniser")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pack", choices=PACKS)
    options.add_argument("--minutes", type=float, help="training time in all; shorter makes a worse pack")
    given = options.parse_args()
    import_module(f"training.makers.{given.pack.replace('-', '_')}").make(given.minutes)


if __name__ == "__main__":
    main()
