/** Try it: guess what a knob will do, turn it, compare. */
export default {
  run: 'Turn it and run',
  first: 'Choose your guess first: that is the whole trick of an experiment.',
  now: (value: string) => `In your run it stood at ${value}.`,
  value: (knob: string, value: string) => `${knob} ${value}`,
  guessed: (guess: string) => `You guessed: ${guess}`,
  measured: 'Measured:',
  word: {
    which: 'This word',
    instead: 'becomes (in English)',
    need: 'Write the new word: another thing of this world, say, or another colour.',
  },
  knobs: {
    temperature: {
      name: 'Temperature',
      knob: 'Temperature',
      lead: 'Temperature decides how boldly the storyteller draws from its bag. Everything else stays as in your run, the dice too.',
      question: 'If it is turned far up, the story will…',
      guesses: {
        first: 'use rarer pieces and lose its thread sooner.',
        second: 'become longer and more exact.',
        third: 'stay word for word the same.',
      },
      measured: (before: string, after: string) =>
        `the pieces it drew had a chance of ${before} on average in your run, and of ${after} here.`,
      answer:
        'The weights of all pieces are divided by the temperature before they become shares. High: the shares come closer together, and odd pieces are drawn more often. Near 0: the likeliest piece always wins.',
    },
    guidance: {
      name: 'Guidance',
      knob: 'Guidance',
      lead: 'Guidance decides how strongly the sculptor listens to your words. The dice stay the same.',
      question: 'If it is turned far up, the picture will…',
      guesses: {
        first: 'have stronger colours and harder edges.',
        second: 'become softer and emptier.',
        third: 'become a quite different scene.',
      },
      measured: (before: string, after: string, apart: string) =>
        `contrast ${before} in your run, ${after} here; the two pictures differ by ${apart}.`,
      answer:
        'At each step two guesses are made, with your words and without. Guidance says how far to go from the one toward the other, and further still. The dice fix the composition, so much of it stays.',
    },
    steps: {
      name: 'Steps',
      knob: 'Steps',
      lead: 'Steps are how often the sculptor guesses before it has to be done. The dice stay the same.',
      question: 'With only a few steps, the picture will…',
      guesses: {
        first: 'be there sooner, much the same but rougher.',
        second: 'take just as long.',
        third: 'stop halfway and still show noise.',
      },
      measured: (before: string, after: string, apart: string) =>
        `${before} in your run, ${after} here; the two pictures differ by ${apart}.`,
      answer:
        'The time grows with the number of steps, as each is one pass through the whole network. Few steps take bigger leaps: all noise is gone at the end here too, but each leap follows a coarser guess.',
    },
    seed: {
      name: 'Seed',
      knob: 'Seed',
      lead: 'The seed is the number of the dice: it alone decides which noise the sculptor begins with.',
      question: 'With the next seed, one higher, the picture will…',
      guesses: {
        first: 'be a wholly new picture of the same sentence.',
        second: 'be nearly the same, a little changed.',
        third: 'show something the sentence does not say.',
      },
      measured: (apart: string) => `the two pictures differ by ${apart}.`,
      answer:
        'A seed is a name, not an amount: 7 and 8 are no nearer to each other than 7 and 7000. Each gives noise of its own, and from other noise comes another picture.',
    },
    word: {
      name: 'One word',
      knob: 'Word',
      lead: 'Exchange one single word and leave everything else, the dice too.',
      question: 'If one thing is exchanged for another, the picture will…',
      guesses: {
        first: 'change where the thing was, and keep much of the place.',
        second: 'change everywhere, place and all.',
        third: 'hardly change at all.',
      },
      measured: (apart: string) => `the two pictures differ by ${apart}.`,
      answer:
        'Both began with the same noise, and the words for the place are the same, so much of the scene often stays. But every part of the picture listens to every word, so other parts may change a little, too.',
    },
  },
};
