"""What a small child should not read: a story that holds one of these words is unsafe."""

import re

UNSAFE = frozenset(
    """
    alcohol angry ass axe bastard beat beaten beer bleed bleeding blood bloody bomb bone bones bruise bullet bully burn
    burnt butcher cage cancer cigarette coffin corpse cruel cruelty cry crying curse cut damn dead
    death demon destroy devil die died dies disease drown drowned drug drugs drunk dying enemy evil explode explosion
    fight fighting fool gore gun guns hate hated hell hit horror hunt hunted hunter hurting idiot ill injured
    jail kick kicked kill killed killer knife monster murder naked nightmare pain poison prison punch rob scream
    screamed shoot shot sick skull slap slaughter slave spit stab starve steal stole stolen stupid suicide
    sword terror thief threat torture ugly violence war weapon whip wine wound zombie
    """.split()
)


def unsafe_words(text: str) -> list[str]:
    """The unsafe words in a text, in order."""
    return [w for w in re.findall(r"[a-z-]+", text.lower()) if w in UNSAFE]
