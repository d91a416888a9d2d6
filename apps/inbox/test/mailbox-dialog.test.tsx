import { render, screen, waitFor, within } from '@testing-library/react';
import { ToastRegion } from '../src/ui/toast-region';
import { card, openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

async function openDialog(set?: Parameters<typeof openChannels>[1]) {
  const opened = openChannels('', set);
  const { user } = opened;
  await user.click((await card('orders@example.org')).getByRole('button', { name: 'Edit' }));
  return { ...opened, dialog: within(await screen.findByRole('dialog')) };
}

test('a mailbox that exists is tested where its stored password is, without typing it again', async () => {
  const { user, sent, dialog } = await openDialog();
  await user.click(dialog.getByRole('button', { name: 'Test' }));
  await dialog.findByText('Signed in, 1,204 mails in INBOX.');
  expect(sent).toHaveLength(1);
  expect(sent[0]?.method).toBe('PATCH');
  expect(sent[0]?.query.get('test')).toBe('only');
  expect(JSON.stringify(sent[0]?.body)).not.toContain('password');
});

test('of the advanced settings only what was changed is sent, in the words of the API', async () => {
  const { user, sent, dialog } = await openDialog(({ world }) => {
    const orders = world.accounts.find(({ address }) => address === 'orders@example.org');
    if (orders) orders.settings['forwarders'] = ['198.51.100.7'];
  });
  // Something is set, so that the section is open.
  const forwarders = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: /^Servers that forward/ });
  expect(forwarders.value).toBe('198.51.100.7');
  await user.type(
    dialog.getByRole('textbox', { name: /^Mail servers whose word/ }),
    'mx.example.org, mx2.example.org',
  );
  await user.type(dialog.getByRole('textbox', { name: /^Forms that mail to us/ }), 'wordpress@shop.example');
  await user.selectOptions(dialog.getByRole('combobox', { name: /^Mail sent by other programs/ }), 'folder');
  await user.type(dialog.getByRole('textbox', { name: /^Name of the folder/ }), 'Gesendet');
  await user.click(dialog.getByRole('checkbox', { name: /^Every subject/ }));
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  const { imap, ...body } = sent[0]?.body as { imap: object };
  expect(imap).toMatchObject({ sentFolder: 'Gesendet' });
  expect(body).toMatchObject({ trustedHosts: ['mx.example.org', 'mx2.example.org'], topicPerSubject: true });
  expect(body).toMatchObject({ formMailers: ['wordpress@shop.example'] });
  expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['forwarders']));
  expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['appendSent']));
});

test('an account is read again by one press, and the page says what will happen', async () => {
  const { user, sent } = openChannels();
  render(<ToastRegion />);
  await user.click((await card('orders@example.org')).getByRole('button', { name: 'Read again' }));
  await screen.findByText(/orders@example.org is being compared/);
  expect(sent.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)).toEqual(['POST reconcile']);
});

async function openNew(set?: Parameters<typeof openChannels>[1]) {
  const opened = openChannels('', set);
  const { user } = opened;
  await user.click(await screen.findByRole('button', { name: 'Add a mailbox' }));
  return { ...opened, dialog: within(await screen.findByRole('dialog')) };
}

test('an empty mailbox is not sent: every missing field is marked at once, and the first one has the focus', async () => {
  const { user, sent, dialog } = await openNew();
  await user.click(dialog.getByRole('button', { name: 'Test and add' }));
  const wrong = dialog
    .getAllByRole('textbox')
    .filter((field) => field.getAttribute('aria-invalid') === 'true');
  expect(wrong.map((field) => field.getAttribute('placeholder'))).toEqual([
    'support@example.org',
    'imap.example.org',
    null,
    'smtp.example.org',
  ]);
  expect(document.activeElement).toBe(wrong[0]);
  expect(dialog.getByRole('alert').textContent).toBe('Nothing was changed yet: look at the marked fields.');
  await user.type(wrong[0] as HTMLElement, 'support@example.org');
  expect(wrong[0]?.getAttribute('aria-invalid')).not.toBe('true');
  expect(sent).toEqual([]);
});

test('what is shown is the outcome of the last press, not of an earlier test', async () => {
  const { user, dialog } = await openNew();
  const fill = (placeholder: string, text: string) =>
    user.type(dialog.getByPlaceholderText(placeholder), text);
  await fill('support@example.org', 'support@example.org');
  await fill('imap.example.org', 'mail.example.org');
  await fill('smtp.example.org', 'mail.example.org');
  await user.type(dialog.getAllByRole('textbox', { name: /^User name/ })[0] as HTMLElement, 'support');
  await user.click(dialog.getByRole('button', { name: 'Test' }));
  await dialog.findByText('Signed in, 1,204 mails in INBOX.');
  const password = dialog.getAllByLabelText(/^Password/)[0] as HTMLElement;
  await user.type(password, 'wrong');
  await user.click(dialog.getByRole('button', { name: 'Test and add' }));
  await dialog.findByText(/^The server refused the password/);
  expect(dialog.queryByText('Signed in, 1,204 mails in INBOX.')).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(password));
  await user.type(password, 'x');
  expect(dialog.queryByText('The server refused this password.')).toBeNull();
});

test('a server that is unticked is dropped, after the dialog has said what then happens', async () => {
  const { user, sent, dialog } = await openDialog(({ world }) => {
    const orders = world.accounts.find(({ address }) => address === 'orders@example.org');
    if (orders) orders.settings['smtp'] = { host: 'smtp.example.org', port: 587, security: 'starttls' };
  });
  await user.click(dialog.getByRole('checkbox', { name: 'Fetch mail from a mailbox' }));
  dialog.getByText(/no longer fetched from .+ New mail comes in by the SMTP door alone/);
  await user.click(dialog.getByRole('checkbox', { name: 'Send answers through a server' }));
  dialog.getByText(/no longer leave through .+ They go to the outbox page/);
  await user.click(dialog.getByRole('button', { name: 'Test' }));
  await dialog.findByText(/There is nothing to sign in to/);
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent.map(({ query }) => query.get('test'))).toEqual(['only', null]));
  for (const { body } of sent) expect(body).toMatchObject({ imap: null, smtp: null });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a server that a mailbox never had is not spoken of when its name changes', async () => {
  const { user, sent, dialog } = await openDialog();
  await user.type(dialog.getByRole('textbox', { name: /^Sender name/ }), 'Orders');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).not.toHaveProperty('smtp');
});
