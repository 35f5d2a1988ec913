import type english from '../../en/quiz/glossary.ts';

const glossary: typeof english = {
  prompt: { term: 'prompt', meaning: 'La frase que le das a un modelo para empezar.' },
  token: {
    term: 'token',
    meaning:
      'Una palabra o un trozo de ella (o una tesela de una imagen) que equivale a un número.',
  },
  seed: {
    term: 'semilla',
    meaning: 'Un número del que sale todo el azar. La misma semilla da el mismo resultado.',
  },
  temperature: {
    term: 'temperatura',
    meaning:
      'Lo atrevido que es el sorteo: con 0 sale siempre lo más probable; si es alta, a menudo otra cosa.',
  },
  logit: {
    term: 'logit',
    meaning: 'La puntuación en bruto que el modelo da a un posible token siguiente.',
  },
  softmax: {
    term: 'softmax',
    meaning: 'La fórmula que convierte puntuaciones en partes que juntas suman el 100 %.',
  },
  vector: {
    term: 'vector',
    meaning:
      'Una lista de números. Dentro de un modelo cada token es una; las cosas parecidas tienen listas parecidas.',
  },
  attention: {
    term: 'atención',
    meaning:
      'Cómo recoge un token de los demás: de cada uno con un peso, y todos los pesos suman 1.',
  },
  layer: {
    term: 'capa',
    meaning: 'Una estación de cálculo. Lo que sale de ella entra en la siguiente.',
  },
  transformer: {
    term: 'transformer',
    meaning: 'Una red de capas con atención. GPT y DALL-E son transformers.',
  },
  codebook: {
    term: 'libro de códigos',
    meaning: 'La caja de teselas de la que elige DALL-E; cada una tiene su número.',
  },
  decoder: {
    term: 'decodificador',
    meaning: 'La parte que convierte números en algo que se ve o se lee, como los píxeles.',
  },
  noise: {
    term: 'ruido',
    meaning: 'Puro azar en cada píxel, como la nieve de un televisor antiguo.',
  },
  latent: {
    term: 'latente',
    meaning: 'Un breve resumen de una imagen, con muchos menos números que píxeles.',
  },
  step: { term: 'paso', meaning: 'Una ronda de adivinar el ruido y quitar una parte.' },
  guidance: {
    term: 'guía',
    meaning: 'La fuerza con que tiran tus palabras: aumenta la diferencia que causan.',
  },
  sampler: {
    term: 'muestreador',
    meaning: 'La receta que dice cuánto ruido se quita en cada paso.',
  },
  weights: {
    term: 'pesos',
    meaning: 'Los números de un modelo que fijó el entrenamiento. Son lo que ha aprendido.',
  },
  training: {
    term: 'entrenamiento',
    meaning:
      'Adivinar, medir el error, mover un poco cada peso, y otra vez, muchos miles de veces.',
  },
  loss: {
    term: 'pérdida',
    meaning: 'Un número que dice cuánto se equivoca. Cuanto más bajo, mejor.',
  },
  epoch: { term: 'época', meaning: 'Una vuelta completa por todos los ejemplos.' },
  learningRate: {
    term: 'tasa de aprendizaje',
    meaning: 'Cuánto se mueve cada peso en un paso del entrenamiento.',
  },
  heldOut: {
    term: 'apartado',
    meaning: 'Ejemplos que se guardan aparte para ver si el modelo aprendió la regla.',
  },
  quantised: {
    term: 'cuantizado',
    meaning: 'Guardado con menos bits por número: más pequeño y un poco menos exacto.',
  },
};

export default glossary;
