import type { FormDefinition, FormField } from '@filo/contracts/http';
import { inLanguage } from '../forms/choose-language.js';
import type { Challenge } from '../guard/proof-of-work.js';
import { ownFields } from '../submissions/check-values.js';
import type { FieldError } from '../submissions/submission.js';
import { fill, textsFor, type FormTexts } from './form-texts.js';
import { html, type Html } from './html.js';
import { pageFrame } from './page-frame.js';
import { fieldId, renderField } from './render-field.js';
import { inMb, uploadLimits } from './upload-limits.js';

export interface FormPage {
  key: string;
  definition: FormDefinition;
  language: string;
  embedded: boolean;
  assets: string;
  /** Hidden mark of when this page was rendered. */
  pageToken: string;
  siteToken?: string;
  /** The invitation on whose page it stood when it was refused. */
  invitation?: string | undefined;
  /** What was typed before, to be kept. */
  typed?: Readonly<Record<string, unknown>>;
  errors?: readonly FieldError[];
  /** A fault of no single field. */
  notice?: string;
  challenge?: Challenge;
  hadFiles?: boolean;
}

/** The form as a page that works without a script: faults are listed on top and linked, what was typed is kept. */
export const renderForm = (page: FormPage): string => {
  const { definition, language, embedded, assets } = page;
  const texts = textsFor(language);
  const fallback = definition.languages[0] ?? 'en';
  const title = inLanguage(definition.title, language, fallback);
  const intro = definition.intro && inLanguage(definition.intro, language, fallback);
  const wrong = (page.errors ?? []).length > 0 || page.notice !== undefined;
  const body = html`<header>
      <h1 dir="auto">${title}</h1>
      ${intro && html`<p class="intro" dir="auto">${intro}</p>`} ${languageLinks(page, texts)}
    </header>
    ${summary(page, texts)}
    <form
      method="post"
      action="/forms/${page.key}/submissions"
      enctype="multipart/form-data"
      novalidate
      data-sending="${texts.sending}"
      data-too-large="${tooLarge(texts)}"
      data-max-bytes="${uploadLimits.totalBytes}"
      ${page.challenge && html`data-challenge="${JSON.stringify(page.challenge)}" data-worked="${texts.worked}"`}
    >
      ${hiddenFields(page, texts)} ${definition.fields.map((field) => fieldHtml(page, field, texts))}
      ${work(page, texts)}
      <button type="submit">${texts.send}</button>
    </form>`;
  return pageFrame({ language, title: wrong ? `${texts.error}: ${title}` : title, embedded, body, assets });
};

/** The sentence for an upload above the limits. */
export const tooLarge = (texts: FormTexts): string =>
  fill(texts.tooLarge, { file: inMb(uploadLimits.fileBytes), total: inMb(uploadLimits.totalBytes) });

const fieldHtml = (page: FormPage, field: FormField, texts: FormTexts): Html => {
  const { definition, language } = page;
  const fallback = definition.languages[0] ?? 'en';
  const typed = page.typed?.[field.name];
  return renderField({
    field,
    value: typeof typed === 'string' ? typed : typed === true ? 'on' : undefined,
    error: sentences(page, texts).find((fault) => fault.field === field.name)?.text,
    language,
    fallback,
    texts,
  });
};

const sentences = ({ errors = [], definition, language }: FormPage, texts: FormTexts) =>
  errors.map(({ field: name, reason, limit }) => {
    const field = definition.fields.find((one) => one.name === name);
    const label = field ? inLanguage(field.label, language, definition.languages[0] ?? 'en') : name;
    const text =
      reason === 'hidden-field' ? texts.trap : fill(texts.reasons[reason], { label, limit: limit ?? '' });
    return { field: name, text, known: field !== undefined };
  });

const summary = (page: FormPage, texts: FormTexts): Html | undefined => {
  const faults = sentences(page, texts);
  if (faults.length === 0 && page.notice === undefined) return undefined;
  const heading =
    page.notice ??
    (faults.length === 1 ? texts.summaryOne : fill(texts.summaryMany, { count: faults.length }));
  return html`<div class="summary" role="alert" tabindex="-1" id="summary" data-focus>
    <h2>${heading}</h2>
    ${
      faults.length > 0 &&
      html`<ul>
        ${faults.map((fault) => html`<li>${fault.known ? html`<a href="#${fieldId(fault.field)}">${fault.text}</a>` : fault.text}</li>`)}
      </ul>`
    }
    ${page.hadFiles && html`<p>${texts.filesAgain}</p>`}
  </div>`;
};

const hiddenFields = (page: FormPage, texts: FormTexts): Html => html`
  <input type="hidden" name="${ownFields.page}" value="${page.pageToken}" />
  <input type="hidden" name="${ownFields.language}" value="${page.language}" />
  ${page.embedded && html`<input type="hidden" name="${ownFields.embed}" value="1" />`}
  ${page.siteToken && html`<input type="hidden" name="${ownFields.siteToken}" value="${page.siteToken}" />`}
  ${page.invitation && html`<input type="hidden" name="${ownFields.invitation}" value="${page.invitation}" />`}
  <div class="away" aria-hidden="true">
    <label for="f-website">${texts.leaveEmpty}</label>
    <input type="text" id="f-website" name="${ownFields.trap}" tabindex="-1" autocomplete="off" />
  </div>
`;

const work = ({ challenge }: FormPage, texts: FormTexts): Html | undefined =>
  challenge &&
  html`<input type="hidden" name="${ownFields.work}" value="" />
    <p class="work" role="status" data-work>${texts.working}</p>
    <noscript><p class="fault">${texts.noScript}</p></noscript>`;

const languageLinks = (page: FormPage, texts: FormTexts): Html | undefined => {
  const { languages } = page.definition;
  if (languages.length < 2) return undefined;
  const path = `/forms/${page.key}${page.embedded ? '/embed' : ''}`;
  const token = page.siteToken === undefined ? '' : `&token=${encodeURIComponent(page.siteToken)}`;
  return html`<nav class="languages" aria-label="${texts.language}">
    ${languages.map((language) =>
      language === page.language
        ? html`<span lang="${language}" aria-current="true">${nameOf(language)}</span>`
        : html`<a lang="${language}" hreflang="${language}" href="${path}?lang=${language}${token}"
            >${nameOf(language)}</a
          >`,
    )}
  </nav>`;
};

/** Every language in its own words. */
const nameOf = (language: string): string => {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
};
