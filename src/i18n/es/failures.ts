import type english from '../en/failures.ts';
import hub from './hub.ts';

const failures: typeof english = {
  kinds: {
    aborted: { sentence: 'Parado.', next: 'Pulsa Empezar para volver a empezar.' },
    badInput: {
      sentence: 'No puedo trabajar con esa frase.',
      next: 'Prueba con una de las sugerencias.',
    },
    packMissing: {
      sentence: 'Falta un archivo de este modelo.',
      next: 'Pon otra vez la carpeta «models» junto a la página y pulsa Reintentar.',
    },
    packBroken: {
      sentence: 'Un archivo de este modelo está dañado.',
      next: 'Copia otra vez la carpeta «models» y pulsa Reintentar.',
    },
    outOfMemory: {
      sentence: 'No hay memoria suficiente para este modelo.',
      next: 'Cierra otras pestañas y pulsa Reintentar.',
    },
    workerDied: {
      sentence: 'Este modelo se ha detenido de repente.',
      next: 'Pulsa Reintentar; los otros modelos siguen.',
    },
    unsupported: {
      sentence: 'Este navegador no puede hacer funcionar los modelos.',
      next: 'Abre esta página en un Chrome, Edge, Firefox o Safari actual.',
    },
    unreadable: {
      sentence: 'No puedo leerlo.',
      next: 'Elige una creación o una imagen que se haya guardado aquí.',
    },
    notAllowed: {
      sentence: 'Esas palabras no se permiten aquí.',
      next: 'Elige entre lo que se ofrece.',
    },
    internal: { sentence: 'Algo ha fallado en este modelo.', next: 'Pulsa Reintentar.' },
  },
  details: {
    promptEmpty: () => 'La frase está vacía.',
    promptLong: (length, most) =>
      `Tiene ${length.toLocaleString('es')} caracteres; el máximo es ${most.toLocaleString('es')}.`,
    outOfRange: (name, value, low, high) =>
      `El valor de ${name} es ${value}; tiene que estar entre ${low} y ${high}.`,
    notShare: (name, value) =>
      `El valor de ${name} es ${value}; tiene que ser mayor que 0 y como mucho 1.`,
    notWhole: (name, value) => `El valor de ${name} es ${value}; tiene que ser un número entero.`,
    tooManySteps: (steps, most) =>
      `El número de pasos es ${steps}; con este muestreador tiene que estar entre 1 y ${most}.`,
    stopWordsMany: (count, most) => `Hay ${count} palabras de parada; el máximo es ${most}.`,
    stopWordLength: (length, most) =>
      `Una palabra de parada tiene ${length} caracteres; tiene que tener de 1 a ${most}.`,
    begunRows: (codes, row) =>
      `Se dan ${codes} teselas para empezar; tienen que llenar filas enteras de ${row} y dejar alguna por pintar.`,
    begunCode: (code, most) =>
      `Se da la tesela ${code} para empezar; las teselas van del 0 al ${most}.`,
    weightOdd: (text, weight, most) =>
      `«${text}» pesa ${weight}; un peso tiene que estar entre 0 y ${most}.`,
    turnLate: (step, steps) =>
      `La frase tiene que cambiar después del paso ${step}, y hay ${steps} pasos.`,
    notNumbers: () =>
      'La imagen no ha salido en números (NaN). Puede que sirva otro método u otro número de pasos.',
    oddPicture: (width, height) =>
      `La imagen para empezar tiene ${width} × ${height} píxeles; tiene que ser cuadrada.`,
    noEncoder: () => 'Este modelo no tiene codificador, así que no puede empezar con una imagen.',
    seedListOdd: (part) =>
      `«${part}» no es una semilla; las semillas son números enteros del 0 al 4294967295.`,
    seedListLong: (count, most) => `La lista tiene ${count} semillas; el máximo es ${most}.`,
    noWebAssembly: () => 'No tiene WebAssembly.',
    noWorkers: () => 'No tiene web workers.',
    notInManifest: (path) => `${path} no figura en el manifiesto.`,
    notListed: (pack) => `manifest.json no incluye ${pack}.`,
    notJson: (path) => `${path} no es JSON.`,
    notThere: (path) => `${path} no está.`,
    unreachable: (path) => `No se puede llegar a ${path}.`,
    serverAnswered: (path, status) => `${path}: el servidor ha respondido ${status}.`,
    connectionCut: (path) => `${path}: se ha cortado la conexión.`,
    cutShort: (path, bytes, all) => `${path} está incompleto: ${bytes} de ${all} bytes.`,
    tooLong: (path, bytes) => `${path} es más largo que los ${bytes} bytes del manifiesto.`,
    otherFile: (path) => `${path} no es el archivo del manifiesto.`,
    oddValue: (file, name, value) => `${file}: ${name} es ${value}.`,
    cannotOpen: (path, reason) => `${path} no se puede abrir: ${reason}`,
    notInPack: (path) => `${path} no está en este paquete.`,
    asksFor: (path, input) => `${path} pide ${input}, que ninguna creación de aquí da.`,
    lacksToken: (path, token) => `${path} no tiene ${token}.`,
    overOnePiece: (path, size) => `${path} ocupa ${size}; un navegador admite 2 GB de una pieza.`,
    overWasm: (size) => `Este paquete necesita unos ${size}; WebAssembly llega hasta 4 GB.`,
    overMachine: (size, memory) =>
      `Este paquete necesita unos ${size}; este equipo tiene ${memory} para todo.`,
    needsMemory: (size) => `Este paquete necesita unos ${size}.`,
    fileNotThere: () => 'El archivo no está.',
    fileLarge: () => 'El archivo es demasiado grande.',
    fileCutShort: () => 'El archivo está incompleto.',
    fileDamaged: () => 'El archivo está dañado.',
    fileUnpacksLarge: () => 'El archivo, descomprimido, es mayor de lo que puede ser una creación.',
    notRecording: () => 'No es una creación grabada.',
    neitherRunNorPicture: () => 'No es ni una creación guardada ni una imagen PNG.',
    oddField: (where, value) => `El campo ${where} es ${value}.`,
    emptyField: (where) => `El campo ${where} está vacío.`,
    doubledField: (where) => `El campo ${where} nombra algo dos veces.`,
    otherOrigin: () =>
      'Está en otro servidor, y esta página no pregunta a ninguno más que al suyo.',
    noPack: () =>
      'No hay dentro ningún paquete de GPT-2, DALL-E o Stable Diffusion que yo conozca.',
    notZip: () => 'No es un archivo zip.',
    notPng: () => 'No es una imagen PNG.',
    pictureCutShort: () => 'La imagen está incompleta.',
    pictureDamaged: () => 'La imagen está dañada.',
    pictureWithoutHeader: () => 'La imagen no tiene cabecera.',
    pictureTextLong: () => 'Su texto es demasiado largo.',
    pictureSilent: () => 'La imagen no dice cómo se hizo.',
    pictureWithoutSeed: () => 'La imagen no dice con qué semilla se hizo.',
    linkLong: () => 'El enlace es demasiado largo.',
    linkDamaged: () => 'El enlace está dañado.',
    linkTwice: (name) => `El enlace dice «${name}» dos veces.`,
    linkUnknown: (name) => `El enlace dice «${name}», que no conozco.`,
    otherSort: () => 'Es otro tipo de archivo.',
    notOfClass: () => 'Lo que has abierto pide algo que tu clase no ofrece.',
    ...((import.meta.env.WINDOWSILL_HUB ? hub.details : {}) as typeof hub.details),
  },
};

export default failures;
