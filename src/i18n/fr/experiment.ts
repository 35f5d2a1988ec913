import type english from '../en/experiment.ts';

const experiment: typeof english = {
  title: 'Expérience : entraîner et évaluer',
  lead: 'Ici, c’est toi qui entraînes un modèle : minuscule, à partir de poids au hasard, par une vraie descente de gradient, sur cette machine. Ensuite, change une seule chose et regarde ce que cela fait.',
  choose: 'Qui va apprendre ?',
  kinds: {
    captions: {
      name: 'Un GPT minuscule',
      what: 'Il lit 800 légendes en anglais comme « a red ball on a sunny beach » et apprend quel mot suit.',
    },
    points: {
      name: 'Un modèle de diffusion minuscule',
      what: 'Il voit les points d’un dessin et apprend à y ramener des points semés au hasard.',
    },
  },
  subject: 'Points de',
  subjects: {
    heart: 'un cœur',
    spiral: 'une spirale',
    ring: 'un anneau',
    smile: 'un sourire',
    drawing: 'mon propre dessin',
  },
  pad: {
    label: 'Papier pour dessiner',
    how: 'Dessine du doigt ou à la souris. Au clavier : les flèches déplacent le crayon, la barre d’espace pose un point, Maj avec une flèche dessine.',
    count: (points) => `${points} points`,
    undo: 'Reprendre dix points',
    clear: 'Effacer le papier',
  },
  train: 'Entraîner A',
  stop: 'Arrêter',
  lacks: {
    world: 'La liste des mots n’est pas encore arrivée.',
    drawing: 'Dessine d’abord au moins trois points.',
  },
  training: (name) => `Entraînement ${name}`,
  plan: (examples, rate, steps, weights) =>
    `${examples} exemples · taux d’apprentissage ${rate} · ${steps} pas · ${weights} poids`,
  progress: (step, steps, time) => `pas ${step} sur ${steps} · ${time}`,
  status: {
    quarter: (name, share) => `Entraînement ${name} : ${share} de fait.`,
    done: (name, time) => `L’entraînement ${name} est fini, après ${time}.`,
    stopped: (name, step) => `L’entraînement ${name} a été arrêté au pas ${step}.`,
    diverged: (name, step) =>
      `Au pas ${step}, la perte de l’entraînement ${name} n’était plus un nombre : ses pas étaient si longs que les poids ont grandi sans limite. Un taux d’apprentissage plus petit aide.`,
  },
  table: {
    epoch: 'Époque',
    loss: 'Perte',
    heldOut: 'Perte sur les exemples mis de côté',
    accuracy: 'Réussite',
  },
  curves: {
    loss: 'Perte par pas : plus c’est bas, mieux c’est',
    accuracy: {
      captions: 'Réussite : mots suivants bien devinés',
      points: 'Réussite : points qui tombent sur le dessin',
    },
    train: (name) => `${name}, exemples dont il apprend`,
    heldOut: (name) => `${name}, exemples mis de côté`,
    lossLabel: (from, to) =>
      `Courbes de la perte ; la plus récente, sur les exemples mis de côté, va de ${from} à ${to}`,
    accuracyLabel: (from, to) => `Courbes de la réussite ; la plus récente va de ${from} à ${to}`,
  },
  samples: {
    title: (name) => `Ce que fait ${name}`,
    before: 'avant l’entraînement',
    after: (step) => `après le pas ${step}`,
    choose: 'Montrer',
    plot: (when) => `Les points du dessin, et ceux du modèle ${when}`,
  },
  hypothesis: {
    title: 'Une hypothèse, un changement, une mesure',
    change: 'Dans l’entraînement B, je change seulement',
    changes: {
      rateHigh: 'le taux d’apprentissage : bien plus haut',
      rateLow: 'le taux d’apprentissage : trente fois plus petit',
      fewExamples: 'les exemples : très peu',
      fewSteps: 'les pas : un cinquième',
      otherSeed: 'la graine : d’autres premiers poids au hasard',
    },
    think: 'Je pense que la perte de B sur les exemples mis de côté sera',
    outcomes: {
      lower: 'plus basse',
      same: 'à peu près la même (à 5 % près)',
      higher: 'plus haute',
    },
    train: 'Entraîner B',
    first: 'Entraîne d’abord A jusqu’au bout : il y aura alors de quoi comparer.',
    measured: (a, b) => `Mesuré sur les exemples mis de côté : A ${a}, B ${b}.`,
    noNumber: 'aucun nombre',
    asThought: 'Comme tu le pensais.',
    otherwise: (outcome) => `Pas comme tu le pensais : elle est ${outcome}.`,
    because: {
      rateHigh:
        'Avec un taux aussi haut, chaque pas va trop loin : les poids sautent par-dessus la vallée et ne s’y posent pas.',
      rateLow:
        'Chaque pas est si court que le modèle a à peine bougé. Avec bien plus de pas, il y arriverait.',
      fewExamples:
        'Compare ses deux courbes : sur ses rares exemples la perte continue de baisser, sur les nouveaux non. Il apprend par cœur.',
      fewSteps: 'Il a eu moins de temps. Regarde où était la courbe de A au même pas.',
      otherSeed:
        'Les premiers poids sont autres, et le chemin aussi ; la fin se ressemble beaucoup. Un écart aussi petit relève du hasard.',
    },
  },
};

export default experiment;
