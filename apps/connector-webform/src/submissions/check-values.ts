import type { FormDefinition, FormField } from '@filo/contracts/http';
import { mailKey } from './mail-key.js';
import type { FieldError, Posted, Values } from './submission.js';

/** Names that the page itself sends; a form's own fields never begin with an underscore. */
export const ownFields = {
  page: '_page',
  trap: '_website',
  work: '_altcha',
  siteToken: '_token',
  language: '_lang',
  embed: '_embed',
  /** Of a page elsewhere that holds this form: what makes a repeated post one message. */
  once: '_once',
  /** The invitation whose page holds this form. */
  invitation: '_invitation',
} as const;
/** What a page itself sent in one of its own fields; undefined when it is none, empty, or no such text. */
export const ownText = (values: Posted['values'], field: 'once' | 'invitation'): string | undefined => {
  const value = values[ownFields[field]];
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value) ? value : undefined;
};

const ownNames = new Set<string>([...Object.values(ownFields), 'altcha']);

const defaultMax: Record<FormField['type'], number> = {
  text: 500,
  email: 320,
  phone: 64,
  choice: 200,
  textarea: 50_000,
  file: 0,
  consent: 10,
};

/** Checks everything at once: what fits, and every fault. Pure. */
export const checkValues = (
  form: FormDefinition,
  posted: Posted,
): { values: Values; errors: FieldError[] } => {
  const values: Record<string, string | boolean> = {};
  const errors: FieldError[] = [];
  for (const field of form.fields) {
    const checked =
      field.type === 'file' ? checkFile(field, posted) : checkValue(field, posted.values[field.name]);
    if ('error' in checked) errors.push(checked.error);
    else if (checked.value !== undefined) values[field.name] = checked.value;
  }
  return { values, errors: [...errors, ...strayErrors(form, posted)] };
};

type Checked = { value: string | boolean | undefined } | { error: FieldError };

const checkFile = (field: FormField, posted: Posted): Checked =>
  field.required && !posted.files.some((file) => file.field === field.name)
    ? { error: { field: field.name, reason: 'file-needed' } }
    : { value: undefined };

const checkValue = (field: FormField, raw: unknown): Checked => {
  const fault = (reason: FieldError['reason'], limit?: number): Checked => ({
    error: { field: field.name, reason, limit },
  });
  if (field.type === 'consent') {
    const given = raw === true || raw === 'on' || raw === 'true' || raw === 'yes' || raw === '1';
    return field.required && !given ? fault('consent-needed') : { value: given };
  }
  if (raw !== undefined && raw !== null && typeof raw !== 'string') return fault('not-text');
  const text = clean(raw ?? '', field.type === 'textarea');
  if (text === '') return field.required ? fault('required') : { value: undefined };
  const max = field.maxLength ?? defaultMax[field.type];
  if (text.length > max) return fault('too-long', max);
  if (field.type === 'email' && mailKey(text) === undefined) return fault('not-a-mail-address');
  if (field.type === 'choice' && !field.choices?.some((choice) => choice.value === text))
    return fault('not-a-choice');
  return { value: text };
};

/** Without control characters; line breaks stay in texts of several lines and are one character each. */
const clean = (raw: string, lines: boolean): string => {
  const text = raw.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
  return (lines ? text : text.replace(/\s*[\n\t]+\s*/g, ' ')).trim();
};

const strayErrors = (form: FormDefinition, posted: Posted): FieldError[] => {
  const known = new Map(form.fields.map((field) => [field.name, field]));
  const trap = posted.values[ownFields.trap];
  return [
    ...(typeof trap === 'string' && trap.trim() !== ''
      ? [{ field: ownFields.trap, reason: 'hidden-field' as const }]
      : []),
    ...Object.keys(posted.values)
      // A page of a former definition, or a program, may send more; only programs can be told.
      .filter((name) => posted.kind === 'json' && !known.has(name) && !ownNames.has(name))
      .map((name) => ({ field: name.slice(0, 100), reason: 'unknown-field' as const })),
    ...posted.files
      .filter((file) => known.get(file.field)?.type !== 'file')
      .map((file) => ({ field: file.field.slice(0, 100), reason: 'not-a-file-field' as const })),
  ];
};
