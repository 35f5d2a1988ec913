import type { LineName } from '../../lesson/explain/story.ts';

/** Values of the run, written in the language. */
export interface Said {
  prompt: string;
  seed: string;
  pieces: string;
  /** The likeliest first token, its share, the next likeliest and its share. */
  first: string;
  firstShare: string;
  second: string;
  secondShare: string;
  /** The token that was drawn first. */
  drawn: string;
  drawnShare: string;
  tokens: string;
  tiles: string;
  kinds: string;
  boldRow: string;
  boldColumn: string;
  boldShare: string;
  steps: string;
  turn: string;
}

type Sentence = (said: Said) => string;

/** Explain: the story of the run, sentence by sentence. */
export default {
  title: 'The story of your run',
  empty:
    'This story is told with your own run. Write a sentence above and press Run, or watch a recorded run, and it begins.',
  working: 'The story goes on as soon as the next model has finished.',
  chapters: {
    all: 'One sentence, three machines',
    gpt2: 'The storyteller',
    dalle: 'The mosaic layer',
    diffusion: 'The sculptor',
    end: 'What they have in common',
  },
  controls: {
    label: 'Telling the story',
    play: 'Play the story',
    pause: 'Pause',
    back: 'Sentence before',
    on: 'Next sentence',
    pace: 'Speed',
    slow: 'slow',
    calm: 'calm',
    brisk: 'brisk',
    place: (at: string, all: string) => `Sentence ${at} of ${all}`,
  },
  lines: {
    asked: (said) =>
      `You wrote one sentence: “${said.prompt}”. Three small machines have read it, and each made something of it in its own way.`,
    pieces: (said) =>
      `None of them sees letters. First your sentence is cut into ${said.pieces} pieces, called tokens, and each piece becomes a number from a list. From here on there are only numbers.`,
    teller: () =>
      'The first machine is a storyteller. It has read many thousands of little stories, and from them it has learned a single thing: which piece usually comes next.',
    bag: (said) =>
      `So after your sentence it weighed every piece it knows. The best fit was “${said.first}” with ${said.firstShare}, then “${said.second}” with ${said.secondShare}. All the shares together make 100 %.`,
    drawn: (said) =>
      `Then it put its hand into the bag, in which likely pieces lie more often, and drew “${said.drawn}”. That piece had a chance of ${said.drawnShare}.`,
    writing: (said) =>
      `It wrote the piece down, read everything again from the start, and drew once more. After ${said.tokens} pieces the story was told.`,
    habit: () =>
      'It never planned the ending. It does not know what a cat or a rocket is, either. It knows what usually comes after what, and that is enough to sound like a story.',
    layer: (said) =>
      `The second machine is a mosaic layer. It has a big box of small tiles, each with a number. For your picture it used ${said.kinds} different ones; here they are.`,
    laying: (said) =>
      `It lays them as you read a page: from left to right, row by row, ${said.tiles} in all. Before each tile it looks at your sentence and at every tile that lies there already. It cannot take one back.`,
    boldest: (said) =>
      `Here it was boldest: in row ${said.boldRow}, column ${said.boldColumn} it drew a tile that had a chance of only ${said.boldShare}. Everything after that had to fit this tile.`,
    melting: () =>
      'At the end a helper melts the edges together. On the left you see the bare tiles, on the right what the helper makes of the very same numbers.',
    sculptor: (said) =>
      `The third machine is a sculptor. It does not start with an empty page but with a block of pure noise, rolled by dice number ${said.seed}. Your picture is not hidden in it; it could become anything.`,
    firstGuess: () =>
      'Then it looks at the noise and asks: if this were a blurred picture of your sentence, what would be under it? Its first guess is on the right. It is only a guess, so it takes away just a little of the noise.',
    turn: (said) =>
      `It guesses again and again, each time from a clearer block. The biggest change of mind came at step ${said.turn}: on the left the guess before it, on the right the guess after it.`,
    dream: (said) =>
      `After ${said.steps} steps there is no noise left to take away. The whole picture became clear at once, not row by row.`,
    three: () =>
      'One sentence, three ways: the storyteller goes word by word, the mosaic layer tile by tile, and the sculptor works on everything at once, again and again.',
    seed: (said) =>
      `All three rolled the same dice, number ${said.seed}. With the same sentence and the same dice you get exactly the same story and the same pictures. Change the number, and all three come out new.`,
    fit: () =>
      'And none of the three understood you. Each learned from examples what usually fits together. That is why they can be so good, and why they can be so sure of something wrong.',
  } satisfies Record<LineName, Sentence>,
  figures: {
    pieces: 'The pieces of your sentence and their numbers',
    bag: 'The five likeliest pieces after your sentence',
    drawnNote: 'drawn',
    box: 'The different tiles of your picture',
    laying: 'Your picture as bare tiles',
    boldest: (row: string, column: string) => `Bare tiles; row ${row}, column ${column} is marked`,
    bare: 'bare tiles',
    melted: 'melted together',
    noise: 'The noise it began with',
    noisy: 'what it looked at',
    guess: 'what it guessed',
    before: (step: string) => `guess at step ${step}`,
    after: (step: string) => `guess at step ${step}`,
    dream: 'The finished picture',
    mosaic: 'The finished mosaic',
    story: 'The story',
  },
};
