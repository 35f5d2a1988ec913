import type english from '../en/offline.ts';

const offline: typeof english = {
  title: 'En este equipo',
  lead: 'Todo lo que esta página necesita puede quedarse en este navegador. Así se abre y funciona sin red, y no hay que volver a descargar nada.',
  summary: {
    unknown: 'mirando…',
    unable: 'aquí no se guarda nada',
    partly: (held, all) => `${held} de ${all} guardados`,
    keeping: (done, all) => `guardando ${done} de ${all}`,
    checking: (done, all) => `comprobando ${done} de ${all}`,
    kept: (all) => `todo guardado (${all}): funciona sin red`,
    full: 'a este navegador no le queda espacio',
    failed: 'no está todo guardado',
  },
  before: (rest) => `Todavía tienen que llegar ${rest} del servidor.`,
  beforeTimed: (rest, time) =>
    `Todavía tienen que llegar ${rest} del servidor: unos ${time} a la velocidad que indica este navegador.`,
  left: (time) => `quedan unos ${time}`,
  unable:
    'Este navegador no le presta espacio a esta página, así que los modelos se descargan en cada visita. Ábrela en una dirección https o en localhost para guardarlos.',
  full: (need, lent) =>
    `La página necesita ${need} y este navegador solo le presta ${lent}. Libera espacio en este equipo y pulsa Guardar.`,
  fullUnknown:
    'Este navegador no presta más espacio. Libera espacio en este equipo y pulsa Guardar.',
  verified: 'Se han vuelto a leer todos los archivos guardados: están como deben.',
  mended: (count) =>
    count === 1
      ? 'Un archivo había cambiado o faltaba; se ha descargado de nuevo y está bien.'
      : `${count} archivos habían cambiado o faltaban; se han descargado de nuevo y están bien.`,
  used: (used, lent) => `Ocupado aquí: ${used} de los ${lent} que presta este navegador.`,
  yours: 'Lo que escribes y lo que se dibuja no forma parte de esto: se queda solo en esta página.',
  keep: 'Guardar',
  stop: 'Parar',
  verify: 'Comprobar y reparar',
  remove: 'Quitar',
  install: 'Instalar como aplicación',
  licences: 'Licencias de las piezas de esta página',
  update: {
    ready: 'Ha llegado una versión más nueva de esta página.',
    waiting: 'El cambio se hará en cuanto terminen los modelos.',
    take: 'Cambiar',
  },
};

export default offline;
