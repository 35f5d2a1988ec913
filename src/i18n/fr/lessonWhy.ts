import type english from '../en/lessonWhy.ts';

const lessonWhy: typeof english = {
  lead: 'Trois sortes de machines, et de bonnes raisons de construire chacune. Aucune n’est bonne à tout. Voici ce qu’on peut demander à laquelle.',
  headings: {
    for: 'À quoi elle sert',
    used: 'Où tu la rencontres',
    bad: 'Ce qu’elle fait mal',
    never: 'Ne lui confie pas',
  },
  gpt2: {
    name: 'Le conteur : GPT',
    for: 'Continuer un texte : répondre, résumer, traduire, aider à programmer. Tout ce qui peut s’écrire comme une suite de morceaux.',
    used: 'Les assistants qui discutent, le mot que ton téléphone propose, les programmes qui complètent du code, les sous-titres dans une autre langue.',
    bad: 'Compter, calculer de tête, et dire « je ne sais pas ». Il écrit ce qui sonne juste, et le vrai et le faux peuvent sonner pareil.',
    never:
      'Des faits que tu ne peux pas vérifier, un conseil de santé, une décision sur une personne, ou tes secrets.',
    inRun: (share) =>
      `Dans ta création, il était sûr à ${share} en moyenne du morceau qu’il a tiré. Le reste du temps, il aurait pu écrire autre chose.`,
  },
  dalle: {
    name: 'Le mosaïste : DALL-E',
    for: 'Changer des mots en image avec le même tour que le conteur : les morceaux d’image ne sont que d’autres mots. Un seul modèle peut ainsi faire du texte et des images ensemble.',
    used: 'Le premier DALL-E marchait ainsi, comme des modèles d’aujourd’hui qui lisent et répondent à la fois en mots, en images et en sons.',
    bad: 'Revenir en arrière. Avec un carreau audacieux en haut, il faut vivre jusqu’en bas. Et il est lent pour les grandes images : un morceau après l’autre.',
    never: 'Une image comme preuve. Ce qu’il pose a l’air vrai et n’est jamais arrivé.',
    inRun: (share) =>
      `Dans ta création, son carreau le plus audacieux avait ${share} de chances, et tous les suivants ont dû s’accorder avec lui.`,
  },
  diffusion: {
    name: 'Le sculpteur : Stable Diffusion',
    for: 'De grandes images fines à partir de mots, et en changer une partie : à chaque étape, il voit l’ensemble. La même idée fait du son, des films et des formes de protéines.',
    used: 'Les outils qui créent ou réparent des images, les effets de cinéma, la conception de médicaments.',
    bad: 'Compter, la gauche et la droite, écrire dans l’image, et ne pas mélanger deux couleurs. Pour lui, les mots sont un souhait, pas un plan.',
    never:
      'Des images de vraies personnes sans leur accord, des nouvelles, ou tout ce que quelqu’un pourrait prendre pour une photo.',
    inRun: (steps) =>
      `Dans ta création, il a changé l’image entière ${steps} fois. Aucune étape n’était « la » décision.`,
  },
  measured: {
    title: 'Mesuré sur les trois modèles de cette page',
    story: (share) =>
      `Le conteur est resté dans le sujet dans ${share} des histoires auxquelles il n’était pas entraîné.`,
    pictures: (single, pair) =>
      `Une seule chose : juste dans ${single} des images. Deux choses différentes : dans ${pair}.`,
    none: 'Les mesures de ce paquet ne sont pas là.',
  },
  questions: {
    title: 'Trois questions avant de te fier à l’un d’eux',
    one: 'Est-ce que je peux vérifier ? Sinon, ne le fais pas circuler.',
    two: 'Et s’il se trompe ? Plus une erreur ferait de mal, moins il a le droit de décider.',
    three:
      'De quels exemples a-t-il appris ? Il répète ce qu’il y avait dedans : le bon, le faux et l’injuste. Ces trois-là n’ont appris que d’un monde de livre d’images, dessiné par ce projet.',
  },
};

export default lessonWhy;
