/** The questions that are made from the learner's own run. */
export default {
  promptTokens: {
    ask: 'How many tokens did your sentence become for GPT?',
    hint: 'Here most words are one token each.',
    because: (count: string, tokens: string) => `It read ${count} tokens: ${tokens}.`,
  },
  writtenTokens: {
    ask: 'How many tokens did GPT write in your run?',
    hint: 'Count the words and the marks of its text.',
    because: (count: string) => `It wrote ${count} tokens, one after another.`,
  },
  secondChoice: {
    ask: (before: string) => `After "${before}": which word was your GPT's second choice?`,
    hint: 'Press a word of its text in Write: you see what it was drawn from.',
    because: (first: string, firstShare: string, second: string, secondShare: string) =>
      `First came "${first}" with ${firstShare}, second "${second}" with ${secondShare}.`,
  },
  notLikeliest: {
    ask: 'One of these words of your text was not the likeliest at its place. Which?',
    hint: 'Chance may pick an outsider, as temperature is above 0.',
    because: (word: string, share: string, first: string, firstShare: string) =>
      `"${word}" had ${share}; the likeliest there was "${first}" with ${firstShare}. The draw fell otherwise.`,
  },
  leastSure: {
    ask: 'Before which of these words was your GPT least sure of how to go on?',
    hint: 'Where could the story have turned anywhere?',
    because: (word: string, share: string) =>
      `Before "${word}" even its favourite had only ${share}. At the others it was far surer.`,
  },
  chosenShare: {
    ask: (before: string, word: string) =>
      `After "${before}" your GPT wrote "${word}". How likely was that word?`,
    hint: 'Press the word in Write to see its bar.',
    because: (word: string, share: string) => `The bar of "${word}" stood at ${share}.`,
  },
  greedyChoice: {
    ask: (before: string, word: string) =>
      `After "${before}" your GPT wrote "${word}". Which word would it have been at temperature 0?`,
    hint: 'At 0 there is no chance left: the likeliest wins.',
    because: (first: string, share: string) =>
      `"${first}" was the likeliest with ${share}, and at temperature 0 the likeliest is always taken.`,
  },
  finishedRows: {
    ask: 'How many rows of tiles were laid when your DALL-E picture looked like this?',
    hint: 'There are 16 rows in all, laid from the top.',
    because: (rows: string, tiles: string) =>
      `These are ${rows} rows, so ${tiles} of the 256 tiles.`,
    figure: 'The unfinished picture',
  },
  differentTiles: {
    ask: 'Your DALL-E picture has 256 tiles. How many different ones did it use?',
    hint: 'Sky is sky: some tiles come again and again.',
    because: (count: string) => `It used ${count} different tiles, many of them several times.`,
  },
  commonTile: {
    ask: 'Which of these tiles did your DALL-E lay most often?',
    hint: 'Look at the largest plain part of the picture.',
    because: (times: string) => `It laid that tile ${times} times.`,
    figure: (letter: string) => `Tile ${letter}`,
  },
  dreamSteps: {
    ask: 'In how many steps was the noise of your run cleared?',
    hint: 'Look at the settings, or count the frames of the film.',
    because: (count: string) =>
      `Stable Diffusion took ${count} steps, and at each it took some noise away.`,
  },
  firstPicture: {
    ask: 'Which of these pictures of your Stable Diffusion came first?',
    hint: 'Which has most noise in it?',
    because: (step: string) => `It is the picture after step ${step}: the earlier, the noisier.`,
    figure: (letter: string) => `Picture ${letter}`,
  },
  stepPicture: {
    ask: (step: string, steps: string) => `Which picture is step ${step} of ${steps}?`,
    hint: 'Put the four in order from noise to clear first.',
    because: (step: string, others: string) =>
      `That one is step ${step}. The others are the steps ${others}.`,
    figure: (letter: string) => `Picture ${letter}`,
  },
  mostChange: {
    ask: 'After the first step: at which step did the guess of your picture change most?',
    hint: 'Move the film of Dream slowly. The great changes come early or late?',
    because: (step: string, change: string, other: string) =>
      `At step ${step}, by ${change} of the full range of brightness on average; at the others offered by at most ${other}.`,
    option: (step: string) => `Step ${step}`,
  },
  slowest: {
    ask: 'Which of the three models took longest in your run?',
    hint: 'The pipeline trace shows a bar of the times.',
    because: (first: string, second: string, third: string) => `${first}, ${second}, ${third}.`,
    time: (model: string, time: string) => `${model} took ${time}`,
  },
  whoWorks: {
    ask: 'This is from the middle of your run. Which model was at work?',
    hint: 'A mosaic, or something under a veil of noise?',
    becauseDalle: 'A part is finished and the rest is not begun: so DALL-E lays its rows.',
    becauseDream: 'There is noise over the whole picture at once: so Stable Diffusion clears it.',
    none: 'None of these',
    figure: 'A picture in the making',
  },
  cellWord: {
    ask: 'Which word did your DALL-E look at most while it laid the marked tile?',
    hint: 'What does the tile show?',
    because: (word: string, share: string) =>
      `"${word}" got ${share} of its look, more than any other word.`,
    figure: (row: string, column: string) =>
      `Your DALL-E picture; the tile of row ${row}, column ${column} is marked`,
  },
  gptLook: {
    ask: (word: string) =>
      `Which word of your sentence did GPT look back at most while it chose "${word}"?`,
    hint: 'Open the GPT layers of the prediction trace.',
    because: (word: string, share: string) =>
      `"${word}" got ${share} of its look, the mean of all heads, more than any other of these words.`,
  },
};
