import type english from '../en/runtime.ts';

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
    tooLarge: 'Es más de lo que este equipo o este navegador puede dar.',
    use: 'Usar este',
    using: (name) => `En marcha: ${name}.`,
    drop: 'Volver al modelo incluido',
  },
};

export default runtime;
