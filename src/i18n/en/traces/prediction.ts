/** The words of the prediction trace, and of a word in focus anywhere on the page. */
export default {
  title: 'Prediction trace',
  lead: 'Look inside while the models work: six layers, from your text to the last step. Explaining takes a little of their time, so it is off until you open it.',
  open: 'Open the prediction trace',
  close: 'Close the prediction trace',
  explained: 'These are the numbers of this run. The next run explains itself too.',
  next: 'The next run explains itself.',
  unexplained:
    'The present run was made without explaining. The next run explains itself: press Run.',
  lost: 'This part of the page did not arrive. Close it and open it again.',
  waiting: 'Press Run: as the models work, they tell here what they do.',
  navigation: 'Layers',
  layers: {
    text: 'Text input',
    gpt: 'GPT-2 layers',
    reads: 'DALL-E reads',
    tiles: 'DALL-E tiles',
    noise: 'First noise',
    denoise: 'Denoising',
  },
  layerTitle: (number: number, name: string) => `Layer ${number}: ${name}`,
  placeOf: (number: number, count: number) => `${number} of ${count}`,
  notReadYet: 'Has not read your words yet.',
  head: (number: number) => `head ${number}`,
  channel: (number: number) => `channel ${number}`,
  layer: 'Layer',
  quoted: (text: string) => `“${text}”`,
  withShare: (text: string, share: string) => `“${text}” (${share})`,
  temperature: 'Temperature',
  temperatureEffect: 'Lower is surer, higher is wilder.',
  drawn: 'drawn',
  word: {
    panel: 'A word in all three models',
    list: 'The words of your prompt',
    hint: 'Point at a word, or press one to keep it: see what it did in all three models.',
    noToken: 'No token was told of yet.',
    noStep: 'No step was told of yet.',
    lookedBack: (word: string, tokens: string) =>
      `Looked back at “${word}” most before writing ${tokens}.`,
    unknown: (word: string) => `Does not know “${word}” and left it out.`,
    looked: (word: string, place: string, share: string) =>
      `Looked at “${word}” most at the ${place}, ${share} of the attention there.`,
    map: (model: string, word: string, place: string, share: string) =>
      `Where ${model} looked at “${word}”: most at the ${place}, ${share}`,
    places: {
      topLeft: 'top left',
      top: 'top',
      topRight: 'top right',
      left: 'left',
      centre: 'centre',
      right: 'right',
      bottomLeft: 'bottom left',
      bottom: 'bottom',
      bottomRight: 'bottom right',
    },
    unexplained: 'This run was made without explaining: open the prediction trace and run again.',
  },
  text: {
    lead: 'A model cannot read letters. It cuts your text into tokens, and each token has a number in its list. GPT-2 may cut a word in pieces, and ␣ is the space before it; the two painters know whole words only and leave out the rest.',
    panel: (model: string) => `${model}: tokens`,
    tokens: (model: string, count: number) =>
      `${model}: ${count} ${count === 1 ? 'token' : 'tokens'}`,
    firstLayer: (width: number) =>
      `Inside, each token becomes ${width} numbers. Here they are, one row a token, after its first layer:`,
    steering: (width: number) =>
      `Inside, each token becomes ${width} numbers. Here they are, one row a token, as they steer the picture:`,
    vectors: (tokens: number, width: number, low: string, high: string) =>
      `${tokens} tokens as ${width} numbers each, between ${low} and ${high}`,
    legend: 'One number',
  },
  gpt: {
    waiting: 'GPT-2 has not chosen a token yet.',
    token: 'Token of the story',
    theEnd: 'the end',
    tokenAt: (place: string, token: string) => `${place}: ${token}`,
    lens: {
      panel: 'Likeliest next word by layer',
      title: 'What each layer would say next',
      lead: 'After every layer one can ask the model: if you had to stop here, which word? The last layer is its real answer.',
      readAt: (token: number) =>
        `Read at the first token and then now and again; this is token ${token}.`,
      none: 'This pack has no lens to read layers with.',
      likeliest: 'Likeliest',
      second: 'second',
      third: 'third',
    },
    choice: {
      title: 'From numbers to a choice',
      lead: 'The last layer gives every token a score. Move the sliders: they change nothing in the story, but show what the dice would have had.',
      topK: 'Top-k',
      topKEffect: 'Only the k likeliest may be drawn; 0 leaves all.',
      topP: 'Top-p',
      topPEffect: 'Only the likeliest that reach this share together.',
      minP: 'Min-p',
      minPEffect: 'Tokens less likely than this share of the likeliest are left out.',
      chances: 'Chances of the ten likeliest tokens',
      left: (kept: number, of: number) =>
        `${kept} of the ${of} likeliest tokens, which this run kept, are left.`,
    },
    attention: {
      panel: 'Attention',
      title: (layer: number) => `Where the heads of layer ${layer} look`,
      lead: (tokens: string) =>
        `Each row is a token, each column one it could look back at; every row sums to 1. Before choosing here, the heads of this layer together looked most at ${tokens}.`,
      label: (layer: number, head: number, tokens: number, most: string) =>
        `Layer ${layer}, head ${head}: attention among ${tokens} tokens; the last looked most at “${most}”`,
      legend: 'Share of a token’s attention',
    },
  },
  reads: {
    waiting: 'DALL-E has not read your words yet.',
    lead: 'Before it paints, DALL-E reads. In each layer the words look at each other and take something over from one another.',
    alike: 'How alike the words are',
    alikeLabel: (tokens: number, layer: number) =>
      `How alike each pair of ${tokens} tokens is after layer ${layer}`,
    opposite: '−1, opposite',
    same: '1, the same',
    cosine: 'Cosine of two words’ vectors',
    nearest: (layer: number, word: string, others: string) =>
      `After layer ${layer}, “${word}” is most like ${others}.`,
    attention: 'Where the words look',
    attentionPanel: 'Attention of the text encoder',
    attentionLead: 'Each row is a word, each column one it looked at; every row sums to 1.',
    attentionLabel: (head: number, word: string, most: string, share: string) =>
      `Head ${head}: “${word}” looked most at “${most}”, ${share}`,
    legend: 'Share of a word’s attention',
  },
  tiles: {
    waiting: 'DALL-E has not finished its first row yet.',
    lead: (cells: number) =>
      `DALL-E lays ${cells} tiles, each chosen from a list like a word. Choose a tile in the picture (or with the arrow keys) and see what it was chosen from.`,
    choose: 'Choose a tile',
    tile: 'Tile',
    place: (row: number, column: number) => `row ${row}, column ${column}`,
    tileIn: (place: string) => `Tile in ${place}`,
    grid: (place: string) =>
      `The picture; the tile chosen is in ${place}. Arrow keys choose another.`,
    pictureOf: (prompt: string) => `Picture by DALL-E of: ${prompt}`,
    likeliest: 'The ten likeliest tiles',
    code: (code: number) => `Tile ${code}`,
    codeDrawn: (code: number) => `Tile ${code}, drawn`,
    wasDrawn: (code: number, share: string) =>
      `Tile ${code} was drawn, with a chance of ${share} in this run.`,
    guidance: 'Guidance',
    guidanceEffect:
      '1 follows the words as they are; more goes past them, away from no words at all.',
    words: 'Which words it looked at',
    wordsLabel: 'Attention to each word, mean of all layers and heads',
    wordsNote:
      'Mean of all layers and heads. What is missing to 100 % it gave to places without a word.',
    before: 'Which tiles before it it looked at',
    beforeLabel: (count: number, place: string) =>
      `Attention to the ${count} tiles before; most to ${place}`,
    legend: 'Share of its attention, mean of all layers and heads',
  },
  noise: {
    waiting: 'Stable Diffusion has not begun yet.',
    lead: (count: string, channels: number, side: number) =>
      `A dream begins with noise: ${count} random numbers in ${channels} layers of ${side} × ${side}. The seed decides every one of them, so the same seed gives the same dream.`,
    panel: 'The noise of two seeds',
    ofSeed: (seed: number) => `Seed ${seed}, the noise of this run`,
    another: 'Another seed',
    draw: 'Draw a seed',
    label: (seed: number, channel: number, first: string) =>
      `Noise of seed ${seed} in channel ${channel}, its first numbers ${first}`,
    legend: 'One number of the noise',
    equal: (count: string) => `The same seed, the same noise: all ${count} numbers are equal.`,
    differs: (equal: string, count: string) =>
      `${equal} of ${count} numbers are the same: another seed is another dream.`,
    histogram: 'How large the numbers are',
    histogramLabel: (share: string) =>
      `Histogram of the noise: a bell around 0; ${share} of the numbers lie between −1 and 1`,
    histogramNote:
      'Bars: this run’s noise. Dotted: the other seed’s. Line: the bell curve that both were drawn from.',
    schedule: 'How noise gives way to picture',
    scheduleLabel: (
      noise: string,
      noiseEnd: string,
      picture: string,
      pictureEnd: string,
      steps: number,
    ) =>
      `Share of noise from ${noise} to ${noiseEnd}, share of picture from ${picture} to ${pictureEnd}, over ${steps} steps`,
    scheduleNote:
      'Solid: the part of picture in the latent; dashed: the part of noise; after each of this run’s steps.',
  },
  denoise: {
    waiting: 'Stable Diffusion has not made its first step yet.',
    lead: 'At every step the model guesses the clean picture from the noisy one, with your words and without them, and goes a little of the way.',
    step: 'Step',
    stepPanel: (step: number) => `Step ${step}`,
    noisy: 'noisy latent',
    noisyLabel: (step: number) => `The noisy latent after step ${step}`,
    guess: 'its guess, guided',
    guessLabel: (step: number) => `The guess of the clean picture at step ${step}`,
    withWords: 'with your words',
    withWordsLabel: (step: number) => `The guess with your words at step ${step}`,
    withoutWords: 'without words',
    withoutWordsLabel: (step: number) => `The guess without words at step ${step}`,
    changed: (most: string) => `what changed, up to ${most}`,
    changedLabel: (step: number, most: string) =>
      `Where the latent changed in step ${step}, at most by ${most}`,
    guided: (guidance: string) =>
      `Guidance ${guidance}: the guided guess goes from “without words” past “with your words”, ${guidance} times the difference.`,
    looked: 'Where it looked at each word',
    lookedLabel: (word: string, step: number, share: string) =>
      `Attention to “${word}” over the picture at step ${step}, at most ${share}`,
    legend: 'Share of a place’s attention, mean of all layers and heads',
    taken: 'What it takes each place for',
    takenLabel: (shares: string) => `The model’s own guess of what is where: ${shares}`,
    takenShare: (name: string, share: string) => `${name}, ${share} of the places`,
    otherClass: (number: number) => `class ${number}`,
    path: 'The path of the dream',
    pathPanel: 'The path of the latent',
    pathLabel: (share: string, step: number) =>
      `The path of the latent from noise to picture in the two directions in which it moved most; they hold ${share} of its movement. Step ${step} is marked.`,
    pathNote: (count: string, share: string) =>
      `The latent has ${count} numbers. Seen along the two directions in which this run moved most, which hold ${share} of its movement.`,
    noise: 'noise',
  },
};
