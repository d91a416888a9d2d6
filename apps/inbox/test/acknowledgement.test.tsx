import type { Acknowledgement } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import '../src/i18n/later-words';
import { AcknowledgementButton } from '../src/ui/acknowledgement/acknowledgement-button';
import { axeFaults } from './axe-faults';
import { FixtureApi } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const off: Acknowledgement = {
  ...{ version: 0, on: false, texts: [] },
  known: {
    ...{ organisation: 'Bottega', timeZone: 'Europe/Rome', hasHours: true, openNow: true },
    ...{ expectedWithin: 4, expectedOutside: null, nextOpening: '2026-03-02T08:00:00Z' },
  },
};
/** Answers as the server does; `overtaken`: what somebody else set before the first change. */
const serve = (stored: Acknowledgement, overtaken?: Acknowledgement) => {
  const sent: Record<string, unknown>[] = [];
  globalThis.fetch = (_, { method = 'GET', body } = {}) => {
    if (method === 'PUT') sent.push(JSON.parse(body as string) as Record<string, unknown>);
    const isRefused = method === 'PUT' && overtaken !== undefined && sent.length === 1;
    const problem = {
      status: 409,
      code: 'conflict',
      reason: 'acknowledgement-changed',
      title: '',
      detail: 'x',
    };
    const answer = isRefused
      ? { ...problem, acknowledgement: overtaken }
      : method === 'PUT'
        ? { ...stored, ...sent.at(-1) }
        : stored;
    const text = () => Promise.resolve(JSON.stringify(answer));
    return Promise.resolve({ ok: !isRefused, status: isRefused ? 409 : 200, text } as Response);
  };
  return sent;
};
const open = async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <AcknowledgementButton accountId="a1" name="Desk" />
    </QueryClientProvider>,
  );
  const user = userEvent.setup({ delay: null });
  await user.click(screen.getByRole('button', { name: 'Acknowledgement: Desk' }));
  await screen.findByLabelText('Subject');
  return user;
};
const preview = () => within(screen.getByRole('region', { name: 'As it would leave now' }));

it('is off at first, shows what would leave, and is switched on with the words that are shown', async () => {
  const sent = serve(off);
  const user = await open();
  const on = screen.getByRole('checkbox', { name: /Tell whoever writes/ });
  expect(on).toHaveProperty('checked', false);
  expect(preview().getByText(/We usually answer within 4 hours\./)).toBeTruthy();
  // Nothing was measured outside the hours: the line is gone, and not its neighbour.
  const outside = preview().getByText(/Nobody is here right now/).textContent;
  expect(outside).toContain('We are back on Monday 2 March at 9:00.');
  expect(outside).not.toContain('usually answer');
  expect(await axeFaults()).toEqual([]);
  await user.click(on);
  await user.clear(screen.getByLabelText('Subject'));
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Company' }));
  await user.type(screen.getByLabelText('Subject'), ' has your message');
  expect(preview().getAllByText('Bottega has your message')).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toMatchObject([
    {
      ...{ version: 0, on: true },
      texts: [{ language: 'en', subject: '{{organisation}} has your message' }],
    },
  ]);
});

it('has a text per language, of which the first is for everybody else', async () => {
  const sent = serve(off);
  const user = await open();
  await user.selectOptions(screen.getByLabelText('Another language'), 'Italian');
  expect(screen.getByLabelText<HTMLInputElement>('Subject').value).toContain('Suo messaggio');
  expect(preview().getByText(/rispondiamo entro 4 ore\./)).toBeTruthy();
  await user.selectOptions(screen.getByLabelText('Another language'), 'German');
  expect(screen.getByLabelText('Subject')).toHaveProperty('value', '');
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Remove this language' }));
  await user.selectOptions(screen.getByLabelText('Language of the customer'), 'Italian');
  await user.click(screen.getByRole('button', { name: 'Use it for everybody else' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ texts: [{ language: 'it' }, { language: 'en' }] });
});

it('shows what somebody else set meanwhile, and saves on top of that', async () => {
  const theirs = {
    ...{ version: 6, on: true },
    texts: [{ language: 'it', subject: 'Ricevuto', within: 'Sì.', outside: 'No.' }],
  };
  const sent = serve(off, { ...off, ...theirs });
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Somebody else set this meanwhile/)).toBeTruthy();
  expect(screen.getByLabelText('Subject')).toHaveProperty('value', 'Ricevuto');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual(theirs);
});

it('says that nothing leaves where each line names what is not known yet', async () => {
  serve({
    ...{ ...off, on: true, version: 1 },
    texts: [
      { language: 'en', subject: 'Yours came', within: 'Within {{expected_time}}.', outside: 'Closed.' },
    ],
    known: { ...off.known, expectedWithin: null },
  });
  await open();
  expect(preview().getByText(/Nothing leaves now/)).toBeTruthy();
  expect(preview().getByText('Closed.')).toBeTruthy();
  expect(preview().getAllByText('Yours came')).toHaveLength(1);
});

it('says the one text always where no hours are set', async () => {
  serve({ ...off, known: { ...off.known, hasHours: false, nextOpening: null, expectedWithin: null } });
  await open();
  expect(screen.getByLabelText('What is said')).toBeTruthy();
  expect(preview().queryByText(/Nobody is here/)).toBeNull();
  expect(preview().getByText(/too few answers yet/)).toBeTruthy();
});

it('is as it was left when it is opened again', async () => {
  const api = new FixtureApi(makeWorld(1));
  api.world.signedIn = true;
  globalThis.fetch = fixtureFetch(api).fetch;
  const user = await open();
  await user.click(screen.getByRole('checkbox', { name: /Tell whoever writes/ }));
  await user.clear(screen.getByLabelText('Subject'));
  await user.type(screen.getByLabelText('Subject'), 'It came');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Acknowledgement: Desk' }));
  await waitFor(() => expect(screen.getByLabelText('Subject')).toHaveProperty('value', 'It came'));
  expect(screen.getByRole('checkbox', { name: /Tell whoever writes/ })).toHaveProperty('checked', true);
});
