import type { FormField } from '@filo/contracts/http';
import { inLanguage } from '../forms/choose-language.js';
import { fill, type FormTexts } from './form-texts.js';
import { html, type Html } from './html.js';
import { inMb, uploadLimits } from './upload-limits.js';

export interface FieldView {
  field: FormField;
  /** As typed, also when it was refused. */
  value: string | undefined;
  error: string | undefined;
  language: string;
  fallback: string;
  texts: FormTexts;
}

/** One question with its label, help, error and control; works without a script and names everything for screen readers. */
export const renderField = (view: FieldView): Html => {
  const { field, error, texts } = view;
  const id = fieldId(field.name);
  const help = helpOf(view);
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  const attributes = html` id="${id}" name="${field.name}"
  ${described && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}${field.required && html` required`}`;
  const hints = html`${help && html`<p class="help" id="${id}-help">${help}</p>`}
  ${error && html`<p class="fault" id="${id}-error"><span class="hidden">${texts.error}: </span>${error}</p>`}`;
  const label = inLanguage(field.label, view.language, view.fallback);
  if (field.type === 'consent') {
    return html`<div class="field consent">
      <label for="${id}"
        ><input type="checkbox" ${attributes} ${view.value === 'on' && html`checked`} /><span dir="auto"
          >${label}</span
        ></label
      >
      ${hints}
    </div>`;
  }
  return html`<div class="field">
    <label for="${id}"
      ><span dir="auto">${label}</span
      >${!field.required && html` <span class="optional">(${texts.optional})</span>`}</label
    >
    ${hints} ${control(view, attributes)}
  </div>`;
};

export const fieldId = (name: string): string => `f-${name}`;

const helpOf = ({ field, language, fallback, texts }: FieldView): string | undefined => {
  const own = field.help && inLanguage(field.help, language, fallback);
  if (field.type !== 'file') return own;
  return [own, fill(texts.fileLimit, { file: inMb(uploadLimits.fileBytes) })].filter(Boolean).join(' ');
};

const control = ({ field, value, language, fallback, texts }: FieldView, attributes: Html): Html => {
  const max = field.maxLength !== undefined && html` maxlength="${field.maxLength}"`;
  switch (field.type) {
    case 'textarea':
      return html`<textarea rows="7" dir="auto" ${attributes}${max}>${value}</textarea>`;
    case 'choice':
      return html`<select ${attributes}>
        <option value="">${texts.choose}</option>
        ${(field.choices ?? []).map(
          (choice) =>
            html`<option value="${choice.value}" ${choice.value === value && html`selected`}>
              ${inLanguage(choice.label, language, fallback)}
            </option>`,
        )}
      </select>`;
    case 'file':
      return html`<input type="file" multiple ${attributes} data-max-bytes="${uploadLimits.fileBytes}" />`;
    case 'email':
      return html`<input
        type="email"
        autocomplete="email"
        inputmode="email"
        ${attributes}${max}
        value="${value}"
      />`;
    case 'phone':
      return html`<input type="tel" autocomplete="tel" ${attributes}${max} value="${value}" />`;
    case 'text':
    case 'consent':
      return html`<input
        type="text"
        dir="auto"
        ${autocompleteOf(field.name)}
        ${attributes}${max}
        value="${value}"
      />`;
  }
};

/** WCAG 1.3.5: what is asked about the writer says so. */
const autocompleteOf = (name: string): Html | undefined => {
  if (/^(full_?|your_?)?name$/.test(name)) return html`autocomplete="name"`;
  if (/^(company|organi[sz]ation)$/.test(name)) return html`autocomplete="organization"`;
  return undefined;
};
