import type { FormDefinition } from '@filo/contracts/http';
import { inLanguage } from '../forms/choose-language.js';
import { textsFor } from './form-texts.js';
import { html } from './html.js';
import { pageFrame } from './page-frame.js';

export interface NoticePage {
  language: string;
  embedded: boolean;
  assets: string;
  /** Where the reader came from, for the way back. */
  cameFrom?: string | undefined;
}

/** A page that only says something: closed, unknown, not ready. */
export const renderNotice = (page: NoticePage, title: string, text: string): string =>
  pageFrame({
    ...page,
    title,
    body: html`<header class="notice">
        <h1>${title}</h1>
        <p class="intro">${text}</p>
      </header>
      ${page.cameFrom && html`<p><a class="again" href="${page.cameFrom}">${textsFor(page.language).back}</a></p>`}`,
  });

/** After a submission that is safe: the form's own thanks, and the reference to quote. */
export const renderThanks = (
  page: NoticePage,
  { definition, key, reference }: { definition: FormDefinition; key: string; reference: string },
): string => {
  const texts = textsFor(page.language);
  const said = inLanguage(definition.thanks, page.language, definition.languages[0] ?? 'en');
  const again = `/forms/${key}${page.embedded ? '/embed' : ''}?lang=${page.language}`;
  return pageFrame({
    ...page,
    title: texts.thanks,
    body: html`<header class="thanks">
        <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
          <circle cx="24" cy="24" r="22" />
          <path d="M14 25l7 7 13-15" />
        </svg>
        <h1 tabindex="-1" data-focus>${texts.thanks}</h1>
        <p class="intro" dir="auto">${said}</p>
      </header>
      <dl class="reference">
        <dt>${texts.reference}</dt>
        <dd><bdi>${reference}</bdi></dd>
      </dl>
      <p class="help">${texts.referenceHint}</p>
      <p><a class="again" href="${again}">${texts.another}</a></p>`,
  });
};
