import type { AccountForm, AccountView } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import '../../../i18n/later-words';
import { NetworkField } from './network-field';
import { isMoved, networkValues, settingsIn } from './network-values';

const words = (en: string) => ({ en });
const secret = { kind: 'secret', path: 'secrets.second', label: words('Second key'), required: false };
const number = { kind: 'text', path: 'settings.pace', label: words('Pace'), required: false };
const form = { address: {}, fields: [secret, number] } as unknown as AccountForm;
const account = (over: Partial<AccountView>) =>
  ({ address: '@shop', name: null, settings: {}, secretsSet: [], ...over }) as AccountView;

const show = (edited: AccountView, at: number): void => {
  const values = networkValues(form, edited);
  const { secretsSet } = edited;
  const rest = {
    isNew: false,
    needed: new Set<string>(),
    onChange: () => undefined,
    fieldError: () => undefined,
  };
  render(<NetworkField field={form.fields[at]!} {...{ form, values, secretsSet }} {...rest} />);
};

test('of a secret that is stored it is said that it is kept, also where its form says nothing of it', () => {
  show(account({ secretsSet: ['second'] }), 0);
  screen.getByText('Stored and never shown. Leave empty to keep it.');
});

test('nothing is kept where none is stored', () => {
  show(account({}), 0);
  expect(screen.queryByText(/Leave empty to keep it/)).toBeNull();
});

test('a number that the API set is shown, and stays a number', () => {
  const edited = account({ settings: { pace: 5 } });
  show(edited, 1);
  expect(screen.getByLabelText('Pace')).toHaveProperty('value', '5');
  const values = networkValues(form, edited);
  expect(settingsIn(form, values)).toEqual({ pace: 5 });
  expect(isMoved(form, values, edited)).toBe(false);
  const changed = { ...values, texts: { ...values.texts, 'settings.pace': '6' } };
  expect([settingsIn(form, changed), isMoved(form, changed, edited)]).toEqual([{ pace: 6 }, true]);
});
