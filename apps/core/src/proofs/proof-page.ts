import { escapeHtml, frame } from './page-frame.js';
import { pageWords, type CodePage, type LeavingPage, type ProofPage } from './proof-page-words.js';
import { proofWords, type ProofLanguage } from './proof-words.js';

/** The only thing that a status tells a machine: a link that is over is gone. */
export const statusOf: Readonly<Record<ProofPage['state'], number>> = {
  ...{
    open: 200,
    confirmed: 200,
    code: 200,
    denied: 200,
    leaving: 200,
    'signed-in': 200,
    'another-account': 403,
    'sign-in-failed': 400,
    used: 410,
    expired: 410,
    unknown: 404,
    'too-often': 429,
  },
};

interface About {
  language: ProofLanguage;
  token: string;
  /** The network that one can sign in to instead of posting a line. */
  signIn?: string | undefined;
}

/** A page of its own, without scripts; its forms post to the address of the page, and below it. */
export const renderProofPage = (page: ProofPage, { language, token, signIn }: About): string => {
  if (page.state === 'code') return renderCode(page, { language, token, signIn });
  if (page.state === 'leaving') return renderLeaving(page, language);
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

const renderCode = (page: CodePage, { language, token, signIn }: About): string => {
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
${signIn === undefined ? '' : signInOffer(page, { language, token, signIn })}
<p class="else">${escapeHtml(words.until(`${until} UTC`))}</p>`;
  return frame(language, words.title, body);
};

/** A button, so that no preview of a link begins a sign-in. */
const signInOffer = (page: CodePage, { language, token, signIn = '' }: About): string => {
  const words = pageWords[language].signIn;
  return `<p>${escapeHtml(words.instead(page, signIn))}</p>
<form method="post" action="${proofAddress(token)}/sign-in"><button class="plain" type="submit">${escapeHtml(words.button(signIn))}</button></form>`;
};

/** A link of its own: a form that is sent elsewhere would need leave to post anywhere. */
const renderLeaving = (page: LeavingPage, language: ProofLanguage): string => {
  const words = pageWords[language].signIn;
  const body = `<p>${escapeHtml(words.what(page))}</p>
<p class="fault">${escapeHtml(words.beware)}</p>
<p><a href="${escapeHtml(page.url)}" rel="noreferrer">${escapeHtml(words.go(page))}</a></p>
<p class="else">${escapeHtml(words.after)}</p>`;
  return frame(language, words.title(page), body);
};
