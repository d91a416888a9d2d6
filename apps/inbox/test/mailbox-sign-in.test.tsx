import { oauthOutcomes } from '@filo/contracts/http';
import { i18n } from '@lingui/core';
import { screen, waitFor, within } from '@testing-library/react';
import { messages as english } from '../src/i18n/locales/en.po';
import { messages as laterEnglish } from '../src/i18n/locales/later/en.po';
import { messages as italian } from '../src/i18n/locales/it.po';
import { card, openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
  window.location.hash = '';
});
afterEach(() => i18n.loadAndActivate({ locale: 'en', messages: { ...english, ...laterEnglish } }));

test.each(oauthOutcomes)(
  'the outcome %s is told in a sentence, and the address forgets it',
  async (outcome) => {
    const { history } = openChannels(`?oauth=${outcome}`);
    const told = await screen.findByRole(outcome === 'done' ? 'status' : 'alert');
    expect(told.textContent).toMatch(/^[A-Z].+\. .+\.$/);
    if (outcome !== 'done') expect(told.textContent).toContain('Nothing was changed.');
    await waitFor(() => expect(history.location.href).toBe('/admin/channels'));
    expect(screen.queryByText(told.textContent ?? '')).toBeTruthy();
  },
);

test.each(oauthOutcomes)('the outcome %s has a sentence of its own in Italian', async (outcome) => {
  i18n.loadAndActivate({ locale: 'it', messages: italian });
  openChannels(`?oauth=${outcome}`);
  const told = await screen.findByRole(outcome === 'done' ? 'status' : 'alert');
  expect(told.textContent).toBe(i18n._(`oauth.${outcome}`));
  expect(told.textContent).not.toBe(`oauth.${outcome}`);
});

test('an outcome that nobody knows says nothing', async () => {
  const { history } = openChannels('?oauth=toString');
  await card('hello@example.org');
  expect(screen.queryByRole('alert')).toBeNull();
  await waitFor(() => expect(history.location.href).toBe('/admin/channels'));
});

test('without a configured provider no button offers to sign in at one', async () => {
  const { user, client } = openChannels('', (api) => (api.world.oauth.providers = []));
  await user.click(await screen.findByRole('button', { name: 'Add a mailbox' }));
  const address = await screen.findByRole('textbox', { name: 'Email address' });
  await waitFor(() => expect(client.getQueryData(['oauth-providers'])).toEqual({ items: [] }));
  await user.type(address, 'new@example.org');
  expect(screen.queryByRole('region', { name: 'Sign in without a password' })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Sign in with / })).toBeNull();
});

test('a new mailbox is sent to the provider that was chosen', async () => {
  const { user, sent } = openChannels('', (api) =>
    api.world.oauth.providers.push({ name: 'custom', label: 'Example Mail' }),
  );
  await user.click(await screen.findByRole('button', { name: 'Add a mailbox' }));
  const button = await screen.findByRole('button', { name: 'Sign in with Example Mail' });
  for (const label of ['Google', 'Microsoft'])
    expect(screen.getByRole('button', { name: `Sign in with ${label}` })).toBeTruthy();
  expect((button as HTMLButtonElement).disabled).toBe(true);
  await user.type(screen.getByRole('textbox', { name: 'Email address' }), 'new@example.org');
  await user.click(button);
  await waitFor(() => expect(window.location.hash).toBe('#consent'));
  expect(sent.map(({ path, body }) => [path, body])).toEqual([
    ['/accounts/oauth', { provider: 'custom', address: 'new@example.org', importDays: 30 }],
  ]);
});

test('a failed mailbox signs in again as the same user; one with a password is not offered it', async () => {
  const { api, user, sent } = openChannels();
  expect((await card('orders@example.org')).queryByRole('button', { name: 'Sign in again' })).toBeNull();
  await user.click((await card('hello@example.org')).getByRole('button', { name: 'Sign in again' }));
  await waitFor(() => expect(window.location.hash).toBe('#consent'));
  const accountId = api.world.accounts.find(({ address }) => address === 'hello@example.org')?.id;
  expect(sent.map(({ body }) => body)).toEqual([
    {
      channel: 'email',
      provider: 'google',
      address: 'hello@example.org',
      user: 'team@example.org',
      accountId,
    },
  ]);
});

test('of a mailbox that signs in at a provider only name, folders and days are changed', async () => {
  const { user, sent } = openChannels();
  await user.click((await card('hello@example.org')).getByRole('button', { name: 'Edit' }));
  const folders = await screen.findByRole('textbox', { name: 'Folders' });
  expect(within(screen.getByRole('dialog')).getAllByRole('textbox')).toHaveLength(3);
  expect(screen.queryByLabelText('Password')).toBeNull();
  await user.type(folders, ', Help');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toEqual({
    name: 'Support',
    importDays: 30,
    imap: {
      host: 'imap.example.org',
      port: 993,
      security: 'tls',
      user: 'team@example.org',
      folders: ['INBOX', 'Help'],
    },
  });
});
