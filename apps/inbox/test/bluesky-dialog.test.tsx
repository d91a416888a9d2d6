import { screen, waitFor, within } from '@testing-library/react';
import type { FixtureApi } from './fixture/fixture-api';
import { card, openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

/** The profile of the fixture world, as if it had signed in. */
function signedInAtBluesky(api: FixtureApi) {
  const [first] = api.world.accounts;
  const settings = { service: 'https://bsky.social', oauth: { provider: 'bluesky' } };
  api.world.accounts.push({
    ...first!,
    id: crypto.randomUUID(),
    channel: 'bluesky',
    address: 'shop.example',
    settings,
  });
}

async function openDialog() {
  const opened = openChannels();
  await opened.user.click(await screen.findByRole('button', { name: 'Add Bluesky' }));
  return { ...opened, dialog: within(await screen.findByRole('dialog')) };
}

test('a profile at Bluesky is sent as the API takes it, with the handle as it is and the usual service', async () => {
  const { user, sent, dialog } = await openDialog();
  await user.type(dialog.getByRole('textbox', { name: /^Handle/ }), '@shop.bsky.social');
  await user.type(dialog.getByLabelText(/^App password/), 'aaaa-bbbb');
  await user.click(dialog.getByRole('button', { name: 'Test and add' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    method: 'POST',
    body: {
      channel: 'bluesky',
      address: 'shop.bsky.social',
      settings: { service: 'https://bsky.social' },
      secrets: { appPassword: 'aaaa-bbbb' },
    },
  });
});

test('nothing is sent while a field is empty or the handle is none, and the field says so', async () => {
  const { user, sent, dialog } = await openDialog();
  await user.type(dialog.getByRole('textbox', { name: /^Handle/ }), 'shop');
  await user.click(dialog.getByRole('button', { name: 'Test' }));
  dialog.getByText('Not a handle, such as shop.bsky.social');
  expect(dialog.getByLabelText(/^App password/).getAttribute('aria-invalid')).toBe('true');
  expect(sent).toEqual([]);
});

test('instead of giving a password one is sent to the sign-in page of the profile', async () => {
  const { user, sent } = await openDialog();
  const button = screen.getByRole('button', { name: 'Sign in with Bluesky' });
  expect((button as HTMLButtonElement).disabled).toBe(true);
  await user.type(screen.getByRole('textbox', { name: /^Handle/ }), '@shop.bsky.social');
  await user.click(button);
  await waitFor(() => expect(window.location.hash).toBe('#consent'));
  expect(sent.map(({ path, body }) => [path, body])).toEqual([
    [
      '/accounts/oauth',
      {
        channel: 'bluesky',
        provider: 'bluesky',
        address: 'shop.bsky.social',
        settings: { service: 'https://bsky.social' },
      },
    ],
  ]);
});

test.each([
  [6, true, 'The key of this account ends in 6 days, on '],
  [60, undefined, 'The key of this account ends in 60 days, on '],
] as const)('a key that ends in %d days is told of on its card', async (days, keyEndsSoon, words) => {
  const keyEndsAt = new Date(Date.now() + days * 86_400_000).toISOString();
  openChannels('', (api) => {
    signedInAtBluesky(api);
    const account = api.world.accounts.at(-1)!;
    account.health = {
      ...account.health,
      ...{
        state: keyEndsSoon ? 'degraded' : 'ok',
        reason: keyEndsSoon ? 'In English.' : '',
        keyEndsAt,
        keyEndsSoon,
      },
    };
  });
  const shown = await card('shop.example');
  expect(shown.getByText(new RegExp(`^${words}`)).textContent).toContain('Sign in again before');
  expect(shown.queryByText('In English.')).toBeNull();
  expect(shown.getByRole('button', { name: 'Sign in again' }).className.includes('bg-accent')).toBe(
    keyEndsSoon === true,
  );
});

test('a profile that signed in has no password to change, and signs in again from its card', async () => {
  const { user, sent } = openChannels('', signedInAtBluesky);
  await user.click((await card('shop.example')).getByRole('button', { name: 'Edit' }));
  expect(within(screen.getByRole('dialog')).getAllByRole('textbox')).toHaveLength(2);
  expect(screen.queryByLabelText(/App password/)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Sign in with Bluesky' })).toBeNull();
  await user.keyboard('{Escape}');
  await user.click((await card('shop.example')).getByRole('button', { name: 'Sign in again' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toMatchObject({ channel: 'bluesky', provider: 'bluesky', address: 'shop.example' });
});
