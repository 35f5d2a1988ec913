import type english from '../en/lessonMetrics.ts';

const lessonMetrics: typeof english = {
  perplexity: {
    name: 'La surprise',
    lead: 'On juge un conteur à la surprise que lui fait un texte. Il lit une phrase morceau par morceau et dit, à chaque place, à quel point il attendait le morceau qui est vraiment venu. De tout cela sort un seul nombre, la perplexité : entre combien de morceaux également probables il hésitait.',
    sentence: 'Une phrase à toi (en anglais)',
    english: 'Ce conteur n’a jamais lu que de l’anglais.',
    score: 'Mesurer la surprise',
    working: 'Il lit ta phrase.',
    yours: 'Ta phrase, perplexité',
    jumbled: 'Les mêmes mots en désordre, perplexité',
    expected: (token) => `il attendait « ${token} »`,
    verdict: (yours, other) =>
      `La perplexité de ta phrase est de ${yours} ; celle des mêmes mots en désordre, de ${other}.`,
    formula: 'La formule',
    symbol: 'perplexité',
    meaning:
      'N est le nombre de morceaux, pₖ la part que le modèle a donnée au morceau k. Sûr de tout : 1. Deviner au hasard parmi tous les morceaux qu’il connaît : autant qu’il y en a. Plus encore : il était sûr d’autre chose, et il se trompait.',
  },
  judged: {
    name: 'Montre-t-elle ce qu’on a demandé ?',
    lead: 'Un quatrième petit modèle peut juger si une image montre ce que la phrase demandait : un reconnaisseur, qui cherche les choses de ce monde et trace un cadre autour de chacune.',
    look: 'Laisser regarder le reconnaisseur',
    working: 'Il regarde.',
    sees: 'Il voit :',
    nothing: 'aucune chose qu’il connaît',
    thing: (name, asked, seen) => `${name} : demandé ${asked}, vu ${seen}`,
    place: (asked, seen) => `lieu : demandé « ${asked} », vu « ${seen} »`,
    light: (asked, seen) => `lumière : demandé « ${asked} », vu « ${seen} »`,
    right: 'juste',
    wrong: 'faux',
    unasked: 'La phrase ne nomme rien de ce monde.',
    caution:
      'Le juge peut se tromper, lui aussi. Regarde toi-même : es-tu d’accord ? Une mesure ne vaut que ce que vaut celui qui mesure.',
  },
  diversity: {
    name: 'Qualité et variété',
    lead: 'Un modèle qui donne toujours la même belle image ennuie ; un autre qui en donne toujours une nouvelle n’écoute peut-être pas. Fais-le dessiner avec quatre numéros de dé : une fois à peine guidé par les mots, une fois très guidé.',
    guidance: (value) => `Guidage ${value}`,
    draw: 'En dessiner quatre',
    seed: (seed) => `graine ${seed}`,
    difference: (share) =>
      `Ces quatre images diffèrent de ${share} entre elles, en moyenne sur tous les points.`,
    lesson:
      'Regarde les deux rangées : où les images vont-elles mieux avec ta phrase, et où sont-elles plus différentes ? En général, l’un se paie avec l’autre.',
  },
  quantised: {
    name: 'Ce que coûte l’économie',
    lead: 'Chaque modèle est une longue liste de nombres, ses poids. Pendant qu’il apprenait, chacun avait 32 bits. Ici, on les a arrondis à 8 : les modèles sont quatre fois plus petits et tiennent dans une page web. Qu’a coûté l’arrondi ? On a mesuré avant et après.',
    loss: (before, after) =>
      `Surprise moyenne sur des histoires jamais lues : ${before} avant l’arrondi, ${after} après (logarithme naturel ; plus petit est mieux).`,
    change: (points) =>
      `Images qui montrent ce qu’on a demandé : ${points} points de pourcentage après l’arrondi.`,
    none: 'Le coût de l’arrondi n’a pas été mesuré pour ce paquet.',
    score: (share, prompts, images) =>
      `Tel qu’il est livré : ${share} de ce qui est demandé est montré (${prompts} phrases, ${images} images).`,
    formula: 'Comment un poids est arrondi',
    meaning:
      'w est un poids avant et ŵ après. Le pas s est choisi pour chaque ligne d’un tableau, afin que son plus grand poids tienne juste dans les nombres entiers de −127 à 127.',
  },
  strip: {
    name: 'Le guidage de 1 à 12',
    lead: 'Le guidage dit avec quelle force le sculpteur écoute tes mots. La même phrase et le même dé, sept forces : regarde ce qui change.',
    draw: (count) => `Dessiner les ${count} images`,
    guidance: (value) => `guidage ${value}`,
    contrast: (value) => `contraste ${value}`,
    lesson:
      'À 1, les mots sont suivis comme ils viennent. Avec plus, la chose devient plus nette ; avec trop, les couleurs et les bords brûlent. Le contraste est l’écart de luminosité : regarde où il grimpe.',
  },
};

export default lessonMetrics;
