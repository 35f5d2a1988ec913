import type english from '../../en/traces/prediction.ts';

const prediction: typeof english = {
  title: 'Parcours de la prédiction',
  lead: 'Un regard à l’intérieur pendant que les modèles travaillent : six couches, du texte à la dernière étape. S’expliquer leur prend un peu de temps ; ils ne le font donc qu’une fois le parcours ouvert.',
  open: 'Ouvrir le parcours de la prédiction',
  close: 'Fermer le parcours de la prédiction',
  explained: 'Voici les nombres de cette création. La prochaine s’expliquera aussi.',
  next: 'La prochaine création s’expliquera.',
  unexplained:
    'Cette création a été faite sans explication. La prochaine s’expliquera : il suffit de la lancer.',
  lost: 'Cette partie de la page n’est pas arrivée. La fermer et l’ouvrir de nouveau.',
  waiting: 'Une fois lancés, les modèles racontent ici ce qu’ils font en travaillant.',
  navigation: 'Couches',
  layers: {
    text: 'Le texte entre',
    gpt: 'Couches de GPT-2',
    reads: 'DALL-E lit',
    tiles: 'Carreaux de DALL-E',
    noise: 'Premier bruit',
    denoise: 'Enlever le bruit',
  },
  layerTitle: (number, name) => `Couche ${number} : ${name}`,
  placeOf: (number, count) => `${number} sur ${count}`,
  notReadYet: 'N’a pas encore lu la phrase.',
  head: (number) => `tête ${number}`,
  channel: (number) => `canal ${number}`,
  layer: 'Couche',
  quoted: (text) => `« ${text} »`,
  withShare: (text, share) => `« ${text} » (${share})`,
  temperature: 'Température',
  temperatureEffect: 'Plus basse, plus sûr ; plus haute, plus fou.',
  drawn: 'tiré',
  word: {
    panel: 'Un mot dans les trois modèles',
    list: 'Les mots de la phrase',
    hint: 'Montrer un mot, ou appuyer dessus pour le garder : on voit ce qu’il a fait dans les trois modèles.',
    noToken: 'Aucun token n’a encore été raconté.',
    noStep: 'Aucune étape n’a encore été racontée.',
    lookedBack: (word, tokens) => `A regardé « ${word} » surtout avant d’écrire ${tokens}.`,
    unknown: (word) => `Ne connaît pas « ${word} » et l’a laissé de côté.`,
    looked: (word, place, share) =>
      `A regardé « ${word} » surtout ${place}, avec ${share} de l’attention à cet endroit.`,
    map: (model, word, place, share) =>
      `Où ${model} a regardé « ${word} » : surtout ${place}, ${share}`,
    places: {
      topLeft: 'en haut à gauche',
      top: 'en haut',
      topRight: 'en haut à droite',
      left: 'à gauche',
      centre: 'au centre',
      right: 'à droite',
      bottomLeft: 'en bas à gauche',
      bottom: 'en bas',
      bottomRight: 'en bas à droite',
    },
    unexplained:
      'Cette création a été faite sans explication : ouvrir le parcours de la prédiction, puis relancer.',
  },
  text: {
    lead: 'Un modèle ne sait pas lire les lettres. Il coupe le texte en tokens, et chaque token a un numéro dans sa liste. GPT-2 peut couper un mot en morceaux, et ␣ est l’espace qui le précède ; les deux peintres ne connaissent que des mots entiers et laissent les autres de côté.',
    panel: (model) => `${model} : tokens`,
    tokens: (model, count) => `${model} : ${count} ${count < 2 ? 'token' : 'tokens'}`,
    firstLayer: (width) =>
      `À l’intérieur, chaque token devient ${width} nombres. Les voici, une ligne par token, après sa première couche :`,
    steering: (width) =>
      `À l’intérieur, chaque token devient ${width} nombres. Les voici, une ligne par token, tels qu’ils guident l’image :`,
    vectors: (tokens, width, low, high) =>
      `${tokens} tokens de ${width} nombres chacun, entre ${low} et ${high}`,
    legend: 'Un nombre',
  },
  gpt: {
    waiting: 'GPT-2 n’a pas encore choisi de token.',
    token: 'Token de l’histoire',
    theEnd: 'la fin',
    tokenAt: (place, token) => `${place} : ${token}`,
    lens: {
      panel: 'Le mot le plus probable, couche par couche',
      title: 'Ce que chaque couche dirait ensuite',
      lead: 'Après chaque couche, on peut demander au modèle : s’il fallait s’arrêter ici, quel mot ? La dernière couche est sa vraie réponse.',
      readAt: (token) =>
        `Lu au premier token, puis de temps en temps ; ici, c’est le token ${token}.`,
      none: 'Ce paquet n’a pas de lentille pour lire les couches.',
      likeliest: 'Le plus probable',
      second: 'deuxième',
      third: 'troisième',
    },
    choice: {
      title: 'Des nombres à un choix',
      lead: 'La dernière couche donne une note à chaque token. Les curseurs ne changent rien à l’histoire, mais montrent ce que le dé aurait eu.',
      topK: 'Top-k',
      topKEffect: 'Seuls les k plus probables peuvent être tirés ; 0 les laisse tous.',
      topP: 'Top-p',
      topPEffect: 'Seuls les plus probables qui atteignent ensemble cette part.',
      minP: 'Min-p',
      minPEffect: 'Les tokens moins probables que cette part du plus probable sont écartés.',
      chances: 'Chances des dix tokens les plus probables',
      left: (kept, of) =>
        `Il reste ${kept} des ${of} tokens les plus probables, gardés par cette création.`,
    },
    attention: {
      panel: 'Attention',
      title: (layer) => `Où regardent les têtes de la couche ${layer}`,
      lead: (tokens) =>
        `Chaque ligne est un token, chaque colonne un token qu’il pouvait regarder ; chaque ligne a pour somme 1. Avant de choisir ici, les têtes de cette couche ont surtout regardé ensemble ${tokens}.`,
      label: (layer, head, tokens, most) =>
        `Couche ${layer}, tête ${head} : attention entre ${tokens} tokens ; le dernier a surtout regardé « ${most} »`,
      legend: 'Part de l’attention d’un token',
    },
  },
  reads: {
    waiting: 'DALL-E n’a pas encore lu la phrase.',
    lead: 'Avant de peindre, DALL-E lit. Dans chaque couche, les mots se regardent et prennent quelque chose les uns des autres.',
    alike: 'À quel point les mots se ressemblent',
    alikeLabel: (tokens, layer) =>
      `À quel point chaque paire de ${tokens} tokens se ressemble après la couche ${layer}`,
    opposite: '−1, opposés',
    same: '1, pareils',
    cosine: 'Cosinus des vecteurs de deux mots',
    nearest: (layer, word, others) =>
      `Après la couche ${layer}, « ${word} » ressemble le plus à ${others}.`,
    attention: 'Où regardent les mots',
    attentionPanel: 'Attention de l’encodeur de texte',
    attentionLead:
      'Chaque ligne est un mot, chaque colonne un mot qu’il a regardé ; chaque ligne a pour somme 1.',
    attentionLabel: (head, word, most, share) =>
      `Tête ${head} : « ${word} » a surtout regardé « ${most} », ${share}`,
    legend: 'Part de l’attention d’un mot',
  },
  tiles: {
    waiting: 'DALL-E n’a pas encore fini sa première rangée.',
    lead: (cells) =>
      `DALL-E pose ${cells} carreaux, chacun choisi dans une liste, comme un mot. Choisir un carreau dans l’image (ou avec les flèches) montre parmi lesquels il a été choisi.`,
    choose: 'Choisir un carreau',
    tile: 'Carreau',
    place: (row, column) => `rangée ${row}, colonne ${column}`,
    tileIn: (place) => `Carreau en ${place}`,
    grid: (place) =>
      `L’image ; le carreau choisi est en ${place}. Les flèches en choisissent un autre.`,
    pictureOf: (prompt) => `Image de DALL-E : ${prompt}`,
    likeliest: 'Les dix carreaux les plus probables',
    code: (code) => `Carreau ${code}`,
    codeDrawn: (code) => `Carreau ${code}, tiré`,
    wasDrawn: (code, share) =>
      `Le carreau ${code} a été tiré ; il avait ${share} de chances dans cette création.`,
    guidance: 'Guidage',
    guidanceEffect:
      'À 1, il suit les mots tels quels ; au-delà, il les exagère et s’éloigne de ce qu’il ferait sans mots.',
    words: 'Quels mots il a regardés',
    wordsLabel: 'Attention à chaque mot, moyenne de toutes les couches et têtes',
    wordsNote:
      'Moyenne de toutes les couches et têtes. Ce qui manque à 100 % est allé à des places sans mot.',
    before: 'Quels carreaux précédents il a regardés',
    beforeLabel: (count, place) =>
      `Attention aux ${count} carreaux précédents ; surtout à celui en ${place}`,
    legend: 'Part de son attention, moyenne de toutes les couches et têtes',
  },
  noise: {
    waiting: 'Stable Diffusion n’a pas encore commencé.',
    lead: (count, channels, side) =>
      `Un rêve commence par du bruit : ${count} nombres au hasard en ${channels} couches de ${side} × ${side}. La graine décide de chacun d’eux ; la même graine donne donc le même rêve.`,
    panel: 'Le bruit de deux graines',
    ofSeed: (seed) => `Graine ${seed}, le bruit de cette création`,
    another: 'Une autre graine',
    draw: 'Tirer une graine',
    label: (seed, channel, first) =>
      `Bruit de la graine ${seed} dans le canal ${channel} ; ses premiers nombres : ${first}`,
    legend: 'Un nombre du bruit',
    equal: (count) => `La même graine, le même bruit : les ${count} nombres sont égaux.`,
    differs: (equal, count) =>
      `Sur ${count} nombres, ${equal} sont les mêmes : une autre graine est un autre rêve.`,
    histogram: 'La taille des nombres',
    histogramLabel: (share) =>
      `Histogramme du bruit : une cloche autour de 0 ; ${share} des nombres sont entre −1 et 1`,
    histogramNote:
      'Barres : le bruit de cette création. Pointillé : celui de l’autre graine. Ligne : la courbe en cloche dont les deux ont été tirés.',
    schedule: 'Comment le bruit laisse place à l’image',
    scheduleLabel: (noise, noiseEnd, picture, pictureEnd, steps) =>
      `Part de bruit de ${noise} à ${noiseEnd}, part d’image de ${picture} à ${pictureEnd}, en ${steps} étapes`,
    scheduleNote:
      'Trait plein : la part d’image dans le latent ; tirets : la part de bruit ; après chaque étape de cette création.',
  },
  denoise: {
    waiting: 'Stable Diffusion n’a pas encore fait son premier pas.',
    lead: 'À chaque étape, le modèle devine l’image nette à partir de l’image bruitée, avec les mots et sans eux, et avance un peu vers elle.',
    step: 'Étape',
    stepPanel: (step) => `Étape ${step}`,
    noisy: 'latent bruité',
    noisyLabel: (step) => `Le latent bruité après l’étape ${step}`,
    guess: 'ce qu’il devine, guidé',
    guessLabel: (step) => `L’image nette devinée à l’étape ${step}`,
    withWords: 'avec les mots',
    withWordsLabel: (step) => `Ce qu’il devine avec les mots à l’étape ${step}`,
    withoutWords: 'sans mots',
    withoutWordsLabel: (step) => `Ce qu’il devine sans mots à l’étape ${step}`,
    changed: (most) => `ce qui a changé, jusqu’à ${most}`,
    changedLabel: (step, most) => `Où le latent a changé à l’étape ${step}, de ${most} au plus`,
    guided: (guidance) =>
      `Guidage ${guidance} : il part de « sans mots » et va au-delà de « avec les mots », ${guidance} fois la différence.`,
    looked: 'Où il a regardé chaque mot',
    lookedLabel: (word, step, share) =>
      `Attention à « ${word} » sur l’image à l’étape ${step}, ${share} au plus`,
    legend: 'Part de l’attention d’un endroit, moyenne de toutes les couches et têtes',
    taken: 'Ce qu’il croit voir à chaque endroit',
    takenLabel: (shares) => `Ce que le modèle lui-même croit voir, et où : ${shares}`,
    takenShare: (name, share) => `${name}, ${share} des endroits`,
    otherClass: (number) => `classe ${number}`,
    path: 'Le chemin du rêve',
    pathPanel: 'Le chemin du latent',
    pathLabel: (share, step) =>
      `Le chemin du latent, du bruit à l’image, dans les deux directions où il a le plus bougé ; elles portent ${share} de son mouvement. L’étape ${step} est marquée.`,
    pathNote: (count, share) =>
      `Le latent a ${count} nombres. Vu dans les deux directions où cette création a le plus bougé, qui portent ${share} de son mouvement.`,
    noise: 'bruit',
  },
};

export default prediction;
