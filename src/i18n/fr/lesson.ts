import type english from '../en/lesson.ts';

const lesson: typeof english = {
  chooser: {
    title: 'Choisis ta façon d’apprendre',
    count: '9 modes',
    lead: 'La même exécution, neuf manières de la rencontrer. Prends celle que tu veux ; ta progression reste sur cette machine.',
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
        'Chaque étape interne en formule, avec les nombres de ton exécution et le code qui la calcule.',
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
      promise: 'Dix questions, de faciles à difficiles, souvent sur ta propre exécution.',
    },
    recall: {
      name: 'Réviser',
      promise: 'Des cartes qui reviennent au bon moment, et un aide-mémoire d’une page.',
    },
  },
  bar: {
    label: 'Leçon',
    all: 'Les 9 modes',
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
    pipeline: 'Le trajet des données',
    training: 'Le trajet de l’entraînement',
    prediction: 'Le trajet de la prédiction',
    quiz: 'Questions',
    insight: 'L’idée clé',
  },
  strip: {
    label: 'Ton exécution',
    empty:
      'Il n’y a encore rien à regarder. Écris une phrase ci-dessus et lance-la, ou regarde une exécution enregistrée.',
    working: 'Les modèles travaillent. Ce qui est déjà là peut être regardé.',
    recorded: 'Cette exécution est enregistrée.',
    prompt: 'La phrase',
    story: 'L’histoire',
    paint: 'La mosaïque',
    dream: 'Le rêve',
    notYet: 'pas encore',
  },
};

export default lesson;
