import type english from '../en/lessonExplain.ts';

const lessonExplain: typeof english = {
  title: 'L’histoire de ta création',
  empty:
    'Cette histoire se raconte avec ta propre création. Écris une phrase ci-dessus et lance-la, ou regarde une création enregistrée, et elle commence.',
  working: 'L’histoire continue dès que le modèle suivant a fini.',
  chapters: {
    all: 'Une phrase, trois machines',
    gpt2: 'Le conteur',
    dalle: 'Le mosaïste',
    diffusion: 'Le sculpteur',
    end: 'Ce qu’ils ont en commun',
  },
  controls: {
    label: 'Le récit',
    play: 'Raconter l’histoire',
    pause: 'Pause',
    back: 'Phrase précédente',
    on: 'Phrase suivante',
    pace: 'Vitesse',
    slow: 'lente',
    calm: 'calme',
    brisk: 'vive',
    place: (at, all) => `Phrase ${at} sur ${all}`,
  },
  lines: {
    asked: (said) =>
      `Les modèles ont lu une seule phrase : « ${said.prompt} ». Ce sont trois petites machines, et chacune en a fait quelque chose à sa manière.`,
    pieces: (said) =>
      `Aucune ne voit de lettres. D’abord, la phrase est coupée en ${said.pieces} morceaux, appelés tokens, et chaque morceau devient un numéro dans une liste. À partir d’ici, il n’y a plus que des nombres.`,
    teller: () =>
      'La première machine est un conteur. Elle a lu des milliers et des milliers de petites histoires (en anglais), et elle n’en a retenu qu’une chose : quel morceau vient d’habitude ensuite.',
    bag: (said) =>
      `Après ta phrase, elle a donc pesé tous les morceaux qu’elle connaît. Celui qui allait le mieux était « ${said.first} », avec ${said.firstShare}, puis « ${said.second} », avec ${said.secondShare}. Toutes les parts ensemble font 100 %.`,
    drawn: (said) =>
      `Puis elle a plongé la main dans le sac, où les morceaux probables sont plus nombreux, et elle a tiré « ${said.drawn} ». Ce morceau avait ${said.drawnShare} de chances de sortir.`,
    writing: (said) =>
      `Elle l’a écrit, a tout relu depuis le début, et a tiré encore. Au bout de ${said.tokens} morceaux, l’histoire était racontée.`,
    habit: () =>
      'Elle n’a jamais prévu la fin. Elle ne sait pas non plus ce qu’est un chat ou une fusée. Elle sait ce qui vient d’habitude après quoi, et cela suffit pour que ça ressemble à une histoire.',
    layer: (said) =>
      `La deuxième machine est un mosaïste. Il a une grande boîte de petits carreaux, chacun avec son numéro. Pour ton image, il en a utilisé ${said.kinds} différents : les voici.`,
    laying: (said) =>
      `Il les pose comme on lit une page : de gauche à droite, ligne après ligne, ${said.tiles} en tout. Avant chaque carreau, il regarde ta phrase et tous les carreaux déjà posés. Il ne peut en reprendre aucun.`,
    boldest: (said) =>
      `Ici, il a été le plus audacieux : ligne ${said.boldRow}, colonne ${said.boldColumn}, il a tiré un carreau qui n’avait que ${said.boldShare} de chances. Tout ce qui a suivi a dû s’accorder avec lui.`,
    melting: () =>
      'À la fin, un assistant fond les bords ensemble. À gauche, les carreaux bruts ; à droite, ce que l’assistant fait de ces mêmes numéros.',
    sculptor: (said) =>
      `La troisième machine est un sculpteur. Il ne commence pas par une page blanche, mais par un bloc de bruit pur, sorti du dé numéro ${said.seed}. Ton image n’y est pas cachée ; ce bloc pourrait devenir n’importe quoi.`,
    firstGuess: () =>
      'Il regarde le bruit et se demande : si c’était une image brouillée de ta phrase, qu’y aurait-il dessous ? Sa première idée est à droite. Ce n’est qu’une idée, alors il n’enlève qu’un peu de bruit.',
    turn: (said) =>
      `Il devine encore et encore, chaque fois sur un bloc plus clair. C’est à l’étape ${said.turn} qu’il a le plus changé d’avis : à gauche, son idée d’avant ; à droite, son idée d’après.`,
    dream: (said) =>
      `Après ${said.steps} étapes, il n’y a plus de bruit à enlever. L’image entière s’est éclaircie d’un coup, et non ligne après ligne.`,
    three: () =>
      'Une phrase, trois manières : le conteur avance mot à mot, le mosaïste carreau par carreau, et le sculpteur travaille sur tout à la fois, encore et encore.',
    seed: (said) =>
      `Tous les trois ont lancé le même dé, le numéro ${said.seed}. La même phrase et le même dé donnent exactement la même histoire et les mêmes images. Change le numéro, et tout est nouveau.`,
    fit: () =>
      'Et aucun des trois ne t’a compris. Chacun a appris par des exemples ce qui va d’habitude ensemble. C’est pour cela qu’ils réussissent si bien, et qu’ils peuvent être si sûrs d’une chose fausse.',
  },
  figures: {
    pieces: 'Les morceaux de ta phrase et leurs numéros',
    bag: 'Les cinq morceaux les plus probables après ta phrase',
    drawnNote: 'tiré',
    box: 'Les différents carreaux de ton image',
    laying: 'Ton image en carreaux bruts',
    boldest: (row, column) => `Carreaux bruts ; la ligne ${row}, colonne ${column} est marquée`,
    bare: 'carreaux bruts',
    melted: 'fondus ensemble',
    noise: 'Le bruit du début',
    noisy: 'ce qu’il regardait',
    guess: 'ce qu’il a deviné',
    before: (step) => `idée à l’étape ${step}`,
    after: (step) => `idée à l’étape ${step}`,
    dream: 'L’image terminée',
    mosaic: 'La mosaïque terminée',
    story: 'L’histoire',
  },
};

export default lessonExplain;
