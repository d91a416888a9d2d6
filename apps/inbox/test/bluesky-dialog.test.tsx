import { screen, waitFor, within } from '@testing-library/react';
import { openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

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
