import type english from '../en/failures.ts';
import hub from './hub.ts';

const failures: typeof english = {
  kinds: {
    aborted: { sentence: 'Arrêté.', next: 'Le bouton Lancer recommence.' },
    badInput: {
      sentence: 'Je ne peux rien faire de cette phrase.',
      next: 'Les suggestions, elles, marchent toutes.',
    },
    packMissing: {
      sentence: 'Il manque un fichier de ce modèle.',
      next: 'Remettre le dossier « models » à côté de la page, puis Réessayer.',
    },
    packBroken: {
      sentence: 'Un fichier de ce modèle est abîmé.',
      next: 'Recopier le dossier « models », puis Réessayer.',
    },
    outOfMemory: {
      sentence: 'Il n’y a pas assez de mémoire pour ce modèle.',
      next: 'Fermer d’autres onglets, puis Réessayer.',
    },
    workerDied: {
      sentence: 'Ce modèle s’est arrêté sans prévenir.',
      next: 'Le bouton Réessayer le relance ; les autres modèles continuent.',
    },
    unsupported: {
      sentence: 'Ce navigateur ne peut pas faire tourner les modèles.',
      next: 'Ouvrir cette page dans un Chrome, Edge, Firefox ou Safari à jour.',
    },
    unreadable: {
      sentence: 'Je ne peux pas lire cela.',
      next: 'Choisir une création ou une image enregistrée ici.',
    },
    notAllowed: {
      sentence: 'Ces mots ne sont pas permis ici.',
      next: 'Choisir parmi ce qui est proposé.',
    },
    internal: {
      sentence: 'Quelque chose n’a pas marché dans ce modèle.',
      next: 'Le bouton Réessayer le relance.',
    },
  },
  details: {
    promptEmpty: () => 'La phrase est vide.',
    promptLong: (length, most) =>
      `Elle a ${length.toLocaleString('fr')} caractères ; le maximum est ${most.toLocaleString('fr')}.`,
    outOfRange: (name, value, low, high) =>
      `La valeur de ${name} est ${value} ; elle doit être entre ${low} et ${high}.`,
    notShare: (name, value) =>
      `La valeur de ${name} est ${value} ; elle doit être supérieure à 0 et d’au plus 1.`,
    notWhole: (name, value) => `La valeur de ${name} est ${value} ; il faut un nombre entier.`,
    tooManySteps: (steps, most) =>
      `Le nombre d’étapes est ${steps} ; avec cet échantillonneur, il doit être entre 1 et ${most}.`,
    stopWordsMany: (count, most) => `Il y a ${count} mots d’arrêt ; ${most} au plus.`,
    stopWordLength: (length, most) =>
      `Un mot d’arrêt a ${length} caractères ; il doit en avoir de 1 à ${most}.`,
    begunRows: (codes, row) =>
      `${codes} carreaux sont donnés pour commencer ; ils doivent remplir des rangées entières de ${row} et en laisser une à peindre.`,
    begunCode: (code, most) =>
      `Le carreau ${code} est donné pour commencer ; les carreaux vont de 0 à ${most}.`,
    weightOdd: (text, weight, most) =>
      `« ${text} » pèse ${weight} ; un poids doit être compris entre 0 et ${most}.`,
    turnLate: (step, steps) =>
      `La phrase doit changer après l’étape ${step}, et il y a ${steps} étapes.`,
    notNumbers: () =>
      'L’image n’est pas faite de nombres (NaN). Un autre échantillonneur ou un autre nombre d’étapes conviendra peut-être.',
    oddPicture: (width, height) =>
      `L’image de départ a ${width} × ${height} pixels ; elle doit être carrée.`,
    noEncoder: () => 'Ce modèle n’a pas d’encodeur : il ne peut pas partir d’une image.',
    seedListOdd: (part) =>
      `« ${part} » n’est pas une graine ; une graine est un nombre entier de 0 à 4294967295.`,
    seedListLong: (count, most) => `La liste a ${count} graines ; ${most} au plus.`,
    noWebAssembly: () => 'Il n’a pas WebAssembly.',
    noWorkers: () => 'Il n’a pas de web workers.',
    notInManifest: (path) => `${path} ne figure pas dans le manifeste.`,
    notListed: (pack) => `manifest.json ne mentionne pas ${pack}.`,
    notJson: (path) => `${path} n’est pas du JSON.`,
    notThere: (path) => `${path} n’est pas là.`,
    unreachable: (path) => `${path} est hors d’atteinte.`,
    serverAnswered: (path, status) => `${path} : le serveur a répondu ${status}.`,
    connectionCut: (path) => `${path} : la connexion a été coupée.`,
    cutShort: (path, bytes, all) => `${path} est incomplet : ${bytes} octets sur ${all}.`,
    tooLong: (path, bytes) => `${path} est plus long que les ${bytes} octets du manifeste.`,
    otherFile: (path) => `${path} n’est pas le fichier du manifeste.`,
    oddValue: (file, name, value) => `${file} : ${name} vaut ${value}.`,
    cannotOpen: (path, reason) => `${path} ne s’ouvre pas : ${reason}`,
    notInPack: (path) => `${path} n’est pas dans ce paquet.`,
    asksFor: (path, input) => `${path} demande ${input}, qu’aucune création d’ici ne donne.`,
    lacksToken: (path, token) => `${path} n’a pas de ${token}.`,
    overOnePiece: (path, size) =>
      `${path} pèse ${size} ; un navigateur tient 2 Go d’un seul morceau.`,
    overWasm: (size) => `Ce paquet demande environ ${size} ; WebAssembly s’arrête à 4 Go.`,
    overMachine: (size, memory) =>
      `Ce paquet demande environ ${size} ; cette machine a ${memory} pour tout.`,
    needsMemory: (size) => `Ce paquet demande environ ${size}.`,
    fileNotThere: () => 'Le fichier n’est pas là.',
    fileLarge: () => 'Le fichier est trop gros.',
    fileCutShort: () => 'Le fichier est incomplet.',
    fileDamaged: () => 'Le fichier est abîmé.',
    fileUnpacksLarge: () => 'Le fichier décompressé est plus gros qu’une création ne peut l’être.',
    notRecording: () => 'Ce n’est pas une création enregistrée.',
    neitherRunNorPicture: () => 'Ce n’est ni une création enregistrée ni une image PNG.',
    oddField: (where, value) => `Le champ ${where} vaut ${value}.`,
    emptyField: (where) => `Le champ ${where} est vide.`,
    doubledField: (where) => `Le champ ${where} nomme deux fois la même chose.`,
    otherOrigin: () =>
      'C’est sur un autre serveur, et cette page n’en interroge aucun autre que le sien.',
    noPack: () =>
      'Il n’y a dedans aucun paquet GPT-2, DALL-E ou Stable Diffusion que je connaisse.',
    notZip: () => 'Ce n’est pas un fichier zip.',
    notPng: () => 'Ce n’est pas une image PNG.',
    pictureCutShort: () => 'L’image est incomplète.',
    pictureDamaged: () => 'L’image est abîmée.',
    pictureWithoutHeader: () => 'L’image n’a pas d’en-tête.',
    pictureTextLong: () => 'Son texte est trop long.',
    pictureSilent: () => 'L’image ne dit pas comment elle a été faite.',
    pictureWithoutSeed: () => 'L’image ne dit pas avec quelle graine elle a été faite.',
    linkLong: () => 'Le lien est trop long.',
    linkDamaged: () => 'Le lien est abîmé.',
    linkTwice: (name) => `Le lien dit deux fois « ${name} ».`,
    linkUnknown: (name) => `Le lien dit « ${name} », que je ne connais pas.`,
    otherSort: () => 'C’est un autre type de fichier.',
    notOfClass: () => 'Ce qui a été ouvert demande quelque chose que la classe ne propose pas.',
    ...((import.meta.env.WINDOWSILL_HUB ? hub.details : {}) as typeof hub.details),
  },
};

export default failures;
