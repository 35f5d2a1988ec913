import type english from '../en/quiz.ts';
import fixed from './quiz/fixed.ts';
import glossary from './quiz/glossary.ts';
import insight from './quiz/insight.ts';
import own from './quiz/own.ts';

const quiz: typeof english = {
  quiz: {
    title: 'Quiz',
    lead: 'Trois questions, une de chaque niveau. Certaines parlent de ta propre création.',
    again: 'Trois autres questions',
    level: 'Niveau',
    allLevels: 'les trois',
  },
  challenge: {
    title: 'Défi',
    lead: 'Dix questions, de facile à difficile, dont beaucoup sur ta propre création. Les indices sont permis.',
    start: 'Commencer le défi',
    again: 'Dix autres questions',
    worked: 'Les réponses expliquées',
  },
  recall: {
    title: 'Réviser',
    lead: 'Les cartes reviennent : bientôt si tu t’es trompé, de plus en plus tard si tu savais.',
    card: (number, count) => `Carte ${number} sur ${count}`,
    turn: 'Retourner la carte',
    knew: 'Je savais',
    missed: 'Pas encore',
    done: 'Plus de cartes pour l’instant.',
    next: (when) => `La prochaine carte revient le ${when}.`,
    more: 'Les revoir quand même',
    boxes: (known, all) => `${known} cartes sur ${all} sont dans les deux dernières boîtes.`,
  },
  levels: { easy: 'facile', medium: 'moyen', hard: 'difficile' },
  question: (number, count) => `Question ${number} sur ${count}`,
  own,
  ownMark: 'de ta création',
  hint: 'Indice',
  right: 'Juste.',
  wrong: (answer) => `Pas tout à fait. La bonne réponse : ${answer}`,
  next: 'Question suivante',
  finish: 'Voir le résultat',
  show: 'Montre-moi où',
  find: 'À trouver dans Visualiser',
  result: (right, count) => `${right} sur ${count} justes`,
  praise: {
    all: 'Toutes justes. Tu pourrais l’expliquer à quelqu’un.',
    most: 'Bravo. Regarde ce que tu as manqué, et continue.',
    few: 'Un bon début : chaque réponse ci-dessous s’explique. Ensuite, continue.',
  },
  kept: (right, answered) =>
    `En tout, ${right} réponses justes sur ${answered}. Gardé sur cette machine seulement.`,
  chosen: 'ta réponse',
  rightMark: 'juste',
  noRun:
    'Lance une création ou regarde une création enregistrée : des questions sur elle s’ajouteront.',
  answer: 'Réponse',
  glossaryTitle: 'Glossaire',
  fixed,
  glossary,
  insight,
};

export default quiz;
