import type { BegunSignIn } from '../invitations/sign-in/begin-sign-in.js';
import type { Confirmed } from './confirm-proof.js';
import type { Denied } from './deny-proof.js';
import type { PagePurpose, ProofAbout, ProofState } from './find-proof.js';
import type { ProofLanguage } from './proof-words.js';

/** What a page says. */
export type ProofPage =
  | ProofState
  | Confirmed
  | Denied
  | BegunSignIn
  | { state: 'too-often' | 'signed-in' | 'another-account' | 'sign-in-failed' };
export type LeavingPage = BegunSignIn;
export type CodePage = Extract<ProofPage, { state: 'code' }>;

const dayIn = (locale: string, at: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at));

/** What is asked of whoever is shown the line. */
interface LineWords {
  title: string;
  what(page: CodePage): string;
  beware: string;
}

/** What a page says, and about what. */
export interface PageWords {
  /** What is asked, in sentences of its own: here the asked address may be named, for its owner reads it. */
  question: Record<PagePurpose, (about: ProofAbout) => string>;
  /** Of the message in question, no word of it: when it came, and to where. */
  where(message: NonNullable<ProofAbout['message']>): string;
  yes: string;
  no: string;
  otherwise: string;
  said: Record<
    Exclude<ProofPage['state'], 'open' | 'code' | 'leaving'>,
    readonly [title: string, text: string]
  >;
  code: {
    posted: LineWords;
    /** Where our account, by this handle, can be written to in private. */
    postedOrSent(to: string): LineWords;
    how(page: CodePage): string;
    until(time: string): string;
  };
  /** Signing in with the public account instead of posting the line. */
  signIn: {
    instead(page: CodePage, network: string): string;
    button(network: string): string;
    title(page: LeavingPage): string;
    what(page: LeavingPage): string;
    beware: string;
    go(page: LeavingPage): string;
    after: string;
  };
}

export const pageWords: Record<ProofLanguage, PageWords> = {
  en: {
    question: {
      'confirm-address': ({ organisation, address }) =>
        `Is ${address} your address? ${organisation} got a message that names it as the address of its sender.`,
      'is-this-you': ({ organisation, address, other }) =>
        `${organisation} knows you as ${address}. Somebody writes there as ${other}, too. If that is you, ${organisation} can treat both as one person.`,
      invitation: ({ organisation, address, other }) =>
        `${organisation} invited the public account ${other} to go on in private, and somebody gave ${address} for it. If both are yours, confirm it.`,
    },
    where: ({ at, channel, to }) =>
      `It is about the message of ${dayIn('en-GB', at)}, ${channel === 'email' ? `to ${to}` : channel === 'webform' ? 'sent with a form' : `to our account ${to}`}.`,
    yes: 'Yes, this is me',
    no: 'No, that was not me',
    otherwise:
      'After “No” this link is over, nothing is joined or confirmed, and we know that it was somebody else. If you press neither, nothing happens.',
    code: {
      posted: {
        title: 'One more step: post this line',
        what: ({ organisation, account }) =>
          `Your mail address is confirmed. To show that the public account ${account} is yours too, post this line from it, as an answer to ${organisation}:`,
        beware:
          'Post it only if both are yours. Never post such a line for somebody else. In a link or a picture it does not count.',
      },
      postedOrSent: (to) => ({
        title: 'One more step: post this line, or send it to us',
        what: ({ organisation, account }) =>
          `Your mail address is confirmed. To show that the public account ${account} is yours too, post this line from it, as an answer to ${organisation}. Or send the line from it to ${to} as a direct message, which nobody else reads:`,
        beware:
          'Post or send it only if both are yours. Never do so for somebody else. In a link or a picture it does not count.',
      }),
      how: ({ account, address }) =>
        `It joins the mail address ${address} and the account ${account}. It works once and only from that account. Once it has come, we know that both are yours and can answer you by mail, where nobody else reads it.`,
      until: (time) => `It holds until ${time}. The link in the mail shows it again until then.`,
    },
    signIn: {
      instead: ({ account }, network) =>
        `Or show it without posting anything: sign in to ${network} as ${account}. We learn which account you signed in with, and nothing else.`,
      button: (network) => `Sign in with ${network} instead`,
      title: ({ label }) => `You are about to leave for ${label}`,
      what: ({ account, address }) =>
        `Sign in there as ${account}. It joins the mail address ${address} and the account ${account}, once.`,
      beware: 'Go on only if both are yours. Never sign in for somebody else.',
      go: ({ label }) => `Go to the sign-in page of ${label}`,
      after: 'It holds for ten minutes and in this browser only. If you do not go on, nothing happens.',
    },
    said: {
      'signed-in': ['Thank you', 'We know now that both are yours. You can close this page.'],
      'another-account': [
        'This is not the account that was invited',
        'Nothing was joined. Sign out there, open the link in the mail again, and sign in with the account that was invited, or post the line from it.',
      ],
      'sign-in-failed': [
        'You were not signed in',
        'Nothing was joined. Open the link in the mail again in this browser, and sign in once more, or post the line.',
      ],
      confirmed: ['Thank you', 'Your confirmation has reached us. You can close this page.'],
      denied: [
        'Thank you for telling us',
        'Nothing was joined or confirmed, and this link is over. You can close this page.',
      ],
      used: [
        'This link was used already',
        'It works once, and what it was for is done: nothing more needs to be done. If you want to tell us more, or it was not you who used it, write to us.',
      ],
      expired: ['This link has expired', 'Nothing was confirmed. If it still matters, write to us again.'],
      unknown: [
        'This link does not work',
        'It is not one of ours, or a part of it is missing. Nothing was confirmed.',
      ],
      'too-often': ['Too many tries', 'Nothing was confirmed. Wait a minute, then open the link again.'],
    },
  },
  it: {
    question: {
      'confirm-address': ({ organisation, address }) =>
        `${address} è il suo indirizzo? ${organisation} ha ricevuto un messaggio che lo indica come indirizzo del mittente.`,
      'is-this-you': ({ organisation, address, other }) =>
        `${organisation} la conosce come ${address}. Qualcuno scrive anche come ${other}. Se è lei, ${organisation} può trattare entrambi come una sola persona.`,
      invitation: ({ organisation, address, other }) =>
        `${organisation} ha invitato l’account pubblico ${other} a continuare in privato, e qualcuno ha indicato per questo ${address}. Se sono entrambi suoi, lo confermi.`,
    },
    where: ({ at, channel, to }) =>
      `Si tratta del messaggio del ${dayIn('it', at)}, ${channel === 'email' ? `a ${to}` : channel === 'webform' ? 'inviato con un modulo' : `al nostro account ${to}`}.`,
    yes: 'Sì, sono io',
    no: 'No, non sono stato io',
    otherwise:
      'Dopo il «No» questo link è finito, non si unisce né si conferma nulla, e sappiamo che era qualcun altro. Se non preme nessuno dei due, non succede nulla.',
    code: {
      posted: {
        title: 'Ancora un passo: pubblichi questa riga',
        what: ({ organisation, account }) =>
          `Il suo indirizzo è confermato. Per mostrare che è suo anche l’account pubblico ${account}, pubblichi da lì questa riga, in risposta a ${organisation}:`,
        beware:
          'La pubblichi solo se sono entrambi suoi. Non pubblichi mai una riga simile per conto di altri. In un link o in un’immagine non vale.',
      },
      postedOrSent: (to) => ({
        title: 'Ancora un passo: pubblichi questa riga, o ce la invii',
        what: ({ organisation, account }) =>
          `Il suo indirizzo è confermato. Per mostrare che è suo anche l’account pubblico ${account}, pubblichi da lì questa riga, in risposta a ${organisation}. Oppure la invii da lì a ${to} come messaggio diretto, che nessun altro legge:`,
        beware:
          'La pubblichi o la invii solo se sono entrambi suoi. Non lo faccia mai per conto di altri. In un link o in un’immagine non vale.',
      }),
      how: ({ account, address }) =>
        `Unisce l’indirizzo ${address} e l’account ${account}. Vale una volta sola e soltanto da quell’account. Quando sarà arrivata sapremo che sono entrambi suoi e potremo risponderle per e-mail, dove nessun altro legge.`,
      until: (time) => `Vale fino al ${time}. Il link nel messaggio la mostra di nuovo fino ad allora.`,
    },
    signIn: {
      instead: ({ account }, network) =>
        `Oppure lo mostri senza pubblicare nulla: acceda a ${network} come ${account}. Sapremo con quale account ha effettuato l’accesso, e nient’altro.`,
      button: (network) => `Acceda invece con ${network}`,
      title: ({ label }) => `Sta per passare a ${label}`,
      what: ({ account, address }) =>
        `Acceda lì come ${account}. Unisce l’indirizzo ${address} e l’account ${account}, una volta sola.`,
      beware: 'Prosegua solo se sono entrambi suoi. Non acceda mai per conto di altri.',
      go: ({ label }) => `Vai alla pagina di accesso di ${label}`,
      after: 'Vale per dieci minuti e solo in questo browser. Se non prosegue, non succede nulla.',
    },
    said: {
      'signed-in': ['Grazie', 'Ora sappiamo che sono entrambi suoi. Può chiudere questa pagina.'],
      'another-account': [
        'Questo non è l’account che è stato invitato',
        'Non è stato unito nulla. Esca da quell’account, apra di nuovo il link nel messaggio e acceda con l’account invitato, oppure pubblichi da lì la riga.',
      ],
      'sign-in-failed': [
        'L’accesso non è riuscito',
        'Non è stato unito nulla. Apra di nuovo il link nel messaggio in questo browser e acceda ancora una volta, oppure pubblichi la riga.',
      ],
      confirmed: ['Grazie', 'La sua conferma ci è arrivata. Può chiudere questa pagina.'],
      denied: [
        'Grazie di avercelo detto',
        'Non è stato unito né confermato nulla, e questo link è finito. Può chiudere questa pagina.',
      ],
      used: [
        'Questo link è già stato usato',
        'Vale una volta sola, e ha già fatto il suo lavoro: non occorre fare altro. Se vuole dirci altro, o non è stato lei a usarlo, ci scriva.',
      ],
      expired: [
        'Questo link è scaduto',
        'Non è stato confermato nulla. Se serve ancora, ci scriva di nuovo.',
      ],
      unknown: [
        'Questo link non funziona',
        'Non è uno dei nostri, o ne manca una parte. Non è stato confermato nulla.',
      ],
      'too-often': [
        'Troppi tentativi',
        'Non è stato confermato nulla. Attenda un minuto, poi apra di nuovo il link.',
      ],
    },
  },
};
