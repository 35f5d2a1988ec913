import fixed from './quiz/fixed.ts';
import glossary from './quiz/glossary.ts';
import insight from './quiz/insight.ts';
import own from './quiz/own.ts';

/** The words of the quiz, the challenge, the cards, the key insight and what can be printed. */
export default {
  quiz: {
    title: 'Quiz',
    lead: 'Three questions, one of each level. Some are about your own run.',
    again: 'Three more questions',
    level: 'Level',
    allLevels: 'all three',
  },
  challenge: {
    title: 'Challenge',
    lead: 'Ten questions, from easy to hard, many of them about your own run. Hints are allowed.',
    start: 'Start the challenge',
    again: 'Another ten questions',
    worked: 'The answers, worked out',
  },
  recall: {
    title: 'Recall',
    lead: 'Cards come back: soon if you missed them, later and later if you knew them.',
    card: (number: string, count: string) => `Card ${number} of ${count}`,
    turn: 'Turn the card',
    knew: 'I knew it',
    missed: 'Not yet',
    done: 'No more cards for now.',
    next: (when: string) => `The next card is due on ${when}.`,
    more: 'Go through them anyway',
    boxes: (known: string, all: string) => `${known} of ${all} cards are in the last two boxes.`,
  },
  levels: { easy: 'easy', medium: 'medium', hard: 'hard' },
  question: (number: string, count: string) => `Question ${number} of ${count}`,
  own,
  ownMark: 'from your run',
  hint: 'Hint',
  right: 'Right.',
  wrong: (answer: string) => `Not quite. Right is: ${answer}`,
  next: 'Next question',
  finish: 'See the result',
  show: 'Show me where',
  find: 'Find it in Visualize',
  result: (right: string, count: string) => `${right} of ${count} right`,
  praise: {
    all: 'All of them. You could explain this to someone.',
    most: 'Well done. Look at what you missed, and try some more.',
    few: 'A good beginning: each answer below explains itself. Then try some more.',
  },
  kept: (right: string, answered: string) =>
    `In all, ${right} of ${answered} right. Kept on this machine only.`,
  chosen: 'your answer',
  rightMark: 'right',
  noRun: 'Make a run or watch a recorded one, and questions about it join in.',
  answer: 'Answer',
  glossaryTitle: 'Glossary',
  fixed,
  glossary,
  insight,
};
