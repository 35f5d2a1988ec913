import type english from '../../en/quiz/fixed.ts';

const fixed: typeof english = {
  continuesText: {
    ask: 'Quel modèle produit la suite d’un texte à partir d’une phrase ?',
    right: 'GPT',
    a: 'Stable Diffusion',
    b: 'DALL-E',
    c: 'Aucun de ceux-là',
    hint: 'Des trois, c’est le conteur.',
    because:
      'GPT lit tes mots et dit combien chaque mot suivant est probable ; on en tire un au sort, et il repart de là. Les deux autres font des images.',
  },
  startsFromNoise: {
    ask: 'Quel modèle part du bruit ?',
    right: 'Stable Diffusion',
    a: 'DALL-E',
    b: 'GPT',
    c: 'Aucun de ceux-là',
    hint: 'Il travaille comme un sculpteur : il enlève ce qui est de trop.',
    because:
      'Stable Diffusion commence avec un bruit tiré au hasard et l’éclaircit pas à pas. DALL-E commence avec une grille vide, GPT avec tes mots.',
  },
  intoImageTokens: {
    ask: 'Quel modèle transforme le texte en tokens d’image ?',
    right: 'DALL-E',
    a: 'GPT',
    b: 'Stable Diffusion',
    c: 'Aucun de ceux-là',
    hint: 'Pense à quelqu’un qui pose une mosaïque.',
    because:
      'DALL-E change tes mots en 256 tokens d’image, l’un après l’autre, et un décodeur en fait des pixels.',
  },
  tokenIs: {
    ask: 'Qu’est-ce qu’un token ?',
    right: 'Un mot, ou un bout de mot, auquel correspond un nombre',
    a: 'Le dessin d’un mot',
    b: 'Une pièce à payer pour chaque réponse',
    c: 'Une erreur du modèle',
    hint: 'Un modèle ne sait que calculer.',
    because:
      'Les modèles calculent avec des nombres : la phrase est d’abord coupée en morceaux, et chaque morceau reçoit son numéro. Pour DALL-E, les carreaux d’une image sont aussi des tokens.',
  },
  sameSeed: {
    ask: 'Même phrase, mêmes réglages, même graine : qu’obtient-on ?',
    right: 'Exactement la même chose',
    a: 'Quelque chose d’un peu différent',
    b: 'Quelque chose de tout à fait différent',
    c: 'Rien : une graine ne sert qu’une fois',
    hint: 'Tout le hasard vient de la graine.',
    because:
      'Tout le hasard d’une création vient de la graine. Avec la même graine, chaque tirage tombe pareil.',
  },
  whereRuns: {
    ask: 'Où travaillent les trois modèles de cette page ?',
    right: 'Dans ce navigateur, sur cette machine',
    a: 'Sur un gros ordinateur très loin d’ici',
    b: 'Dans le moteur de recherche',
    c: 'Sur les téléphones d’autres personnes',
    hint: 'On pourrait débrancher le réseau maintenant.',
    because:
      'Les modèles ont été chargés dans ton navigateur et calculent sur ta machine. Ce que tu écris n’est envoyé nulle part.',
  },
  neverSeen: {
    ask: 'Ces modèles n’ont jamais vu de girafe. Que se passe-t-il si tu en demandes une ?',
    right: 'Elle ne peut pas être dessinée, et la page le dit',
    a: 'Ils en cherchent une sur internet',
    b: 'Ils s’en souviennent depuis l’école',
    c: 'Ils l’apprennent pendant que tu attends',
    hint: 'Un modèle ne connaît que ce qu’il y avait dans ses exemples.',
    because:
      'Un modèle ne peut combiner que ce qu’il a appris de ses exemples. Les mots du dehors sont laissés de côté, et la page les signale.',
  },
  learnFrom: {
    ask: 'Comment ces modèles ont-ils appris ?',
    right: 'Avec beaucoup d’exemples, en réduisant leurs erreurs peu à peu',
    a: 'Quelqu’un a écrit toutes les règles',
    b: 'Ils ont copié un dictionnaire',
    c: 'À force de servir',
    hint: 'Regarde les courbes de l’entraînement.',
    because:
      'À l’entraînement, le modèle devine, on mesure l’erreur, et chacun de ses nombres bouge un tout petit peu pour que l’erreur baisse. On recommence des milliers de fois.',
  },
  temperatureUp: {
    ask: 'Tu augmentes la température de GPT. Qu’est-ce qui change ?',
    right: 'Les mots moins probables sont choisis plus souvent',
    a: 'Il écrit plus vite',
    b: 'Il connaît plus de mots',
    c: 'Le texte devient plus long',
    hint: 'Chaud, c’est fou ; froid, c’est sage.',
    because:
      'Une température plus haute aplatit les parts : les favoris en perdent, les autres en gagnent. À 0, le plus probable gagne toujours.',
  },
  oneAtATime: {
    ask: 'Comment GPT écrit-il une phrase ?',
    right: 'Un token à la fois, en relisant chaque fois tout ce qui précède',
    a: 'Tous les mots d’un coup',
    b: 'Du dernier mot au premier',
    c: 'Il cherche la phrase dans une liste',
    hint: 'Regarde le texte grandir.',
    because:
      'Il ne prévoit jamais l’ensemble : il choisit un token, l’ajoute au texte, et relit tout pour le suivant.',
  },
  guidanceUp: {
    ask: 'Que fait un guidage plus fort à une image ?',
    right: 'Elle suit tes mots de plus près, avec moins de variété',
    a: 'Il agrandit l’image',
    b: 'Il éclaircit l’image',
    c: 'Il ajoute des étapes',
    hint: 'Le guidage, c’est la force avec laquelle tes mots tirent.',
    because:
      'Le guidage renforce la différence entre ce qui est deviné avec tes mots et sans eux. Trop fort, il rend les couleurs criardes.',
  },
  guessesNoise: {
    ask: 'Que devine le réseau de Stable Diffusion à chaque étape ?',
    right: 'Ce qui, dans l’image, est du bruit',
    a: 'Le mot suivant',
    b: 'Le numéro du carreau suivant',
    c: 'Si cela va te plaire',
    hint: 'Pour enlever quelque chose, il faut savoir ce que c’est.',
    because:
      'Il devine le bruit. On en enlève une partie, et ce qui reste est un peu plus net : voilà une étape.',
  },
  layingOrder: {
    ask: 'Dans quel ordre DALL-E pose-t-il ses carreaux ?',
    right: 'Rangée par rangée depuis le haut, chacune de gauche à droite',
    a: 'Du milieu vers les bords',
    b: 'Tous d’un coup',
    c: 'Les choses importantes d’abord',
    hint: 'Comme les lignes d’un livre.',
    because:
      'Pour DALL-E, une image est une longue phrase de carreaux : il lit tes mots et les carreaux déjà posés, puis choisit le suivant.',
  },
  lossFalls: {
    ask: 'À l’entraînement, la perte baisse. Qu’est-ce que cela veut dire ?',
    right: 'Il devine de mieux en mieux',
    a: 'Le modèle rapetisse',
    b: 'Le modèle oublie',
    c: 'L’entraînement ralentit',
    hint: 'La perte mesure à quel point il se trompe.',
    because:
      'La perte dit combien la bonne réponse surprend le modèle. Plus elle est basse, mieux il devine.',
  },
  moreSteps: {
    ask: 'Tu donnes beaucoup plus d’étapes à Stable Diffusion. Que se passe-t-il ?',
    right: 'C’est plus long et, à partir d’un moment, à peine plus beau',
    a: 'L’image s’améliore autant que l’attente s’allonge',
    b: 'Il dessine plus de choses',
    c: 'L’image redevient bruitée',
    hint: 'Compare les dernières étapes de ta propre création.',
    because:
      'Les grandes décisions tombent dans les premières étapes. Les dernières ne font que polir : elles coûtent du temps et changent peu.',
  },
  smallLatent: {
    ask: 'Pourquoi Stable Diffusion travaille-t-il sur un petit latent et non sur les pixels ?',
    right: 'Il y a bien moins de nombres à calculer',
    a: 'Parce que les pixels sont secrets',
    b: 'Pour que les couleurs soient au hasard',
    c: 'Parce qu’un texte ne tient pas sur des pixels',
    hint: 'Compte : 512 × 512 pixels de trois couleurs.',
    because:
      'Un latent est un court résumé d’une image, avec bien moins de nombres. À la fin seulement, un décodeur en fait des pixels.',
  },
  softmax: {
    ask: 'Que fait softmax ?',
    right: 'Il change des scores en parts qui font ensemble 100 %',
    a: 'Il adoucit l’image',
    b: 'Il trouve le mot le plus long',
    c: 'Il efface tous les petits nombres',
    hint: 'Les barres sous un mot de GPT en viennent.',
    because:
      'Le modèle donne d’abord à chaque mot un score quelconque. Softmax élève e à chaque score et divise par la somme : ce sont maintenant les parts d’un tout.',
  },
  attention: {
    ask: 'Que calcule l’attention ?',
    right: 'Ce que chaque token prend à chacun des autres',
    a: 'À quel point le texte t’intéresse',
    b: 'Quels mots sont mal écrits',
    c: 'À quelle vitesse le modèle doit aller',
    hint: 'Chaque ligne d’une image d’attention fait 1 en tout.',
    because:
      'Chaque token demande, les autres répondent à quel point ils conviennent, et il puise chez eux selon ces poids. Ainsi « il » peut retrouver le chat dont il parle.',
  },
  heldOut: {
    ask: 'Pourquoi mesure-t-on un modèle sur des exemples dont il n’a jamais appris ?',
    right: 'Pour voir s’il a compris la règle ou s’il connaît seulement ses exemples par cœur',
    a: 'Pour l’entraîner deux fois plus vite',
    b: 'Parce que les autres exemples sont usés',
    c: 'Pour faire baisser la perte',
    hint: 'Pense à un contrôle avec exactement les questions des devoirs.',
    because:
      'Qui sait les réponses par cœur ne brille que sur les anciennes questions. Les nouvelles montrent si quelque chose a été compris.',
  },
  quantised: {
    ask: 'Les poids de ces modèles sont rangés sur 8 bits au lieu de 32. À quel prix ?',
    right: 'Chaque nombre est un peu moins exact',
    a: 'Il manque les trois quarts des poids',
    b: 'Le modèle ne peut dire que 8 mots',
    c: 'Aucun : il devient plus exact',
    hint: 'Mesure avec une règle qui n’a que 256 traits.',
    because:
      'Avec 8 bits, la règle a 256 traits au lieu de milliards. Les fichiers sont quatre fois plus petits, et le résultat presque le même.',
  },
  emptyPrompt: {
    ask: 'Avec guidage, le réseau tourne deux fois à chaque étape. Pourquoi ?',
    right: 'Une fois avec tes mots et une fois sans, pour renforcer la différence',
    a: 'Une fois pour la moitié gauche et une fois pour la droite',
    b: 'Pour relire son orthographe',
    c: 'La première fois n’est qu’un échauffement',
    hint: 'Comment savoir ce qu’un mot a changé ?',
    because:
      'Seules les deux réponses ensemble montrent ce que changent tes mots. Le guidage multiplie cette différence.',
  },
  decoder: {
    ask: 'Dans DALL-E, quel est le travail du décodeur VQ ?',
    right: 'Il fait des pixels avec les 256 numéros des tokens',
    a: 'Il coupe ta phrase en tokens',
    b: 'Il choisit le token suivant',
    c: 'Il traduit ta phrase',
    hint: 'Des numéros ne sont pas encore une image.',
    because:
      'Le transformeur ne choisit que des numéros de carreaux. Le décodeur sait à quoi ressemble chaque numéro à côté de ses voisins, et le peint.',
  },
  ninetyNine: {
    ask: 'GPT donne 99 % à un mot. Qu’est-ce que cela t’apprend ?',
    right: 'D’après tout ce qu’il a lu, ce mot est très probable ici',
    a: 'La phrase est vraie',
    b: 'Il a cherché le mot',
    c: '99 personnes l’ont vérifié',
    hint: 'Un conte peut-il être très probable mot à mot ?',
    because:
      'Cette part parle de la façon dont les textes continuent d’habitude, pas du monde. Un modèle peut être très sûr et se tromper tout à fait.',
  },
  tooHighRate: {
    ask: 'Le taux d’apprentissage est beaucoup trop haut. Que fait la perte ?',
    right: 'Elle saute, ou n’est plus un nombre',
    a: 'Elle baisse plus vite et plus bas',
    b: 'Elle reste exactement la même',
    c: 'Elle baisse, mais plus lentement',
    hint: 'Descends dans une vallée à pas aussi longs que la vallée.',
    because:
      'Chaque pas va trop loin et retombe sur l’autre pente, parfois plus haut qu’avant. On peut l’essayer dans Expérience.',
  },
};

export default fixed;
