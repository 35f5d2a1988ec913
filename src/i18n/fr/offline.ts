import type english from '../en/offline.ts';

const offline: typeof english = {
  title: 'Sur cet appareil',
  lead: 'Tout ce dont cette page a besoin peut rester dans ce navigateur. Elle s’ouvre et fonctionne alors sans réseau, et rien n’est à télécharger de nouveau.',
  summary: {
    unknown: 'vérification…',
    unable: 'rien n’est gardé ici',
    partly: (held, all) => `${held} gardés sur ${all}`,
    keeping: (done, all) => `enregistrement : ${done} sur ${all}`,
    checking: (done, all) => `contrôle : ${done} sur ${all}`,
    kept: (all) => `tout est gardé (${all}) : fonctionne sans réseau`,
    full: 'ce navigateur n’a plus de place',
    failed: 'tout n’est pas gardé',
  },
  before: (rest) => `Il reste ${rest} à recevoir du serveur.`,
  beforeTimed: (rest, time) =>
    `Il reste ${rest} à recevoir du serveur : environ ${time} à la vitesse indiquée par ce navigateur.`,
  left: (time) => `encore ${time} environ`,
  unable:
    'Ce navigateur ne prête pas de place à cette page : les modèles sont téléchargés à chaque visite. Pour les garder, il faut l’ouvrir à une adresse https ou sur localhost.',
  full: (need, lent) =>
    `La page a besoin de ${need}, et ce navigateur ne lui prête que ${lent}. Libérer de la place sur cet appareil, puis appuyer sur Garder.`,
  fullUnknown:
    'Ce navigateur ne prête plus de place. Libérer de la place sur cet appareil, puis appuyer sur Garder.',
  verified: 'Tous les fichiers gardés ont été relus : ils sont intacts.',
  mended: (count) =>
    count === 1
      ? 'Un fichier avait changé ou manquait ; il a été téléchargé de nouveau et il est bon.'
      : `${count} fichiers avaient changé ou manquaient ; ils ont été téléchargés de nouveau et ils sont bons.`,
  used: (used, lent) => `Place occupée : ${used} sur les ${lent} que prête ce navigateur.`,
  yours:
    'Les phrases écrites et les images dessinées n’en font pas partie : elles restent sur cette page.',
  keep: 'Garder',
  stop: 'Arrêter',
  verify: 'Contrôler et réparer',
  remove: 'Supprimer',
  install: 'Installer comme application',
  licences: 'Licences des éléments de cette page',
  update: {
    ready: 'Une version plus récente de cette page est arrivée.',
    waiting: 'Le changement se fera dès que les modèles auront fini.',
    take: 'Changer',
  },
};

export default offline;
