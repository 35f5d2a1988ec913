/** What the words of the field mean, in a sentence or two. */
export default {
  prompt: { term: 'prompt', meaning: 'The sentence you give to a model to start from.' },
  token: {
    term: 'token',
    meaning: 'A word or a piece of one (or a tile of a picture) that stands for a number.',
  },
  seed: {
    term: 'seed',
    meaning: 'A number from which all the chance of a run comes. The same seed gives the same run.',
  },
  temperature: {
    term: 'temperature',
    meaning: 'How daring the draw is: 0 always takes the likeliest, high values often take others.',
  },
  logit: { term: 'logit', meaning: 'The raw score that a model gives to a possible next token.' },
  softmax: {
    term: 'softmax',
    meaning: 'The formula that turns scores into shares which together make 100 %.',
  },
  vector: {
    term: 'vector',
    meaning: 'A list of numbers. Inside a model, each token is one; alike things have alike lists.',
  },
  attention: {
    term: 'attention',
    meaning: 'How a token gathers from the others: each with a weight, all weights adding up to 1.',
  },
  layer: {
    term: 'layer',
    meaning: 'One station of calculating. What comes out of it goes into the next.',
  },
  transformer: {
    term: 'transformer',
    meaning: 'A network of layers with attention. GPT and DALL-E are transformers.',
  },
  codebook: {
    term: 'codebook',
    meaning: 'The box of tiles that DALL-E chooses from; each has a number.',
  },
  decoder: {
    term: 'decoder',
    meaning: 'The part that makes something to look at or read out of numbers, such as pixels.',
  },
  noise: { term: 'noise', meaning: 'Pure chance in every pixel, like the snow of an old TV set.' },
  latent: {
    term: 'latent',
    meaning: 'A short summary of a picture, in far fewer numbers than it has pixels.',
  },
  step: {
    term: 'step',
    meaning: 'One round of guessing the noise and taking some of it away.',
  },
  guidance: {
    term: 'guidance',
    meaning: 'How hard your words pull: it strengthens the difference that they make.',
  },
  sampler: {
    term: 'sampler',
    meaning: 'The recipe that says how much noise is taken away at each step.',
  },
  weights: {
    term: 'weights',
    meaning: 'The numbers inside a model that training has set. They are what it has learned.',
  },
  training: {
    term: 'training',
    meaning: 'Guess, measure the error, move each weight a little, and again, many thousand times.',
  },
  loss: { term: 'loss', meaning: 'A number for how wrong the guesses are. Lower is better.' },
  epoch: { term: 'epoch', meaning: 'One time through all the examples.' },
  learningRate: {
    term: 'learning rate',
    meaning: 'How far each weight is moved at one step of the training.',
  },
  heldOut: {
    term: 'held out',
    meaning: 'Examples kept aside, to see whether a model has learned the rule.',
  },
  quantised: {
    term: 'quantised',
    meaning: 'Stored with fewer bits a number: smaller, and a little less exact.',
  },
};
