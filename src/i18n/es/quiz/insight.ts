import type english from '../../en/quiz/insight.ts';

const insight: typeof english = {
  title: 'La idea clave',
  sentences: {
    gpt2: 'GPT escribe: elige un token tras otro y lee todo lo anterior.',
    dalle: 'DALL-E también escribe, pero con teselas: 256 tokens de imagen, fila a fila.',
    diffusion: 'Stable Diffusion no escribe nada: limpia de ruido una imagen entera, paso a paso.',
  },
  summary:
    'Tres caminos desde la misma frase y una cosa en común: cada uno es una enorme cantidad de pesos que aprendieron de ejemplos a adivinar bien.',
  figure: {
    label:
      'Una frase a la izquierda toma tres caminos: a una fila de palabras, a una cuadrícula de teselas y a una imagen que sale del ruido',
    sentence: 'tu frase',
  },
  handOut: {
    print: 'Imprimir una hoja de tu creación (dos páginas)',
    title: 'Lo que tres modelos hicieron con una frase',
    made: (date) => `Hecho el ${date} en un navegador, con modelos pequeños y sin conexión.`,
    prompt: 'La frase',
    story: 'GPT siguió así',
    paint: 'DALL-E pintó',
    dream: 'Stable Diffusion soñó',
    numbers: 'Los números de esta creación',
    model: 'Modelo',
    work: 'Trabajo',
    time: 'Tiempo',
    seed: 'Semilla',
    tokens: (count) => `${count} tokens`,
    tiles: (count) => `${count} teselas`,
    steps: (count) => `${count} pasos`,
    film: 'Del ruido a la imagen',
    rows: 'De la primera fila a la última',
    think: 'Para pensar',
    questions: {
      a: 'Mira la fila de imágenes: ¿en qué paso se reconoce por primera vez lo que será?',
      b: '¿Qué cambiaría si solo la semilla fuera otra?',
      c: '¿A cuál de los tres le confiarías un dato, y por qué a ninguno a ciegas?',
    },
    empty: 'Haz una creación o mira una grabada; entonces habrá algo que imprimir.',
  },
  sheet: {
    title: 'Hoja de repaso: tres clases de modelo',
    print: 'Imprimir la hoja de repaso (una página)',
    begins: 'Empieza con',
    does: 'Hace una y otra vez',
    ends: 'Acaba en',
    beware: 'Cuidado',
    rows: {
      gpt2: {
        begins: 'tus palabras',
        does: 'reparte probabilidades para el token siguiente y sortea uno',
        ends: 'texto',
        beware: 'Fluido no es verdadero.',
      },
      dalle: {
        begins: 'una cuadrícula vacía de 16 × 16',
        does: 'reparte probabilidades para la tesela siguiente y sortea una',
        ends: 'teselas y luego píxeles',
        beware: 'Lo puesto, puesto queda.',
      },
      diffusion: {
        begins: 'puro ruido',
        does: 'adivina el ruido y quita una parte',
        ends: 'un latente y luego píxeles',
        beware: 'Con demasiada guía se ve chillón.',
      },
    },
    knobs: 'Mandos',
    knob: {
      temperature: 'Temperatura: 0 es prudente y siempre igual; alta, atrevida.',
      guidance: 'Guía: con cuánto rigor se siguen tus palabras.',
      steps: 'Pasos: más tardan más; a partir de cierto punto la imagen apenas cambia.',
      seed: 'Semilla: misma semilla y mismos ajustes, mismo resultado.',
    },
    words: 'Palabras',
  },
};

export default insight;
