import type english from '../en/runtime.ts';
import hub from './hub.ts';

const runtime: typeof english = {
  bring: {
    title: 'Apporter son propre modèle',
    summary: {
      none: 'GPT-2 ou Stable Diffusion en grandeur réelle, depuis cette machine',
      some: (names) => `en service : ${names}`,
    },
    lead: 'La page fait aussi tourner des paquets en grandeur réelle : GPT-2 rangé comme pour transformers.js, Stable Diffusion exporté en ONNX par diffusers, DALL-E rangé comme notre propre paquet.',
    caution:
      'Personne n’a veillé sur ce qu’un tel modèle dit ou dessine, et il peut ne pas convenir aux enfants. Les mots lui parviennent tels qu’ils sont tapés.',
    folder: 'Choisir un dossier',
    zip: 'Choisir un zip',
    path: 'Un dossier du serveur de cette page',
    look: 'Regarder là',
    looking: 'Recherche en cours…',
    found: (packs) => (packs === 1 ? 'Un paquet trouvé.' : `${packs} paquets trouvés.`),
    here: '(le dossier du haut)',
    missing: (files) => `Il manque : ${files}.`,
    complete: 'Tous ses fichiers sont là.',
    asItIs: 'tel quel',
    size: (size, memory) => `${size} de fichiers, environ ${memory} de mémoire.`,
    stepTime: (time) => `Environ ${time} par étape, d’après le modèle fourni sur cette machine.`,
    tokenTime: (time) => `Environ ${time} par token, d’après le modèle fourni sur cette machine.`,
    timeUnknown:
      'On ne sait pas encore à quelle vitesse il ira ici : il faut d’abord faire tourner une fois le modèle fourni.',
    unknownScheduler: (name) =>
      `Ses fichiers demandent ${name}, qui n’est pas parmi les échantillonneurs d’ici ; celui des réglages sert à sa place.`,
    use: 'Faire tourner celui-ci',
    using: (name) => `En service : ${name}.`,
    drop: 'Revenir au modèle fourni',
    ...(import.meta.env.WINDOWSILL_HUB ? { hub: hub.field } : {}),
  },
  devices: {
    title: 'Où tournent les modèles',
    lead: 'Chaque modèle tourne sur le processeur de cette machine. S’il y a une carte graphique, ou plus de deux cœurs, une courte mesure après la première exécution cherche ce qui est le plus rapide ici. Seul sert un appareil qui donne la bonne réponse, connue d’avance.',
    summary: {
      usual: 'sur le processeur',
      card: (models) => `sur la carte graphique : ${models}`,
      chosen: (models) => `choisi pour ${models}`,
      measuring: (done, total) => `mesure en cours, ${done + 1} sur ${total}`,
    },
    cores: (cores) => `${cores} ${cores === 1 ? 'cœur' : 'cœurs'} de processeur`,
    hasCard:
      'une carte graphique pour WebGPU, dont le programme de 27 Mo est téléchargé au moment de l’essai',
    noCard: 'aucune carte graphique que WebGPU puisse utiliser',
    half: 'Les graphes fournis calculent partout en nombres de 32 bits, pour qu’une graine donne la même image sur tous les appareils. Un paquet en demi-précision que vous apportez tourne ainsi sur cette carte graphique.',
    noHalf:
      'Les graphes fournis calculent partout en nombres de 32 bits, pour qu’une graine donne la même image sur tous les appareils. Cette carte graphique n’offre pas la demi-précision.',
    measure: 'Mesurer maintenant',
    measureHint: 'Cela prend quelques secondes ; une exécution l’interrompt aussitôt.',
    stop: 'Arrêter',
    measuring: (device, done, total) => `Mesure (${device}) : ${done + 1} sur ${total}.`,
    processor: (threads) => `processeur avec ${threads}`,
    card: 'carte graphique',
    step: 'Étape',
    onProcessor: 'Processeur',
    onCard: 'Carte graphique',
    notMeasured: 'Pas encore mesuré.',
    byThreads: (rows) => `Le processeur met pour une exécution : ${rows}.`,
    device: 'Appareil',
    faster: 'le plus rapide qui soit juste',
    threads: 'Fils',
    asMeasured: 'selon la mesure',
    gaveUp: (model, why) => `${model} continue sur le processeur : ${why}.`,
  },
};

export default runtime;
