import type english from '../../en/quiz/own.ts';

const own: typeof english = {
  promptTokens: {
    ask: 'En combien de tokens ta phrase a-t-elle été coupée pour GPT ?',
    hint: 'Ici, presque chaque mot est un token.',
    because: (count, tokens) => `Il a lu ${count} tokens : ${tokens}.`,
  },
  writtenTokens: {
    ask: 'Combien de tokens GPT a-t-il écrits dans ta création ?',
    hint: 'Compte les mots et les signes de son texte.',
    because: (count) => `Il a écrit ${count} tokens, l’un après l’autre.`,
  },
  secondChoice: {
    ask: (before) => `Après « ${before} » : quel mot était le deuxième choix de ton GPT ?`,
    hint: 'Appuie sur un mot de son texte dans Écrire : on voit parmi lesquels il a été tiré.',
    because: (first, firstShare, second, secondShare) =>
      `En premier venait « ${first} » avec ${firstShare}, en deuxième « ${second} » avec ${secondShare}.`,
  },
  notLikeliest: {
    ask: 'Un de ces mots de ton texte n’était pas le plus probable à sa place. Lequel ?',
    hint: 'Le hasard peut choisir un outsider, car la température dépasse 0.',
    because: (word, share, first, firstShare) =>
      `« ${word} » avait ${share} ; le plus probable était « ${first} » avec ${firstShare}. Le tirage en a voulu autrement.`,
  },
  leastSure: {
    ask: 'Avant lequel de ces mots ton GPT était-il le moins sûr de la suite ?',
    hint: 'Où l’histoire pouvait-elle prendre n’importe quel chemin ?',
    because: (word, share) =>
      `Avant « ${word} », même son favori n’avait que ${share}. Aux autres, il était bien plus sûr.`,
  },
  chosenShare: {
    ask: (before, word) =>
      `Après « ${before} », ton GPT a écrit « ${word} ». Quelle était la probabilité de ce mot ?`,
    hint: 'Appuie sur le mot dans Écrire pour voir sa barre.',
    because: (word, share) => `La barre de « ${word} » était à ${share}.`,
  },
  greedyChoice: {
    ask: (before, word) =>
      `Après « ${before} », ton GPT a écrit « ${word} ». Quel mot serait venu à température 0 ?`,
    hint: 'À 0, il n’y a plus de hasard : le plus probable gagne.',
    because: (first, share) =>
      `« ${first} » était le plus probable avec ${share}, et à température 0 on prend toujours le plus probable.`,
  },
  finishedRows: {
    ask: 'Combien de rangées de carreaux étaient posées quand ton image de DALL-E était ainsi ?',
    hint: 'Il y a 16 rangées en tout, posées depuis le haut.',
    because: (rows, tiles) => `Ce sont ${rows} rangées, donc ${tiles} des 256 carreaux.`,
    figure: 'L’image inachevée',
  },
  differentTiles: {
    ask: 'Ton image de DALL-E a 256 carreaux. Combien de carreaux différents a-t-il utilisés ?',
    hint: 'Le ciel est le ciel : certains carreaux reviennent sans cesse.',
    because: (count) =>
      `Il a utilisé ${count} carreaux différents, beaucoup d’entre eux plusieurs fois.`,
  },
  commonTile: {
    ask: 'Lequel de ces carreaux ton DALL-E a-t-il posé le plus souvent ?',
    hint: 'Regarde la plus grande partie unie de l’image.',
    because: (times) => `Il a posé ce carreau ${times} fois.`,
    figure: (letter) => `Carreau ${letter}`,
  },
  dreamSteps: {
    ask: 'En combien d’étapes le bruit de ta création a-t-il été éclairci ?',
    hint: 'Regarde les réglages, ou compte les images du film.',
    because: (count) =>
      `Stable Diffusion a fait ${count} étapes, et à chacune il a enlevé un peu de bruit.`,
  },
  firstPicture: {
    ask: 'Laquelle de ces images de ton Stable Diffusion est venue en premier ?',
    hint: 'Laquelle a le plus de bruit ?',
    because: (step) =>
      `C’est l’image après l’étape ${step} : plus c’est tôt, plus il y a de bruit.`,
    figure: (letter) => `Image ${letter}`,
  },
  stepPicture: {
    ask: (step, steps) => `Quelle image est l’étape ${step} sur ${steps} ?`,
    hint: 'Range d’abord les quatre, du bruit au net.',
    because: (step, others) =>
      `Celle-ci est l’étape ${step}. Les autres sont les étapes ${others}.`,
    figure: (letter) => `Image ${letter}`,
  },
  mostChange: {
    ask: 'Après la première étape : à quelle étape l’image devinée a-t-elle le plus changé ?',
    hint: 'Fais défiler doucement le film de Rêver. Les grands changements viennent-ils tôt ou tard ?',
    because: (step, change, other) =>
      `À l’étape ${step}, en moyenne de ${change} de toute l’échelle de luminosité ; aux autres étapes proposées, de ${other} au plus.`,
    option: (step) => `Étape ${step}`,
  },
  slowest: {
    ask: 'Lequel des trois modèles a mis le plus de temps dans ta création ?',
    hint: 'Le parcours montre une barre des temps.',
    because: (first, second, third) => `${first} ; ${second} ; ${third}.`,
    time: (model, time) => `${model} a mis ${time}`,
  },
  whoWorks: {
    ask: 'Ceci vient du milieu de ta création. Quel modèle était au travail ?',
    hint: 'Une mosaïque, ou quelque chose sous un voile de bruit ?',
    becauseDalle:
      'Une partie est finie et le reste n’est pas commencé : ainsi DALL-E pose ses rangées.',
    becauseDream:
      'Il y a du bruit sur toute l’image à la fois : ainsi Stable Diffusion l’éclaircit.',
    none: 'Aucun de ceux-là',
    figure: 'Une image en train de se faire',
  },
  cellWord: {
    ask: 'Quel mot ton DALL-E a-t-il le plus regardé en posant le carreau marqué ?',
    hint: 'Que montre ce carreau ?',
    because: (word, share) => `« ${word} » a reçu ${share} de son regard, plus que tout autre mot.`,
    figure: (row, column) =>
      `Ton image de DALL-E ; le carreau de la rangée ${row}, colonne ${column} est marqué`,
  },
  gptLook: {
    ask: (word) => `Quel mot de ta phrase GPT a-t-il le plus regardé en choisissant « ${word} » ?`,
    hint: 'Ouvre les couches de GPT dans le parcours de la prédiction.',
    because: (word, share) =>
      `« ${word} » a reçu ${share} de son regard, en moyenne de toutes les têtes, plus que tout autre de ces mots.`,
  },
};

export default own;
