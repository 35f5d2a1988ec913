import type english from '../en/classroom.ts';

const classroom: typeof english = {
  title: 'Une classe avec Windowsill',
  help: 'Ici se choisit ce que la classe peut faire. On obtient un lien et un petit fichier, que toute copie de cette page ouvre. Pas de compte, et rien n’est envoyé nulle part.',
  name: 'Nom de la classe',
  languages: 'Langues (aucune choisie : toutes)',
  modes: 'Façons d’apprendre (aucune choisie : toutes)',
  models: 'Modèles en marche',
  prompts: 'Ce que les élèves peuvent demander',
  rules: {
    free: 'N’importe quels mots',
    world: 'Seulement ce que les modèles savent dessiner, au clavier d’images',
    list: 'Seulement ces phrases',
  },
  childSafe: 'Retirer les mots absents de la liste pour enfants',
  list: 'Une phrase par ligne',
  quizLength: 'Questions par quiz',
  log: 'Garder sur chaque machine un journal des demandes',
  logHelp:
    'Éteint, sauf si le règlement de l’école en demande un. Les élèves voient qu’il existe, sous ce nom, et pour combien de temps.',
  logName: 'Pour qui est le journal',
  logDays: 'Jours avant l’effacement d’une entrée',
  make: 'Créer le lien et le fichier',
  link: 'Lien de la classe',
  copy: 'Copier le lien',
  copied: 'Copié.',
  notCopied: 'Le navigateur ne permet pas de copier : le lien est dans le champ.',
  saveFile: 'Enregistrer la classe dans un fichier',
  openFile: 'Ouvrir le fichier d’une classe',
  opened: (name: string) => `Ouverte : ${name}.`,
  amiss: {
    name: 'Il faut d’abord un nom pour la classe.',
    models: 'Il faut choisir au moins un modèle.',
    list: (most: string) => `Il faut au moins une phrase, et au plus ${most}.`,
    log: 'Il faut dire pour qui est le journal.',
  },
  unreadable: (detail: string) => `Je ne peux pas lire cela. ${detail}`,
  results: {
    title: 'Ce que les élèves ont rendu',
    help: 'Ouvrir les fichiers enregistrés par les élèves, autant que l’on veut à la fois. Ils restent sur cette machine.',
    open: 'Ouvrir des résultats',
    pupil: 'Élève',
    className: 'Classe',
    runs: 'Créations',
    right: 'Réponses justes',
    levels: { easy: 'Faciles', medium: 'Moyennes', hard: 'Difficiles' },
    date: 'Date',
    asked: 'Réponses données',
    ofLevel: (level: string, counted: string) => `${level} : ${counted}`,
    of: (right: string, asked: string) => `${right} sur ${asked}`,
    nameless: 'sans nom',
    save: 'Enregistrer le tableau en CSV',
    clear: 'Vider le tableau',
    broken: (file: string, detail: string) => `${file} : ${detail}`,
    replaced: (file: string, by: string) =>
      `${file} ne compte plus : ${by} est plus récent, et du même élève.`,
  },
  pupil: {
    inClass: (name: string) => `Classe : ${name}`,
    yourName: 'Ton nom, pour ce que tu rends',
    handIn: 'Enregistrer mes résultats pour les rendre',
    erase: 'Effacer mes résultats',
    erased: 'Effacé.',
    next: 'Enregistrer mes résultats et laisser la place à un autre élève',
    begun: 'L’élève suivant repart de zéro.',
    soFar: (runs: string, right: string, asked: string) =>
      `Créations : ${runs}. Réponses justes : ${right} sur ${asked}.`,
    logged: (name: string, days: string, entries: string, most: string) =>
      `Pour ${name}, cette machine garde tout ce qui est demandé pendant ${days} jours, au plus les ${most} dernières demandes. Entrées pour l’instant : ${entries}.`,
    saveLog: 'Enregistrer le journal en CSV',
    eraseLog: 'Effacer le journal',
    left: (listed: string) => `Retiré, car absent de la liste de mots : ${listed}.`,
    choose: 'Choisis une phrase',
    broken: 'Le lien de la classe est illisible : voici la page sans classe.',
  },
  logTable: {
    at: 'Heure',
    prompt: 'Phrase',
    outcome: 'Comment cela a fini',
    outcomes: {
      begun: 'Commencé, sans fin connue',
      stopped: 'Arrêté',
      done: 'Fini',
      refused: 'Aucun mot n’en était connu',
    },
  },
  fit: {
    first: 'Cette machine a peu de mémoire. En la mesurant d’abord, on sait ce qui lui convient.',
    measure: 'Mesurer cette machine',
    measuring: 'Mesure en cours : Stable Diffusion fait quelques étapes…',
    told: (steps: string, time: string) =>
      `Ici, ${steps} étapes de Stable Diffusion prennent environ ${time}.`,
    stopped: 'La mesure s’est arrêtée, car autre chose tournait. On peut mesurer de nouveau après.',
    failed: (what: string) =>
      `${what} Rien n’a donc été mesuré. Il reste les créations enregistrées.`,
    replay:
      'C’est long pour un cours : les créations enregistrées montrent la même chose tout de suite.',
    takeSteps: (steps: string) => `Prendre ${steps} étapes`,
    spare: 'Garder un seul modèle à la fois, pour ménager la mémoire',
  },
};

export default classroom;
