import type { Acknowledgement } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import '../src/i18n/later-words';
import { AcknowledgementButton } from '../src/ui/acknowledgement/acknowledgement-button';
import { ToastRegion } from '../src/ui/toast-region';
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
/** Answers as the server does; `refused`: what it says to the first change. */
const serve = (stored: Acknowledgement, refused?: { status: number }) => {
  const sent: Record<string, unknown>[] = [];
  globalThis.fetch = (_, { method = 'GET', body } = {}) => {
    if (method === 'PUT') sent.push(JSON.parse(body as string) as Record<string, unknown>);
    const wrong = method === 'PUT' && sent.length === 1 ? refused : undefined;
    const set = method === 'PUT' ? { ...stored, ...sent.at(-1) } : stored;
    const answer = wrong ? { title: '', detail: 'x', ...wrong } : set;
    const text = () => Promise.resolve(JSON.stringify(answer));
    return Promise.resolve({ ok: !wrong, status: wrong?.status ?? 200, text } as Response);
  };
  return sent;
};
const again = async (user: UserEvent) => {
  await user.click(screen.getByRole('button', { name: 'Acknowledgement: Desk' }));
  await screen.findByLabelText('Subject');
};
const open = async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <AcknowledgementButton accountId="a1" name="Desk" />
      <ToastRegion />
    </QueryClientProvider>,
  );
  const user = userEvent.setup({ delay: null });
  await again(user);
  return user;
};
const fill = async (user: UserEvent, label: string, words: string) => {
  await user.clear(screen.getByLabelText(label));
  await user.type(screen.getByLabelText(label), words);
};
const add = async (user: UserEvent, language: string) => {
  await user.selectOptions(screen.getByLabelText('Another language'), language);
  await user.click(screen.getByRole('button', { name: 'Add this language' }));
};
const save = (user: UserEvent) => user.click(screen.getByRole('button', { name: 'Save' }));
/** The pretend server, which takes a moment as a real one does. */
const serveWorld = () => {
  const api = new FixtureApi(makeWorld(1));
  api.world.signedIn = true;
  const { fetch } = fixtureFetch(api);
  globalThis.fetch = async (input, init) => {
    await new Promise((resolve) => setTimeout(resolve));
    return fetch(input, init);
  };
  return api.world;
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
  expect(screen.getByText('Words are missing in: English')).toBeTruthy();
  await save(user);
  expect(sent).toEqual([]);
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
  await add(user, 'Italian');
  expect(screen.getByLabelText<HTMLInputElement>('Subject').value).toContain('Suo messaggio');
  expect(preview().getByText(/rispondiamo entro 4 ore\./)).toBeTruthy();
  await add(user, 'German');
  expect(screen.getByLabelText('Subject')).toHaveProperty('value', '');
  await user.click(screen.getByRole('button', { name: 'Remove this language' }));
  await user.selectOptions(screen.getByLabelText('Language of the customer'), 'Italian');
  await user.click(screen.getByRole('button', { name: 'Use it for everybody else' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ texts: [{ language: 'it' }, { language: 'en' }] });
});

it('walking over the languages by the keyboard adds none: that is a press', async () => {
  serve(off);
  const user = await open();
  await user.selectOptions(screen.getByLabelText('Another language'), 'German');
  expect(screen.getByLabelText('Language of the customer').children).toHaveLength(1);
  expect(screen.getByLabelText('Subject')).toHaveProperty('value', 'We have your message');
  await user.click(screen.getByRole('button', { name: 'Add this language' }));
  expect(screen.getByLabelText('Language of the customer').children).toHaveLength(2);
  expect(screen.getByLabelText('Subject')).toHaveProperty('value', '');
});

it('says in which languages words are missing, and leads there instead of saving', async () => {
  const sent = serve(off);
  const user = await open();
  await add(user, 'German');
  await add(user, 'Dutch');
  await user.selectOptions(screen.getByLabelText('Language of the customer'), '0');
  expect(screen.getByText('Words are missing in: German, Dutch')).toBeTruthy();
  expect(await axeFaults()).toEqual([]);
  await save(user);
  expect(screen.getByLabelText('Language of the customer')).toHaveProperty('value', '1');
  expect(screen.getByLabelText('Subject')).toHaveProperty('value', '');
  expect(sent).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Remove this language' }));
  await user.selectOptions(screen.getByLabelText('Language of the customer'), '1');
  await fill(user, 'Subject', 'Ja');
  await fill(user, 'Within business hours', 'Ja');
  await fill(user, 'Outside business hours', 'Nee');
  expect(screen.queryByText(/Words are missing/)).toBeNull();
  await save(user);
  await waitFor(() => expect(sent).toHaveLength(1));
});

it('leads to the language in which the server found something wrong', async () => {
  const errors = [{ path: 'texts.1.subject', message: 'This cannot be said.' }];
  serve(off, { ...{ status: 422, code: 'invalid' }, errors } as never);
  const user = await open();
  await add(user, 'Italian');
  await user.selectOptions(screen.getByLabelText('Language of the customer'), '0');
  await save(user);
  expect(await screen.findByText('This cannot be said.')).toBeTruthy();
  expect(screen.getByLabelText('Language of the customer')).toHaveProperty('value', '1');
});

it('keeps what was typed where somebody else set it meanwhile, and puts it in the place of theirs when it is saved again', async () => {
  const theirs = {
    ...{ version: 6, on: true },
    texts: [{ language: 'it', subject: 'Ricevuto', within: 'Sì.', outside: 'No.' }],
  };
  const sent = serve(off, {
    ...{ status: 409, code: 'conflict', reason: 'acknowledgement-changed' },
    ...{ acknowledgement: { ...off, ...theirs } },
  } as never);
  const user = await open();
  await fill(user, 'Subject', 'It came');
  await save(user);
  expect(await screen.findByText(/somebody else set this meanwhile\. Save again/)).toBeTruthy();
  expect(screen.getByLabelText('Subject')).toHaveProperty('value', 'It came');
  await save(user);
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toMatchObject({ version: 6, on: false, texts: [{ subject: 'It came' }] });
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

it('is as it was left when it is opened again, and is saved on that', async () => {
  const world = serveWorld();
  const user = await open();
  await user.click(screen.getByRole('checkbox', { name: /Tell whoever writes/ }));
  await fill(user, 'Subject', 'It came');
  await save(user);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await again(user);
  expect(screen.getByLabelText('Subject')).toHaveProperty('value', 'It came');
  expect(screen.getByRole('checkbox', { name: /Tell whoever writes/ })).toHaveProperty('checked', true);
  await fill(user, 'Subject', 'It is here');
  await save(user);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(world.acknowledgements.get('a1')).toMatchObject({ version: 2, texts: [{ subject: 'It is here' }] });
});

it('is as another admin set it since it was looked at last', async () => {
  const world = serveWorld();
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  const texts = [{ language: 'en', subject: 'Theirs', within: 'Yes.', outside: 'No.' }];
  world.acknowledgements.set('a1', { version: 4, on: true, texts });
  await again(user);
  expect(screen.getByLabelText('Subject')).toHaveProperty('value', 'Theirs');
});
