import type english from '../../en/quiz/glossary.ts';

const glossary: typeof english = {
  prompt: { term: 'prompt', meaning: 'La phrase que tu donnes à un modèle pour commencer.' },
  token: {
    term: 'token',
    meaning: 'Un mot ou un bout de mot (ou un carreau d’image) auquel correspond un nombre.',
  },
  seed: {
    term: 'graine',
    meaning: 'Un nombre d’où vient tout le hasard. La même graine donne le même résultat.',
  },
  temperature: {
    term: 'température',
    meaning:
      'L’audace du tirage : à 0 le plus probable sort toujours ; plus haut, souvent un autre.',
  },
  logit: {
    term: 'logit',
    meaning: 'Le score brut que le modèle donne à un token suivant possible.',
  },
  softmax: {
    term: 'softmax',
    meaning: 'La formule qui change des scores en parts qui font ensemble 100 %.',
  },
  vector: {
    term: 'vecteur',
    meaning:
      'Une liste de nombres. Dans un modèle, chaque token en est une ; les choses semblables ont des listes semblables.',
  },
  attention: {
    term: 'attention',
    meaning:
      'La façon dont un token puise chez les autres : chacun a un poids, et la somme fait 1.',
  },
  layer: {
    term: 'couche',
    meaning: 'Une station de calcul. Ce qui en sort entre dans la suivante.',
  },
  transformer: {
    term: 'transformeur',
    meaning: 'Un réseau de couches avec attention. GPT et DALL-E sont des transformeurs.',
  },
  codebook: {
    term: 'dictionnaire de codes',
    meaning: 'La boîte de carreaux où DALL-E choisit ; chacun a son numéro.',
  },
  decoder: {
    term: 'décodeur',
    meaning: 'La partie qui fait, avec des nombres, quelque chose à voir ou à lire : des pixels.',
  },
  noise: {
    term: 'bruit',
    meaning: 'Du pur hasard dans chaque pixel, comme la neige d’un vieux téléviseur.',
  },
  latent: {
    term: 'latent',
    meaning: 'Un court résumé d’une image, avec bien moins de nombres que de pixels.',
  },
  step: { term: 'étape', meaning: 'Un tour où le bruit est deviné, puis enlevé en partie.' },
  guidance: {
    term: 'guidage',
    meaning: 'La force avec laquelle tes mots tirent : il renforce la différence qu’ils font.',
  },
  sampler: {
    term: 'échantillonneur',
    meaning: 'La recette qui dit combien de bruit on enlève à chaque étape.',
  },
  weights: {
    term: 'poids',
    meaning: 'Les nombres d’un modèle que l’entraînement a réglés. C’est ce qu’il a appris.',
  },
  training: {
    term: 'entraînement',
    meaning:
      'Deviner, mesurer l’erreur, bouger un peu chaque poids, et recommencer des milliers de fois.',
  },
  loss: {
    term: 'perte',
    meaning: 'Un nombre qui dit à quel point il se trompe. Plus il est bas, mieux c’est.',
  },
  epoch: { term: 'époque', meaning: 'Un tour complet de tous les exemples.' },
  learningRate: {
    term: 'taux d’apprentissage',
    meaning: 'De combien chaque poids bouge à un pas de l’entraînement.',
  },
  heldOut: {
    term: 'mis de côté',
    meaning: 'Des exemples gardés à part, pour voir si le modèle a appris la règle.',
  },
  quantised: {
    term: 'quantifié',
    meaning: 'Rangé avec moins de bits par nombre : plus petit, et un peu moins exact.',
  },
};

export default glossary;
