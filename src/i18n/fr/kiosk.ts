import type english from '../en/kiosk.ts';

interface Thing {
  one: string;
  many: string;
  feminine?: true;
  /** Its article, where one word names many. */
  several?: string;
}

const things: Record<string, Thing> = {
  cat: { one: 'chat', many: 'chats' },
  dog: { one: 'chien', many: 'chiens' },
  rabbit: { one: 'lapin', many: 'lapins' },
  penguin: { one: 'manchot', many: 'manchots' },
  elephant: { one: 'éléphant', many: 'éléphants' },
  owl: { one: 'hibou', many: 'hiboux' },
  duck: { one: 'canard', many: 'canards' },
  dinosaur: { one: 'dinosaure', many: 'dinosaures' },
  snowman: { one: 'bonhomme de neige', many: 'bonshommes de neige' },
  car: { one: 'voiture', many: 'voitures', feminine: true },
  bus: { one: 'bus', many: 'bus' },
  rocket: { one: 'fusée', many: 'fusées', feminine: true },
  house: { one: 'maison', many: 'maisons', feminine: true },
  tree: { one: 'arbre', many: 'arbres' },
  ball: { one: 'balle', many: 'balles', feminine: true },
  balloon: { one: 'ballon', many: 'ballons' },
  'teddy bear': { one: 'ours en peluche', many: 'ours en peluche' },
  teacup: { one: 'tasse', many: 'tasses', feminine: true },
  robot: { one: 'robot', many: 'robots' },
  apple: { one: 'pomme', many: 'pommes', feminine: true },
  fox: { one: 'renard', many: 'renards' },
  bear: { one: 'ours', many: 'ours' },
  bird: { one: 'oiseau', many: 'oiseaux' },
  fish: { one: 'poisson', many: 'poissons' },
  whale: { one: 'baleine', many: 'baleines', feminine: true },
  dolphin: { one: 'dauphin', many: 'dauphins' },
  turtle: { one: 'tortue', many: 'tortues', feminine: true },
  frog: { one: 'grenouille', many: 'grenouilles', feminine: true },
  butterfly: { one: 'papillon', many: 'papillons' },
  bee: { one: 'abeille', many: 'abeilles', feminine: true },
  horse: { one: 'cheval', many: 'chevaux' },
  cow: { one: 'vache', many: 'vaches', feminine: true },
  pig: { one: 'cochon', many: 'cochons' },
  sheep: { one: 'mouton', many: 'moutons' },
  lion: { one: 'lion', many: 'lions' },
  tiger: { one: 'tigre', many: 'tigres' },
  snail: { one: 'escargot', many: 'escargots' },
  octopus: { one: 'pieuvre', many: 'pieuvres', feminine: true },
  strawberry: { one: 'fraise', many: 'fraises', feminine: true },
  cake: { one: 'gâteau', many: 'gâteaux' },
  mushroom: { one: 'champignon', many: 'champignons' },
  cactus: { one: 'cactus', many: 'cactus' },
  sunflower: { one: 'tournesol', many: 'tournesols' },
  castle: { one: 'château', many: 'châteaux' },
  train: { one: 'train', many: 'trains' },
  bicycle: { one: 'vélo', many: 'vélos' },
  airplane: { one: 'avion', many: 'avions' },
  boat: { one: 'bateau', many: 'bateaux' },
  books: { one: 'livres', many: 'livres', several: 'des' },
  guitar: { one: 'guitare', many: 'guitares', feminine: true },
  umbrella: { one: 'parapluie', many: 'parapluies' },
  chair: { one: 'chaise', many: 'chaises', feminine: true },
  present: { one: 'cadeau', many: 'cadeaux' },
  ghost: { one: 'fantôme', many: 'fantômes' },
};

/** Masculine and feminine; the plural adds "s". */
const colours: Record<string, [masculine: string, feminine: string]> = {
  red: ['rouge', 'rouge'],
  yellow: ['jaune', 'jaune'],
  green: ['vert', 'verte'],
  blue: ['bleu', 'bleue'],
  purple: ['violet', 'violette'],
  pink: ['rose', 'rose'],
  white: ['blanc', 'blanche'],
  black: ['noir', 'noire'],
};

const places: Record<string, [name: string, phrase: string]> = {
  windowsill: ['rebord de fenêtre', 'sur le rebord de la fenêtre'],
  beach: ['plage', 'sur la plage'],
  meadow: ['prairie', 'dans une prairie'],
  forest: ['forêt', 'dans la forêt'],
  snow: ['neige', 'dans la neige'],
  street: ['rue', 'dans la rue'],
  kitchen: ['cuisine', 'dans la cuisine'],
  space: ['espace', 'dans l’espace'],
  desert: ['désert', 'dans le désert'],
  bedroom: ['chambre', 'dans la chambre'],
  lake: ['lac', 'au bord du lac'],
  farm: ['ferme', 'à la ferme'],
  garden: ['jardin', 'dans le jardin'],
  mountain: ['montagne', 'à la montagne'],
  park: ['parc', 'dans le parc'],
  underwater: ['mer', 'sous la mer'],
};

const groups: Record<string, string> = {
  animals: 'Animaux',
  small: 'Oiseaux, poissons et petites bêtes',
  travel: 'Maisons et voyages',
  garden: 'Jardin et cuisine',
  play: 'Jouets et autres',
};

const lights: Record<string, [name: string, phrase: string]> = {
  sunny: ['au soleil', 'au soleil'],
  sunset: ['au couchant', 'au coucher du soleil'],
  night: ['la nuit', 'la nuit'],
};

function coloured(colour: string, feminine: boolean, count: number): string {
  const [he, she] = colours[colour] ?? [colour, colour];
  return `${feminine ? she : he}${count === 1 ? '' : 's'}`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const kiosk: typeof english = {
  title: 'Borne Windowsill',
  names: {
    thing: (name: string) => things[name]?.one ?? name,
    colour: (name: string) => colours[name]?.[0] ?? name,
    place: (name: string) => places[name]?.[0] ?? name,
    light: (name: string) => lights[name]?.[0] ?? name,
    count: (count: number) => ({ 2: 'deux', 3: 'trois' })[count] ?? 'un',
    group: (name: string) => groups[name] ?? name,
  },
  wish: (
    thing: string,
    count: number,
    colour: string | null,
    place: string,
    light: string | null,
  ) => {
    const { one, many, feminine = false, several } = things[thing] ?? { one: thing, many: thing };
    const number = ({ 2: 'deux', 3: 'trois' } as Record<number, string>)[count];
    const parts = [number ?? several ?? (feminine ? 'une' : 'un'), count === 1 ? one : many];
    if (colour !== null) parts.push(coloured(colour, feminine, several === undefined ? count : 2));
    parts.push(places[place]?.[1] ?? place);
    if (light !== null) parts.push(lights[light]?.[1] ?? light);
    return capital(parts.join(' '));
  },
  attract: {
    touch: 'Touche l’écran pour faire le tien',
    recorded: 'Fait plus tôt sur une machine comme celle-ci',
    live: 'En train de se faire, sur cette machine',
    promise: 'Tu choisis les mots. Trois petits modèles écrivent et dessinent, ici, sans internet.',
  },
  choose: {
    title: 'Que veux-tu voir dessiné ?',
    ideas: 'Idées',
    object: 'Quoi',
    pages: 'Sortes de choses',
    count: 'Combien',
    colour: 'Couleur',
    place: 'Où',
    light: 'Lumière',
    any: 'n’importe quelle couleur',
    anyLight: 'n’importe quelle lumière',
    surprise: 'Surprends-moi',
    draw: 'Dessiner',
    noColour: 'Celui-ci n’a pas d’autre couleur.',
    noLight: 'Là-bas, la lumière est toujours la même.',
    sentence: 'Ta phrase',
  },
  show: {
    back: 'Autre chose',
    again: 'Encore, autrement',
    stop: 'Arrêter',
    story: 'Histoire',
    painting: 'Peinture',
    dream: 'Rêve',
    which: 'Ce que tu regardes',
    writing: 'GPT-2 écrit ton histoire…',
    painted: 'DALL-E peint, carreau par carreau…',
    dreamt: 'Stable Diffusion fait sortir l’image du bruit…',
    loading: (share: string) => `Il se prépare : ${share}`,
    steps: (done: number, total: number) => `Étape ${done} sur ${total}`,
    tiles: (done: number, total: number) => `Carreau ${done} sur ${total}`,
    waiting: 'Ce sera bientôt son tour.',
    ready: 'Voilà ce qu’ils ont fait de tes mots.',
    english: 'Le modèle n’a appris que l’anglais : son histoire est en anglais.',
    picture: (sentence: string) => `Image : ${sentence}`,
    failed: 'Un des modèles s’est arrêté. Il redémarre.',
    gaveUp: 'Cette fois, un des modèles n’y est pas arrivé.',
    takeHome: 'À emporter',
    takeHomeHelp: 'Vise le code avec un téléphone : il refait la même chose, sur le téléphone.',
    seed: (seed: string) => `Graine ${seed}`,
    noAddress: (sentence: string, seed: string) =>
      `À la maison, demande à Windowsill « ${sentence} » avec la graine ${seed} : ce sera pareil.`,
    close: 'Fermer',
  },
  idle: {
    title: 'Es-tu toujours là ?',
    left: (seconds: number) =>
      `Dans ${seconds} ${seconds === 1 ? 'seconde' : 'secondes'}, tout ce que tu as fait sera oublié et quelqu’un d’autre pourra commencer.`,
    stay: 'Je suis là',
    leave: 'J’ai fini',
  },
  size: 'Texte plus grand',
  language: 'Langue',
  staff: 'Pour le personnel',
  door: {
    title: 'Pour le personnel',
    pin: 'Code',
    help: 'De quatre à huit chiffres.',
    digit: (digit: number) => `Chiffre ${digit}`,
    entered: (count: number) => `${count} ${count <= 1 ? 'chiffre saisi' : 'chiffres saisis'}`,
    erase: 'Effacer',
    open: 'Ouvrir',
    wrong: 'Ce n’est pas le bon code.',
    wait: (seconds: number) => `Trop d’essais. Attendre ${seconds} s.`,
    back: 'Retour',
    none: 'Cette borne n’a pas de code : ses réglages restent comme ils sont. Pour recommencer, effacer les données du site dans le navigateur.',
  },
  setup: {
    title: 'Régler cette borne',
    help: 'Demandé une seule fois sur cette machine. Les visiteurs ne le reverront pas.',
    newPin: 'Code du personnel, de quatre à huit chiffres',
    newPinHelp: 'Laisser vide pour s’en passer : les réglages ne pourront plus être ouverts.',
    keepPin: 'Nouveau code (laisser vide pour garder l’ancien)',
    badPin: 'Un code a de quatre à huit chiffres.',
    noPin:
      'Cette adresse n’est pas sûre (https ou localhost) : aucun code ne peut être gardé et les réglages ne pourront plus être ouverts.',
    quiet: 'Secondes sans toucher avant de demander s’il y a quelqu’un',
    warning: 'Secondes pour répondre, 20 au moins',
    languages: 'Langues des visiteurs ; la première est celle du début',
    first: (name: string) => `Commencer en ${name}`,
    models: 'Modèles en marche',
    steps: 'Étapes de Stable Diffusion : moins il y en a, plus c’est rapide',
    drawsAlone: 'Dessiner quand il n’y a personne',
    theme: 'Clair ou sombre',
    themes: { system: 'comme le système', light: 'clair', dark: 'sombre' },
    address: 'Adresse de cette page pour les téléphones des visiteurs',
    addressHelp:
      'Laisser vide si les téléphones ne peuvent pas atteindre la page : aucun code n’est alors affiché.',
    badAddress: 'Cette adresse ne commence ni par http:// ni par https://.',
    noModel: 'Il faut choisir au moins un modèle.',
    noLanguage: 'Il faut choisir au moins une langue.',
    start: 'Démarrer la borne',
    save: 'Enregistrer',
    notKept: 'Ce navigateur ne garde rien : ces réglages durent jusqu’à la fermeture de la page.',
    goOn: 'Continuer quand même',
    cancel: 'Retour sans changement',
  },
  health: {
    title: 'Santé de cette borne',
    since: 'Noté depuis',
    runs: 'Essais commencés',
    finished: 'Essais terminés',
    freshStarts: 'Nouveaux départs après un visiteur',
    failures: 'Échecs',
    restarts: 'Derniers redémarrages',
    page: 'la page',
    memory: 'Mémoire de la page avec ses modèles',
    noMemory: 'ce navigateur ne le dit pas',
    time: 'Durée d’une création : la dernière, et la médiane des cent dernières',
    awake: 'Écran gardé allumé',
    isolated: 'Isolée : les modèles utilisent plusieurs fils',
    storage: 'Stockage utilisé et permis',
    copy: 'Page et modèles gardés ici pour démarrer sans réseau',
    yes: 'oui',
    no: 'non',
    none: 'aucun',
    of: (used: string, allowed: string) => `${used} sur ${allowed}`,
    local: 'Tout ceci reste sur cette machine. Rien n’y dit ce que quelqu’un a demandé.',
    restart: 'Redémarrer la page',
  },
};

export default kiosk;
