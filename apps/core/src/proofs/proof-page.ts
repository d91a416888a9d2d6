import type { Confirmed } from './confirm-proof.js';
import type { ProofState } from './find-proof.js';
import { escapeHtml, frame } from './page-frame.js';
import { proofWords, type ProofLanguage } from './proof-words.js';

/** What a page says. */
export type ProofPage = ProofState | Confirmed | { state: 'too-often' };
type CodePage = Extract<ProofPage, { state: 'code' }>;

interface PageWords {
  button: string;
  said: Record<Exclude<ProofPage['state'], 'open' | 'code'>, readonly [title: string, text: string]>;
  code: {
    title: string;
    what(page: CodePage): string;
    how(page: CodePage): string;
    beware: string;
    until(time: string): string;
  };
}

const pageWords: Record<ProofLanguage, PageWords> = {
  en: {
    button: 'Yes, this is me',
    code: {
      title: 'One more step: post this line',
      what: ({ organisation, account }) =>
        `Your mail address is confirmed. To show that the public account ${account} is yours too, post this line from it, as an answer to ${organisation}:`,
      how: ({ account, address }) =>
        `It joins the mail address ${address} and the account ${account}. It works once and only from that account.`,
      beware: 'Post it only if both are yours. Never post such a line for somebody else.',
      until: (time) => `It holds until ${time}. The link in the mail shows it again until then.`,
    },
    said: {
      confirmed: ['Thank you', 'Your confirmation has reached us. You can close this page.'],
      used: ['This link was used already', 'It works once. Nothing more needs to be done.'],
      expired: ['This link has expired', 'Nothing was confirmed. If it still matters, write to us again.'],
      unknown: [
        'This link does not work',
        'It is not one of ours, or a part of it is missing. Nothing was confirmed.',
      ],
      'too-often': ['Too many tries', 'Nothing was confirmed. Wait a minute, then open the link again.'],
    },
  },
  it: {
    button: 'Sì, sono io',
    code: {
      title: 'Ancora un passo: pubblichi questa riga',
      what: ({ organisation, account }) =>
        `Il suo indirizzo è confermato. Per mostrare che è suo anche l’account pubblico ${account}, pubblichi da lì questa riga, in risposta a ${organisation}:`,
      how: ({ account, address }) =>
        `Unisce l’indirizzo ${address} e l’account ${account}. Vale una volta sola e soltanto da quell’account.`,
      beware:
        'La pubblichi solo se sono entrambi suoi. Non pubblichi mai una riga simile per conto di altri.',
      until: (time) => `Vale fino a ${time}. Il link nel messaggio la mostra di nuovo fino ad allora.`,
    },
    said: {
      confirmed: ['Grazie', 'La sua conferma ci è arrivata. Può chiudere questa pagina.'],
      used: ['Questo link è già stato usato', 'Vale una volta sola. Non occorre fare altro.'],
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

/** The only thing that a status tells a machine: a link that is over is gone. */
export const statusOf: Readonly<Record<ProofPage['state'], number>> = {
  ...{ open: 200, confirmed: 200, code: 200, used: 410, expired: 410, unknown: 404, 'too-often': 429 },
};

/** A page of its own, without scripts; its form posts to the address of the page. */
export const renderProofPage = (page: ProofPage, language: ProofLanguage): string => {
  if (page.state === 'code') return renderCode(page, language);
  if (page.state !== 'open') {
    const [title, text] = pageWords[language].said[page.state];
    return frame(language, title, `<p>${escapeHtml(text)}</p>`);
  }
  const words = proofWords[language];
  const question = words.question[page.purpose](page);
  const body = `<p>${escapeHtml(question)}</p>
<form method="post"><button type="submit">${escapeHtml(pageWords[language].button)}</button></form>
<p class="else">${escapeHtml(words.otherwise)}</p>`;
  return frame(language, words.subject[page.purpose](page.organisation), body);
};

const renderCode = (page: CodePage, language: ProofLanguage): string => {
  const words = pageWords[language].code;
  const until = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(page.until);
  const body = `<p>${escapeHtml(words.what(page))}</p>
<p class="line"><bdi>${escapeHtml(page.line)}</bdi></p>
<p>${escapeHtml(words.how(page))}</p>
<p class="fault">${escapeHtml(words.beware)}</p>
<p class="else">${escapeHtml(words.until(`${until} UTC`))}</p>`;
  return frame(language, words.title, body);
};
