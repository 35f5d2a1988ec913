/** Metrics: how such models are judged. */
export default {
  perplexity: {
    name: 'Surprise',
    lead: 'A storyteller is judged by how much a text surprises it. It reads a sentence piece by piece, and at each place says how likely it had thought the piece that really came. Out of all of them comes one number, the perplexity: between how many equally likely pieces it wavered.',
    sentence: 'A sentence of yours (in English)',
    english: 'This storyteller has only ever read English.',
    score: 'Measure the surprise',
    working: 'It is reading your sentence.',
    yours: 'Your sentence, perplexity',
    jumbled: 'The same words in disorder, perplexity',
    expected: (token: string) => `it expected “${token}”`,
    verdict: (yours: string, other: string) =>
      `The perplexity of your sentence is ${yours}; of the same words in disorder it is ${other}.`,
    formula: 'The formula',
    symbol: 'perplexity',
    meaning:
      'N is the number of pieces, pₖ the share that the model gave to piece k. Sure of everything: 1. A wild guess among all the pieces it knows: as many as there are. More than that: it was sure of something else, and wrong.',
  },
  judged: {
    name: 'Does it show what was asked?',
    lead: 'Whether a picture shows what the sentence asked for can be judged by a fourth small model: a recogniser, which looks for the things of this world and draws a box around each.',
    look: 'Let the recogniser look',
    working: 'It is looking.',
    sees: 'It sees:',
    nothing: 'no thing that it knows',
    thing: (name: string, asked: string, seen: string) => `${name}: asked ${asked}, seen ${seen}`,
    place: (asked: string, seen: string) => `place: asked “${asked}”, seen “${seen}”`,
    light: (asked: string, seen: string) => `light: asked “${asked}”, seen “${seen}”`,
    right: 'right',
    wrong: 'wrong',
    unasked: 'The sentence names nothing of this world.',
    caution:
      'The judge can be wrong, too. Look for yourself: do you agree? A measurement is only as good as what measures.',
  },
  diversity: {
    name: 'Quality and variety',
    lead: 'A model that always gives the same pretty picture is dull; one that always gives a new one may not listen. Let it draw with four dice numbers: once hardly guided by the words, once strongly.',
    guidance: (value: string) => `Guidance ${value}`,
    draw: 'Draw four',
    seed: (seed: string) => `seed ${seed}`,
    difference: (share: string) =>
      `These four differ by ${share} from each other, on average over all points.`,
    lesson:
      'Look at both rows: where do the pictures fit your sentence better, and where do they differ more? As a rule you pay for one with the other.',
  },
  quantised: {
    name: 'What saving costs',
    lead: 'Each model is a long list of numbers, its weights. While it learned, each of them had 32 bits. Here they were rounded to 8, so that the models are a quarter as large and fit into a web page. What did the rounding cost? It was measured before and after.',
    loss: (before: string, after: string) =>
      `Mean surprise on stories it had never read: ${before} before rounding, ${after} after (natural logarithm; smaller is better).`,
    change: (points: string) =>
      `Pictures that show what was asked: ${points} percentage points after rounding.`,
    none: 'The cost of rounding was not measured for this pack.',
    score: (share: string, prompts: string, images: string) =>
      `As shipped: ${share} of what was asked is shown (${prompts} sentences, ${images} pictures).`,
    formula: 'How a weight is rounded',
    meaning:
      'w is a weight before and ŵ after. The step s is chosen for each row of a table so that its largest weight just fits into the whole numbers from −127 to 127.',
  },
  strip: {
    name: 'Guidance from 1 to 12',
    lead: 'Guidance says how strongly the sculptor listens to your words. The same sentence and the same dice, seven strengths: watch what changes.',
    draw: (count: string) => `Draw the ${count} pictures`,
    guidance: (value: string) => `guidance ${value}`,
    contrast: (value: string) => `contrast ${value}`,
    lesson:
      'With 1 the words are followed as they come. More makes the thing clearer; too much burns colours and edges. Contrast is the spread of brightness: see where it climbs.',
  },
};
