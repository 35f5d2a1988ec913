import type english from '../en/kiosk.ts';

interface Thing {
  one: string;
  many: string;
  feminine?: true;
  /** Its article, where one word names many. */
  several?: string;
}

const things: Record<string, Thing> = {
  cat: { one: 'gato', many: 'gatos' },
  dog: { one: 'perro', many: 'perros' },
  rabbit: { one: 'conejo', many: 'conejos' },
  penguin: { one: 'pingüino', many: 'pingüinos' },
  elephant: { one: 'elefante', many: 'elefantes' },
  owl: { one: 'búho', many: 'búhos' },
  duck: { one: 'pato', many: 'patos' },
  dinosaur: { one: 'dinosaurio', many: 'dinosaurios' },
  snowman: { one: 'muñeco de nieve', many: 'muñecos de nieve' },
  car: { one: 'coche', many: 'coches' },
  bus: { one: 'autobús', many: 'autobuses' },
  rocket: { one: 'cohete', many: 'cohetes' },
  house: { one: 'casa', many: 'casas', feminine: true },
  tree: { one: 'árbol', many: 'árboles' },
  ball: { one: 'pelota', many: 'pelotas', feminine: true },
  balloon: { one: 'globo', many: 'globos' },
  'teddy bear': { one: 'osito de peluche', many: 'ositos de peluche' },
  teacup: { one: 'taza', many: 'tazas', feminine: true },
  robot: { one: 'robot', many: 'robots' },
  apple: { one: 'manzana', many: 'manzanas', feminine: true },
  fox: { one: 'zorro', many: 'zorros' },
  bear: { one: 'oso', many: 'osos' },
  bird: { one: 'pájaro', many: 'pájaros' },
  fish: { one: 'pez', many: 'peces' },
  whale: { one: 'ballena', many: 'ballenas', feminine: true },
  dolphin: { one: 'delfín', many: 'delfines' },
  turtle: { one: 'tortuga', many: 'tortugas', feminine: true },
  frog: { one: 'rana', many: 'ranas', feminine: true },
  butterfly: { one: 'mariposa', many: 'mariposas', feminine: true },
  bee: { one: 'abeja', many: 'abejas', feminine: true },
  horse: { one: 'caballo', many: 'caballos' },
  cow: { one: 'vaca', many: 'vacas', feminine: true },
  pig: { one: 'cerdo', many: 'cerdos' },
  sheep: { one: 'oveja', many: 'ovejas', feminine: true },
  lion: { one: 'león', many: 'leones' },
  tiger: { one: 'tigre', many: 'tigres' },
  snail: { one: 'caracol', many: 'caracoles' },
  octopus: { one: 'pulpo', many: 'pulpos' },
  strawberry: { one: 'fresa', many: 'fresas', feminine: true },
  cake: { one: 'pastel', many: 'pasteles' },
  mushroom: { one: 'seta', many: 'setas', feminine: true },
  cactus: { one: 'cactus', many: 'cactus' },
  sunflower: { one: 'girasol', many: 'girasoles' },
  castle: { one: 'castillo', many: 'castillos' },
  train: { one: 'tren', many: 'trenes' },
  bicycle: { one: 'bicicleta', many: 'bicicletas', feminine: true },
  airplane: { one: 'avión', many: 'aviones' },
  boat: { one: 'barco', many: 'barcos' },
  books: { one: 'libros', many: 'libros', several: 'unos' },
  guitar: { one: 'guitarra', many: 'guitarras', feminine: true },
  umbrella: { one: 'paraguas', many: 'paraguas' },
  chair: { one: 'silla', many: 'sillas', feminine: true },
  present: { one: 'regalo', many: 'regalos' },
  ghost: { one: 'fantasma', many: 'fantasmas' },
};

/** Masculine and feminine; the plural adds "s" or "es". */
const colours: Record<string, [masculine: string, feminine: string]> = {
  red: ['rojo', 'roja'],
  yellow: ['amarillo', 'amarilla'],
  green: ['verde', 'verde'],
  blue: ['azul', 'azul'],
  purple: ['morado', 'morada'],
  pink: ['rosa', 'rosa'],
  white: ['blanco', 'blanca'],
  black: ['negro', 'negra'],
};

const places: Record<string, [name: string, phrase: string]> = {
  windowsill: ['alféizar', 'en el alféizar de la ventana'],
  beach: ['playa', 'en la playa'],
  meadow: ['prado', 'en un prado'],
  forest: ['bosque', 'en el bosque'],
  snow: ['nieve', 'en la nieve'],
  street: ['calle', 'en la calle'],
  kitchen: ['cocina', 'en la cocina'],
  space: ['espacio', 'en el espacio'],
  desert: ['desierto', 'en el desierto'],
  bedroom: ['dormitorio', 'en el dormitorio'],
  lake: ['lago', 'en el lago'],
  farm: ['granja', 'en la granja'],
  garden: ['jardín', 'en el jardín'],
  mountain: ['montaña', 'en la montaña'],
  park: ['parque', 'en el parque'],
  underwater: ['mar', 'bajo el mar'],
};

const groups: Record<string, string> = {
  animals: 'Animales',
  small: 'Aves, peces y animalitos',
  travel: 'Casas y viajes',
  garden: 'Jardín y cocina',
  play: 'Juguetes y más',
};

const lights: Record<string, [name: string, phrase: string]> = {
  sunny: ['al sol', 'al sol'],
  sunset: ['al atardecer', 'al atardecer'],
  night: ['de noche', 'de noche'],
};

function coloured(colour: string, feminine: boolean, count: number): string {
  const [he, she] = colours[colour] ?? [colour, colour];
  const one = feminine ? she : he;
  if (count === 1) return one;
  return /[aeiou]$/.test(one) ? `${one}s` : `${one}es`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const kiosk: typeof english = {
  title: 'Quiosco de Windowsill',
  names: {
    thing: (name: string) => things[name]?.one ?? name,
    colour: (name: string) => colours[name]?.[0] ?? name,
    place: (name: string) => places[name]?.[0] ?? name,
    light: (name: string) => lights[name]?.[0] ?? name,
    count: (count: number) => ({ 2: 'dos', 3: 'tres' })[count] ?? 'uno',
    group: (name: string) => groups[name] ?? name,
  },
  wish: (
    thing: string,
    count: number,
    colour: string | null,
    place: string,
    light: string | null,
  ) => {
    const { one, many, feminine = false, several } = things[thing] ?? { one: thing, many: thing };
    const number = ({ 2: 'dos', 3: 'tres' } as Record<number, string>)[count];
    const parts = [number ?? several ?? (feminine ? 'una' : 'un'), count === 1 ? one : many];
    if (colour !== null) parts.push(coloured(colour, feminine, several === undefined ? count : 2));
    parts.push(places[place]?.[1] ?? place);
    if (light !== null) parts.push(lights[light]?.[1] ?? light);
    return capital(parts.join(' '));
  },
  attract: {
    touch: 'Toca para hacer el tuyo',
    recorded: 'Hecho antes en una máquina como esta',
    live: 'Se está haciendo ahora mismo, en esta máquina',
    promise: 'Tú eliges las palabras. Tres pequeños modelos escriben y dibujan aquí, sin internet.',
  },
  choose: {
    title: '¿Qué quieres que dibujen?',
    ideas: 'Ideas',
    object: 'Qué',
    pages: 'Clases de cosas',
    count: 'Cuántos',
    colour: 'Color',
    place: 'Dónde',
    light: 'Luz',
    any: 'cualquier color',
    anyLight: 'cualquier luz',
    surprise: 'Sorpréndeme',
    draw: 'Dibujar',
    noColour: 'Este no tiene otro color.',
    noLight: 'Allí la luz es siempre la misma.',
    sentence: 'Tu frase',
  },
  show: {
    back: 'Otra cosa',
    again: 'Otra vez, de otra manera',
    stop: 'Parar',
    story: 'Cuento',
    painting: 'Pintura',
    dream: 'Sueño',
    which: 'Lo que ves',
    writing: 'GPT-2 escribe tu cuento…',
    painted: 'DALL-E lo pinta, pieza a pieza…',
    dreamt: 'Stable Diffusion lo saca del ruido…',
    loading: (share: string) => `Preparándose: ${share}`,
    steps: (done: number, total: number) => `Paso ${done} de ${total}`,
    tiles: (done: number, total: number) => `Pieza ${done} de ${total}`,
    waiting: 'Enseguida le toca.',
    ready: 'Esto es lo que han hecho con tus palabras.',
    english: 'El modelo solo aprendió inglés: por eso su cuento está en inglés.',
    picture: (sentence: string) => `Imagen: ${sentence}`,
    failed: 'Uno de los modelos se ha parado. Lo estamos arrancando de nuevo.',
    gaveUp: 'Esta vez uno de los modelos no ha podido.',
    takeHome: 'Llévatelo a casa',
    takeHomeHelp:
      'Apunta al código con la cámara de un teléfono: lo vuelve a hacer igual en el teléfono.',
    seed: (seed: string) => `Semilla ${seed}`,
    noAddress: (sentence: string, seed: string) =>
      `En casa, pídele a Windowsill «${sentence}» con la semilla ${seed}: saldrá lo mismo.`,
    close: 'Cerrar',
  },
  idle: {
    title: '¿Sigues ahí?',
    left: (seconds: number) =>
      `En ${seconds} ${seconds === 1 ? 'segundo' : 'segundos'} se olvida todo lo que has hecho y puede empezar otra persona.`,
    stay: 'Sigo aquí',
    leave: 'Ya he terminado',
  },
  size: 'Letra más grande',
  language: 'Idioma',
  staff: 'Para el personal',
  door: {
    title: 'Para el personal',
    pin: 'PIN',
    help: 'De cuatro a ocho cifras.',
    digit: (digit: number) => `Cifra ${digit}`,
    entered: (count: number) => `${count} ${count === 1 ? 'cifra escrita' : 'cifras escritas'}`,
    erase: 'Borrar',
    open: 'Abrir',
    wrong: 'Ese no es el PIN.',
    wait: (seconds: number) => `Demasiados intentos. Espera ${seconds} s.`,
    back: 'Volver',
    none: 'Este quiosco no tiene PIN, así que sus ajustes se quedan como están. Para configurarlo de nuevo, borra los datos del sitio en el navegador.',
  },
  setup: {
    title: 'Configura este quiosco',
    help: 'Solo se pregunta una vez en esta máquina. Los visitantes no vuelven a verlo.',
    newPin: 'PIN del personal, de cuatro a ocho cifras',
    newPinHelp: 'Déjalo vacío para no usar ninguno: los ajustes no podrán volver a abrirse.',
    keepPin: 'PIN nuevo (déjalo vacío para conservar el de antes)',
    badPin: 'Un PIN tiene de cuatro a ocho cifras.',
    noPin:
      'Esta dirección no es segura (https o localhost): no se puede guardar un PIN y los ajustes no podrán volver a abrirse.',
    quiet: 'Segundos sin que nadie toque hasta preguntar si hay alguien',
    warning: 'Segundos para responder, 20 como mínimo',
    languages: 'Idiomas para los visitantes; empieza por el primero',
    first: (name: string) => `Empezar en ${name}`,
    models: 'Modelos que funcionan',
    steps: 'Pasos de Stable Diffusion: con menos va más rápido',
    drawsAlone: 'Dibujar cuando no hay nadie',
    theme: 'Claro u oscuro',
    themes: { system: 'como el sistema', light: 'claro', dark: 'oscuro' },
    address: 'Dirección de esta página para los teléfonos de los visitantes',
    addressHelp:
      'Déjala vacía si los teléfonos no pueden llegar a la página: entonces no se muestra ningún código.',
    badAddress: 'Esa dirección no empieza por http:// ni por https://.',
    noModel: 'Elige al menos un modelo.',
    noLanguage: 'Elige al menos un idioma.',
    start: 'Arrancar el quiosco',
    save: 'Guardar',
    notKept: 'Este navegador no guarda nada: los ajustes duran hasta que se cierre la página.',
    goOn: 'Seguir de todos modos',
    cancel: 'Volver sin cambios',
  },
  health: {
    title: 'Salud de este quiosco',
    since: 'Anotado desde',
    runs: 'Creaciones empezadas',
    finished: 'Creaciones terminadas',
    freshStarts: 'Comienzos nuevos al irse un visitante',
    failures: 'Fallos',
    restarts: 'Últimos reinicios',
    page: 'la página',
    memory: 'Memoria de la página con sus modelos',
    noMemory: 'este navegador no lo dice',
    time: 'Duración de una creación: la última y la mediana de las últimas cien',
    awake: 'Pantalla siempre encendida',
    isolated: 'Aislada: los modelos usan varios hilos',
    storage: 'Almacenamiento usado y permitido',
    copy: 'Página y modelos guardados aquí para empezar sin red',
    yes: 'sí',
    no: 'no',
    none: 'ninguno',
    of: (used: string, allowed: string) => `${used} de ${allowed}`,
    local: 'Todo esto se queda en esta máquina. Nada dice lo que ha pedido nadie.',
    restart: 'Reiniciar la página',
  },
};

export default kiosk;
