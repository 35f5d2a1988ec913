"""How each pack is made, step by step."""
