/** The chooser of learning styles, and what every mode of the lesson has in common. */
export default {
  chooser: {
    title: 'Choose your learning style',
    count: (count: string) => `${count} modes`,
    lead: 'The same run, many ways of meeting it. Take any one; your place is kept on this machine.',
    minutes: (minutes: string) => `${minutes} min`,
    here: (part: string, parts: string) => `You were at ${part} of ${parts}`,
    done: 'Done',
    erase: 'Erase my progress',
    erased: 'Everything about your progress has been erased.',
  },
  modes: {
    explain: {
      name: 'Explain',
      promise: 'The whole story in plain words: a storyteller, a mosaic layer and a sculptor.',
    },
    why: {
      name: 'Why',
      promise: 'What each kind of model is for, what it is bad at, and when not to trust it.',
    },
    visualize: {
      name: 'Visualize',
      promise: 'The heart of the lesson: follow your sentence, the training and every prediction.',
    },
    deep: {
      name: 'Deep dive',
      promise:
        'Each inner step as a formula with the numbers of your run, and the code that does it.',
    },
    metrics: {
      name: 'Metrics',
      promise: 'How such models are judged, tried on your own sentence and your own pictures.',
    },
    experiment: {
      name: 'Experiment',
      promise: 'Train two tiny models yourself, change one thing, and measure what it does.',
    },
    try: {
      name: 'Try it',
      promise: 'Guess what a knob will do, turn it, and compare the two results side by side.',
    },
    challenge: {
      name: 'Challenge',
      promise: 'Ten questions from easy to hard, many of them about your own run.',
    },
    recall: {
      name: 'Recall',
      promise: 'Question cards that come back when you need them, and a one-page cheat sheet.',
    },
  },
  bar: {
    label: 'Lesson',
    all: (count: string) => `All ${count} modes`,
    next: (name: string) => `Next: ${name}`,
    finish: 'I am done with this mode',
    finished: 'Marked as done on this machine.',
    goOn: (name: string) => `Go on where you were: ${name}`,
    parts: 'Parts of this mode',
    failed: 'This part of the lesson did not arrive. Look at your connection and try again.',
    retry: 'Try again',
    loading: 'One moment: this part of the lesson is on its way.',
  },
  parts: {
    pipeline: 'Pipeline trace',
    training: 'Training trace',
    prediction: 'Prediction trace',
    quiz: 'Quiz',
    insight: 'Key insight',
  },
  live: {
    notInClass: 'Your class does not use the model that this would need.',
    note: 'This runs the models on your machine; the first time they are loaded, which takes a moment.',
    stop: 'Stop',
    waits: 'Your own run is still at work; this begins after it.',
    steps: (steps: string) => `Made with ${steps} steps each, to be quick.`,
    failed:
      'It could not be made, because the models are not at hand. Everything that shows your run still works.',
  },
  strip: {
    label: 'Your run',
    empty: 'There is no run yet. Write a sentence above and press Run, or watch a recorded run.',
    working: 'Your run is being made. What is there already can be looked at.',
    recorded: 'This is a recorded run.',
    prompt: 'The sentence',
    story: 'The story',
    paint: 'The mosaic',
    dream: 'The dream',
    notYet: 'not yet',
  },
};
