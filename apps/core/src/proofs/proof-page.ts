import { escapeHtml, frame } from './page-frame.js';
import { pageWords, type CodePage, type ProofPage } from './proof-page-words.js';
import { proofWords, type ProofLanguage } from './proof-words.js';

/** The only thing that a status tells a machine: a link that is over is gone. */
export const statusOf: Readonly<Record<ProofPage['state'], number>> = {
  ...{
    open: 200,
    confirmed: 200,
    code: 200,
    denied: 200,
    used: 410,
    expired: 410,
    unknown: 404,
    'too-often': 429,
  },
};

/** A page of its own, without scripts; its forms post to the address of the page, and below it. */
export const renderProofPage = (
  page: ProofPage,
  { language, token }: { language: ProofLanguage; token: string },
): string => {
  if (page.state === 'code') return renderCode(page, language);
  const words = pageWords[language];
  if (page.state !== 'open') {
    const [title, text] = words.said[page.state];
    return frame(language, title, `<p>${escapeHtml(text)}</p>`);
  }
  const yes = proofAddress(token);
  const no = `<form method="post" action="${yes}/not-me"><button class="plain" type="submit">${escapeHtml(words.no)}</button></form>`;
  const about = page.purpose === 'confirm-address' && page.message ? words.where(page.message) : undefined;
  const body = `<p>${escapeHtml(words.question[page.purpose](page))}</p>
${about === undefined ? '' : `<p>${escapeHtml(about)}</p>`}
<div class="answers"><form method="post" action="${yes}"><button type="submit">${escapeHtml(words.yes)}</button></form>
${page.deniable ? no : ''}</div>
<p class="else">${escapeHtml(page.deniable ? words.otherwise : proofWords[language].otherwise)}</p>`;
  return frame(language, proofWords[language].subject[page.purpose](page.organisation), body);
};

/** Seen from the page and from the one below it alike, also behind a proxy that puts a path before ours. */
const proofAddress = (token: string): string => escapeHtml(encodeURIComponent(token));

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
