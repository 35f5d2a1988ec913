import type english from '../en/lessonWhy.ts';

const lessonWhy: typeof english = {
  lead: 'Tres clases de máquina, y buenas razones para construir cada una. Ninguna sirve para todo. Esto es lo que puedes pedirle a cada cual.',
  headings: {
    for: 'Para qué sirve',
    used: 'Dónde la encuentras',
    bad: 'Qué hace mal',
    never: 'No te fíes de ella para',
  },
  gpt2: {
    name: 'El narrador: GPT',
    for: 'Continuar textos: responder, resumir, traducir, ayudar con código. Todo lo que se pueda escribir como una fila de trozos.',
    used: 'Asistentes de conversación, la palabra que te sugiere el teléfono, programas que completan código, subtítulos en otro idioma.',
    bad: 'Contar, calcular de cabeza y decir «no lo sé». Escribe lo que suena bien, y lo verdadero y lo falso pueden sonar igual.',
    never:
      'Datos que no puedas comprobar, consejos de salud, decisiones sobre una persona o tus secretos.',
    inRun: (share) =>
      `En tu creación estaba, de media, seguro al ${share} del trozo que sacó. El resto del tiempo podría haber escrito otra cosa.`,
  },
  dalle: {
    name: 'El mosaiquista: DALL-E',
    for: 'Convertir palabras en imagen con el mismo truco del narrador: los trozos de imagen son solo más palabras. Así un único modelo puede con texto e imágenes a la vez.',
    used: 'El primer DALL-E funcionaba así, y también modelos de hoy que leen y responden con palabras, imágenes y sonido a la vez.',
    bad: 'Echarse atrás. Con una tesela atrevida de arriba hay que convivir hasta abajo. Y es lento en imágenes grandes: un trozo tras otro.',
    never: 'Usar sus imágenes como prueba. Lo que coloca parece real y nunca ocurrió.',
    inRun: (share) =>
      `En tu creación, su tesela más atrevida tenía una probabilidad de ${share}, y todas las siguientes tuvieron que encajar con ella.`,
  },
  diffusion: {
    name: 'El escultor: Stable Diffusion',
    for: 'Imágenes grandes y finas a partir de palabras, y cambiar una parte de ellas: en cada paso ve el conjunto. La misma idea crea sonido, cine y formas de proteínas.',
    used: 'Herramientas que crean o retocan imágenes, efectos de cine, diseño de medicamentos.',
    bad: 'Contar, distinguir izquierda y derecha, escribir dentro de la imagen y no mezclar dos colores. Para él las palabras son un deseo, no un plano.',
    never:
      'Imágenes de personas reales sin preguntarles, noticias o cualquier caso en que alguien pueda tomarlas por una fotografía.',
    inRun: (steps) =>
      `En tu creación cambió la imagen entera ${steps} veces. Ningún paso fue «la» decisión.`,
  },
  measured: {
    title: 'Medido en los tres modelos de esta página',
    story: (share) =>
      `El narrador no se salió del tema en el ${share} de los cuentos que no había practicado.`,
    pictures: (single, pair) =>
      `Una cosa sola: bien en el ${single} de las imágenes. Dos cosas distintas: en el ${pair}.`,
    none: 'Las medidas de este paquete no están a mano.',
  },
  questions: {
    title: 'Tres preguntas antes de fiarte de cualquiera de ellos',
    one: '¿Puedo comprobarlo? Si no puedes, no lo difundas.',
    two: '¿Y si se equivoca? Cuanto más daño haría un error, menos debe decidir.',
    three:
      '¿De qué ejemplos aprendió? Repite lo que había en ellos: lo bueno, lo falso y lo injusto. Estos tres solo aprendieron de un mundo de cuento que dibujó este mismo proyecto.',
  },
};

export default lessonWhy;
