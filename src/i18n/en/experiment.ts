/** The words of the experiment: two tiny models that are trained on the page. */
export default {
  title: 'Experiment: train and evaluate',
  lead: 'Here you train a model yourself: a tiny one, from random weights, by real gradient descent, on this machine. Then change one thing and see what it does.',
  choose: 'What shall learn?',
  kinds: {
    captions: {
      name: 'A tiny GPT',
      what: 'It reads 800 captions such as "a red ball on a sunny beach" and learns which word follows.',
    },
    points: {
      name: 'A tiny diffusion model',
      what: 'It sees the points of a drawing and learns to push random points back onto it.',
    },
  },
  subject: 'Points of',
  subjects: {
    heart: 'a heart',
    spiral: 'a spiral',
    ring: 'a ring',
    smile: 'a smile',
    drawing: 'my own drawing',
  },
  pad: {
    label: 'Paper to draw on',
    how: 'Draw with finger or mouse. With the keyboard: arrow keys move the pen, space sets a point, Shift with an arrow draws.',
    count: (points: string) => `${points} points`,
    undo: 'Take back ten points',
    clear: 'Clear the paper',
  },
  train: 'Train A',
  stop: 'Stop',
  lacks: {
    world: 'The list of words has not arrived yet.',
    drawing: 'Draw at least three points first.',
  },
  training: (name: string) => `Training ${name}`,
  plan: (examples: string, rate: string, steps: string, weights: string) =>
    `${examples} examples · learning rate ${rate} · ${steps} steps · ${weights} weights`,
  progress: (step: string, steps: string, time: string) => `step ${step} of ${steps} · ${time}`,
  status: {
    quarter: (name: string, share: string) => `Training ${name}: ${share} done.`,
    done: (name: string, time: string) => `Training ${name} is done, after ${time}.`,
    stopped: (name: string, step: string) => `Training ${name} was stopped at step ${step}.`,
    diverged: (name: string, step: string) =>
      `At step ${step} the loss of training ${name} was no number any more: its steps were so long that the weights grew beyond every number. A smaller learning rate helps.`,
  },
  table: {
    epoch: 'Epoch',
    loss: 'Loss',
    heldOut: 'Loss on held-out examples',
    accuracy: 'Accuracy',
  },
  curves: {
    loss: 'Loss by step: lower is better',
    accuracy: {
      captions: 'Accuracy: next words guessed right',
      points: 'Accuracy: points that lie on the drawing',
    },
    train: (name: string) => `${name}, examples it learns from`,
    heldOut: (name: string) => `${name}, held-out examples`,
    lossLabel: (from: string, to: string) =>
      `Curves of the loss; the newest on held-out examples goes from ${from} to ${to}`,
    accuracyLabel: (from: string, to: string) =>
      `Curves of the accuracy; the newest goes from ${from} to ${to}`,
  },
  samples: {
    title: (name: string) => `What ${name} makes`,
    before: 'before training',
    after: (step: string) => `after step ${step}`,
    choose: 'Show',
    plot: (when: string) => `The points of the drawing, and those of the model ${when}`,
  },
  hypothesis: {
    title: 'One hypothesis, one change, one measurement',
    change: 'In training B I change only',
    changes: {
      rateHigh: 'the learning rate: far higher',
      rateLow: 'the learning rate: thirty times smaller',
      fewExamples: 'the examples: only a few',
      fewSteps: 'the steps: a fifth of them',
      otherSeed: 'the seed: other random first weights',
    },
    think: 'I think the held-out loss of B will be',
    outcomes: { lower: 'lower', same: 'about the same (within 5 %)', higher: 'higher' },
    train: 'Train B',
    first: 'Train A to its end first; then there is something to compare with.',
    measured: (a: string, b: string) => `Measured on held-out examples: A ${a}, B ${b}.`,
    noNumber: 'no number',
    asThought: 'As you thought.',
    otherwise: (outcome: string) => `Not as you thought: it came out ${outcome}.`,
    because: {
      rateHigh:
        'With a rate this high every step overshoots: the weights jump over the valley and do not settle in it.',
      rateLow:
        'Each step is so short that the model has hardly moved yet. Given many more steps, it would get there.',
      fewExamples:
        'Compare its two curves: on its few examples the loss goes on falling, on new ones it does not. It learns by heart.',
      fewSteps: 'It had less time. See where the curve of A was at the same step.',
      otherSeed:
        'The first weights are other ones, and so is the way; the end is much alike. Differences as small as this one are chance.',
    },
  },
};
