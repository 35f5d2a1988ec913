import type english from '../en/runtime.ts';

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
    tooLarge: 'C’est plus que cette machine ou ce navigateur ne peut donner.',
    use: 'Faire tourner celui-ci',
    using: (name) => `En service : ${name}.`,
    drop: 'Revenir au modèle fourni',
  },
};

export default runtime;
