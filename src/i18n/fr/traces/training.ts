import type english from '../../en/traces/training.ts';

const training: typeof english = {
  title: 'Parcours de l’entraînement',
  lead: 'Comment chaque modèle a appris, noté pendant l’entraînement de ces poids mêmes. À parcourir en faisant glisser les époques.',
  looking: 'Recherche…',
  none: 'Aucune trace de son entraînement ne se trouve à côté de la page.',
  ofModel: (model) => `Entraînement de ${model}`,
  trained: (time, machine) => `Entraîné pendant ${time} sur ${machine}`,
  part: 'Partie du modèle',
  parts: {
    gpt2: 'Celui qui écrit les mots',
    vq: 'La boîte de carreaux',
    decoder: 'Celui qui pose les carreaux',
    autoencoder: 'Celui qui fait l’image',
    diffusion: 'Celui qui enlève le bruit',
  },
  rights: {
    gpt2: 'Mots justes',
    decoder: 'Carreaux justes',
    diffusion: 'Morceaux justes',
    other: 'Réponses justes',
  },
  curve: {
    label: (part, from, to, steps) => `${part} : l’erreur passe de ${from} à ${to} en ${steps} pas`,
    inTraining: 'sur ce qu’il a travaillé',
    unseen: 'sur ce qu’il n’a jamais vu',
  },
  epoch: 'Époque',
  epochOf: (number, count) => `Époque ${number} sur ${count}`,
  slider: (model) => `Époque de ${model}`,
  atStep: (step) => `pas ${step}`,
  loss: 'Erreur',
  lossOf: (value) => `erreur ${value}`,
  likeness: 'Ressemblance',
  nothing: '–',
  table: (model) => `Époques de ${model}`,
  showAll: (count) => `Voir les ${count} époques`,
  showFew: 'Voir moins d’époques',
  goTo: (number) => `Aller à l’époque ${number}`,
  how: 'L’entraînement est raconté en 20 époques au plus : des moments où il a été mesuré, répartis également sur toutes les mesures. L’erreur dit combien il se trompe encore : plus elle est basse, mieux c’est. Entre deux mesures, rien n’a été inventé.',
  samples: (step) => `Ce qu’il a fait au pas ${step}`,
  otherPrompts: 'Les autres phrases',
  noSamples: 'Il n’avait encore rien fait à montrer.',
  sampleOf: (prompt, step) => `« ${prompt} » au pas ${step}`,
  overlay: {
    title: 'Les trois, l’un sur l’autre',
    lead: 'L’erreur de chaque modèle compte autre chose : leurs tailles ne se comparent pas. Chaque courbe est donc une part de sa propre première erreur, mesurée sur des exemples jamais travaillés. Chaque ligne vers le bas est la moitié de celle du dessus ; les époques sont à égale distance, même si les premières étaient plus courtes.',
    label: (rows) => `Ce qui reste de la première erreur de chaque modèle : ${rows}`,
    left: (model, share) => `${model} : il reste ${share}`,
    slider: 'Époque des trois modèles',
    axis: 'de sa première erreur',
  },
  seen: {
    startBlind: 'Il ne sait encore rien : il devine.',
    start: 'C’est ici que commence son entraînement.',
    restart: (from, to) =>
      `L’erreur saute de ${from} à ${to} : il a recommencé ici, avec des exemples nouveaux ou plus difficiles.`,
    recovered: (loss) => `Le saut est rattrapé : ${loss}, c’est moins que jamais.`,
    fastest: (fall) =>
      `Son époque la plus rapide : ${fall} de ses erreurs disparaissent d’un coup.`,
    mark: (mark) => `Pour la première fois, au moins ${mark} de ses réponses sont justes.`,
    parting: (gap) =>
      `Sur des exemples nouveaux, il se trompe ${gap} de plus que sur ceux qu’il a travaillés : il en sait certains par cœur.`,
    rise: (rise) => `Il glisse un peu : l’erreur monte de ${rise}.`,
    plateau: 'Il fait du surplace : l’erreur ne change presque pas.',
    fall: (fall) => `Il continue d’apprendre : l’erreur baisse de ${fall}.`,
    clearer: (gain) => `Ses images deviennent plus nettes, de ${gain} dB.`,
    silent: 'Rien n’a été mesuré à raconter.',
    endFalling: (left) =>
      `La fin : il reste ${left} de sa première erreur, et il progressait encore.`,
    endStill: (left) => `La fin : il reste ${left} de sa première erreur, et il ne bougeait plus.`,
  },
};

export default training;
