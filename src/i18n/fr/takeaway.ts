import type english from '../en/takeaway.ts';

const takeaway: typeof english = {
  more: 'Emporter autre chose',
  fewer: 'Afficher moins',
  title: 'À emporter',
  gif: 'Enregistrer le rêve en GIF',
  webm: 'Enregistrer le rêve en vidéo',
  story: 'Enregistrer l’histoire en texte',
  postcard: 'Enregistrer une carte postale',
  code: 'Afficher un code pour téléphone',
  hideCode: 'Masquer le code',
  share: 'Partager',
  stop: 'Arrêter',
  making: (percent: string) => `En préparation : ${percent}`,
  missing: 'Cette partie de la page est hors d’atteinte pour le moment.',
  oneMoment: 'Un instant…',
  saved: (name: string, size: string) => `Enregistré sous ${name}, ${size}.`,
  shared: 'C’est envoyé.',
  notShared: 'Rien n’a été partagé.',
  stopped: 'Arrêté.',
  failed: (why: string) => `Cela n’a pas marché. ${why}`,
  noVideo: 'Ce navigateur ne sait pas créer de vidéo. Le GIF montre la même chose.',
  codeLabel: 'Un code que lit l’appareil photo d’un téléphone : le lien vers cette création',
  codeHelp:
    'Un téléphone qui vise le code ouvre cette page avec la même phrase, la même graine et les mêmes réglages.',
  codeLong:
    'La phrase est trop longue pour un code lisible par un téléphone. Le lien peut être copié.',
  codeOnlyHere:
    'Cette page n’existe que sur cette machine : un téléphone ne peut pas ouvrir le lien. Le code contient quand même la phrase, la graine et les réglages.',
  made: 'Fait dans un navigateur par les petits modèles de Windowsill.',
  foot: (seed: string) =>
    `Fait dans un navigateur par les petits modèles de Windowsill. Avec la même phrase et la graine ${seed}, le résultat sera le même.`,
  shareText: (prompt: string) =>
    `« ${prompt} », écrit et dessiné par les petits modèles de Windowsill.`,
};

export default takeaway;
