import type { FormDefinition } from '@filo/contracts/http';
import { formFaults } from './form-faults.js';

const form = (part: Partial<FormDefinition>): FormDefinition => ({
  title: { en: 'Write to us' },
  thanks: { en: 'Thank you' },
  languages: ['en'],
  embedOrigins: [],
  requireSiteToken: false,
  confirmAddress: false,
  fields: [{ name: 'email', type: 'email', label: { en: 'Email' }, required: true }],
  ...part,
});
const choice = { name: 'about', type: 'choice', label: { en: 'About' }, required: false } as const;

it.each([
  ['nothing', form({}), []],
  [
    'a name that two fields have',
    form({ fields: [...form({}).fields, ...form({}).fields] }),
    ['definition.fields.1.name'],
  ],
  [
    'a choice without choices',
    form({ fields: [{ ...choice, choices: [] }] }),
    ['definition.fields.0.choices'],
  ],
  ['a secret', form({ requireSiteToken: true }), ['siteTokenSecret']],
])('finds %s', (_, definition, paths) => {
  expect(formFaults(definition, false).map(({ path }) => path)).toEqual(paths);
});
