import type english from '../../en/traces/prediction.ts';

const prediction: typeof english = {
  title: 'Recorrido de la predicción',
  lead: 'Mira dentro mientras los modelos trabajan: seis capas, desde tu texto hasta el último paso. Explicarse les lleva un poco de tiempo, así que no lo hacen hasta que la abres.',
  open: 'Abrir el recorrido de la predicción',
  close: 'Cerrar el recorrido de la predicción',
  explained: 'Estos son los números de esta creación. La próxima también se explicará.',
  next: 'La próxima creación se explicará.',
  unexplained: 'Esta creación se hizo sin explicaciones. La próxima se explicará: pulsa Empezar.',
  lost: 'Esta parte de la página no llegó. Ciérrala y vuelve a abrirla.',
  waiting: 'Pulsa Empezar: mientras los modelos trabajan, aquí cuentan lo que hacen.',
  navigation: 'Capas',
  layers: {
    text: 'Entrada de texto',
    gpt: 'Capas de GPT-2',
    reads: 'DALL-E lee',
    tiles: 'Teselas de DALL-E',
    noise: 'Primer ruido',
    denoise: 'Quitar el ruido',
  },
  layerTitle: (number, name) => `Capa ${number}: ${name}`,
  placeOf: (number, count) => `${number} de ${count}`,
  notReadYet: 'Aún no ha leído tus palabras.',
  head: (number) => `cabeza ${number}`,
  channel: (number) => `canal ${number}`,
  layer: 'Capa',
  quoted: (text) => `«${text}»`,
  withShare: (text, share) => `«${text}» (${share})`,
  temperature: 'Temperatura',
  temperatureEffect: 'Más baja, más seguro; más alta, más alocado.',
  drawn: 'elegido',
  word: {
    panel: 'Una palabra en los tres modelos',
    list: 'Las palabras de tu frase',
    hint: 'Señala una palabra, o púlsala para dejarla fija: verás qué hizo en los tres modelos.',
    noToken: 'Todavía no ha contado ningún token.',
    noStep: 'Todavía no ha contado ningún paso.',
    lookedBack: (word, tokens) => `Miró más hacia «${word}» antes de escribir ${tokens}.`,
    unknown: (word) => `No conoce «${word}» y la dejó fuera.`,
    looked: (word, place, share) =>
      `Miró hacia «${word}» sobre todo ${place}, con el ${share} de la atención de ese lugar.`,
    map: (model, word, place, share) =>
      `Dónde miró ${model} hacia «${word}»: sobre todo ${place}, ${share}`,
    places: {
      topLeft: 'arriba a la izquierda',
      top: 'arriba',
      topRight: 'arriba a la derecha',
      left: 'a la izquierda',
      centre: 'en el centro',
      right: 'a la derecha',
      bottomLeft: 'abajo a la izquierda',
      bottom: 'abajo',
      bottomRight: 'abajo a la derecha',
    },
    unexplained:
      'Esta creación se hizo sin explicaciones: abre el recorrido de la predicción y vuelve a empezar.',
  },
  text: {
    lead: 'Un modelo no sabe leer letras. Corta tu texto en tokens, y cada token tiene un número en su lista. GPT-2 puede cortar una palabra en trozos, y ␣ es el espacio que va delante; los dos pintores solo conocen palabras enteras y dejan fuera las demás.',
    panel: (model) => `${model}: tokens`,
    tokens: (model, count) => `${model}: ${count} ${count === 1 ? 'token' : 'tokens'}`,
    firstLayer: (width) =>
      `Por dentro, cada token se convierte en ${width} números. Aquí están, una fila por token, después de su primera capa:`,
    steering: (width) =>
      `Por dentro, cada token se convierte en ${width} números. Aquí están, una fila por token, tal como guían la imagen:`,
    vectors: (tokens, width, low, high) =>
      `${tokens} tokens con ${width} números cada uno, entre ${low} y ${high}`,
    legend: 'Un número',
  },
  gpt: {
    waiting: 'GPT-2 aún no ha elegido ningún token.',
    token: 'Token del cuento',
    theEnd: 'el final',
    tokenAt: (place, token) => `${place}: ${token}`,
    lens: {
      panel: 'La palabra más probable, capa por capa',
      title: 'Qué diría cada capa a continuación',
      lead: 'Después de cada capa se le puede preguntar al modelo: si tuvieras que parar aquí, ¿qué palabra dirías? La última capa es su respuesta de verdad.',
      readAt: (token) =>
        `Se lee en el primer token y luego de vez en cuando; este es el token ${token}.`,
      none: 'Este paquete no trae la lente para leer las capas.',
      likeliest: 'Más probable',
      second: 'segunda',
      third: 'tercera',
    },
    choice: {
      title: 'De los números a una elección',
      lead: 'La última capa da una nota a cada token. Mueve los controles: no cambian nada del cuento, pero muestran qué habría tenido el dado.',
      topK: 'Top-k',
      topKEffect: 'Solo se puede sacar uno de los k más probables; 0 los deja todos.',
      topP: 'Top-p',
      topPEffect: 'Solo los más probables que juntos llegan a esta parte.',
      minP: 'Min-p',
      minPEffect: 'Quedan fuera los tokens menos probables que esta parte del más probable.',
      chances: 'Probabilidades de los diez tokens más probables',
      left: (kept, of) =>
        `Quedan ${kept} de los ${of} tokens más probables que guardó esta creación.`,
    },
    attention: {
      panel: 'Atención',
      title: (layer) => `Dónde miran las cabezas de la capa ${layer}`,
      lead: (tokens) =>
        `Cada fila es un token y cada columna, uno hacia el que podía mirar; cada fila suma 1. Antes de elegir aquí, las cabezas de esta capa miraron juntas sobre todo hacia ${tokens}.`,
      label: (layer, head, tokens, most) =>
        `Capa ${layer}, cabeza ${head}: atención entre ${tokens} tokens; el último miró sobre todo hacia «${most}»`,
      legend: 'Parte de la atención de un token',
    },
  },
  reads: {
    waiting: 'DALL-E aún no ha leído tus palabras.',
    lead: 'Antes de pintar, DALL-E lee. En cada capa las palabras se miran unas a otras y toman algo de las demás.',
    alike: 'Cuánto se parecen las palabras',
    alikeLabel: (tokens, layer) =>
      `Cuánto se parece cada pareja de ${tokens} tokens después de la capa ${layer}`,
    opposite: '−1, opuestas',
    same: '1, iguales',
    cosine: 'Coseno de los vectores de dos palabras',
    nearest: (layer, word, others) =>
      `Después de la capa ${layer}, «${word}» se parece sobre todo a ${others}.`,
    attention: 'Hacia dónde miran las palabras',
    attentionPanel: 'Atención del codificador de texto',
    attentionLead:
      'Cada fila es una palabra y cada columna, una hacia la que miró; cada fila suma 1.',
    attentionLabel: (head, word, most, share) =>
      `Cabeza ${head}: «${word}» miró sobre todo hacia «${most}», ${share}`,
    legend: 'Parte de la atención de una palabra',
  },
  tiles: {
    waiting: 'DALL-E aún no ha terminado su primera fila.',
    lead: (cells) =>
      `DALL-E coloca ${cells} teselas, cada una elegida de una lista, como una palabra. Elige una tesela en la imagen (o con las flechas) y mira de entre cuáles se eligió.`,
    choose: 'Elige una tesela',
    tile: 'Tesela',
    place: (row, column) => `fila ${row}, columna ${column}`,
    tileIn: (place) => `Tesela en la ${place}`,
    grid: (place) => `La imagen; la tesela elegida está en la ${place}. Las flechas eligen otra.`,
    pictureOf: (prompt) => `Imagen de DALL-E: ${prompt}`,
    likeliest: 'Las diez teselas más probables',
    code: (code) => `Tesela ${code}`,
    codeDrawn: (code) => `Tesela ${code}, elegida`,
    wasDrawn: (code, share) =>
      `Salió la tesela ${code}, que en esta creación tenía una probabilidad del ${share}.`,
    guidance: 'Guía',
    guidanceEffect:
      'Con 1 sigue las palabras tal cual; con más las exagera y se aleja de lo que haría sin palabras.',
    words: 'Hacia qué palabras miró',
    wordsLabel: 'Atención a cada palabra, media de todas las capas y cabezas',
    wordsNote:
      'Media de todas las capas y cabezas. Lo que falta hasta el 100 % fue a lugares sin palabra.',
    before: 'Hacia qué teselas anteriores miró',
    beforeLabel: (count, place) =>
      `Atención a las ${count} teselas anteriores; sobre todo a la de la ${place}`,
    legend: 'Parte de su atención, media de todas las capas y cabezas',
  },
  noise: {
    waiting: 'Stable Diffusion aún no ha empezado.',
    lead: (count, channels, side) =>
      `Un sueño empieza con ruido: ${count} números al azar en ${channels} capas de ${side} × ${side}. La semilla decide cada uno de ellos, así que la misma semilla da el mismo sueño.`,
    panel: 'El ruido de dos semillas',
    ofSeed: (seed) => `Semilla ${seed}, el ruido de esta creación`,
    another: 'Otra semilla',
    draw: 'Sacar una semilla',
    label: (seed, channel, first) =>
      `Ruido de la semilla ${seed} en el canal ${channel}; sus primeros números: ${first}`,
    legend: 'Un número del ruido',
    equal: (count) => `La misma semilla, el mismo ruido: los ${count} números son iguales.`,
    differs: (equal, count) =>
      `De ${count} números coinciden ${equal}: otra semilla es otro sueño.`,
    histogram: 'Cómo de grandes son los números',
    histogramLabel: (share) =>
      `Histograma del ruido: una campana alrededor de 0; el ${share} de los números está entre −1 y 1`,
    histogramNote:
      'Barras: el ruido de esta creación. Puntos: el de la otra semilla. Línea: la campana de la que salieron los dos.',
    schedule: 'Cómo el ruido deja paso a la imagen',
    scheduleLabel: (noise, noiseEnd, picture, pictureEnd, steps) =>
      `Parte de ruido de ${noise} a ${noiseEnd}, parte de imagen de ${picture} a ${pictureEnd}, en ${steps} pasos`,
    scheduleNote:
      'Continua: la parte de imagen que hay en el latente; discontinua: la parte de ruido; después de cada paso de esta creación.',
  },
  denoise: {
    waiting: 'Stable Diffusion aún no ha dado su primer paso.',
    lead: 'En cada paso el modelo adivina la imagen limpia a partir de la ruidosa, con tus palabras y sin ellas, y avanza un poco hacia ella.',
    step: 'Paso',
    stepPanel: (step) => `Paso ${step}`,
    noisy: 'latente con ruido',
    noisyLabel: (step) => `El latente con ruido después del paso ${step}`,
    guess: 'lo que adivina, guiado',
    guessLabel: (step) => `La imagen limpia que adivina en el paso ${step}`,
    withWords: 'con tus palabras',
    withWordsLabel: (step) => `Lo que adivina con tus palabras en el paso ${step}`,
    withoutWords: 'sin palabras',
    withoutWordsLabel: (step) => `Lo que adivina sin palabras en el paso ${step}`,
    changed: (most) => `lo que cambió, hasta ${most}`,
    changedLabel: (step, most) => `Dónde cambió el latente en el paso ${step}, como mucho ${most}`,
    guided: (guidance) =>
      `Guía ${guidance}: va de «sin palabras» hasta más allá de «con tus palabras», ${guidance} veces la diferencia.`,
    looked: 'Dónde miró hacia cada palabra',
    lookedLabel: (word, step, share) =>
      `Atención a «${word}» sobre la imagen en el paso ${step}, como mucho ${share}`,
    legend: 'Parte de la atención de un lugar, media de todas las capas y cabezas',
    taken: 'Qué cree que hay en cada lugar',
    takenLabel: (shares) => `Lo que el propio modelo cree que hay en cada lugar: ${shares}`,
    takenShare: (name, share) => `${name}, ${share} de los lugares`,
    otherClass: (number) => `clase ${number}`,
    path: 'El camino del sueño',
    pathPanel: 'El camino del latente',
    pathLabel: (share, step) =>
      `El camino del latente, del ruido a la imagen, en las dos direcciones en que más se movió; recogen el ${share} de su movimiento. Está marcado el paso ${step}.`,
    pathNote: (count, share) =>
      `El latente tiene ${count} números. Visto en las dos direcciones en que más se movió esta creación, que recogen el ${share} de su movimiento.`,
    noise: 'ruido',
  },
};

export default prediction;
