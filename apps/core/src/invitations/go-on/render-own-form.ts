import type { FormField } from '@filo/contracts/http';
import { randomUUID } from 'node:crypto';
import { escapeHtml } from '../../proofs/page-frame.js';
import type { ProofLanguage } from '../../proofs/proof-words.js';
import type { OfferedForm } from './find-ways.js';
import { goOnWords } from './go-on-words.js';

interface About {
  language: ProofLanguage;
  address?: string | undefined;
  invitation?: string | undefined;
  /** What was typed on the page before, by field: nothing of it is to be typed again. */
  typed?: Typed | undefined;
  /** HTML that asks for the address, in place of the form's own question. */
  askedAbove?: string | undefined;
}

/** The body of a form that came in. */
export type Typed = Readonly<Record<string, unknown>>;

/**
 * A form of ours as part of a page of ours; the form service takes it, with its guards and limits, and answers with a page of its own: thanks, or
 * the whole form with what was typed and every fault named. Who writes and what must be said, whatever the form itself insists on. Sent twice it is one message.
 */
export const renderOwnForm = ({ action, definition }: OfferedForm, about: About): string => {
  const { language, address, invitation, typed = {}, askedAbove } = about;
  const words = goOnWords[language];
  const who = writerOf(definition);
  const message = definition.fields.find(({ type }) => type === 'textarea');
  const files = definition.fields.some(({ type }) => type === 'file') ? ' enctype="multipart/form-data"' : '';
  const asked = definition.fields.filter((field) => askedAbove === undefined || field !== who);
  const shown = asked.map((field) => {
    const required = field.required || field === who || field === message;
    const value = field === who && address !== undefined ? address : textOf(typed[field.name]);
    return fieldHtml({ ...field, required }, { language, value });
  });
  return `<form method="post" action="${escapeHtml(action)}"${files}>
${hidden('_lang', language)}${hidden('_once', randomUUID())}${invitation === undefined ? '' : hidden('_invitation', invitation)}
<div class="away" aria-hidden="true"><label for="w-trap">${escapeHtml(words.leaveEmpty)}</label>
<input type="text" id="w-trap" name="_website" tabindex="-1" autocomplete="off">${askedAbove === undefined ? '' : enterSends(words.send)}</div>
${askedAbove ?? ''}${shown.join('\n')}
<button type="submit">${escapeHtml(words.send)}</button></form>`;
};

/** Enter presses the first button of a form, wherever it is typed: this one, before that of what asks for the address alone. */
const enterSends = (send: string): string =>
  `<button type="submit" tabindex="-1">${escapeHtml(send)}</button>`;

/** The question that asks who writes. */
export const writerOf = ({ fields }: OfferedForm['definition']) =>
  fields.find(({ type }) => type === 'email');

/** Whether more than an address was typed. */
export const hasWords = ({ definition }: OfferedForm, typed: Typed): boolean =>
  definition.fields.some((field) => field !== writerOf(definition) && textOf(typed[field.name])?.trim());

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

interface Shown {
  language: ProofLanguage;
  value: string | undefined;
}

const fieldHtml = (field: FormField, shown: Shown): string => {
  const id = `w-${field.name}`;
  const label = escapeHtml(inLanguage(field.label, shown.language));
  const help = field.help && inLanguage(field.help, shown.language);
  const told = help === undefined ? '' : `<p class="help" id="${id}-help">${escapeHtml(help)}</p>`;
  const attributes = ` id="${id}" name="${field.name}"${field.required ? ' required' : ''}${
    help === undefined ? '' : ` aria-describedby="${id}-help"`
  }${field.maxLength === undefined ? '' : ` maxlength="${field.maxLength}"`}`;
  const optional = field.required ? '' : ` (${escapeHtml(goOnWords[shown.language].optional)})`;
  if (field.type === 'consent')
    return `<p><label for="${id}"><input type="checkbox"${attributes}${shown.value === undefined ? '' : ' checked'}>${label}${optional}</label></p>${told}`;
  return `<label for="${id}">${label}${optional}</label>\n${control(field, attributes, shown)}${told}`;
};

const control = (field: FormField, attributes: string, { language, value }: Shown): string => {
  switch (field.type) {
    case 'textarea':
      return `<textarea rows="7" dir="auto"${attributes}>\n${escapeHtml(value ?? '')}</textarea>`;
    case 'choice':
      return `<select${attributes}><option value="">${escapeHtml(goOnWords[language].choose)}</option>${(
        field.choices ?? []
      )
        .map(
          (choice) =>
            `<option value="${escapeHtml(choice.value)}"${choice.value === value ? ' selected' : ''}>${escapeHtml(inLanguage(choice.label, language))}</option>`,
        )
        .join('')}</select>`;
    case 'file':
      return `<input type="file" multiple${attributes}>`;
    case 'email':
      return `<input type="email" autocomplete="email"${attributes} value="${escapeHtml(value ?? '')}">`;
    case 'phone':
      return `<input type="tel" autocomplete="tel"${attributes} value="${escapeHtml(value ?? '')}">`;
    default:
      return `<input type="text" dir="auto"${/name$/.test(field.name) ? ' autocomplete="name"' : ''}${attributes} value="${escapeHtml(value ?? '')}">`;
  }
};

/** A label in this language, else in the first that the form has. */
const inLanguage = (label: Readonly<Record<string, string>>, language: ProofLanguage): string =>
  label[language] ??
  label[Object.keys(label).find((tag) => tag.startsWith(language)) ?? ''] ??
  Object.values(label)[0] ??
  '';
