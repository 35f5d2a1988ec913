import type english from '../en/lessonExplain.ts';

const lessonExplain: typeof english = {
  title: 'La historia de tu creación',
  empty:
    'Esta historia se cuenta con tu propia creación. Escribe una frase arriba y ponla en marcha, o mira una grabada, y empieza.',
  working: 'La historia sigue en cuanto termine el siguiente modelo.',
  chapters: {
    all: 'Una frase, tres máquinas',
    gpt2: 'El narrador',
    dalle: 'El mosaiquista',
    diffusion: 'El escultor',
    end: 'Lo que tienen en común',
  },
  controls: {
    label: 'Contar la historia',
    play: 'Contar la historia',
    pause: 'Pausa',
    back: 'Frase anterior',
    on: 'Frase siguiente',
    pace: 'Velocidad',
    slow: 'lenta',
    calm: 'tranquila',
    brisk: 'ágil',
    place: (at, all) => `Frase ${at} de ${all}`,
  },
  lines: {
    asked: (said) =>
      `Los modelos han leído una sola frase: «${said.prompt}». Son tres máquinas pequeñas, y cada una ha hecho algo con ella a su manera.`,
    pieces: (said) =>
      `Ninguna ve letras. Primero la frase se corta en ${said.pieces} trozos, llamados tokens, y cada trozo se convierte en un número de una lista. A partir de aquí solo hay números.`,
    teller: () =>
      'La primera máquina es un narrador. Ha leído muchos miles de cuentos cortos (en inglés) y de ellos ha aprendido una sola cosa: qué trozo suele venir después.',
    bag: (said) =>
      `Así que, después de tu frase, pesó todos los trozos que conoce. El que mejor encajaba era «${said.first}», con ${said.firstShare}; luego «${said.second}», con ${said.secondShare}. Todas las partes juntas suman 100 %.`,
    drawn: (said) =>
      `Entonces metió la mano en la bolsa, donde los trozos probables están repetidos más veces, y sacó «${said.drawn}». Ese trozo tenía una probabilidad de ${said.drawnShare}.`,
    writing: (said) =>
      `Anotó el trozo, volvió a leerlo todo desde el principio y sacó otro. Después de ${said.tokens} trozos, el cuento estaba contado.`,
    habit: () =>
      'Nunca planeó el final. Tampoco sabe qué es un gato o un cohete. Sabe qué suele venir después de qué, y con eso basta para que suene a cuento.',
    layer: (said) =>
      `La segunda máquina es un mosaiquista. Tiene una caja grande de teselas, cada una con su número. Para tu imagen usó ${said.kinds} distintas: aquí están.`,
    laying: (said) =>
      `Las coloca como se lee una página: de izquierda a derecha, fila a fila, ${said.tiles} en total. Antes de cada tesela mira tu frase y todas las que ya están puestas. No puede quitar ninguna.`,
    boldest: (said) =>
      `Aquí fue más atrevido que nunca: en la fila ${said.boldRow}, columna ${said.boldColumn}, sacó una tesela con una probabilidad de solo ${said.boldShare}. Todo lo que vino después tuvo que encajar con ella.`,
    melting: () =>
      'Al final un ayudante funde los bordes. A la izquierda ves las teselas tal cual; a la derecha, lo que el ayudante hace con esos mismos números.',
    sculptor: (said) =>
      `La tercera máquina es un escultor. No empieza con una hoja en blanco, sino con un bloque de puro ruido, salido del dado número ${said.seed}. Tu imagen no está escondida dentro; de ahí podría salir cualquier cosa.`,
    firstGuess: () =>
      'Entonces mira el ruido y se pregunta: si esto fuera una imagen borrosa de tu frase, ¿qué habría debajo? A la derecha está su primera suposición. Como solo es una suposición, quita nada más que un poco de ruido.',
    turn: (said) =>
      `Supone una y otra vez, cada vez con un bloque más claro. Donde más cambió de idea fue en el paso ${said.turn}: a la izquierda, la suposición de antes; a la derecha, la de después.`,
    dream: (said) =>
      `Después de ${said.steps} pasos ya no queda ruido que quitar. La imagen entera se aclaró a la vez, no fila a fila.`,
    three: () =>
      'Una frase, tres maneras: el narrador va palabra a palabra, el mosaiquista tesela a tesela, y el escultor trabaja en todo a la vez, una y otra vez.',
    seed: (said) =>
      `Los tres tiraron el mismo dado, el número ${said.seed}. Con la misma frase y el mismo dado salen exactamente el mismo cuento y las mismas imágenes. Cambia el número, y los tres salen nuevos.`,
    fit: () =>
      'Y ninguno de los tres te ha entendido. Cada uno aprendió con ejemplos qué suele encajar con qué. Por eso pueden hacerlo tan bien, y por eso pueden estar tan seguros de algo falso.',
  },
  figures: {
    pieces: 'Los trozos de tu frase y sus números',
    bag: 'Los cinco trozos más probables después de tu frase',
    drawnNote: 'el que salió',
    box: 'Las distintas teselas de tu imagen',
    laying: 'Tu imagen en teselas sin fundir',
    boldest: (row, column) => `Teselas sin fundir; está marcada la fila ${row}, columna ${column}`,
    bare: 'teselas sin fundir',
    melted: 'ya fundidas',
    noise: 'El ruido con el que empezó',
    noisy: 'lo que miraba',
    guess: 'lo que supuso',
    before: (step) => `suposición en el paso ${step}`,
    after: (step) => `suposición en el paso ${step}`,
    dream: 'La imagen terminada',
    mosaic: 'El mosaico terminado',
    story: 'El cuento',
  },
};

export default lessonExplain;
