import { newForm } from './form-draft';
import { formFaults } from './form-faults';

const draft = {
  key: 'contact',
  definition: newForm('en', (id) => id),
  secret: '',
  secretSet: false,
};

test('a new form with a key lacks nothing', () => {
  expect(formFaults(draft)).toEqual({});
});

test('a key, a title and labels are asked for before anything is sent', () => {
  const [first, ...others] = draft.definition.fields;
  if (!first) throw new Error('A new form has fields');
  const fields = [{ ...first, label: {} }, ...others];
  expect(formFaults({ ...draft, key: '', definition: { ...draft.definition, title: {}, fields } })).toEqual({
    key: 'field.empty',
    'definition.title': 'field.empty',
    'definition.fields.0': 'field.empty',
  });
  expect(formFaults({ ...draft, key: 'My form' })).toEqual({ key: 'forms.key-wrong' });
});

test('a form for signed-in people needs a secret, unless it has one', () => {
  const definition = { ...draft.definition, requireSiteToken: true };
  expect(formFaults({ ...draft, definition })).toEqual({ siteTokenSecret: 'field.empty' });
  expect(formFaults({ ...draft, definition, secretSet: true })).toEqual({});
  expect(formFaults({ ...draft, definition, secret: 'short' })).toEqual({
    siteTokenSecret: 'forms.secret-short',
  });
});

test.each([
  ['a name that is no name', { name: 'Your name' }, { 'definition.fields.1.name': 'forms.name-wrong' }],
  ['a name twice', { name: 'name' }, { 'definition.fields.1.name': 'forms.name-taken' }],
  [
    'a length in words',
    { maxLength: Number('ten') },
    { 'definition.fields.1.maxLength': 'forms.max-length-wrong' },
  ],
  ['no room at all', { maxLength: 0 }, { 'definition.fields.1.maxLength': 'forms.max-length-wrong' }],
])('a field is stopped before it is sent: %s', (_, part, faults) => {
  const fields = draft.definition.fields.map((field, index) => (index === 1 ? { ...field, ...part } : field));
  expect(formFaults({ ...draft, definition: { ...draft.definition, fields } })).toEqual(faults);
});
