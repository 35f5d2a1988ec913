/** The key insight of the lesson, and what is on the cheat sheet and the hand-out. */
export default {
  title: 'Key insight',
  sentences: {
    gpt2: 'GPT writes: it chooses one token after another and reads all that stands before.',
    dalle: 'DALL-E writes too, but with tiles: 256 picture tokens, row by row.',
    diffusion: 'Stable Diffusion writes nothing: it clears a whole picture of noise, step by step.',
  },
  summary:
    'Three ways from the same sentence, and one thing in common: each is a very large number of weights that learned from examples to guess well.',
  figure: {
    label:
      'One sentence on the left goes three ways: to a row of words, to a grid of tiles, to a picture that comes out of noise',
    sentence: 'your sentence',
  },
  handOut: {
    print: 'Print a hand-out of your run (two pages)',
    title: 'What three models made of one sentence',
    made: (date: string) => `Made on ${date} in a browser, by small models, offline.`,
    prompt: 'The sentence',
    story: 'GPT went on',
    paint: 'DALL-E painted',
    dream: 'Stable Diffusion dreamed',
    numbers: 'The numbers of this run',
    model: 'Model',
    work: 'Work',
    time: 'Time',
    seed: 'Seed',
    tokens: (count: string) => `${count} tokens`,
    tiles: (count: string) => `${count} tiles`,
    steps: (count: string) => `${count} steps`,
    film: 'From noise to picture',
    rows: 'From the first row to the last',
    think: 'Think about it',
    questions: {
      a: 'Look at the row of pictures: at which step can you first tell what it will be?',
      b: 'What would change if only the seed were another?',
      c: 'Which of the three would you trust with a fact, and why none of them blindly?',
    },
    empty: 'Make a run or watch a recorded one; then there is something to print.',
  },
  sheet: {
    title: 'Cheat sheet: three kinds of model',
    print: 'Print the cheat sheet (one page)',
    begins: 'Begins with',
    does: 'Does again and again',
    ends: 'Ends as',
    beware: 'Beware',
    rows: {
      gpt2: {
        begins: 'your words',
        does: 'shares for the next token, one is drawn',
        ends: 'text',
        beware: 'Fluent is not true.',
      },
      dalle: {
        begins: 'an empty grid of 16 × 16',
        does: 'shares for the next tile, one is drawn',
        ends: 'tiles, then pixels',
        beware: 'What is laid stays laid.',
      },
      diffusion: {
        begins: 'pure noise',
        does: 'guesses the noise, takes some away',
        ends: 'a latent, then pixels',
        beware: 'Too much guidance looks harsh.',
      },
    },
    knobs: 'Knobs',
    knob: {
      temperature: 'Temperature: 0 careful and always the same, high daring.',
      guidance: 'Guidance: how strictly your words are followed.',
      steps: 'Steps: more take longer; after some the picture hardly changes.',
      seed: 'Seed: same seed and settings, same result.',
    },
    words: 'Words',
  },
};
