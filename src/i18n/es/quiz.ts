import type english from '../en/quiz.ts';
import fixed from './quiz/fixed.ts';
import glossary from './quiz/glossary.ts';
import insight from './quiz/insight.ts';
import own from './quiz/own.ts';

const quiz: typeof english = {
  quiz: {
    title: 'Preguntas',
    lead: 'Tres preguntas, una de cada nivel. Algunas tratan de tu propia creación.',
    again: 'Otras tres preguntas',
    level: 'Nivel',
    allLevels: 'los tres',
  },
  challenge: {
    title: 'Desafío',
    lead: 'Diez preguntas, de fácil a difícil, muchas sobre tu propia creación. Se permiten pistas.',
    start: 'Empezar el desafío',
    again: 'Otras diez preguntas',
    worked: 'Las respuestas, explicadas',
  },
  recall: {
    title: 'Repaso',
    lead: 'Las tarjetas vuelven: pronto si fallaste, cada vez más tarde si la sabías.',
    card: (number, count) => `Tarjeta ${number} de ${count}`,
    turn: 'Dar la vuelta a la tarjeta',
    knew: 'La sabía',
    missed: 'Todavía no',
    done: 'No quedan tarjetas por ahora.',
    next: (when) => `La próxima tarjeta toca el ${when}.`,
    more: 'Repasarlas de todos modos',
    boxes: (known, all) => `${known} de ${all} tarjetas están en las dos últimas cajas.`,
  },
  levels: { easy: 'fácil', medium: 'medio', hard: 'difícil' },
  question: (number, count) => `Pregunta ${number} de ${count}`,
  own,
  ownMark: 'de tu creación',
  hint: 'Pista',
  right: 'Correcto.',
  wrong: (answer) => `No exactamente. Lo correcto es: ${answer}`,
  next: 'Siguiente pregunta',
  finish: 'Ver el resultado',
  show: 'Muéstrame dónde',
  find: 'Búscalo en Visualizar',
  result: (right, count) => `${right} de ${count} correctas`,
  praise: {
    all: 'Todas. Ya podrías explicárselo a alguien.',
    most: 'Muy bien. Mira lo que fallaste y prueba con más.',
    few: 'Buen comienzo: cada respuesta de abajo se explica sola. Después, prueba con más.',
  },
  kept: (right, answered) =>
    `En total, ${right} de ${answered} correctas. Se guarda solo en este aparato.`,
  chosen: 'tu respuesta',
  rightMark: 'correcta',
  noRun: 'Haz una creación o mira una grabada, y se sumarán preguntas sobre ella.',
  answer: 'Respuesta',
  glossaryTitle: 'Glosario',
  fixed,
  glossary,
  insight,
};

export default quiz;
