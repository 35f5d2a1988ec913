import type english from '../en/lessonMetrics.ts';

const lessonMetrics: typeof english = {
  perplexity: {
    name: 'La sorpresa',
    lead: 'A un narrador se le juzga por cuánto le sorprende un texto. Lee una frase trozo a trozo y en cada lugar dice cómo de probable le parecía el trozo que de verdad vino. De todo ello sale un solo número, la perplejidad: entre cuántos trozos igual de probables dudaba.',
    sentence: 'Una frase tuya (en inglés)',
    english: 'Este narrador solo ha leído en inglés.',
    score: 'Medir la sorpresa',
    working: 'Está leyendo tu frase.',
    yours: 'Tu frase, perplejidad',
    jumbled: 'Las mismas palabras en desorden, perplejidad',
    expected: (token) => `esperaba «${token}»`,
    verdict: (yours, other) =>
      `La perplejidad de tu frase es ${yours}; la de las mismas palabras en desorden, ${other}.`,
    formula: 'La fórmula',
    symbol: 'perplejidad',
    meaning:
      'N es el número de trozos y pₖ la parte que el modelo le dio al trozo k. Seguro de todo: 1. Adivinar a ciegas entre todos los trozos que conoce: tantos como hay. Más aún: estaba seguro de otra cosa, y se equivocaba.',
  },
  judged: {
    name: '¿Muestra lo que se pidió?',
    lead: 'Si una imagen muestra lo que pedía la frase lo puede juzgar un cuarto modelo pequeño: un reconocedor, que busca las cosas de este mundo y dibuja un recuadro alrededor de cada una.',
    look: 'Que mire el reconocedor',
    working: 'Está mirando.',
    sees: 'Ve:',
    nothing: 'ninguna cosa que conozca',
    thing: (name, asked, seen) => `${name}: pedido ${asked}, visto ${seen}`,
    place: (asked, seen) => `lugar: pedido «${asked}», visto «${seen}»`,
    light: (asked, seen) => `luz: pedido «${asked}», visto «${seen}»`,
    right: 'bien',
    wrong: 'mal',
    unasked: 'La frase no nombra nada de este mundo.',
    caution:
      'El juez también se puede equivocar. Mira tú: ¿estás de acuerdo? Una medida solo es tan buena como aquello que mide.',
  },
  diversity: {
    name: 'Calidad y variedad',
    lead: 'Un modelo que siempre da la misma imagen bonita aburre; uno que siempre da otra distinta quizá no escucha. Déjalo dibujar con cuatro números de dado: una vez casi sin que lo guíen las palabras, otra muy guiado.',
    guidance: (value) => `Guía ${value}`,
    draw: 'Dibujar cuatro',
    seed: (seed) => `semilla ${seed}`,
    difference: (share) =>
      `Estas cuatro se diferencian entre sí en un ${share}, de media en todos los puntos.`,
    lesson:
      'Mira las dos filas: ¿dónde encajan mejor las imágenes con tu frase, y dónde son más distintas? Por lo general, lo uno se paga con lo otro.',
  },
  quantised: {
    name: 'Lo que cuesta ahorrar',
    lead: 'Cada modelo es una larga lista de números, sus pesos. Mientras aprendía, cada uno tenía 32 bits. Aquí se han redondeado a 8, así los modelos ocupan la cuarta parte y caben en una página web. ¿Qué costó el redondeo? Se midió antes y después.',
    loss: (before, after) =>
      `Sorpresa media en cuentos que nunca había leído: ${before} antes de redondear, ${after} después (logaritmo natural; menos es mejor).`,
    change: (points) =>
      `Imágenes que muestran lo pedido: ${points} puntos porcentuales tras redondear.`,
    none: 'En este paquete no se ha medido lo que costó el redondeo.',
    score: (share, prompts, images) =>
      `Tal como se entrega: se muestra el ${share} de lo pedido (${prompts} frases, ${images} imágenes).`,
    formula: 'Cómo se redondea un peso',
    meaning:
      'w es un peso antes y ŵ después. El paso s se elige para cada fila de una tabla de modo que su mayor peso quepa justo en los números enteros de −127 a 127.',
  },
  strip: {
    name: 'La guía de 1 a 12',
    lead: 'La guía dice con cuánta fuerza escucha el escultor tus palabras. La misma frase y el mismo dado, siete fuerzas: mira qué cambia.',
    draw: (count) => `Dibujar las ${count} imágenes`,
    guidance: (value) => `guía ${value}`,
    contrast: (value) => `contraste ${value}`,
    lesson:
      'Con 1 se siguen las palabras tal como vienen. Con más, la cosa se ve más clara; con demasiado se queman los colores y los bordes. El contraste es la dispersión del brillo: mira dónde sube.',
  },
};

export default lessonMetrics;
