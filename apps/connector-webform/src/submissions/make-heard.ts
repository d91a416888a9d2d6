import type { Heard } from '@filo/connector';
import type { AuthorIdentity } from './find-author.js';
import type { FormDefinition, FormField } from '@filo/contracts/http';
import { inLanguage } from '../forms/choose-language.js';
import { mailField, nameField, subjectField } from '../forms/form-definition.js';
import type { Values } from './submission.js';
import { textOf } from './text-of.js';

export interface Said {
  form: FormDefinition;
  values: Values;
  author: AuthorIdentity;
  externalId: string;
  language: string;
  via: 'form' | 'api';
  at: Date;
  /** On whose page it was written, if it was on one of an invitation. */
  invitation?: string | undefined;
}

type HeardMessage = Extract<Heard, { type: 'message' }>;

/** A submission as a message of its author; attachments are added once their bytes are on the bus. Pure. */
export const makeHeard = (said: Said): HeardMessage => {
  const { form, values, author, externalId, language, via, at, invitation } = said;
  const subject = textOf(values, subjectField(form));
  const text = messageText(form, values, language);
  return {
    type: 'message',
    externalId,
    direction: 'inbound',
    class: 'human',
    author: author.identity,
    authorProof: author.proof,
    audience: 'private',
    participants: author.typed ? [{ identity: author.typed, role: 'reply-to' }] : [],
    replyTo: author.replyTo,
    vouched: author.vouched.map((identity) => ({ identity, evidence: 'site-token' })),
    subject,
    text,
    newText: text,
    attachments: [],
    sortAt: at.toISOString(),
    arrival: { via },
    language,
    ...(invitation !== undefined && { invitation }),
    facts: factsOf(form, values),
  };
};

/** What was written first, then every other answer with its question, as an agent reads it. */
const messageText = (form: FormDefinition, values: Values, language: string): string => {
  const told = new Set([mailField(form), nameField(form), subjectField(form)]);
  const written = form.fields.filter(
    (field) => field.type === 'textarea' && values[field.name] !== undefined,
  );
  const lone = written.length === 1;
  const inTheirLanguage = (words: FormField['label']) =>
    inLanguage(words, language, form.languages[0] ?? 'en');
  const answers = form.fields
    .filter((field) => !told.has(field) && !(lone && field === written[0]))
    .flatMap((field) => answerLine(field, values[field.name], inTheirLanguage));
  const main = lone ? String(values[written[0]!.name]) : '';
  return [main, answers.join('\n')].filter((part) => part !== '').join('\n\n');
};

const answerLine = (
  field: FormField,
  value: string | boolean | undefined,
  inTheirLanguage: (words: FormField['label']) => string,
): string[] => {
  const label = inTheirLanguage(field.label);
  if (value === undefined || value === false) return [];
  if (value === true) return [`[x] ${label}`];
  const choice = field.choices?.find((one) => one.value === value);
  const shown = choice === undefined ? value : inTheirLanguage(choice.label);
  return [shown.includes('\n') ? `${label}:\n${shown}` : `${label}: ${shown}`];
};

const factsOf = (form: FormDefinition, values: Values): Record<string, string> => {
  const name = textOf(values, nameField(form));
  const phone = textOf(
    values,
    form.fields.find((field) => field.type === 'phone'),
  );
  return { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) };
};
