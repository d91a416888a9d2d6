import type { ProofLanguage } from '../../proofs/proof-words.js';

/** On which page: the one that anybody may open, that behind a direct message, below what became of the address alone, where no link is mailed now, beside the line that is to be posted, or when nothing more is to be proven. */
export type GoOnPlace = 'public' | 'direct' | 'kept' | 'instead' | 'line' | 'done';

export interface GoOnWords {
  title: Record<GoOnPlace, string>;
  /** What becomes of it. */
  what: Record<GoOnPlace, string>;
  /** Before and after the address of our mailbox. */
  mail: readonly [before: string, after: string];
  optional: string;
  choose: string;
  leaveEmpty: string;
  send: string;
}

export const goOnWords: Record<ProofLanguage, GoOnWords> = {
  en: {
    title: {
      public: 'Or write your message now',
      direct: 'Or write your message now',
      kept: 'Your message is not sent yet',
      instead: 'Write to us now instead',
      line: 'You can write to us now',
      done: 'Write to us in private',
    },
    what: {
      public:
        'Only we read it. We mail you a link as well, to show that the public account is yours. Until then we know only the address that you type.',
      direct:
        'Only we read it. We mail you a link as well; once you press its button we know that both are yours.',
      kept: 'Nothing that you typed is lost. Only we read it; send it here.',
      instead: 'You need no link for that. Only we read it, and we answer to the address that you type.',
      line: 'You need not wait: only we read what you write here. We know it for yours once the line has come.',
      done: 'Only we read what you write here.',
    },
    mail: ['Write a mail from your address to ', '.'],
    optional: 'optional',
    choose: 'Please choose',
    leaveEmpty: 'Leave this empty',
    send: 'Send the message',
  },
  it: {
    title: {
      public: 'Oppure scriva subito il suo messaggio',
      direct: 'Oppure scriva subito il suo messaggio',
      kept: 'Il suo messaggio non è ancora stato inviato',
      instead: 'Ci scriva invece subito',
      line: 'Può già scriverci',
      done: 'Ci scriva in privato',
    },
    what: {
      public:
        'Lo leggiamo solo noi. Le inviamo anche un link per mostrare che l’account pubblico è suo. Fino ad allora conosciamo solo l’indirizzo che scrive qui.',
      direct:
        'Lo leggiamo solo noi. Le inviamo anche un link per e-mail: quando premerà il suo pulsante sapremo che sono entrambi suoi.',
      kept: 'Non è andato perso nulla di ciò che ha scritto. Lo leggiamo solo noi; lo invii qui.',
      instead:
        'Per questo non serve un link. Lo leggiamo solo noi e rispondiamo all’indirizzo che scrive qui.',
      line: 'Non occorre aspettare: quello che scrive qui lo leggiamo solo noi. Sapremo che è suo quando sarà arrivata la riga.',
      done: 'Quello che scrive qui lo leggiamo solo noi.',
    },
    mail: ['Scriva un’e-mail dal suo indirizzo a ', '.'],
    optional: 'facoltativo',
    choose: 'Scelga',
    leaveEmpty: 'Lo lasci vuoto',
    send: 'Invia il messaggio',
  },
};
