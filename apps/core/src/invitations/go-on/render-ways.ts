import { escapeHtml } from '../../proofs/page-frame.js';
import type { ProofLanguage } from '../../proofs/proof-words.js';
import type { Ways } from './find-ways.js';
import { goOnWords, type GoOnPlace } from './go-on-words.js';
import { renderOwnForm, type Typed } from './render-own-form.js';

interface About {
  language: ProofLanguage;
  place: GoOnPlace;
  /** The address that the reader has proven, to write from. */
  address?: string | undefined;
  /** What names the page of an invitation, where it is one that nothing is proven on yet. */
  invitation?: string | undefined;
  /** What was typed before. */
  typed?: Typed | undefined;
  /** HTML that asks for the address, above all of it and in the same form, so that whichever button is pressed nothing typed is lost. */
  ask?: string | undefined;
}

/** How to go on: the mailbox to write to, and the form itself. Nothing where there is neither. */
export const renderWays = (ways: Ways, about: About): string => {
  const words = goOnWords[about.language];
  // A mail that comes out of the blue says nothing of the invitation: there the form alone.
  const mail = about.place === 'line' || about.place === 'done' ? ways.mail : undefined;
  if (mail === undefined && ways.form === undefined) return '';
  const written = mail === undefined ? '' : renderMail(mail, about.language);
  const head = `<h2 id="go-on">${escapeHtml(words.title[about.place])}</h2>
<p>${escapeHtml(words.what[about.place])}</p>
`;
  if (about.ask !== undefined && ways.form !== undefined)
    return renderOwnForm(ways.form, { ...about, askedAbove: `${about.ask}${head}` });
  return `<section aria-labelledby="go-on">${head}${written}
${ways.form === undefined ? '' : renderOwnForm(ways.form, about)}</section>`;
};

export const renderMail = (mail: string, language: ProofLanguage): string => {
  const [before, after] = goOnWords[language].mail;
  return `<p>${escapeHtml(before)}<a href="mailto:${escapeHtml(encodeURIComponent(mail).replace('%40', '@'))}">${escapeHtml(mail)}</a>${escapeHtml(after)}</p>`;
};
