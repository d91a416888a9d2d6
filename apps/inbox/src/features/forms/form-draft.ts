import type { FormDefinition, FormField, FormView } from '@filo/contracts/http';

export type Labels = Record<string, string>;

/** What a text says in a language, or in the first one it has. */
export const labelIn = (labels: Labels | undefined, language: string): string =>
  labels?.[language] ?? Object.values(labels ?? {})[0] ?? '';

/** A text with one language changed; an emptied language goes away. */
export function withLabel(labels: Labels | undefined, language: string, text: string): Labels {
  const { [language]: _old, ...rest } = labels ?? {};
  return text === '' ? rest : { ...rest, [language]: text };
}

/** A name for the data of a field, made of its label: a letter first, then letters, digits and underscores. */
export function fieldName(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 38);
  const start = plain || 'field';
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? start : `${start}_${count}`;
    if (!taken.includes(name)) return name;
  }
}

/** The definition a new form starts with, in the language of the page. */
export const newForm = (language: string, word: (id: string) => string): FormDefinition => ({
  title: { [language]: word('forms.new-title') },
  thanks: { [language]: word('forms.new-thanks') },
  languages: [language],
  embedOrigins: [],
  requireSiteToken: false,
  confirmAddress: false,
  fields: [
    { name: 'name', type: 'text', label: { [language]: word('forms.new-name') }, required: true },
    { name: 'email', type: 'email', label: { [language]: word('forms.new-email') }, required: true },
    { name: 'message', type: 'textarea', label: { [language]: word('forms.new-message') }, required: true },
  ],
});

export const definitionOf = (
  form: FormView | null,
  language: string,
  word: (id: string) => string,
): FormDefinition => form?.definition ?? newForm(language, word);

/** The list with one entry moved by one place. */
export const moved = <Entry>(list: readonly Entry[], from: number, by: -1 | 1): Entry[] => {
  const to = from + by;
  const next = [...list];
  const [entry] = next.splice(from, 1);
  if (to < 0 || to >= list.length || entry === undefined) return [...list];
  next.splice(to, 0, entry);
  return next;
};

/** A field with another longest text; an emptied one leaves the usual length of its kind. */
export function withMaxLength({ maxLength: _old, ...field }: FormField, typed: string): FormField {
  const text = typed.trim();
  return text === '' ? field : { ...field, maxLength: Number(text) };
}

/** A field of another kind, without what means nothing there. */
export function withType({ maxLength, choices, ...field }: FormField, type: FormField['type']): FormField {
  const keepsLength = maxLength !== undefined && ['text', 'email', 'textarea', 'phone'].includes(type);
  return {
    ...field,
    type,
    ...(keepsLength ? { maxLength } : {}),
    ...(type === 'choice' && choices ? { choices } : {}),
  };
}

/** The parts of a list typed with commas, spaces or line breaks between them. */
export const listed = (text: string) => text.split(/[\s,]+/).filter(Boolean);
