import type english from '../en/lessonTry.ts';

const lessonTry: typeof english = {
  run: 'Tourner et lancer',
  first: 'Choisis d’abord ta réponse : c’est tout le secret d’une expérience.',
  now: (value) => `Dans ta création, il était à ${value}.`,
  value: (knob, value) => `${knob} ${value}`,
  guessed: (guess) => `Tu as parié : ${guess}`,
  measured: 'Mesuré :',
  word: {
    which: 'Ce mot',
    instead: 'devient (en anglais)',
    need: 'Écris le nouveau mot : par exemple une autre chose de ce monde, ou une autre couleur.',
  },
  knobs: {
    temperature: {
      name: 'Température',
      knob: 'Température',
      lead: 'La température décide avec quelle audace le conteur tire de son sac. Tout le reste demeure comme dans ta création, le dé aussi.',
      question: 'Si on la monte très haut, l’histoire…',
      guesses: {
        first: 'prendra des morceaux plus rares et perdra plus vite le fil.',
        second: 'deviendra plus longue et plus exacte.',
        third: 'restera la même, mot pour mot.',
      },
      measured: (before, after) =>
        `les morceaux tirés avaient en moyenne ${before} de chances dans ta création, et ${after} ici.`,
      answer:
        'Les poids de tous les morceaux sont divisés par la température avant de devenir des parts. Haute : les parts se rapprochent, et des morceaux étranges sortent plus souvent. Près de 0 : le plus probable gagne toujours.',
    },
    guidance: {
      name: 'Guidage',
      knob: 'Guidage',
      lead: 'Le guidage décide avec quelle force le sculpteur écoute tes mots. Le dé reste le même.',
      question: 'Si on le monte très haut, l’image…',
      guesses: {
        first: 'aura des couleurs plus fortes et des bords plus durs.',
        second: 'deviendra plus douce et plus vide.',
        third: 'deviendra une tout autre scène.',
      },
      measured: (before, after, apart) =>
        `contraste ${before} dans ta création, ${after} ici ; les deux images diffèrent de ${apart}.`,
      answer:
        'À chaque étape, il fait deux suppositions, avec tes mots et sans eux. Le guidage dit jusqu’où aller de l’une vers l’autre, et même au-delà. Le dé fixe la composition, alors une bonne partie demeure.',
    },
    steps: {
      name: 'Étapes',
      knob: 'Étapes',
      lead: 'Les étapes, c’est le nombre de fois où le sculpteur devine avant de devoir finir. Le dé reste le même.',
      question: 'Avec peu d’étapes, l’image…',
      guesses: {
        first: 'sera là plus tôt, presque pareille mais plus grossière.',
        second: 'prendra tout autant de temps.',
        third: 'restera à mi-chemin et montrera encore du bruit.',
      },
      measured: (before, after, apart) =>
        `${before} dans ta création, ${after} ici ; les deux images diffèrent de ${apart}.`,
      answer:
        'Le temps grandit avec le nombre d’étapes, car chacune traverse tout le réseau. Avec peu d’étapes, les bonds sont plus grands : ici aussi, tout le bruit disparaît à la fin, mais chaque bond suit une idée plus grossière.',
    },
    seed: {
      name: 'Graine',
      knob: 'Graine',
      lead: 'La graine est le numéro du dé : elle seule décide du bruit par lequel le sculpteur commence.',
      question: 'Avec la graine suivante, plus grande de un, l’image…',
      guesses: {
        first: 'sera une image toute nouvelle de la même phrase.',
        second: 'sera presque la même, un peu changée.',
        third: 'montrera quelque chose que la phrase ne dit pas.',
      },
      measured: (apart) => `les deux images diffèrent de ${apart}.`,
      answer:
        'Une graine est un nom, pas une quantité : 7 et 8 ne sont pas plus proches que 7 et 7000. Chacune donne son propre bruit, et d’un autre bruit vient une autre image.',
    },
    word: {
      name: 'Un mot',
      knob: 'Mot',
      lead: 'Change un seul mot et laisse tout le reste, le dé aussi.',
      question: 'Si on remplace une chose par une autre, l’image…',
      guesses: {
        first: 'changera là où était la chose et gardera une bonne partie du lieu.',
        second: 'changera partout, le lieu compris.',
        third: 'ne changera presque pas.',
      },
      measured: (apart) => `les deux images diffèrent de ${apart}.`,
      answer:
        'Les deux ont commencé par le même bruit, et les mots du lieu sont les mêmes : une bonne partie de la scène reste souvent. Mais chaque endroit de l’image écoute chaque mot, alors d’autres endroits peuvent changer un peu, eux aussi.',
    },
  },
};

export default lessonTry;
