import type { OfferedProofs } from '../invitations/sign-in/offer-proofs.js';
import type { ProvenWays } from '../invitations/go-on/find-ways.js';
import { renderWays } from '../invitations/go-on/render-ways.js';
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
  /** What one can do instead of posting a line. */
  offered?: OfferedProofs | undefined;
  /** How to go on, where the link is of an invitation and has done its work. */
  ways?: ProvenWays | undefined;
}

/** A page of its own, without scripts; its forms post to the address of the page, and below it. */
export const renderProofPage = (page: ProofPage, about: About): string => {
  const { language, token } = about;
  if (page.state === 'code') return renderCode(page, about);
  if (page.state === 'leaving') return renderLeaving(page, language);
  const words = pageWords[language];
  if (page.state !== 'open') {
    const [title, text] = words.said[page.state];
    return frame(language, title, `<p>${escapeHtml(text)}</p>${goOn(page, about)}`);
  }
  const yes = proofAddress(token);
  const no = `<form method="post" action="${yes}/not-me"><button class="plain" type="submit">${escapeHtml(words.no)}</button></form>`;
  const where = page.purpose === 'confirm-address' && page.message ? words.where(page.message) : undefined;
  const body = `<p>${escapeHtml(words.question[page.purpose](page))}</p>
${where === undefined ? '' : `<p>${escapeHtml(where)}</p>`}
<div class="answers"><form method="post" action="${yes}"><button type="submit">${escapeHtml(words.yes)}</button></form>
${page.deniable ? no : ''}</div>
<p class="else">${escapeHtml(page.deniable ? words.otherwise : proofWords[language].otherwise)}</p>`;
  return frame(language, proofWords[language].subject[page.purpose](page.organisation), body);
};

/** Seen from the page and from the one below it alike, also behind a proxy that puts a path before ours. */
const proofAddress = (token: string): string => escapeHtml(encodeURIComponent(token));

/** Who opens a link that has done its work before is not told the address that it went to. */
const goOn = ({ state }: ProofPage, { ways, language }: About): string => {
  const place = state === 'code' ? 'line' : 'done';
  if (ways === undefined || !(state === 'code' || state in ended)) return '';
  return renderWays(ways, { language, place, address: state === 'used' ? undefined : ways.address });
};

const ended = { confirmed: 1, 'signed-in': 1, used: 1 } as const;

const renderCode = (page: CodePage, about: About): string => {
  const { language, token, offered } = about;
  const words = pageWords[language].code;
  const to = offered?.directMessages && page.ours ? handleOf(page.ours.address) : undefined;
  const { title, what, beware } = to === undefined ? words.posted : words.postedOrSent(to);
  const until = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: page.timeZone,
  }).format(page.until);
  const zone = new Intl.DateTimeFormat('en-GB', { timeZone: page.timeZone, timeZoneName: 'short' })
    .formatToParts(page.until)
    .find(({ type }) => type === 'timeZoneName')!.value;
  const body = `<p>${escapeHtml(what(page))}</p>
<p class="line"><bdi>${escapeHtml(page.line)}</bdi></p>
<p>${escapeHtml(words.how(page))}</p>
<p class="fault">${escapeHtml(beware)}</p>
${offered?.signIn === undefined ? '' : signInOffer(page, offered.signIn, { language, token })}
<p class="else">${escapeHtml(words.until(`${until} ${zone}`))}</p>
${goOn(page, about)}`;
  return frame(language, title, body);
};

/** As people of a network know it, whether or not it was entered so. */
const handleOf = (address: string): string => `@${address.trim().replace(/^@/, '')}`;

/** A button, so that no preview of a link begins a sign-in. */
const signInOffer = (page: CodePage, signIn: string, { language, token }: About): string => {
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
