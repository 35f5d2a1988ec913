import type english from '../en/hub.ts';

const hub: typeof english = {
  field: {
    allow: 'Laisser cette page demander un modèle au hub de Hugging Face',
    told: 'Le hub est le serveur d’une autre entreprise. Il voit votre adresse IP et le nom du modèle, jamais votre phrase. La page ne l’interroge que tant que ceci est activé, sans nom ni cookie, et chaque visite commence avec ceci désactivé.',
    name: 'Le nom d’un modèle du hub : owner/model ou owner/model@revision',
  },
  details: {
    hubName: (typed) =>
      `« ${typed} » n’est pas le nom d’un modèle ; un nom s’écrit owner/model ou owner/model@revision.`,
    hubNone: (what) => `Le hub de Hugging Face n’a pas de modèle « ${what} ».`,
    hubClosed: (name) =>
      `Le hub de Hugging Face ne montre « ${name} » qu’aux personnes qui s’y sont identifiées, ce que cette page ne fait jamais : il est privé, il a des conditions à accepter, ou il n’existe pas.`,
    hubBusy: () =>
      'Le hub de Hugging Face a reçu trop de demandes d’ici ; il répondra de nouveau dans quelques minutes.',
  },
};

export default hub;
