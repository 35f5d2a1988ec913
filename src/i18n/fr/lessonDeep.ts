import type english from '../en/lessonDeep.ts';

const lessonDeep: typeof english = {
  needs:
    'Cette étape a besoin de nombres que cette création n’a pas racontés. Tant que cette page est ouverte, la prochaine les raconte : lance-la encore une fois.',
  formula: 'Formule',
  yourNumbers: 'Avec les nombres de ta création :',
  code: 'Les lignes de ce projet qui le calculent :',
  codeLabel: (name, file) => `Code source de ${name} dans ${file}`,
  pick: { less: (what) => `${what} : un de moins`, more: (what) => `${what} : un de plus` },
  attention: {
    name: 'L’attention',
    lead: 'Avant que GPT-2 dise quoi que ce soit du token suivant, chaque token prend à ceux d’avant ce dont il a besoin. Une tête fait de chaque vecteur une question q et une clé k ; là où question et clé pointent du même côté, elle regarde fort. Softmax change les produits en poids dont la somme est 1.',
    layer: 'Couche',
    head: 'Tête',
    token: 'Token',
    bars: (token) => `Ce que regarde « ${token} »`,
    told: (from, to, share) =>
      `Dans cette tête, « ${from} » regarde surtout « ${to} » : avec ${share} de son attention. Il ne voit jamais ce qui vient après lui.`,
  },
  softmax: {
    name: 'Softmax et température',
    lead: 'À chaque token qu’il connaît, le modèle donne un nombre z, un logit. Divisé par la température T et mis en puissance de e, le tout est ramené à une somme de 1. Tourne T et regarde les parts : les logits restent tels que la création les a donnés.',
    token: 'Token de l’histoire',
    temperature: 'Température T',
    used: (value) => `Ta création a utilisé ${value}. Seuls comptent les tokens que garde top-k.`,
    piece: 'Token',
    most: 'le plus grand',
    drawn: 'tiré',
  },
  draw: {
    name: 'Le tirage',
    lead: 'Les parts sont posées bout à bout, de 0 à 1. Le dé à graine donne un nombre u entre 0 et 1, et on écrit le token dans la part duquel il tombe. C’est le nombre même qu’a utilisé ta création : la graine et la place dans la suite le fixent.',
    greedy: 'À la température 0, rien n’est tiré : on prend le token le plus probable.',
    told: (u, token, share) => `u = ${u} tombe dans la part de « ${token} », large de ${share}.`,
    beyond: (u, token) =>
      `u = ${u} est au-delà des cinq plus probables que cette création a racontés ; il est tombé sur « ${token} ».`,
  },
  tiles: {
    name: 'Le guidage d’un carreau',
    lead: 'DALL-E pèse chaque carreau deux fois : une fois après avoir lu ta phrase, une fois avec une phrase vide. Le guidage g va de la seconde vers la première et au-delà, pour que gagnent les codes en faveur desquels parlent tes mots. Ensuite seulement viennent softmax et tirage, comme pour les mots.',
    tile: 'Carreau',
    place: (row, column) => `ligne ${row}, colonne ${column}`,
    unguided:
      'Cette création avait un guidage de 1 : il n’y a rien à comparer, la phrase vide n’a pas été calculée.',
    code: 'Code',
    with: 'avec les mots',
    without: 'sans',
    guided: 'guidé',
  },
  noise: {
    name: 'Signal et bruit',
    lead: 'Une image bruitée est un mélange : un peu de l’image nette x₀, un peu de bruit pur ε. Combien de chacun, une table ᾱ le dit, fixée avant l’entraînement. À la première étape, il n’y a que du bruit ; à la dernière, que de l’image.',
    step: 'Étape',
    time: (timestep) => `t = ${timestep}`,
    looked: 'ce que le réseau a regardé',
    guess: 'son idée de x₀',
    told: (share) => `Ici, ${share} de la variance est de l’image ; le reste est du bruit.`,
  },
  guidance: {
    name: 'Le guidage d’une étape',
    lead: 'Stable Diffusion aussi devine deux fois à chaque étape : avec tes mots et sans eux. Ce qui sert est sur la droite qui passe par les deux, g fois plus loin de « sans » que ne l’est « avec ».',
    with: 'avec tes mots',
    without: 'sans mots',
    both: (value) => `guidé, g = ${value}`,
  },
  update: {
    name: 'La mise à jour',
    lead: 'D’une idée de l’image nette et d’une idée du bruit, DDIM mélange le latent suivant, un peu moins bruité : les deux mêmes parts, mais avec les valeurs de la table pour le temps suivant t′. La voici pour un seul nombre, au milieu du premier canal du latent.',
    told: (x, x0, noise, next) =>
      `Avant l’étape, le nombre était ${x}. Le réseau en a pris ${x0} pour de l’image et ${noise} pour du bruit ; mélangé de nouveau, cela donne ${next}.`,
    other: (sampler) =>
      `Cette création a utilisé l’échantillonneur ${sampler}. Choisis DDIM dans les réglages et relance pour voir ici sa mise à jour en nombres.`,
  },
};

export default lessonDeep;
