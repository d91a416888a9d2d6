export type LinkLanguage = 'en' | 'it';
export type AgentLinkPurpose = 'invite' | 'reset';

/** What the mail may say: who we are, whom it is for, and where to go. */
export interface LinkMail {
  purpose: AgentLinkPurpose;
  organisation: string;
  name: string;
  url: string;
  until: Date;
  timeZone: string;
}

interface Words {
  subject: Record<AgentLinkPurpose, (organisation: string) => string>;
  hello: (name: string) => string;
  why: Record<AgentLinkPurpose, (organisation: string) => string>;
  open: string;
  once: (until: string) => string;
  otherwise: Record<AgentLinkPurpose, string>;
}

const words: Record<LinkLanguage, Words> = {
  en: {
    subject: {
      invite: (organisation) => `${organisation}: your place in Filo`,
      reset: (organisation) => `${organisation}: a new password for Filo`,
    },
    hello: (name) => `Hello ${name},`,
    why: {
      invite: (organisation) =>
        `${organisation} invites you to answer the people who write to it. Filo is where that is done.`,
      reset: (organisation) => `Somebody asked for a new password for your place in Filo at ${organisation}.`,
    },
    open: 'Open this page and choose a password:',
    once: (until) => `The link works once, until ${until}. Do not pass it on.`,
    otherwise: {
      invite: 'If you expected no invitation, do nothing.',
      reset: 'If it was not you, do nothing: your password stays as it is.',
    },
  },
  it: {
    subject: {
      invite: (organisation) => `${organisation}: il tuo posto in Filo`,
      reset: (organisation) => `${organisation}: una nuova password per Filo`,
    },
    hello: (name) => `Ciao ${name},`,
    why: {
      invite: (organisation) =>
        `${organisation} ti invita a rispondere alle persone che le scrivono. Si fa in Filo.`,
      reset: (organisation) =>
        `Qualcuno ha chiesto una nuova password per il tuo posto in Filo presso ${organisation}.`,
    },
    open: 'Apri questa pagina e scegli una password:',
    once: (until) => `Il link vale una volta sola, fino a ${until}. Non inoltrarlo.`,
    otherwise: {
      invite: 'Se non aspettavi un invito, non fare nulla.',
      reset: 'Se non sei stato tu, non fare nulla: la tua password resta com’è.',
    },
  },
};

/** Plain text: nothing to render, nothing to load. */
export const writeLinkMail = (mail: LinkMail, language: LinkLanguage): { subject: string; text: string } => {
  const said = words[language];
  const until = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: mail.timeZone,
  }).format(mail.until);
  const paragraphs = [
    said.hello(mail.name),
    said.why[mail.purpose](mail.organisation),
    `${said.open}\n${mail.url}`,
    said.once(`${until} (${mail.timeZone})`),
    said.otherwise[mail.purpose],
  ];
  return { subject: said.subject[mail.purpose](mail.organisation), text: paragraphs.join('\n\n') };
};
