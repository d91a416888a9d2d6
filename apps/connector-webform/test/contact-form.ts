import { formDefinition, type FormDefinition } from '@filo/contracts/http';

/** A form with every kind of field. */
export const contactForm = (over: Partial<FormDefinition> = {}): FormDefinition =>
  formDefinition.parse({
    title: { en: 'Write to us', de: 'Schreiben Sie uns' },
    intro: { en: 'We answer within one working day.', de: 'Wir antworten binnen eines Werktags.' },
    thanks: {
      en: 'We have your message and answer soon.',
      de: 'Wir haben Ihre Nachricht und antworten bald.',
    },
    languages: ['en', 'de'],
    embedOrigins: ['https://shop.example.com', 'https://x.example; script-src *', 'nonsense'],
    fields: [
      { name: 'name', type: 'text', label: { en: 'Name', de: 'Name' }, required: true },
      { name: 'email', type: 'email', label: { en: 'Email', de: 'E-Mail' }, required: true },
      { name: 'phone', type: 'phone', label: { en: 'Phone', de: 'Telefon' } },
      {
        name: 'topic',
        type: 'choice',
        label: { en: 'What is it about?', de: 'Worum geht es?' },
        choices: [
          { value: 'order', label: { en: 'My order', de: 'Meine Bestellung' } },
          { value: 'invoice', label: { en: 'An invoice', de: 'Eine Rechnung' } },
        ],
      },
      { name: 'message', type: 'textarea', label: { en: 'Message', de: 'Nachricht' }, required: true },
      { name: 'photo', type: 'file', label: { en: 'Pictures or documents', de: 'Bilder oder Dokumente' } },
      {
        name: 'terms',
        type: 'consent',
        label: {
          en: 'You may use my data to answer me.',
          de: 'Meine Daten dürfen zum Antworten genutzt werden.',
        },
        required: true,
      },
    ],
    ...over,
  });

export const good = {
  name: 'Ada Lovelace',
  email: 'Ada@Example.org',
  message: 'Where is my order?',
  terms: 'on',
};
