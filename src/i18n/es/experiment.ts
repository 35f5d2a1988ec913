import type english from '../en/experiment.ts';

const experiment: typeof english = {
  title: 'Experimento: entrenar y evaluar',
  lead: 'Aquí entrenas tú un modelo: diminuto, desde pesos al azar, con descenso de gradiente de verdad y en este aparato. Después cambia una sola cosa y mira qué hace.',
  choose: '¿Quién va a aprender?',
  kinds: {
    captions: {
      name: 'Un GPT diminuto',
      what: 'Lee 800 frases en inglés como «a red ball on a sunny beach» y aprende qué palabra sigue.',
    },
    points: {
      name: 'Un modelo de difusión diminuto',
      what: 'Ve los puntos de un dibujo y aprende a devolver a él puntos puestos al azar.',
    },
  },
  subject: 'Puntos de',
  subjects: {
    heart: 'un corazón',
    spiral: 'una espiral',
    ring: 'un anillo',
    smile: 'una sonrisa',
    drawing: 'mi propio dibujo',
  },
  pad: {
    label: 'Papel para dibujar',
    how: 'Dibuja con el dedo o el ratón. Con el teclado: las flechas mueven el lápiz, la barra espaciadora pone un punto y Mayús con una flecha dibuja.',
    count: (points) => `${points} puntos`,
    undo: 'Quitar diez puntos',
    clear: 'Borrar el papel',
  },
  train: 'Entrenar A',
  stop: 'Parar',
  lacks: {
    world: 'La lista de palabras todavía no ha llegado.',
    drawing: 'Dibuja primero al menos tres puntos.',
  },
  training: (name) => `Entrenamiento ${name}`,
  plan: (examples, rate, steps, weights) =>
    `${examples} ejemplos · tasa de aprendizaje ${rate} · ${steps} pasos · ${weights} pesos`,
  progress: (step, steps, time) => `paso ${step} de ${steps} · ${time}`,
  status: {
    quarter: (name, share) => `Entrenamiento ${name}: hecho el ${share}.`,
    done: (name, time) => `El entrenamiento ${name} ha terminado, tras ${time}.`,
    stopped: (name, step) => `El entrenamiento ${name} se paró en el paso ${step}.`,
    diverged: (name, step) =>
      `En el paso ${step} la pérdida del entrenamiento ${name} dejó de ser un número: sus pasos eran tan largos que los pesos crecieron sin límite. Ayuda una tasa de aprendizaje más pequeña.`,
  },
  table: {
    epoch: 'Época',
    loss: 'Pérdida',
    heldOut: 'Pérdida con ejemplos apartados',
    accuracy: 'Acierto',
  },
  curves: {
    loss: 'Pérdida por paso: cuanto más baja, mejor',
    accuracy: {
      captions: 'Acierto: palabras siguientes adivinadas',
      points: 'Acierto: puntos que caen sobre el dibujo',
    },
    train: (name) => `${name}, ejemplos de los que aprende`,
    heldOut: (name) => `${name}, ejemplos apartados`,
    lossLabel: (from, to) =>
      `Curvas de la pérdida; la más nueva, con ejemplos apartados, va de ${from} a ${to}`,
    accuracyLabel: (from, to) => `Curvas del acierto; la más nueva va de ${from} a ${to}`,
  },
  samples: {
    title: (name) => `Lo que hace ${name}`,
    before: 'antes de entrenar',
    after: (step) => `tras el paso ${step}`,
    choose: 'Mostrar',
    plot: (when) => `Los puntos del dibujo y los del modelo ${when}`,
  },
  hypothesis: {
    title: 'Una hipótesis, un cambio, una medida',
    change: 'En el entrenamiento B cambio solo',
    changes: {
      rateHigh: 'la tasa de aprendizaje: mucho más alta',
      rateLow: 'la tasa de aprendizaje: treinta veces menor',
      fewExamples: 'los ejemplos: muy pocos',
      fewSteps: 'los pasos: la quinta parte',
      otherSeed: 'la semilla: otros pesos iniciales al azar',
    },
    think: 'Creo que la pérdida de B con ejemplos apartados será',
    outcomes: { lower: 'más baja', same: 'casi igual (hasta un 5 %)', higher: 'más alta' },
    train: 'Entrenar B',
    first: 'Entrena primero A hasta el final; entonces habrá con qué comparar.',
    measured: (a, b) => `Medido con ejemplos apartados: A ${a}, B ${b}.`,
    noNumber: 'ningún número',
    asThought: 'Como pensabas.',
    otherwise: (outcome) => `No como pensabas: salió ${outcome}.`,
    because: {
      rateHigh:
        'Con una tasa tan alta cada paso se pasa de largo: los pesos saltan por encima del valle y no se asientan en él.',
      rateLow:
        'Cada paso es tan corto que el modelo apenas se ha movido. Con muchos más pasos llegaría.',
      fewExamples:
        'Compara sus dos curvas: con sus pocos ejemplos la pérdida sigue bajando; con los nuevos, no. Se los aprende de memoria.',
      fewSteps: 'Tuvo menos tiempo. Mira dónde estaba la curva de A en el mismo paso.',
      otherSeed:
        'Los pesos iniciales son otros y el camino también; el final se parece mucho. Diferencias tan pequeñas como esta son azar.',
    },
  },
};

export default experiment;
