import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { activateLanguage } from '../src/i18n/activate-language';
import QuarantinePage from '../src/features/quarantine/quarantine-page';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

async function openQuarantine() {
  const api = new FixtureApi(makeWorld(1));
  globalThis.fetch = fixtureFetch(api).fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <QuarantinePage />
    </QueryClientProvider>,
  );
  const [forged, unreadable] = (await screen.findAllByRole('article')).map((card) => within(card));
  if (!forged || !unreadable) throw new Error('Two messages wait');
  const [item] = api.world.quarantine;
  return { forged, unreadable, item, user: userEvent.setup({ delay: null }) };
}

beforeEach(() => useToasts.setState({ toasts: [] }));

test('what is not trusted is released, what could not be read is read again', async () => {
  const { forged, unreadable, item, user } = await openQuarantine();
  expect(unreadable.getByRole('button', { name: 'Read again' })).toBeTruthy();
  await user.click(forged.getByRole('button', { name: 'Release' }));
  await waitFor(() => expect(item?.state).toBe('released'));
});

test('a sender who may be forged is blocked only after the page has said whom that hits, and a toast undoes it', async () => {
  const { forged, unreadable, item, user } = await openQuarantine();
  expect(unreadable.queryByRole('button', { name: 'Block sender' })).toBeNull();
  await user.click(forged.getByRole('button', { name: 'Block sender' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/may be forged.*genuine owner.*nobody is told/)).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  expect(item?.blocked).toBe(false);
  await user.click(forged.getByRole('button', { name: 'Block sender' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Block sender' }));
  await forged.findByText('sender blocked');
  act(() => useToasts.getState().toasts.at(-1)?.undo?.());
  await waitFor(() => expect(forged.queryByText('sender blocked')).toBeNull());
});

test('a report says who made it, and leaves the message where it is', async () => {
  const { forged, item, user } = await openQuarantine();
  await user.click(forged.getByRole('button', { name: 'Report' }));
  await user.click(await screen.findByRole('menuitemradio', { name: /phishing/, checked: false }));
  await forged.findByText('phishing, says Sam Ito');
  expect(item?.state).toBe('waiting');
});

test('a message is read before it is released: plain words, files by name, how sure we are, and by keys alone', async () => {
  const { item, user } = await openQuarantine();
  const stop = listenForKeys();
  await user.keyboard('jo');
  const words = await screen.findByText('Pay <b>here</b>: https://bank.example.evil/');
  expect(words.querySelector('*')).toBeNull();
  expect(screen.getByText(/Author .*failed the check: its domain says it is not from there/)).toBeTruthy();
  expect(within(screen.getByRole('list', { name: 'Files' })).getByText('bill.html')).toBeTruthy();
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.getByText(/There is more/)).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  await user.keyboard('o');
  await waitFor(() => expect(screen.queryByText(/Pay <b>/)).toBeNull());
  expect(item?.state).toBe('waiting');
  stop();
});

test('why it is held back is said in the language of the page; what has no code keeps its sentence', async () => {
  try {
    await act(() => activateLanguage('it'));
    const { forged, unreadable } = await openQuarantine();
    expect(
      forged.getByText(/^Dice di venire da security@bank\.example, ma il suo dominio lo smentisce/),
    ).toBeTruthy();
    expect(forged.queryByText(/asks to refuse mail/)).toBeNull();
    expect(unreadable.getByText('The mail holds more than 1,000 nested parts.').lang).toBe('en');
  } finally {
    await act(() => activateLanguage('en'));
  }
});
