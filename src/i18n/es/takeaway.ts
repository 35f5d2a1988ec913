import type english from '../en/takeaway.ts';

const takeaway: typeof english = {
  more: 'Llévate más',
  fewer: 'Ver menos',
  title: 'Llévatelo a casa',
  gif: 'Guardar el sueño como GIF',
  webm: 'Guardar el sueño como vídeo',
  story: 'Guardar el cuento como texto',
  postcard: 'Guardar una postal',
  code: 'Mostrar un código para el teléfono',
  hideCode: 'Ocultar el código',
  share: 'Compartir',
  stop: 'Parar',
  making: (percent: string) => `Preparándolo: ${percent}`,
  missing: 'Ahora no se puede llegar a esta parte de la página.',
  oneMoment: 'Un momento…',
  saved: (name: string, size: string) => `Guardado como ${name}, ${size}.`,
  shared: 'Enviado.',
  notShared: 'No se ha compartido.',
  stopped: 'Parado.',
  failed: (why: string) => `No ha funcionado. ${why}`,
  noVideo: 'Este navegador no puede crear un vídeo. El GIF muestra lo mismo.',
  codeLabel: 'Un código que lee la cámara de un teléfono: el enlace a esta creación',
  codeHelp:
    'Apunta al código con la cámara de un teléfono: abre esta página con la misma frase, la misma semilla y los mismos ajustes.',
  codeLong:
    'La frase es demasiado larga para un código que una cámara pueda leer. Copia el enlace.',
  codeOnlyHere:
    'Esta página solo está en este equipo, así que un teléfono no puede abrir el enlace. Aun así, el código guarda la frase, la semilla y los ajustes.',
  made: 'Hecho en un navegador por los pequeños modelos de Windowsill.',
  foot: (seed: string) =>
    `Hecho en un navegador por los pequeños modelos de Windowsill. Con la misma frase y la semilla ${seed} vuelve a salir igual.`,
  shareText: (prompt: string) =>
    `«${prompt}», escrito y dibujado por los pequeños modelos de Windowsill.`,
};

export default takeaway;
