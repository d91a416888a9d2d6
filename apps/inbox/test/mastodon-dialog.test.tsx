import { screen, waitFor, within } from '@testing-library/react';
import { openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

async function openDialog() {
  const opened = openChannels();
  await opened.user.click(await screen.findByRole('button', { name: 'Add Mastodon' }));
  return { ...opened, dialog: within(await screen.findByRole('dialog')) };
}

test('a profile at Mastodon is sent as the API takes it, with the instance that its handle names', async () => {
  const { user, sent, dialog } = await openDialog();
  await user.type(dialog.getByRole('textbox', { name: /^Handle/ }), '@shop@social.example');
  await user.type(dialog.getByLabelText(/^Access token/), 'abc123');
  await user.click(dialog.getByRole('button', { name: 'Test and add' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    method: 'POST',
    body: {
      channel: 'mastodon',
      address: 'shop@social.example',
      settings: { instance: 'https://social.example' },
      secrets: { accessToken: 'abc123' },
    },
  });
});

test('an instance that was written wins over the one that the handle names', async () => {
  const { user, sent, dialog } = await openDialog();
  await user.type(dialog.getByRole('textbox', { name: /^Handle/ }), 'shop@social.example');
  await user.type(dialog.getByLabelText(/^Access token/), 'abc123');
  await user.type(dialog.getByRole('textbox', { name: /^Instance/ }), 'web.social.example');
  await user.click(dialog.getByRole('button', { name: 'Test' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ body: { settings: { instance: 'https://web.social.example' } } });
});

test('nothing is sent while a field is empty or the handle is none, and the field says so', async () => {
  const { user, sent, dialog } = await openDialog();
  await user.type(dialog.getByRole('textbox', { name: /^Handle/ }), '@shop');
  await user.click(dialog.getByRole('button', { name: 'Test' }));
  dialog.getByText('Not a handle, such as @shop@mastodon.social');
  expect(dialog.getByLabelText(/^Access token/).getAttribute('aria-invalid')).toBe('true');
  expect(sent).toEqual([]);
});
