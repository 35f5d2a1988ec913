import type english from '../../en/quiz/fixed.ts';

const fixed: typeof english = {
  continuesText: {
    ask: '¿Qué modelo genera continuaciones de texto a partir de una frase?',
    right: 'GPT',
    a: 'Stable Diffusion',
    b: 'DALL-E',
    c: 'Ninguno de estos',
    hint: 'De los tres, es el que cuenta historias.',
    because:
      'GPT lee tus palabras y dice qué probabilidad tiene cada palabra siguiente; se sortea una y sigue desde ahí. Los otros dos hacen imágenes.',
  },
  startsFromNoise: {
    ask: '¿Qué modelo parte del ruido?',
    right: 'Stable Diffusion',
    a: 'DALL-E',
    b: 'GPT',
    c: 'Ninguno de estos',
    hint: 'Trabaja como un escultor: quita lo que sobra.',
    because:
      'Stable Diffusion empieza con puro ruido al azar y lo va aclarando paso a paso. DALL-E empieza con una cuadrícula vacía, y GPT con tus palabras.',
  },
  intoImageTokens: {
    ask: '¿Qué modelo convierte el texto en tokens de imagen?',
    right: 'DALL-E',
    a: 'GPT',
    b: 'Stable Diffusion',
    c: 'Ninguno de estos',
    hint: 'Piensa en alguien que coloca un mosaico.',
    because:
      'DALL-E convierte tus palabras en 256 tokens de imagen, uno tras otro, y un decodificador los convierte en píxeles.',
  },
  tokenIs: {
    ask: '¿Qué es un token?',
    right: 'Una palabra, o un trozo de ella, que equivale a un número',
    a: 'El dibujo de una palabra',
    b: 'Una moneda que pagas por cada respuesta',
    c: 'Un error del modelo',
    hint: 'Los modelos solo saben calcular.',
    because:
      'Los modelos calculan con números, así que primero se corta la frase en trozos y a cada trozo le toca su número. Para DALL-E, también son tokens las teselas de una imagen.',
  },
  sameSeed: {
    ask: 'La misma frase, los mismos ajustes y la misma semilla: ¿qué sale?',
    right: 'Otra vez exactamente lo mismo',
    a: 'Algo un poco distinto',
    b: 'Algo del todo distinto',
    c: 'Nada: una semilla solo sirve una vez',
    hint: 'De la semilla viene todo el azar.',
    because:
      'Todo el azar de una creación sale de la semilla. Con la misma semilla, cada sorteo cae igual.',
  },
  whereRuns: {
    ask: '¿Dónde trabajan los tres modelos de esta página?',
    right: 'Dentro de este navegador, en este aparato',
    a: 'En un ordenador enorme, muy lejos de aquí',
    b: 'En el buscador',
    c: 'En los teléfonos de otras personas',
    hint: 'Ahora mismo podrías desconectar la red.',
    because:
      'Los modelos se cargaron en tu navegador y calculan en tu aparato. Lo que escribes no se envía a ninguna parte.',
  },
  neverSeen: {
    ask: 'Estos modelos nunca han visto una jirafa. ¿Qué pasa si pides una?',
    right: 'No se puede dibujar, y la página lo dice',
    a: 'La buscan en internet',
    b: 'Se acuerdan de una del colegio',
    c: 'La aprenden mientras esperas',
    hint: 'Un modelo solo conoce lo que había en sus ejemplos.',
    because:
      'Un modelo solo puede combinar lo que aprendió de sus ejemplos. Las palabras de fuera se pasan por alto, y la página las señala.',
  },
  learnFrom: {
    ask: '¿Cómo aprendieron estos modelos?',
    right: 'Con muchos ejemplos, haciendo sus errores más pequeños poco a poco',
    a: 'Alguien escribió todas las reglas',
    b: 'Copiaron un diccionario',
    c: 'Con el uso',
    hint: 'Mira las curvas del entrenamiento.',
    because:
      'Al entrenar, el modelo adivina, se mide el error y se mueve un poquito cada uno de sus números para que el error baje. Eso se repite muchos miles de veces.',
  },
  temperatureUp: {
    ask: 'Subes la temperatura de GPT. ¿Qué cambia?',
    right: 'Las palabras menos probables salen más a menudo',
    a: 'Escribe más deprisa',
    b: 'Sabe más palabras',
    c: 'El texto se alarga',
    hint: 'Caliente es atrevido, frío es prudente.',
    because:
      'Una temperatura más alta aplana el reparto: las favoritas pierden algo y las demás lo ganan. Con 0 gana siempre la más probable.',
  },
  oneAtATime: {
    ask: '¿Cómo escribe GPT una frase?',
    right: 'Token a token, leyendo cada vez todo lo anterior',
    a: 'Todas las palabras a la vez',
    b: 'De la última palabra a la primera',
    c: 'Busca la frase en una lista',
    hint: 'Mira cómo crece el texto.',
    because:
      'Nunca planea el conjunto: elige un token, lo añade al texto y vuelve a leerlo todo para el siguiente.',
  },
  guidanceUp: {
    ask: '¿Qué le hace a una imagen una guía más fuerte?',
    right: 'Sigue tus palabras con más rigor y con menos variedad',
    a: 'Hace la imagen más grande',
    b: 'Hace la imagen más clara',
    c: 'Da más pasos',
    hint: 'La guía es la fuerza con que tiran tus palabras.',
    because:
      'La guía refuerza la diferencia entre lo que se adivina con tus palabras y sin ellas. Si es demasiada, los colores se vuelven chillones.',
  },
  guessesNoise: {
    ask: '¿Qué adivina en cada paso la red de Stable Diffusion?',
    right: 'Qué parte de la imagen es ruido',
    a: 'La palabra siguiente',
    b: 'El número de la tesela siguiente',
    c: 'Si te va a gustar',
    hint: 'Para quitar algo hay que saber qué es.',
    because:
      'Adivina el ruido. Se quita una parte y lo que queda está un poco más claro: eso es un paso.',
  },
  layingOrder: {
    ask: '¿En qué orden coloca DALL-E sus teselas?',
    right: 'Fila a fila desde arriba, y cada fila de izquierda a derecha',
    a: 'Del centro hacia fuera',
    b: 'Todas a la vez',
    c: 'Primero lo importante',
    hint: 'Como las líneas de un libro.',
    because:
      'Para DALL-E una imagen es una larga frase de teselas: lee tus palabras y las teselas ya puestas, y elige la siguiente.',
  },
  lossFalls: {
    ask: 'Al entrenar, la pérdida baja. ¿Qué significa?',
    right: 'Que adivina cada vez mejor',
    a: 'Que el modelo se hace más pequeño',
    b: 'Que el modelo olvida',
    c: 'Que el entrenamiento va más lento',
    hint: 'La pérdida mide cuánto se equivoca.',
    because:
      'La pérdida dice cuánto sorprende al modelo la respuesta correcta. Cuanto más baja, mejor adivina.',
  },
  moreSteps: {
    ask: 'Le das a Stable Diffusion muchos más pasos. ¿Qué pasa?',
    right: 'Tarda más y, a partir de cierto punto, apenas mejora',
    a: 'La imagen mejora tanto como se alarga la espera',
    b: 'Dibuja más cosas',
    c: 'La imagen vuelve a tener ruido',
    hint: 'Compara los últimos pasos de tu propia creación.',
    because:
      'Las grandes decisiones caen en los primeros pasos. Los últimos solo pulen: cuestan tiempo y cambian poco.',
  },
  smallLatent: {
    ask: '¿Por qué trabaja Stable Diffusion con un latente pequeño y no con los píxeles?',
    right: 'Hay muchos menos números que calcular',
    a: 'Porque los píxeles son secretos',
    b: 'Para que los colores salgan al azar',
    c: 'Porque el texto no cabe en los píxeles',
    hint: 'Cuenta: 512 × 512 píxeles de tres colores.',
    because:
      'Un latente es un breve resumen de una imagen, con muchos menos números. Solo al final un decodificador lo convierte en píxeles.',
  },
  softmax: {
    ask: '¿Qué hace softmax?',
    right: 'Convierte puntuaciones en partes que juntas suman el 100 %',
    a: 'Suaviza la imagen',
    b: 'Encuentra la palabra más larga',
    c: 'Borra todos los números pequeños',
    hint: 'De ahí salen las barras de cada palabra de GPT.',
    because:
      'El modelo da primero a cada palabra una puntuación cualquiera. Softmax eleva e a cada puntuación y divide por la suma: ya son partes de un todo.',
  },
  attention: {
    ask: '¿Qué calcula la atención?',
    right: 'Cuánto toma cada token de cada uno de los otros',
    a: 'Cuánto te interesa el texto',
    b: 'Qué palabras están mal escritas',
    c: 'A qué velocidad debe ir el modelo',
    hint: 'Cada fila de una imagen de atención suma 1.',
    because:
      'Cada token pregunta, los otros responden cuánto encajan, y con esos pesos recoge de ellos. Así «lo» puede encontrar al gato del que habla.',
  },
  heldOut: {
    ask: '¿Por qué se mide un modelo con ejemplos de los que nunca aprendió?',
    right: 'Para ver si aprendió la regla o solo se sabe sus ejemplos de memoria',
    a: 'Para entrenarlo el doble de rápido',
    b: 'Porque los otros ejemplos se gastaron',
    c: 'Para bajar la pérdida',
    hint: 'Piensa en un examen con las mismas preguntas que los deberes.',
    because:
      'Quien se sabe las respuestas de memoria solo brilla con las preguntas de siempre. Las nuevas muestran si entendió algo.',
  },
  quantised: {
    ask: 'Los pesos de estos modelos se guardan en 8 bits en vez de 32. ¿Cuál es el precio?',
    right: 'Cada número es un poco menos exacto',
    a: 'Faltan tres cuartas partes de los pesos',
    b: 'El modelo solo puede decir 8 palabras',
    c: 'Ninguno: se vuelve más exacto',
    hint: 'Mide con una regla que solo tiene 256 marcas.',
    because:
      'Con 8 bits la regla tiene 256 marcas en lugar de miles de millones. Los archivos ocupan la cuarta parte y el resultado es casi igual.',
  },
  emptyPrompt: {
    ask: 'Con guía, la red se ejecuta dos veces en cada paso. ¿Por qué?',
    right: 'Una con tus palabras y otra sin ellas, para reforzar la diferencia',
    a: 'Una para la mitad izquierda y otra para la derecha',
    b: 'Para repasar su ortografía',
    c: 'La primera solo es de calentamiento',
    hint: '¿Cómo se sabe qué ha cambiado una palabra?',
    because:
      'Solo las dos respuestas juntas muestran qué cambian tus palabras. La guía multiplica esa diferencia.',
  },
  decoder: {
    ask: 'En DALL-E, ¿cuál es el trabajo del decodificador VQ?',
    right: 'Convierte en píxeles los 256 números de los tokens',
    a: 'Corta tu frase en tokens',
    b: 'Elige el token siguiente',
    c: 'Traduce tu frase',
    hint: 'Los números todavía no son una imagen.',
    because:
      'El transformer solo elige números de teselas. El decodificador sabe qué aspecto tiene cada número junto a sus vecinos, y lo pinta.',
  },
  ninetyNine: {
    ask: 'GPT le da a una palabra el 99 %. ¿Qué te dice eso?',
    right: 'Que, por todo lo que ha leído, esa palabra es muy probable aquí',
    a: 'Que la frase es verdad',
    b: 'Que ha buscado la palabra',
    c: 'Que 99 personas la han revisado',
    hint: '¿Puede un cuento ser muy probable palabra por palabra?',
    because:
      'El porcentaje habla de cómo suelen seguir los textos, no del mundo. Un modelo puede estar muy seguro y muy equivocado.',
  },
  tooHighRate: {
    ask: 'La tasa de aprendizaje es demasiado alta. ¿Qué le pasa a la pérdida?',
    right: 'Da saltos, o deja de ser un número',
    a: 'Baja más deprisa y más abajo',
    b: 'Se queda exactamente igual',
    c: 'Baja, solo que más despacio',
    hint: 'Baja a un valle con zancadas tan largas como el valle.',
    because:
      'Cada paso va demasiado lejos y cae en la otra ladera, a veces más arriba que antes. Puedes probarlo en Experimento.',
  },
};

export default fixed;
