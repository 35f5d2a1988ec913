import type english from '../en/lessonDeep.ts';

const lessonDeep: typeof english = {
  needs:
    'Este paso necesita números que esta creación no ha contado. Mientras esta página esté abierta, la siguiente los cuenta: vuelve a crear.',
  formula: 'Fórmula',
  yourNumbers: 'Con los números de tu creación:',
  code: 'Las líneas de este proyecto que lo calculan:',
  codeLabel: (name, file) => `Código fuente de ${name} en ${file}`,
  pick: { less: (what) => `${what}: uno menos`, more: (what) => `${what}: uno más` },
  attention: {
    name: 'Atención',
    lead: 'Antes de que GPT-2 diga nada del token siguiente, cada token recoge de los anteriores lo que necesita. Una cabeza hace de cada vector una pregunta q y una clave k; donde pregunta y clave apuntan hacia el mismo lado, mira con fuerza. Softmax convierte los productos en pesos que suman 1.',
    layer: 'Capa',
    head: 'Cabeza',
    token: 'Token',
    bars: (token) => `Adónde mira «${token}»`,
    told: (from, to, share) =>
      `En esta cabeza, «${from}» mira sobre todo a «${to}»: con el ${share} de su atención. Nunca ve lo que viene detrás.`,
  },
  softmax: {
    name: 'Softmax con temperatura',
    lead: 'A cada token que conoce, el modelo le da un número z, un logit. Dividido por la temperatura T y puesto como exponente de e, todos juntos se ajustan para que sumen 1. Gira T y mira las partes: los logits siguen como los dio la creación.',
    token: 'Token del cuento',
    temperature: 'Temperatura T',
    used: (value) => `Tu creación usó ${value}. Solo participan los tokens que deja top-k.`,
    piece: 'Token',
    most: 'el mayor',
    drawn: 'sacado',
  },
  draw: {
    name: 'El sorteo',
    lead: 'Las partes se ponen una tras otra, de 0 a 1. El dado con semilla da un número u entre 0 y 1, y se escribe el token en cuyo tramo cae. Este es el mismo número que usó tu creación: lo fijan la semilla y el lugar en la serie.',
    greedy: 'Con temperatura 0 no se sortea nada: se toma el token más probable.',
    told: (u, token, share) => `u = ${u} cae en el tramo de «${token}», que mide ${share}.`,
    beyond: (u, token) =>
      `u = ${u} queda más allá de los cinco más probables que ha contado esta creación; le tocó a «${token}».`,
  },
  tiles: {
    name: 'La guía de una tesela',
    lead: 'DALL-E pesa cada tesela dos veces: una habiendo leído tu frase y otra con una vacía. La guía g va de la segunda hacia la primera y más allá, para que ganen los códigos a favor de los que hablan tus palabras. Solo después vienen softmax y sorteo, como con las palabras.',
    tile: 'Tesela',
    place: (row, column) => `fila ${row}, columna ${column}`,
    unguided:
      'Esta creación tenía guía 1, así que no hay nada que comparar: la frase vacía no se calculó.',
    code: 'Código',
    with: 'con palabras',
    without: 'sin ellas',
    guided: 'guiado',
  },
  noise: {
    name: 'Señal y ruido',
    lead: 'Una imagen con ruido es una mezcla: un poco de la imagen limpia x₀ y un poco de puro ruido ε. Cuánto de cada cosa lo dice una tabla ᾱ que se fijó antes del entrenamiento. En el primer paso solo queda ruido; en el último, solo imagen.',
    step: 'Paso',
    time: (timestep) => `t = ${timestep}`,
    looked: 'lo que miró la red',
    guess: 'lo que supuso de x₀',
    told: (share) => `Aquí el ${share} de la varianza es imagen; el resto es ruido.`,
  },
  guidance: {
    name: 'La guía de un paso',
    lead: 'También Stable Diffusion supone dos veces en cada paso: con tus palabras y sin ellas. Lo que se usa está en la recta que pasa por las dos, g veces más lejos de «sin» que «con».',
    with: 'con tus palabras',
    without: 'sin palabras',
    both: (value) => `guiada, g = ${value}`,
  },
  update: {
    name: 'La actualización',
    lead: 'Con una suposición de la imagen limpia y otra del ruido, DDIM mezcla el siguiente latente, algo menos ruidoso: las mismas dos partes, pero con los valores de la tabla para el tiempo siguiente t′. Aquí está para un solo número, en el centro del primer canal del latente.',
    told: (x, x0, noise, next) =>
      `Antes del paso, el número era ${x}. La red tomó ${x0} por imagen y ${noise} por ruido; mezclado de nuevo da ${next}.`,
    other: (sampler) =>
      `Esta creación usó el muestreador ${sampler}. Elige DDIM en los ajustes y vuelve a crear para ver aquí su actualización en números.`,
  },
};

export default lessonDeep;
