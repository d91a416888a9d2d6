import { accountForm } from './account-form.js';
import { announcedChannel } from './channel-descriptor.js';

const words = { en: 'Words' };
const secret = { kind: 'secret', path: 'secrets.key', label: words };
const form = {
  ...{ add: words, edit: words },
  address: { label: words, placeholder: 'shop', shape: 'word', fault: words },
  fields: [secret],
};
const manyFields = (length: number) =>
  Array.from({ length }, (_, n) => ({ ...secret, path: `secrets.key${n}` }));
const withField = (field: object) => ({ ...form, fields: [field] });

it.each<[string, unknown]>([
  ['a pattern of its own for the address', { ...form, address: { ...form.address, shape: '(a+)+$' } }],
  ['a pattern beside the shape', { ...form, address: { ...form.address, pattern: '(a+)+$' } }],
  ['a path outside settings and secrets', withField({ ...secret, path: 'secrets.a.b' })],
  ['a secret among the settings', withField({ ...secret, path: 'settings.key' })],
  ['a setting that is no name', withField({ kind: 'check', path: 'settings.__proto__', label: words })],
  ['a kind that nobody draws', withField({ ...secret, kind: 'html' })],
  ['words without end', withField({ ...secret, label: { en: 'a'.repeat(101) } })],
  ['one path twice', { ...form, fields: [secret, secret] }],
  ['more fields than a person fills in', { ...form, fields: manyFields(21) }],
])('the form of an account is not taken with %s', (_, said) => {
  expect(accountForm.safeParse(form).success).toBe(true);
  expect(accountForm.safeParse(said).success).toBe(false);
});

it('the form of an account is taken with as many fields as a person fills in', () => {
  expect(accountForm.safeParse({ ...form, fields: manyFields(20) }).success).toBe(true);
});

it('a channel whose form cannot be read keeps its name, without a form', () => {
  const said = {
    ...{ channel: 'pigeon', label: 'Pigeon post', glyph: 'M3 3h18v18' },
    ...{ colour: { light: '#112233', dark: '#ddeeff' }, abilities: { search: true, directMessages: false } },
  };
  expect(announcedChannel.parse({ ...said, account: form }).account?.fields).toMatchObject([secret]);
  expect(announcedChannel.parse({ ...said, account: withField({ kind: 'moon' }) })).toMatchObject({
    ...{ label: 'Pigeon post', account: undefined },
  });
});
