import type { ProofPurpose } from '@filo/contracts/http';

export type ProofLanguage = 'en' | 'it';

/** `invitation`: the mail was asked for by whoever typed the address into the page of a public invitation. */
/** `direct-invitation`: an agent invites a public account by direct message. */
export type LinkPurpose = ProofPurpose | 'invitation' | 'direct-invitation';

/** What the mail may name: us, and, masked, the other address. Never a person, a subject or a word of anybody. */
export interface ProofMail {
  /** For a direct message: platforms allow as little as 500 characters. */
  brief: boolean;
  purpose: LinkPurpose;
  organisation: string;
  other: string;
  url: string;
  until: Date;
  /** Of the workspace, for days begin there. */
  timeZone: string;
}

interface Words {
  subject: Record<LinkPurpose, (organisation: string) => string>;
  question: Record<LinkPurpose, (about: { organisation: string; other: string }) => string>;
  hello: string;
  button: string;
  /** For the page of an invitation, which asks something first. */
  page: string;
  otherwise: string;
  once: (until: string) => string;
  automatic: string;
}

export const proofWords: Record<ProofLanguage, Words> = {
  en: {
    hello: 'Hello,',
    subject: {
      'confirm-address': (organisation) => `${organisation}: please confirm your address`,
      'is-this-you': (organisation) => `${organisation}: is this you?`,
      invitation: (organisation) => `${organisation}: go on in private`,
      'direct-invitation': (organisation) => `${organisation}: go on in private`,
    },
    question: {
      'confirm-address': ({ organisation }) =>
        `${organisation} would like to know whether messages that name this address are yours.`,
      'is-this-you': ({ organisation, other }) =>
        `Somebody writes to ${organisation} as ${other} too. If that is you, ${organisation} can treat both as one person.`,
      invitation: ({ organisation, other }) =>
        `${organisation} invited the public account ${other} to go on in private, and somebody gave this mail address for it. If both are yours, confirm it.`,
      'direct-invitation': ({ organisation }) =>
        `${organisation} would like to go on with you in private, by mail.`,
    },
    button: 'If so, open this page and press its button:',
    page: 'If you like that, open this page and give it your mail address:',
    otherwise: 'If not, do nothing: nothing happens before a button on that page is pressed.',
    once: (until) => `The link works once, until ${until}.`,
    automatic: 'This message was sent automatically.',
  },
  it: {
    hello: 'Buongiorno,',
    subject: {
      'confirm-address': (organisation) => `${organisation}: confermi il suo indirizzo`,
      'is-this-you': (organisation) => `${organisation}: è lei?`,
      invitation: (organisation) => `${organisation}: continuiamo in privato`,
      'direct-invitation': (organisation) => `${organisation}: continuiamo in privato`,
    },
    question: {
      'confirm-address': ({ organisation }) =>
        `${organisation} vorrebbe sapere se i messaggi che indicano questo indirizzo sono suoi.`,
      'is-this-you': ({ organisation, other }) =>
        `Qualcuno scrive a ${organisation} anche come ${other}. Se è lei, ${organisation} può trattare entrambi come una sola persona.`,
      invitation: ({ organisation, other }) =>
        `${organisation} ha invitato l’account pubblico ${other} a continuare in privato, e qualcuno ha indicato per questo il presente indirizzo. Se sono entrambi suoi, lo confermi.`,
      'direct-invitation': ({ organisation }) =>
        `${organisation} vorrebbe continuare con lei in privato, per e-mail.`,
    },
    button: 'Se è così, apra questa pagina e prema il pulsante:',
    page: 'Se vuole, apra questa pagina e vi scriva il suo indirizzo e-mail:',
    otherwise:
      'Altrimenti non faccia nulla: non succede nulla prima che si prema un pulsante su quella pagina.',
    once: (until) => `Il link vale una volta sola, fino al ${until}.`,
    automatic: 'Questo messaggio è stato inviato automaticamente.',
  },
};

/** Plain text: nothing to render, nothing to load. */
export const writeProofMail = (
  mail: ProofMail,
  language: ProofLanguage,
): { subject: string; text: string } => {
  const words = proofWords[language];
  const until = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeZone: mail.timeZone,
  }).format(mail.until);
  const link = `${mail.purpose === 'direct-invitation' ? words.page : words.button}\n${mail.url}`;
  const question = words.question[mail.purpose](mail);
  const paragraphs = mail.brief
    ? [question, link, `${words.otherwise} ${words.once(until)}`]
    : [words.hello, question, link, words.otherwise, words.once(until), words.automatic];
  return { subject: words.subject[mail.purpose](mail.organisation), text: paragraphs.join('\n\n') };
};

/** The language that somebody is known to read, if we write it. */
export const knownProofLanguage = (language: string | null): ProofLanguage | null => {
  const written = proofLanguage(language);
  return language?.toLowerCase().startsWith(written) ? written : null;
};

/** The first of the languages asked for that we write; English otherwise. */
export const proofLanguage = (asked: string | null | undefined): ProofLanguage =>
  (asked ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase().slice(0, 2))
    .find((tag): tag is ProofLanguage => tag in proofWords) ?? 'en';
