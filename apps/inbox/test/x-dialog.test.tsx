import { screen, waitFor, within } from '@testing-library/react';
import { card, openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

const keys = {
  'API key': 'k',
  'API key secret': 'ks',
  'Access token': 't',
  'Access token secret': 'ts',
};

async function openDialog() {
  const opened = openChannels();
  await opened.user.click(await screen.findByRole('button', { name: 'Add X' }));
  return { ...opened, dialog: within(await screen.findByRole('dialog')) };
}

test('an account at X is sent as the API takes it, with its four keys', async () => {
  const { user, sent, dialog } = await openDialog();
  await user.type(dialog.getByRole('textbox', { name: /^Handle/ }), '@shop');
  for (const [label, key] of Object.entries(keys))
    await user.type(dialog.getByLabelText(new RegExp(`^${label}( \\(|$|\\*| \\*)`)), key);
  await user.click(dialog.getByRole('button', { name: 'Test and add' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    method: 'POST',
    body: {
      channel: 'x',
      address: 'shop',
      settings: { longPosts: false },
      secrets: { appKey: 'k', appSecret: 'ks', accessToken: 't', accessSecret: 'ts' },
    },
  });
});

test('nothing is sent while a key is missing or the handle is none, and each field says so', async () => {
  const { user, sent, dialog } = await openDialog();
  await user.type(dialog.getByRole('textbox', { name: /^Handle/ }), 'not a handle');
  await user.click(dialog.getByRole('button', { name: 'Test' }));
  dialog.getByText('Not a handle, such as @shop');
  expect(dialog.getAllByText('Fill this in')).toHaveLength(4);
  expect(sent).toEqual([]);
});

test('of an account that exists only the keys that were entered are sent', async () => {
  const { user, sent } = openChannels('', ({ world }) => {
    world.accounts.push({ ...world.accounts[0]!, id: 'x', channel: 'x', address: 'shop', settings: {} });
  });
  const shop = await card('shop');
  await user.click(shop.getByRole('button', { name: 'Edit' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByLabelText(/^Access token secret/), 'new');
  await user.click(dialog.getByRole('button', { name: /save/i }));
  await waitFor(() => expect(sent.some(({ method }) => method === 'PATCH')).toBe(true));
  expect(sent.find(({ method }) => method === 'PATCH')?.body).toMatchObject({
    secrets: { accessSecret: 'new' },
  });
});

test('longer posts of an account that exists need its keys anew, and each field says so', async () => {
  const { user, sent } = openChannels('', ({ world }) => {
    world.accounts.push({ ...world.accounts[0]!, id: 'x', channel: 'x', address: 'shop', settings: {} });
  });
  const shop = await card('shop');
  await user.click(shop.getByRole('button', { name: 'Edit' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('checkbox', { name: /longer posts/ }));
  await user.click(dialog.getByRole('button', { name: /save/i }));
  expect(dialog.getAllByText('Fill this in')).toHaveLength(4);
  expect(sent).toEqual([]);
});
