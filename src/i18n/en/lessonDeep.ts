/** Deep dive: the inner steps with their formulas, the run's numbers, and the code. */
export default {
  needs:
    'This step needs numbers that this run has not told. While this page is open, your next run tells them: press Run once more.',
  formula: 'Formula',
  yourNumbers: 'With the numbers of your run:',
  code: 'The lines of this project that compute it:',
  codeLabel: (name: string, file: string) => `Source code of ${name} in ${file}`,
  pick: {
    less: (what: string) => `${what}: one less`,
    more: (what: string) => `${what}: one more`,
  },
  attention: {
    name: 'Attention',
    lead: 'Before GPT-2 says anything about the next token, each token gathers from those before it what it needs. A head makes a question q and a key k from each token’s vector; where question and key point the same way, it looks hard. Softmax turns the products into weights that add up to 1.',
    layer: 'Layer',
    head: 'Head',
    token: 'Token',
    bars: (token: string) => `What “${token}” looks at`,
    told: (from: string, to: string, share: string) =>
      `In this head “${from}” looks most at “${to}”: with ${share} of its attention. It never sees what comes after it.`,
  },
  softmax: {
    name: 'Softmax with temperature',
    lead: 'For each token that it knows, the model gives one number z, a logit. Divided by the temperature T and raised as a power of e, all of them together are scaled to 1. Turn T and watch the shares: the logits stay as the run gave them.',
    token: 'Token of the story',
    temperature: 'Temperature T',
    used: (value: string) => `Your run used ${value}. Only tokens that top-k keeps take part.`,
    piece: 'Token',
    most: 'largest',
    drawn: 'drawn',
  },
  draw: {
    name: 'The draw',
    lead: 'The shares are laid end to end from 0 to 1. The seeded dice give one number u between 0 and 1, and the token into whose stretch it falls is written. This is the very number your run used: seed and place in the sequence fix it.',
    greedy: 'At temperature 0 nothing is drawn: the likeliest token is taken.',
    told: (u: string, token: string, share: string) =>
      `u = ${u} falls into the stretch of “${token}”, which is ${share} wide.`,
    beyond: (u: string, token: string) =>
      `u = ${u} lies beyond the five likeliest that this run has told; it fell to “${token}”.`,
  },
  tiles: {
    name: 'Guidance of a tile',
    lead: 'DALL-E weighs each tile twice: once having read your sentence, once with an empty one. Guidance g goes from the second toward the first and beyond, so that codes which your words speak for win. Only then come softmax and draw, as for words.',
    tile: 'Tile',
    place: (row: string, column: string) => `row ${row}, column ${column}`,
    unguided:
      'This run had guidance 1, so there is nothing to compare: the empty sentence was not run.',
    code: 'Code',
    with: 'with words',
    without: 'without',
    guided: 'guided',
  },
  noise: {
    name: 'Signal and noise',
    lead: 'A noisy picture is a mixture: some of the clean picture x₀, some pure noise ε. How much of each is laid down in a table ᾱ that was fixed before training. At the first step nothing but noise is left; at the last, nothing but picture.',
    step: 'Step',
    time: (timestep: string) => `t = ${timestep}`,
    looked: 'what the network looked at',
    guess: 'its guess of x₀',
    told: (share: string) => `Here ${share} of the variance is picture; the rest is noise.`,
  },
  guidance: {
    name: 'Guidance of a step',
    lead: 'Stable Diffusion, too, guesses twice at each step: with your words and without. What is used lies on the line through both, g times as far from “without” as “with” is.',
    with: 'with your words',
    without: 'without words',
    both: (value: string) => `guided, g = ${value}`,
  },
  update: {
    name: 'The update',
    lead: 'From a guess of the clean picture and of the noise, DDIM mixes the next, slightly less noisy latent: the same two parts, but with the table’s values for the next time t′. Here it is for one number, in the middle of the latent’s first channel.',
    told: (x: string, x0: string, noise: string, next: string) =>
      `Before the step the number was ${x}. The network took ${x0} of it for picture and ${noise} for noise; mixed anew that gives ${next}.`,
    other: (sampler: string) =>
      `This run used the sampler ${sampler}. Choose DDIM in the settings and run again to see its update here in numbers.`,
  },
};
