import type { FormDefinition } from '@filo/contracts/http';

/** The form that every installation begins with. */
export const contactForm: FormDefinition = {
  title: { en: 'Write to us', it: 'Ci scriva' },
  intro: {
    en: 'We answer by e-mail, usually within a day.',
    it: 'Le rispondiamo per e-mail, di solito entro un giorno.',
  },
  thanks: {
    en: 'Thank you. Your message is with us, and we will answer by e-mail.',
    it: 'Grazie. Il suo messaggio è arrivato e le risponderemo per e-mail.',
  },
  languages: ['en', 'it'],
  embedOrigins: [],
  requireSiteToken: false,
  confirmAddress: false,
  fields: [
    {
      name: 'name',
      type: 'text',
      label: { en: 'Your name', it: 'Il suo nome' },
      required: true,
      maxLength: 200,
    },
    {
      name: 'email',
      type: 'email',
      label: { en: 'Your e-mail address', it: 'Il suo indirizzo e-mail' },
      required: true,
      maxLength: 320,
    },
    {
      name: 'message',
      type: 'textarea',
      label: { en: 'Your message', it: 'Il suo messaggio' },
      required: true,
      maxLength: 20_000,
    },
  ],
};
