import { escapeHtml, frame } from '../../proofs/page-frame.js';
import type { ProofLanguage } from '../../proofs/proof-words.js';
import { renderMail, renderWays } from '../go-on/render-ways.js';
import { hasWords, writerOf, type Typed } from '../go-on/render-own-form.js';
import type { Ways } from '../go-on/find-ways.js';
import type { InvitationAsked } from './take-address.js';

export type InvitationPage = InvitationAsked | { state: 'too-often' };

/** A public link proves nothing about who opens it; that of a direct message proves the account that it went to. */
type InvitedBy = 'public' | 'direct';

interface Names {
  organisation: string;
  account: string;
}

/** No further mail goes today, or in this hour. */
const full = ['asked-enough', 'asked-by-you', 'asked-by-many'] as const;
type Full = (typeof full)[number];

interface PageWords {
  title(names: Names): string;
  who(names: Names): string;
  steps: Record<InvitedBy, (names: Names) => string>;
  label: string;
  button: string;
  otherwise: string;
  fault: string;
  said: Record<'asked' | Full | 'over' | 'unknown' | 'too-often', readonly [title: string, text: string]>;
}

const words: Record<ProofLanguage, PageWords> = {
  en: {
    title: ({ organisation }) => `${organisation}: go on in private`,
    who: ({ organisation, account }) =>
      `${organisation} invites ${account} to go on by mail, where nobody else can read it.`,
    steps: {
      public: ({ account }) =>
        `If that is you: we mail you a link, and it shows you a short line to post from ${account}, or to send us from there where its network has direct messages, so that we know that both are yours.`,
      direct: ({ account }) =>
        `Only ${account} got the link to this page. We mail you one more; once you press its button we know that both are yours. Nothing is posted.`,
    },
    label: 'Your mail address',
    button: 'Mail me the link',
    otherwise:
      'If that is not you, do nothing. The address is shown to nobody here, and nothing is joined by this page.',
    fault: 'This is not a mail address that can be written to. Nothing was sent.',
    said: {
      asked: [
        'Look into your mail',
        'If we can write to this address, a link is on its way. An address gets one in 24 hours. Open it, and press its button.',
      ],
      'asked-enough': [
        'No more links from this page today',
        'It has mailed as many links as it may in a day. If we know your address already, one can still be on its way; any other gets none today. Answer us where we invited you and ask for a new link, or open this one again tomorrow.',
      ],
      'asked-by-you': [
        'No more links from here today',
        'You have typed as many addresses as we write to in a day. Nothing was sent to this one. Look into the mail of those before, or open this link again tomorrow.',
      ],
      'asked-by-many': [
        'No more links for the moment',
        'More links were asked for in the last hour than we mail. Nothing was sent to this address. Open this link again in an hour.',
      ],
      over: ['This invitation is over', 'Nothing was sent. If it still matters, write to us again.'],
      unknown: [
        'This link does not work',
        'It is not one of ours, or a part of it is missing. Nothing was sent.',
      ],
      'too-often': ['Too many tries', 'Nothing was sent. Wait a minute, then open the link again.'],
    },
  },
  it: {
    title: ({ organisation }) => `${organisation}: continuiamo in privato`,
    who: ({ organisation, account }) =>
      `${organisation} invita ${account} a continuare per e-mail, dove nessun altro può leggere.`,
    steps: {
      public: ({ account }) =>
        `Se è lei: le inviamo un link, che le mostrerà una breve riga da pubblicare da ${account}, o da inviarci da lì dove la sua rete ha messaggi diretti, così sapremo che sono entrambi suoi.`,
      direct: ({ account }) =>
        `Solo ${account} ha ricevuto il link a questa pagina. Gliene inviamo un altro per e-mail: quando premerà il pulsante sapremo che sono entrambi suoi. Non si pubblica nulla.`,
    },
    label: 'Il suo indirizzo e-mail',
    button: 'Inviatemi il link',
    otherwise:
      'Se non è lei, non faccia nulla. Qui l’indirizzo non è mostrato a nessuno, e questa pagina non unisce nulla.',
    fault: 'Questo non è un indirizzo a cui si possa scrivere. Non è stato inviato nulla.',
    said: {
      asked: [
        'Guardi la sua posta',
        'Se possiamo scrivere a questo indirizzo, un link è in arrivo. Un indirizzo ne riceve uno in 24 ore. Lo apra e prema il pulsante.',
      ],
      'asked-enough': [
        'Per oggi nessun altro link da questa pagina',
        'Ha inviato tutti i link che può inviare in un giorno. Se conosciamo già il suo indirizzo, uno può essere ancora in arrivo; gli altri oggi non ne ricevono. Ci risponda dove l’abbiamo invitata e chieda un nuovo link, oppure riapra questo domani.',
      ],
      'asked-by-you': [
        'Per oggi nessun altro link da qui',
        'Ha scritto tutti gli indirizzi a cui inviamo posta in un giorno. A questo non è stato inviato nulla. Guardi nella posta di quelli di prima, o riapra questo link domani.',
      ],
      'asked-by-many': [
        'Per ora nessun altro link',
        'Nell’ultima ora sono stati chiesti più link di quanti ne inviamo. A questo indirizzo non è stato inviato nulla. Riapra questo link tra un’ora.',
      ],
      over: ['Questo invito è terminato', 'Non è stato inviato nulla. Se serve ancora, ci scriva di nuovo.'],
      unknown: [
        'Questo link non funziona',
        'Non è uno dei nostri, o ne manca una parte. Non è stato inviato nulla.',
      ],
      'too-often': [
        'Troppi tentativi',
        'Non è stato inviato nulla. Attenda un minuto, poi apra di nuovo il link.',
      ],
    },
  },
};

/** A status tells whether the invitation stands, and nothing about an address or a person. */
export const invitationStatusOf: Readonly<Record<InvitationPage['state'], number>> = {
  ...{ open: 200, asked: 200, 'not-an-address': 400, over: 410, unknown: 404, 'too-often': 429 },
  ...{ 'asked-enough': 200, 'asked-by-you': 429, 'asked-by-many': 429 },
};

/** Whether the page is one to write on: the invitation stands. */
export const mayWrite = (page: InvitationPage): page is Extract<InvitationPage, { account: string }> =>
  page.state === 'open' || page.state === 'not-an-address';

interface About {
  language: ProofLanguage;
  by: InvitedBy;
  /** How to write at once. */
  ways?: Ways | undefined;
  /** By what a form on the page names it. */
  invitation?: string | undefined;
  /** The address of the page, seen from itself. */
  here: string;
  typed?: Typed | undefined;
}

/**
 * A page of its own, without scripts. Where there is a form to write by, one form holds address and message, with a button for each: the one for the
 * address posts to the page, which gives back whatever else was typed.
 */
export const renderInvitationPage = (page: InvitationPage, about: About): string => {
  const { language, by, ways, typed = {} } = about;
  const say = words[language];
  if (!mayWrite(page)) {
    const [title, text] = say.said[page.state];
    return frame(
      language,
      title,
      `<p>${escapeHtml(text)}</p>${mailHtml(page, about)}${formHtml(page, about)}`,
    );
  }
  const asks = askHtml(page, about);
  const { invitation } = about;
  const form = ways?.form
    ? renderWays(ways, { language, place: by, invitation, typed, ask: asks })
    : `<form method="post">${asks}</form>`;
  const body = `<p>${escapeHtml(say.who(page))}</p>
<p>${escapeHtml(say.steps[by](page))}</p>
${form}
<p class="else">${escapeHtml(say.otherwise)}</p>`;
  return frame(language, say.title(page), body);
};

/** Where no link goes, our mailbox is named. */
const mailHtml = (page: InvitationPage, { language, ways }: About): string =>
  isFull(page) && ways?.mail !== undefined ? renderMail(ways.mail, language) : '';

const isFull = ({ state }: InvitationPage): boolean => full.some((one) => one === state);

/** The message that was typed where only the address was taken, or another way to write where no link goes. */
const formHtml = (page: InvitationPage, { language, ways, invitation, typed = {} }: About): string => {
  if (ways?.form === undefined) return '';
  const isKept = hasWords(ways.form, typed);
  if (!isKept && !isFull(page)) return '';
  return renderWays(ways, { language, place: isKept ? 'kept' : 'instead', invitation, typed });
};

const askHtml = (
  page: Extract<InvitationPage, { account: string }>,
  { language, ways, here, typed = {} }: About,
): string => {
  const say = words[language];
  const isFault = page.state === 'not-an-address';
  const name = ways?.form === undefined ? 'address' : (writerOf(ways.form.definition)?.name ?? 'address');
  const was = typeof typed[name] === 'string' ? typed[name] : isFault ? page.typed : '';
  const fault = isFault ? ' aria-invalid="true" aria-describedby="fault" autofocus' : '';
  const button =
    ways?.form === undefined
      ? ''
      : ` formaction="${escapeHtml(here)}" formenctype="application/x-www-form-urlencoded" formnovalidate`;
  return `<label for="address">${escapeHtml(say.label)}</label>
${isFault ? `<p class="fault" id="fault" role="alert">${escapeHtml(say.fault)}</p>\n` : ''}<input id="address" name="${escapeHtml(name)}" type="email" required maxlength="320" autocomplete="email" value="${escapeHtml(was.slice(0, 320))}"${fault}>
<button type="submit"${button}>${escapeHtml(say.button)}</button>
`;
};
