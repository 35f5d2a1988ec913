import type english from '../../en/quiz/own.ts';

const own: typeof english = {
  promptTokens: {
    ask: '¿En cuántos tokens se convirtió tu frase para GPT?',
    hint: 'Aquí casi cada palabra es un token.',
    because: (count, tokens) => `Leyó ${count} tokens: ${tokens}.`,
  },
  writtenTokens: {
    ask: '¿Cuántos tokens escribió GPT en tu creación?',
    hint: 'Cuenta las palabras y los signos de su texto.',
    because: (count) => `Escribió ${count} tokens, uno tras otro.`,
  },
  secondChoice: {
    ask: (before) => `Después de «${before}»: ¿qué palabra era la segunda opción de tu GPT?`,
    hint: 'Pulsa una palabra de su texto en Escribir: verás entre cuáles se sorteó.',
    because: (first, firstShare, second, secondShare) =>
      `La primera era «${first}» con ${firstShare}; la segunda, «${second}» con ${secondShare}.`,
  },
  notLikeliest: {
    ask: 'Una de estas palabras de tu texto no era la más probable en su sitio. ¿Cuál?',
    hint: 'El azar puede elegir a una menos favorita, porque la temperatura es mayor que 0.',
    because: (word, share, first, firstShare) =>
      `«${word}» tenía ${share}; la más probable era «${first}» con ${firstShare}. El sorteo cayó de otro modo.`,
  },
  leastSure: {
    ask: '¿Antes de cuál de estas palabras estaba tu GPT menos seguro de cómo seguir?',
    hint: '¿Dónde podía la historia tomar cualquier rumbo?',
    because: (word, share) =>
      `Antes de «${word}», hasta su favorita tenía solo ${share}. En las otras estaba mucho más seguro.`,
  },
  chosenShare: {
    ask: (before, word) =>
      `Después de «${before}», tu GPT escribió «${word}». ¿Qué probabilidad tenía esa palabra?`,
    hint: 'Pulsa la palabra en Escribir para ver su barra.',
    because: (word, share) => `La barra de «${word}» estaba en ${share}.`,
  },
  greedyChoice: {
    ask: (before, word) =>
      `Después de «${before}», tu GPT escribió «${word}». ¿Qué palabra habría salido con temperatura 0?`,
    hint: 'Con 0 no queda azar: gana la más probable.',
    because: (first, share) =>
      `«${first}» era la más probable con ${share}, y con temperatura 0 se toma siempre la más probable.`,
  },
  finishedRows: {
    ask: '¿Cuántas filas de teselas había cuando tu imagen de DALL-E se veía así?',
    hint: 'Son 16 filas en total, colocadas desde arriba.',
    because: (rows, tiles) => `Son ${rows} filas, es decir, ${tiles} de las 256 teselas.`,
    figure: 'La imagen sin terminar',
  },
  differentTiles: {
    ask: 'Tu imagen de DALL-E tiene 256 teselas. ¿Cuántas distintas usó?',
    hint: 'El cielo es cielo: algunas teselas se repiten mucho.',
    because: (count) => `Usó ${count} teselas distintas, muchas de ellas varias veces.`,
  },
  commonTile: {
    ask: '¿Cuál de estas teselas colocó tu DALL-E más veces?',
    hint: 'Mira la parte lisa más grande de la imagen.',
    because: (times) => `Colocó esa tesela ${times} veces.`,
    figure: (letter) => `Tesela ${letter}`,
  },
  dreamSteps: {
    ask: '¿En cuántos pasos se aclaró el ruido de tu creación?',
    hint: 'Mira los ajustes o cuenta los fotogramas.',
    because: (count) =>
      `Stable Diffusion dio ${count} pasos, y en cada uno quitó un poco de ruido.`,
  },
  firstPicture: {
    ask: '¿Cuál de estas imágenes de tu Stable Diffusion vino primero?',
    hint: '¿Cuál tiene más ruido?',
    because: (step) => `Es la imagen tras el paso ${step}: cuanto antes, más ruido.`,
    figure: (letter) => `Imagen ${letter}`,
  },
  stepPicture: {
    ask: (step, steps) => `¿Qué imagen es el paso ${step} de ${steps}?`,
    hint: 'Primero ordena las cuatro, del ruido a lo nítido.',
    because: (step, others) => `Esa es el paso ${step}. Las otras son los pasos ${others}.`,
    figure: (letter) => `Imagen ${letter}`,
  },
  mostChange: {
    ask: 'Después del primer paso: ¿en cuál cambió más lo que adivinaba de tu imagen?',
    hint: 'Mueve despacio la película de Soñar. ¿Los grandes cambios llegan pronto o tarde?',
    because: (step, change, other) =>
      `En el paso ${step}, de media un ${change} de toda la escala de brillo; en los otros ofrecidos, como mucho un ${other}.`,
    option: (step) => `Paso ${step}`,
  },
  slowest: {
    ask: '¿Cuál de los tres modelos tardó más en tu creación?',
    hint: 'El recorrido muestra una barra con los tiempos.',
    because: (first, second, third) => `${first}; ${second}; ${third}.`,
    time: (model, time) => `${model} tardó ${time}`,
  },
  whoWorks: {
    ask: 'Esto es de la mitad de tu creación. ¿Qué modelo estaba trabajando?',
    hint: '¿Un mosaico, o algo bajo un velo de ruido?',
    becauseDalle: 'Una parte está acabada y el resto sin empezar: así coloca DALL-E sus filas.',
    becauseDream: 'Hay ruido en toda la imagen a la vez: así la aclara Stable Diffusion.',
    none: 'Ninguno de estos',
    figure: 'Una imagen a medio hacer',
  },
  cellWord: {
    ask: '¿Qué palabra miró más tu DALL-E al colocar la tesela marcada?',
    hint: '¿Qué muestra la tesela?',
    because: (word, share) =>
      `«${word}» recibió ${share} de su mirada, más que ninguna otra palabra.`,
    figure: (row, column) =>
      `Tu imagen de DALL-E; está marcada la tesela de la fila ${row}, columna ${column}`,
  },
  gptLook: {
    ask: (word) => `¿A qué palabra de tu frase miró más GPT al elegir «${word}»?`,
    hint: 'Abre las capas de GPT en el recorrido de la predicción.',
    because: (word, share) =>
      `«${word}» recibió ${share} de su mirada, la media de todas las cabezas, más que ninguna otra de estas palabras.`,
  },
};

export default own;
