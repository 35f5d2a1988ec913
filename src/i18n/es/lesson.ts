import type english from '../en/lesson.ts';

const lesson: typeof english = {
  chooser: {
    title: 'Elige tu forma de aprender',
    count: (count) => `${count} modos`,
    lead: 'La misma creación, muchas maneras de conocerla. Elige la que quieras; en este equipo se guarda por dónde vas.',
    minutes: (minutes) => `${minutes} min`,
    here: (part, parts) => `Ibas por ${part} de ${parts}`,
    done: 'Terminado',
    erase: 'Borrar mi progreso',
    erased: 'Se ha borrado todo lo relativo a tu progreso.',
  },
  modes: {
    explain: {
      name: 'Explicar',
      promise: 'Toda la historia en palabras sencillas: un narrador, un mosaiquista y un escultor.',
    },
    why: {
      name: 'Por qué',
      promise: 'Para qué sirve cada tipo de modelo, qué hace mal y cuándo no hay que fiarse de él.',
    },
    visualize: {
      name: 'Visualizar',
      promise: 'El corazón de la lección: sigue tu frase, el entrenamiento y cada predicción.',
    },
    deep: {
      name: 'A fondo',
      promise:
        'Cada paso interno en una fórmula con los números de tu creación y el código que lo hace.',
    },
    metrics: {
      name: 'Medidas',
      promise: 'Cómo se juzgan estos modelos, probado con tu propia frase y tus propias imágenes.',
    },
    experiment: {
      name: 'Experimento',
      promise: 'Entrena tú dos modelos diminutos, cambia una sola cosa y mide qué pasa.',
    },
    try: {
      name: 'Pruébalo',
      promise: 'Adivina qué hará un mando, gíralo y compara los dos resultados.',
    },
    challenge: {
      name: 'Desafío',
      promise: 'Diez preguntas, de fáciles a difíciles, muchas sobre tu propia creación.',
    },
    recall: {
      name: 'Repaso',
      promise: 'Tarjetas que vuelven cuando las necesitas y una hoja de repaso de una página.',
    },
  },
  bar: {
    label: 'Lección',
    all: (count) => `Los ${count} modos`,
    next: (name) => `Siguiente: ${name}`,
    finish: 'He terminado este modo',
    finished: 'Anotado como terminado en este equipo.',
    goOn: (name) => `Seguir por donde ibas: ${name}`,
    parts: 'Partes de este modo',
    failed: 'Esta parte de la lección no ha llegado. Revisa la conexión y vuelve a intentarlo.',
    retry: 'Volver a intentarlo',
    loading: 'Un momento: esta parte de la lección está en camino.',
  },
  parts: {
    pipeline: 'Recorrido de los datos',
    training: 'Recorrido del entrenamiento',
    prediction: 'Recorrido de la predicción',
    quiz: 'Preguntas',
    insight: 'La idea clave',
  },
  live: {
    notInClass: 'Tu clase no usa el modelo que haría falta para esto.',
    note: 'Esto pone a trabajar los modelos en tu equipo; la primera vez hay que cargarlos y tarda un momento.',
    stop: 'Parar',
    waits: 'Tu propia creación aún está en marcha; esto empieza después.',
    steps: (steps) => `Hechas con ${steps} pasos cada una, para que sea rápido.`,
    failed:
      'No se ha podido hacer porque los modelos no están a mano. Todo lo que muestra tu creación sigue funcionando.',
  },
  strip: {
    label: 'Tu creación',
    empty:
      'Todavía no hay nada que mirar. Escribe una frase arriba y ponla en marcha, o mira una creación grabada.',
    working: 'Los modelos están trabajando. Lo que ya está hecho se puede mirar.',
    recorded: 'Esta creación está grabada.',
    prompt: 'La frase',
    story: 'El cuento',
    paint: 'El mosaico',
    dream: 'El sueño',
    notYet: 'todavía no',
  },
};

export default lesson;
