import type english from '../en/hub.ts';

const hub: typeof english = {
  field: {
    allow: 'Permitir que esta página pida un modelo al hub de Hugging Face',
    told: 'El hub es un servidor de otra empresa. Ve tu dirección IP y el nombre del modelo, nunca tu frase. La página solo le pregunta mientras esto está activado, sin nombre ni cookies, y cada visita empieza con esto desactivado.',
    name: 'El nombre de un modelo del hub: owner/model u owner/model@revision',
  },
  details: {
    hubName: (typed) =>
      `«${typed}» no es el nombre de un modelo; uno se escribe como owner/model u owner/model@revision.`,
    hubNone: (what) => `El hub de Hugging Face no tiene ningún modelo «${what}».`,
    hubClosed: (name) =>
      `El hub de Hugging Face solo muestra «${name}» a quien ha iniciado sesión allí, y esta página nunca lo hace: es privado, tiene condiciones que aceptar o no existe.`,
    hubBusy: () =>
      'Desde aquí se ha preguntado demasiado al hub de Hugging Face; volverá a responder dentro de unos minutos.',
  },
};

export default hub;
