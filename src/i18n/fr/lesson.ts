import type english from '../en/lesson.ts';

const lesson: typeof english = {
  chooser: {
    title: 'Choisis ta façon d’apprendre',
    count: (count) => `${count} modes`,
    lead: 'La même création, bien des manières de la rencontrer. Prends celle que tu veux ; ta progression reste sur cette machine.',
    minutes: (minutes) => `${minutes} min`,
    here: (part, parts) => `Tu en étais à ${part} sur ${parts}`,
    done: 'Terminé',
    erase: 'Effacer ma progression',
    erased: 'Tout ce qui concerne ta progression est effacé.',
  },
  modes: {
    explain: {
      name: 'Expliquer',
      promise: 'Toute l’histoire en mots simples : un conteur, un mosaïste et un sculpteur.',
    },
    why: {
      name: 'Pourquoi',
      promise: 'À quoi sert chaque sorte de modèle, ce qu’il fait mal, et quand ne pas s’y fier.',
    },
    visualize: {
      name: 'Visualiser',
      promise: 'Le cœur de la leçon : suis ta phrase, l’entraînement et chaque prédiction.',
    },
    deep: {
      name: 'En profondeur',
      promise:
        'Chaque étape interne en formule, avec les nombres de ta création et le code qui la calcule.',
    },
    metrics: {
      name: 'Mesurer',
      promise: 'Comment on juge ces modèles, essayé sur ta propre phrase et tes propres images.',
    },
    experiment: {
      name: 'Expérience',
      promise:
        'Entraîne toi-même deux tout petits modèles, change une seule chose, et mesure l’effet.',
    },
    try: {
      name: 'Essayer',
      promise: 'Devine ce que fera un bouton, tourne-le, et compare les deux résultats.',
    },
    challenge: {
      name: 'Défi',
      promise: 'Dix questions, de faciles à difficiles, souvent sur ta propre création.',
    },
    recall: {
      name: 'Réviser',
      promise: 'Des cartes qui reviennent au bon moment, et un aide-mémoire d’une page.',
    },
  },
  bar: {
    label: 'Leçon',
    all: (count) => `Les ${count} modes`,
    next: (name) => `Ensuite : ${name}`,
    finish: 'J’ai terminé ce mode',
    finished: 'Noté comme terminé sur cette machine.',
    goOn: (name) => `Reprendre où tu en étais : ${name}`,
    parts: 'Parties de ce mode',
    failed: 'Cette partie de la leçon n’est pas arrivée. Vérifie la connexion et réessaie.',
    retry: 'Réessayer',
    loading: 'Un instant : cette partie de la leçon arrive.',
  },
  parts: {
    pipeline: 'Parcours des données',
    training: 'Parcours de l’entraînement',
    prediction: 'Parcours de la prédiction',
    quiz: 'Questions',
    insight: 'L’idée clé',
  },
  live: {
    notInClass: 'Ta classe n’utilise pas le modèle qu’il faudrait ici.',
    note: 'Ici, les modèles travaillent sur ta machine ; la première fois, il faut les charger, ce qui prend un moment.',
    stop: 'Arrêter',
    waits: 'Ta création est encore en cours ; ceci commence après elle.',
    steps: (steps) => `Faites en ${steps} étapes chacune, pour aller vite.`,
    failed:
      'Ça n’a pas pu être fait, car les modèles ne sont pas là. Tout ce qui montre ta création marche toujours.',
  },
  strip: {
    label: 'Ta création',
    empty:
      'Il n’y a encore rien à regarder. Écris une phrase ci-dessus et lance-la, ou regarde une création enregistrée.',
    working: 'Les modèles travaillent. Ce qui est déjà là peut être regardé.',
    recorded: 'Cette création est enregistrée.',
    prompt: 'La phrase',
    story: 'L’histoire',
    paint: 'La mosaïque',
    dream: 'Le rêve',
    notYet: 'pas encore',
  },
};

export default lesson;
