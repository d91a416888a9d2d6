import type { AcknowledgementText } from '@filo/contracts/http';

const words: Readonly<Record<string, Omit<AcknowledgementText, 'language'>>> = {
  en: {
    subject: 'We have your message',
    within:
      'Hello,\n\nwe have your message and somebody will read it.\nWe usually answer within {{expected_time}}.\n\n{{organisation}}',
    outside:
      'Hello,\n\nwe have your message. Nobody is here right now.\nWe are back on {{next_opening}}.\nWe usually answer within {{expected_time}}.\n\n{{organisation}}',
  },
  it: {
    subject: 'Abbiamo ricevuto il Suo messaggio',
    within:
      'Buongiorno,\n\nabbiamo ricevuto il Suo messaggio e lo leggeremo di persona.\nDi solito rispondiamo entro {{expected_time}}.\n\n{{organisation}}',
    outside:
      'Buongiorno,\n\nabbiamo ricevuto il Suo messaggio. In questo momento non c’è nessuno.\nSaremo di nuovo qui {{next_opening}}.\nDi solito rispondiamo entro {{expected_time}}.\n\n{{organisation}}',
  },
};

/** What an admin begins with, in the language of whoever will read it; where we do not write it there is nothing yet. */
export const starterIn = (language: string): AcknowledgementText => ({
  language,
  ...(words[language.split('-')[0]!] ?? { subject: '', within: '', outside: '' }),
});
