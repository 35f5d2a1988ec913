import type english from '../en/runtime.ts';
import hub from './hub.ts';

const runtime: typeof english = {
  bring: {
    title: 'Trae tu propio modelo',
    summary: {
      none: 'GPT-2 o Stable Diffusion de tamaño completo, desde este equipo',
      some: (names) => `en marcha: ${names}`,
    },
    lead: 'La página también ejecuta paquetes de tamaño completo: GPT-2 con la disposición de transformers.js, Stable Diffusion exportado a ONNX por diffusers y DALL-E con la disposición de nuestro propio paquete.',
    caution:
      'Nadie ha cuidado lo que un modelo así dice o dibuja, y puede no ser apto para niños. Tus palabras le llegan tal como las escribes.',
    folder: 'Elegir una carpeta',
    zip: 'Elegir un zip',
    path: 'Una carpeta del mismo servidor que esta página',
    look: 'Mirar ahí',
    looking: 'Mirando…',
    found: (packs) => (packs === 1 ? 'Un paquete encontrado.' : `${packs} paquetes encontrados.`),
    here: '(la carpeta principal)',
    missing: (files) => `Falta: ${files}.`,
    complete: 'Están todos sus archivos.',
    asItIs: 'tal cual',
    size: (size, memory) => `${size} de archivos, unos ${memory} de memoria.`,
    stepTime: (time) => `Unos ${time} por paso, a juzgar por el modelo incluido en este equipo.`,
    tokenTime: (time) => `Unos ${time} por token, a juzgar por el modelo incluido en este equipo.`,
    timeUnknown: 'Aún no se sabe lo rápido que irá aquí: ejecuta una vez el modelo incluido.',
    unknownScheduler: (name) =>
      `Sus archivos piden ${name}, que no está entre los muestreadores de aquí; se usa el de los ajustes.`,
    use: 'Usar este',
    using: (name) => `En marcha: ${name}.`,
    drop: 'Volver al modelo incluido',
    ...(import.meta.env.WINDOWSILL_HUB ? { hub: hub.field } : {}),
  },
  devices: {
    title: 'Dónde funcionan los modelos',
    lead: 'Cada modelo funciona en el procesador de este equipo. Si hay una tarjeta gráfica o más de dos núcleos, una breve medición tras la primera ejecución averigua qué es más rápido aquí. Solo se usa un dispositivo que dé la respuesta correcta ya conocida.',
    summary: {
      usual: 'en el procesador',
      card: (models) => `en la tarjeta gráfica: ${models}`,
      chosen: (models) => `elegido para ${models}`,
      measuring: (done, total) => `midiendo, ${done + 1} de ${total}`,
    },
    cores: (cores) => `${cores} ${cores === 1 ? 'núcleo' : 'núcleos'} de procesador`,
    hasCard: 'una tarjeta gráfica para WebGPU, cuyo programa de 27 MB se descarga cuando se prueba',
    noCard: 'ninguna tarjeta gráfica que WebGPU pueda usar',
    half: 'Los grafos incluidos calculan siempre con números de 32 bits, para que una semilla dé la misma imagen en todos los dispositivos. Un paquete de media precisión que traigas funciona así en esta tarjeta gráfica.',
    noHalf:
      'Los grafos incluidos calculan siempre con números de 32 bits, para que una semilla dé la misma imagen en todos los dispositivos. Esta tarjeta gráfica no ofrece media precisión.',
    measure: 'Medir ahora',
    measureHint: 'Tarda unos segundos; una ejecución lo interrumpe al instante.',
    stop: 'Detener',
    measuring: (device, done, total) => `Midiendo ${device}: ${done + 1} de ${total}.`,
    processor: (threads) => `el procesador con ${threads}`,
    card: 'la tarjeta gráfica',
    step: 'Paso',
    onProcessor: 'Procesador',
    onCard: 'Tarjeta gráfica',
    notMeasured: 'Aún sin medir.',
    byThreads: (rows) => `El procesador tarda en una ejecución: ${rows}.`,
    device: 'Dispositivo',
    faster: 'el más rápido que acierte',
    threads: 'Hilos',
    asMeasured: 'según lo medido',
    gaveUp: (model, why) => `${model} sigue en el procesador: ${why}.`,
  },
};

export default runtime;
