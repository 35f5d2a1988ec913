import type english from '../../en/quiz/insight.ts';

const insight: typeof english = {
  title: 'L’idée clé',
  sentences: {
    gpt2: 'GPT écrit : il choisit un token après l’autre et relit tout ce qui précède.',
    dalle: 'DALL-E écrit aussi, mais avec des carreaux : 256 tokens d’image, rangée par rangée.',
    diffusion:
      'Stable Diffusion n’écrit rien : il débarrasse toute une image de son bruit, pas à pas.',
  },
  summary:
    'Trois chemins depuis la même phrase, et un point commun : chacun est une foule de poids qui ont appris, avec des exemples, à bien deviner.',
  figure: {
    label:
      'Une phrase à gauche prend trois chemins : vers une suite de mots, vers une grille de carreaux, vers une image qui sort du bruit',
    sentence: 'ta phrase',
  },
  handOut: {
    print: 'Imprimer une fiche de ta création (deux pages)',
    title: 'Ce que trois modèles ont fait d’une phrase',
    made: (date) => `Fait le ${date} dans un navigateur, avec de petits modèles, hors ligne.`,
    prompt: 'La phrase',
    story: 'GPT a continué',
    paint: 'DALL-E a peint',
    dream: 'Stable Diffusion a rêvé',
    numbers: 'Les nombres de cette création',
    model: 'Modèle',
    work: 'Travail',
    time: 'Temps',
    seed: 'Graine',
    tokens: (count) => `${count} tokens`,
    tiles: (count) => `${count} carreaux`,
    steps: (count) => `${count} ${count === '1' ? 'étape' : 'étapes'}`,
    film: 'Du bruit à l’image',
    rows: 'De la première rangée à la dernière',
    think: 'À toi de penser',
    questions: {
      a: 'Regarde la suite d’images : à quelle étape reconnaît-on pour la première fois ce que ce sera ?',
      b: 'Qu’est-ce qui changerait si seule la graine était autre ?',
      c: 'Auquel des trois confierais-tu une information, et pourquoi à aucun les yeux fermés ?',
    },
    empty:
      'Lance une création ou regarde une création enregistrée : il y aura alors de quoi imprimer.',
  },
  sheet: {
    title: 'Aide-mémoire : trois sortes de modèles',
    print: 'Imprimer l’aide-mémoire (une page)',
    begins: 'Commence par',
    does: 'Fait et refait',
    ends: 'Finit en',
    beware: 'Attention',
    rows: {
      gpt2: {
        begins: 'tes mots',
        does: 'des parts pour le token suivant, puis un tirage',
        ends: 'texte',
        beware: 'Bien dit ne veut pas dire vrai.',
      },
      dalle: {
        begins: 'une grille vide de 16 × 16',
        does: 'des parts pour le carreau suivant, puis un tirage',
        ends: 'carreaux, puis pixels',
        beware: 'Ce qui est posé reste posé.',
      },
      diffusion: {
        begins: 'du bruit pur',
        does: 'devine le bruit et en enlève une partie',
        ends: 'un latent, puis des pixels',
        beware: 'Trop de guidage devient criard.',
      },
    },
    knobs: 'Boutons',
    knob: {
      temperature: 'Température : 0 est sage et toujours pareil ; haute, audacieuse.',
      guidance: 'Guidage : avec quelle rigueur tes mots sont suivis.',
      steps: 'Étapes : plus il y en a, plus c’est long ; ensuite l’image ne change presque plus.',
      seed: 'Graine : même graine et mêmes réglages, même résultat.',
    },
    words: 'Mots',
  },
};

export default insight;
