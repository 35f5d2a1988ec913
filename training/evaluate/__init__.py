"""How good the packs are: python -m training.evaluate.gpt and python -m training.evaluate.worldeval."""
