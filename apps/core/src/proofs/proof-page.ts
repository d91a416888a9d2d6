import type { ProofState } from './confirm-proof.js';
import { proofWords, type ProofLanguage } from './proof-words.js';

/** What a page says; `confirmed` is what the button leads to. */
export type ProofPage = ProofState | { state: 'confirmed' } | { state: 'too-often' };

interface PageWords {
  button: string;
  said: Record<Exclude<ProofPage['state'], 'open'>, readonly [title: string, text: string]>;
}

const pageWords: Record<ProofLanguage, PageWords> = {
  en: {
    button: 'Yes, this is me',
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
  ...{ open: 200, confirmed: 200, used: 410, expired: 410, unknown: 404, 'too-often': 429 },
};

/** Nothing but this document: no script, no image, no font, nothing that could tell others that it was opened. */
export const proofPagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** A page of its own, without scripts; its form posts to the address of the page. */
export const renderProofPage = (page: ProofPage, language: ProofLanguage): string => {
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

const frame = (language: ProofLanguage, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}
</main></body>
</html>
`;

const style = `:root{color-scheme:light dark;--paper:#f6f5f2;--card:#fff;--ink:#1d1d1b;--soft:#5c5a55;--act:#1f5fa8;--on:#fff}
@media(prefers-color-scheme:dark){:root{--paper:#161615;--card:#222220;--ink:#f0efec;--soft:#b5b2ab;--act:#8bbcf4;--on:#10233a}}
*{box-sizing:border-box}body{margin:0;padding:24px 16px;background:var(--paper);color:var(--ink);
font:17px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:34rem;margin:6vh auto 0;padding:28px;background:var(--card);border-radius:12px}
h1{margin:0 0 12px;font-size:1.4rem;line-height:1.25}p{margin:0 0 20px}.else{margin:20px 0 0;color:var(--soft)}
button{min-height:48px;padding:10px 22px;border:0;border-radius:8px;background:var(--act);color:var(--on);
font:inherit;font-weight:600;cursor:pointer}button:focus-visible{outline:3px solid var(--ink);outline-offset:3px}`;

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);
