import { formDefinition } from '@filo/contracts/http';
import { checkValues } from './check-values.js';

const form = formDefinition.parse({
  title: { en: 'Contact' },
  thanks: { en: 'Thanks' },
  fields: [
    { name: 'name', type: 'text', label: { en: 'Name' }, required: true },
    { name: 'email', type: 'email', label: { en: 'Mail' }, required: true },
    {
      name: 'topic',
      type: 'choice',
      label: { en: 'Topic' },
      choices: [{ value: 'billing', label: { en: 'Billing' } }],
    },
    { name: 'message', type: 'textarea', label: { en: 'Message' }, required: true, maxLength: 20 },
    { name: 'terms', type: 'consent', label: { en: 'I agree' }, required: true },
    { name: 'photo', type: 'file', label: { en: 'Photo' } },
  ],
});
const good = { name: 'Ada', email: 'ada@example.org', message: 'Hello', terms: true };
const check = (values: Record<string, unknown>, kind: 'json' | 'form' = 'json') =>
  checkValues(form, { values, files: [], kind });

it('takes good values, trimmed and without control characters', () => {
  const { values, errors } = check({
    ...good,
    name: '  Ada\u0000\n Lovelace ',
    message: 'Hi\r\nthere',
    topic: 'billing',
  });
  expect(errors).toEqual([]);
  expect(values).toEqual({
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    message: 'Hi\nthere',
    topic: 'billing',
    terms: true,
  });
});

it('names every faulty field at once', () => {
  const { errors } = check({ email: 'ada', topic: 'spam', message: 'x'.repeat(21), admin: '1' });
  expect(errors).toEqual([
    { field: 'name', reason: 'required' },
    { field: 'email', reason: 'not-a-mail-address' },
    { field: 'topic', reason: 'not-a-choice' },
    { field: 'message', reason: 'too-long', limit: 20 },
    { field: 'terms', reason: 'consent-needed' },
    { field: 'admin', reason: 'unknown-field' },
  ]);
});

it.each([
  [
    { ...good, message: { $gt: '' } },
    { field: 'message', reason: 'not-text' },
  ],
  [
    { ...good, _website: 'https://spam.example' },
    { field: '_website', reason: 'hidden-field' },
  ],
])('refuses %j', (values, error) => {
  expect(check(values).errors).toEqual([expect.objectContaining(error)]);
});

it('lets an ordinary form post carry fields of a former definition', () => {
  expect(check({ ...good, terms: 'on', removed: 'x' }, 'form').errors).toEqual([]);
});

it('refuses a file where none was asked for', () => {
  const file = {
    field: 'name',
    path: '/x',
    name: 'x',
    declaredType: '',
    mediaType: '',
    sha256: '',
    bytes: 1,
  };
  expect(checkValues(form, { values: good, files: [file], kind: 'form' }).errors).toEqual([
    { field: 'name', reason: 'not-a-file-field' },
  ]);
});
