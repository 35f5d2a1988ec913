"""The story corpus of the GPT: a hand-written clause library and the grammar that puts stories together."""
