import { accountForm } from '@filo/contracts';
import type { AccountForm, AccountView } from '@filo/contracts/http';
import { i18n } from '@lingui/core';
import { act, screen, waitFor, within } from '@testing-library/react';
import postcards from '../../connector-social/test/fourth/platforms/postcards/descriptor.json' with { type: 'json' };
import { messages as english } from '../src/i18n/locales/en.po';
import { messages as italian } from '../src/i18n/locales/it.po';
import { FixtureProblem } from './fixture/fixture-problem';
import type { FixtureApi } from './fixture/fixture-api';
import { card, openChannels } from './open-channels';

beforeEach(() => {
  // The router asks for it; jsdom only complains.
  window.scrollTo = () => undefined;
});

const fourth = accountForm.parse(postcards.account);
const withFourth =
  (form: Partial<AccountForm> = {}) =>
  ({ world }: FixtureApi) =>
    world.accountForms.push({ channel: 'postcards', form: { ...fourth, ...form } });
const withAccount =
  (account: Partial<AccountView>) =>
  ({ world }: FixtureApi) =>
    world.accounts.push({ ...world.accounts[0]!, id: 'theirs', ...account });

async function add(button: string, set?: (api: FixtureApi) => unknown) {
  const opened = openChannels('', set);
  await opened.user.click(await screen.findByRole('button', { name: button }));
  return { ...opened, dialog: within(await screen.findByRole('dialog')) };
}

async function edit(account: Partial<AccountView>, set: (api: FixtureApi) => unknown = () => undefined) {
  const opened = openChannels('', (api) => {
    withAccount(account)(api);
    set(api);
  });
  await opened.user.click(await (await card(account.address!)).findByRole('button', { name: 'Edit' }));
  return { ...opened, dialog: within(await screen.findByRole('dialog')) };
}

test('an account of a channel that this inbox has never heard of is added by what its connector announced', async () => {
  const { user, sent, dialog } = await add('Add Postcards', withFourth());
  await user.click(dialog.getByRole('button', { name: 'Test and add' }));
  expect(dialog.getAllByText('Fill this in')).toHaveLength(2);
  await user.type(dialog.getByRole('textbox', { name: /^Box/ }), 'not a box');
  dialog.getByText('Not a box, such as shop');
  await user.clear(dialog.getByRole('textbox', { name: /^Box/ }));
  await user.type(dialog.getByRole('textbox', { name: /^Box/ }), 'shop');
  await user.type(dialog.getByLabelText(/^Stamp/), 'lion');
  await user.click(dialog.getByRole('checkbox', { name: 'Answer by air mail' }));
  await user.click(dialog.getByRole('button', { name: 'Test' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(screen.queryByRole('dialog')).not.toBeNull();
  expect(sent[0]?.query.get('test')).toBe('only');
  await user.click(dialog.getByRole('button', { name: 'Test and add' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const settings = { airMail: true };
  const body = { channel: 'postcards', address: 'shop', settings, secrets: { stamp: 'lion' } };
  expect(sent.map((one) => one.body)).toEqual([body, body]);
});

test('what a connector says is read as words, never as a page', async () => {
  const words = { en: '<img src=x onerror=alert(1)>' };
  await add('Add Postcards', withFourth({ edit: words, fields: [{ kind: 'note', text: words }] }));
  screen.getByText(words.en);
  expect(document.querySelector('img')).toBeNull();
});

test('the words of a form are those of the language of the page', async () => {
  act(() => {
    i18n.load('it', italian);
    i18n.activate('it');
  });
  try {
    const { dialog } = await add('Aggiungi X');
    dialog.getByText(/^Crea nella console per sviluppatori di X/);
    dialog.getByLabelText(/^Segreto della chiave API/);
    dialog.getByText('Lo vede solo il tuo gruppo');
  } finally {
    act(() => {
      i18n.load('en', english);
      i18n.activate('en');
    });
  }
});

describe('the address at which X tells what happens', () => {
  const told = /^X tells at once/;
  const address = { name: /^Public address/ };
  const wrong = 'Not an address that begins with https:// and names no port';

  test('is asked for while its box is ticked, and is gone without the tick', async () => {
    const { user, sent, dialog } = await edit({
      ...{
        channel: 'x',
        address: 'shop',
        secretsSet: ['appKey', 'appSecret', 'accessToken', 'accessSecret'],
      },
      settings: { longPosts: true, webhookUrl: 'https://hooks.example.com', kept: 'by the API' },
    });
    expect(dialog.getByRole<HTMLInputElement>('textbox', address).value).toBe('https://hooks.example.com');
    await user.type(dialog.getByRole('textbox', address), ':8443');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    dialog.getByText(wrong);
    await user.clear(dialog.getByRole('textbox', address));
    dialog.getByText(wrong);
    await user.click(dialog.getByRole('checkbox', { name: told }));
    for (const label of [
      /^API key(?! secret)/,
      /^API key secret/,
      /^Access token(?! secret)/,
      /^Access token secret/,
    ])
      await user.type(dialog.getByLabelText(label), 'k');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({ settings: { longPosts: true, kept: 'by the API' } });
    expect(JSON.stringify(sent[0]?.body)).not.toContain('webhookUrl');
  });
});

test('other settings need the stored password anew, the old ones again do not', async () => {
  const { user, sent, dialog } = await edit({
    ...{ channel: 'bluesky', address: 'shop.example', secretsSet: ['appPassword'] },
    settings: { service: 'https://bsky.social' },
  });
  dialog.getByText('Stored and never shown. Leave empty to keep it.');
  const service = dialog.getByRole('textbox', { name: /^Service/ });
  await user.type(service, '2');
  expect(dialog.queryByText('Stored and never shown. Leave empty to keep it.')).toBeNull();
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  dialog.getByText('Fill this in');
  await waitFor(() => expect(document.activeElement).toBe(dialog.getByLabelText(/^App password/)));
  expect(sent).toEqual([]);
  await user.type(service, '{Backspace}');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(Object.keys(sent[0]!.body as object)).toEqual(['name']);
});

test('an instance follows from the handle in the empty field', async () => {
  const { user, dialog } = await add('Add Mastodon');
  const instance = dialog.getByRole<HTMLInputElement>('textbox', { name: /^Instance/ });
  expect(instance.placeholder).toBe('https://mastodon.social');
  await user.type(dialog.getByRole('textbox', { name: /^Handle/ }), '@shop@social.example');
  expect(instance.placeholder).toBe('https://social.example');
});

test.each([
  ['settings.instance', 'beside its field'],
  ['settings.moon', 'above the fields, for it has none'],
])('what the server finds wrong with %s is told %s', async (path, _) => {
  const { user, dialog, api } = await add('Add Mastodon');
  const answer = api.answer.bind(api);
  api.answer = (request) => {
    if (request.method !== 'POST') return answer(request);
    throw new FixtureProblem(400, 'invalid-request', 'The instance does not take it.', {
      errors: [{ path, message: 'Not there.' }],
    });
  };
  await user.type(dialog.getByRole('textbox', { name: /^Handle/ }), '@shop@social.example');
  await user.type(dialog.getByLabelText(/^Access token/), 'abc123');
  await user.click(dialog.getByRole('button', { name: 'Test and add' }));
  if (path === 'settings.moon') {
    expect((await dialog.findByRole('alert')).textContent).toContain('The instance does not take it.');
    return;
  }
  await dialog.findByText('Not there.');
  await waitFor(() =>
    expect(document.activeElement).toBe(dialog.getByRole('textbox', { name: /^Instance/ })),
  );
  expect(dialog.queryByRole('alert')).toBeNull();
});

test('while no connector has said what it needs, the page says so, and an account why it cannot be changed', async () => {
  openChannels('', (api) => {
    api.world.accountForms = [];
    withAccount({ channel: 'x', address: 'shop' })(api);
  });
  await screen.findByText(/^No public network can be added right now: .* this page looks again by itself/);
  const shop = await card('shop');
  shop.getByText(/^Its settings cannot be changed here now: .*Start the connector/);
  expect(shop.queryByRole('button', { name: 'Edit' })).toBeNull();
  for (const name of ['Pause', 'Remove']) shop.getByRole('button', { name });
  expect(screen.queryByRole('button', { name: 'Add X' })).toBeNull();
  // A mailbox and a form have theirs without a connector's word.
  expect(screen.getAllByText(/^Its settings cannot be changed here now/)).toHaveLength(1);
});
