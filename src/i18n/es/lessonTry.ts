import type english from '../en/lessonTry.ts';

const lessonTry: typeof english = {
  run: 'Girar y empezar',
  first: 'Elige primero tu apuesta: ahí está todo el truco de un experimento.',
  now: (value) => `En tu creación estaba en ${value}.`,
  value: (knob, value) => `${knob} ${value}`,
  guessed: (guess) => `Tu apuesta: ${guess}`,
  measured: 'Medido:',
  word: {
    which: 'Esta palabra',
    instead: 'se cambia por (en inglés)',
    need: 'Escribe la palabra nueva: por ejemplo, otra cosa de este mundo u otro color.',
  },
  knobs: {
    temperature: {
      name: 'Temperatura',
      knob: 'Temperatura',
      lead: 'La temperatura decide con cuánto atrevimiento saca el narrador de su bolsa. Todo lo demás queda como en tu creación, también el dado.',
      question: 'Si se sube mucho, el cuento…',
      guesses: {
        first: 'usará trozos más raros y perderá antes el hilo.',
        second: 'será más largo y más exacto.',
        third: 'quedará igual, palabra por palabra.',
      },
      measured: (before, after) =>
        `los trozos que sacó tenían de media una probabilidad de ${before} en tu creación, y de ${after} aquí.`,
      answer:
        'Los pesos de todos los trozos se dividen por la temperatura antes de convertirse en partes. Alta: las partes se acercan y salen más a menudo trozos extraños. Cerca de 0: gana siempre el más probable.',
    },
    guidance: {
      name: 'Guía',
      knob: 'Guía',
      lead: 'La guía decide con cuánta fuerza escucha el escultor tus palabras. El dado es el mismo.',
      question: 'Si se sube mucho, la imagen…',
      guesses: {
        first: 'tendrá colores más fuertes y bordes más duros.',
        second: 'será más suave y más vacía.',
        third: 'será una escena muy distinta.',
      },
      measured: (before, after, apart) =>
        `contraste ${before} en tu creación y ${after} aquí; las dos imágenes se diferencian en un ${apart}.`,
      answer:
        'En cada paso se hacen dos suposiciones, con tus palabras y sin ellas. La guía dice cuánto ir de una hacia la otra, y aún más allá. El dado fija la composición, así que gran parte se mantiene.',
    },
    steps: {
      name: 'Pasos',
      knob: 'Pasos',
      lead: 'Los pasos son las veces que el escultor supone antes de tener que acabar. El dado es el mismo.',
      question: 'Con pocos pasos, la imagen…',
      guesses: {
        first: 'llegará antes, muy parecida pero más tosca.',
        second: 'tardará lo mismo.',
        third: 'se quedará a medias y aún tendrá ruido.',
      },
      measured: (before, after, apart) =>
        `${before} en tu creación y ${after} aquí; las dos imágenes se diferencian en un ${apart}.`,
      answer:
        'El tiempo crece con el número de pasos, porque cada uno es una vuelta por toda la red. Con pocos, los saltos son mayores: también aquí desaparece todo el ruido, pero cada salto sigue una suposición más burda.',
    },
    seed: {
      name: 'Semilla',
      knob: 'Semilla',
      lead: 'La semilla es el número del dado: solo ella decide con qué ruido empieza el escultor.',
      question: 'Con la semilla siguiente, una más, la imagen…',
      guesses: {
        first: 'será una imagen del todo nueva de la misma frase.',
        second: 'será casi la misma, un poco cambiada.',
        third: 'mostrará algo que la frase no dice.',
      },
      measured: (apart) => `las dos imágenes se diferencian en un ${apart}.`,
      answer:
        'Una semilla es un nombre, no una cantidad: 7 y 8 no están más cerca que 7 y 7000. Cada una da su propio ruido, y de otro ruido sale otra imagen.',
    },
    word: {
      name: 'Una palabra',
      knob: 'Palabra',
      lead: 'Cambia una sola palabra y deja todo lo demás, también el dado.',
      question: 'Si se cambia una cosa por otra, la imagen…',
      guesses: {
        first: 'cambiará donde estaba la cosa y conservará gran parte del lugar.',
        second: 'cambiará por todas partes, con lugar y todo.',
        third: 'apenas cambiará.',
      },
      measured: (apart) => `las dos imágenes se diferencian en un ${apart}.`,
      answer:
        'Las dos empezaron con el mismo ruido y las palabras del lugar son iguales, así que gran parte de la escena suele quedarse. Pero cada parte de la imagen escucha cada palabra, y por eso otras partes también pueden cambiar un poco.',
    },
  },
};

export default lessonTry;
