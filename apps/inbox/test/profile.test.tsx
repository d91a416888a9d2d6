import type { PersonDetail } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { BlockOverlay } from '../src/app/block-overlay';
import { applyLiveEvent } from '../src/data/live/apply-live-event';
import ProfilePane from '../src/features/profile/profile-pane';
import { useToasts } from '../src/state/toasts';
import { FixtureApi } from './fixture/fixture-api';
import { FixtureProblem } from './fixture/fixture-problem';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

const { jest } = import.meta;

/** The profile of Amara on the screen, with live events. */
function openProfile(change = (person: PersonDetail) => person) {
  const api = new FixtureApi(makeWorld(2));
  const answer = api.answer.bind(api);
  api.answer = (request) => {
    const told = answer(request);
    return /^\/people\/[^/]+$/.test(request.path) ? change(told as PersonDetail) : told;
  };
  const { fetch, asked } = fixtureFetch(api);
  globalThis.fetch = fetch;
  const [amara] = api.world.threads.values();
  if (!amara) throw new Error('Nobody is there');
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  api.listen((event) => act(() => applyLiveEvent(client, api.world.me.id, event)));
  render(
    <QueryClientProvider client={client}>
      <ProfilePane personId={amara.id} topicId={null} onTopic={() => undefined} />
      <BlockOverlay />
    </QueryClientProvider>,
  );
  return { api, client, asked, amara, user: userEvent.setup({ delay: null }) };
}
const field = (name: string) => screen.findByRole('button', { name: new RegExp(`Edit: ${name}$`) });
const patches = (asked: string[]) => asked.filter((one) => one.startsWith('PATCH'));

beforeEach(() => useToasts.setState({ toasts: [] }));

test('a field is edited in its place by keys alone, and the time of the person follows', async () => {
  const { user, amara } = openProfile();
  const opener = await field('Time zone');
  opener.focus();
  await user.keyboard('{Enter}');
  const input = screen.getByRole('combobox', { name: 'Time zone' });
  await waitFor(() => expect(document.activeElement).toBe(input));
  await user.keyboard('Europe/Lisbon{Enter}');
  await screen.findByText(/^\w{3},? \d\d:\d\d in Lisbon$/);
  expect(document.activeElement).toBe(await field('Time zone'));
  expect(amara.facts).toContainEqual(expect.objectContaining({ field: 'time-zone', value: 'Europe/Lisbon' }));
});

test('Escape leaves a field as it was and gives the focus back', async () => {
  const { user, asked } = openProfile();
  await user.click(await field('Language'));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Language' }), 'Portuguese');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('combobox', { name: 'Language' })).toBeNull();
  expect(document.activeElement).toBe(await field('Language'));
  expect(patches(asked)).toEqual([]);
});

test('what the server refuses is said at the field, and what was typed stays', async () => {
  const { user } = openProfile();
  await user.click(await field('Time zone'));
  await user.keyboard('Middle Earth{Enter}');
  const input = screen.getByRole('combobox', { name: 'Time zone' });
  await waitFor(() => expect(input.getAttribute('aria-invalid')).toBe('true'));
  const described = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  const words = described.map((id) => document.getElementById(id)?.textContent).join(' ');
  expect(words).toContain('A time zone is written as its IANA name');
  expect((input as HTMLInputElement).value).toBe('Middle Earth');
});

test('a language is chosen by its name, and a toast takes a change back', async () => {
  const { user, amara } = openProfile();
  await user.click(await field('Language'));
  const choice = screen.getByRole('combobox', { name: 'Language' });
  expect(document.activeElement).toBe(choice);
  await user.selectOptions(choice, 'Portuguese');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Portuguese');
  const language = () => amara.facts.find((fact) => fact.field === 'language')?.value;
  expect(language()).toBe('pt');
  act(() => useToasts.getState().toasts.at(-1)?.undo?.());
  await waitFor(() => expect(language()).toBeUndefined());
});

test('any field can be added, and is the one that forms would fill', async () => {
  const { user, amara } = openProfile();
  await user.click(await screen.findByRole('button', { name: 'Add a field' }));
  await user.keyboard('{Enter}');
  await screen.findByText('Give the field a name');
  await user.keyboard('Shoe size');
  await user.type(screen.getByRole('textbox', { name: 'What is known' }), '44{Enter}');
  await screen.findByText(/^Shoe size ·/);
  expect(amara.facts.at(-1)).toMatchObject({ field: 'shoe-size', value: '44' });
});

test('a change made in another inbox appears without a reload', async () => {
  const { api, amara } = openProfile();
  await field('Time zone');
  const body = { facts: { 'time-zone': 'Europe/Rome', name: 'Amara O.' } };
  const query = new URLSearchParams();
  act(() => void api.answer({ method: 'PATCH', path: `/people/${amara.id}`, query, headers: {}, body }));
  await screen.findByText(/in Rome$/);
  expect(screen.getByRole('heading', { name: 'Amara O.' })).toBeTruthy();
});

test('a photo is uploaded, shown, and taken away; that is undone, and a refused one is said', async () => {
  const { user, api, amara } = openProfile();
  const picker = await screen.findByTestId('photo-file');
  const file = new File(['x'], 'face.png', { type: 'image/png' });
  fireEvent.change(picker, { target: { files: [file] } });
  const remove = await screen.findByRole('button', { name: 'Remove photo' });
  const image = document.querySelector(`img[src*="/people/${amara.id}/photo?v=${amara.photo}"]`);
  expect(image?.getAttribute('alt')).toBe('');
  await user.click(remove);
  await screen.findByRole('button', { name: 'Add a photo' });
  expect(amara.photo).toBeNull();
  act(() => useToasts.getState().toasts.at(-1)?.undo?.());
  await screen.findByRole('button', { name: 'Remove photo' });
  expect(amara.photo).not.toBeNull();
  api.answer = () => {
    throw new Error('The network is away');
  };
  fireEvent.change(picker, { target: { files: [file] } });
  await waitFor(() => expect(screen.getByRole('alert')).toBeTruthy());
});

test('an address says in words what is known of it; blocking asks first, says what it does, and is undone', async () => {
  const { user, amara } = openProfile();
  const list = await screen.findByRole('heading', { name: 'Contact points' });
  const contacts = within(list.parentElement as HTMLElement);
  const [first, second] = contacts.getAllByRole('listitem').map((item) => item.textContent);
  expect(first).toContain('verified');
  expect(second).toMatch(/unverified.*mail comes back/);
  const more = contacts.getByRole('button', { name: 'More for amara@example.org' });
  await user.click(more);
  await user.click(await screen.findByRole('menuitem', { name: 'Block' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText(/waits in Spam.*nobody is told/)).toBeTruthy();
  expect(amara.identities[0]?.blocked).toBe(false);
  await dialog.findByText(/1 thread leaves all lists/);
  await user.click(dialog.getByRole('button', { name: 'Block' }));
  await contacts.findByText('blocked');
  act(() => useToasts.getState().toasts.at(-1)?.undo?.());
  await waitFor(() => expect(contacts.queryByText('blocked')).toBeNull());
  await user.click(more);
  await user.click(await screen.findByRole('menuitem', { name: 'Several people use this address' }));
  await contacts.findByText('shared address');
});

test('who knows them is counted by answers, and a note written here stands in the thread', async () => {
  const { user, amara } = openProfile();
  expect(await screen.findByText(/^\d+ answers?, last /)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Write a note' }));
  await user.keyboard('Likes to be called.');
  await user.click(screen.getByRole('button', { name: 'Add note' }));
  await screen.findByText('Likes to be called.');
  expect(amara.messages.at(-1)).toMatchObject({ direction: 'note', text: 'Likes to be called.' });
  await user.click(screen.getByRole('button', { name: 'Write a note' }));
  await user.keyboard('Not before nine.{Control>}{Enter}{/Control}');
  await screen.findByText('Not before nine.');
  expect(amara.messages.at(-1)).toMatchObject({ direction: 'note', text: 'Not before nine.' });
});

test('a part that cannot be shown says so in its place, and all others stand', async () => {
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { user, amara } = openProfile((person) => ({ ...person, knownBy: null as never }));
  const problem = await screen.findByRole('alert');
  expect(problem.textContent).toMatch(/^Who knows them cannot be shown now; the rest of the page is safe/);
  expect(screen.getByRole('heading', { name: amara.name })).toBeTruthy();
  expect(await screen.findByRole('heading', { name: 'Topics' })).toBeTruthy();
  await user.click(within(problem).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  errors.mockRestore();
});

test('a profile that was read stays while it cannot be read anew, and Try again reads it', async () => {
  const { api, client, user, amara } = openProfile();
  await screen.findByRole('heading', { name: amara.name });
  const answer = api.answer.bind(api);
  api.answer = () => {
    throw new FixtureProblem(500, 'broken', 'It is broken for now.');
  };
  await act(() => client.invalidateQueries({ queryKey: ['person', amara.id] }));
  const problem = await screen.findByRole('alert');
  expect(problem.textContent).toContain('It is broken for now.');
  expect(screen.getByRole('heading', { name: amara.name })).toBeTruthy();
  api.answer = answer;
  await user.click(within(problem).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('whom a person prefers is chosen among the agents, stands with who said so, and is taken back', async () => {
  const { user, api, amara } = openProfile();
  const priya = api.world.agents.find(({ name }) => name === 'Priya Nair')!;
  await user.click(await field('Preferred agent'));
  await screen.findByRole('option', { name: priya.name });
  await user.selectOptions(screen.getByRole('combobox', { name: 'Preferred agent' }), priya.name);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const opener = await field('Preferred agent');
  expect(opener.textContent).toContain(priya.name);
  expect(opener.closest('div')?.textContent).toContain(api.world.me.name);
  expect(amara.facts).toContainEqual(expect.objectContaining({ field: 'preferred-agent', value: priya.id }));
  act(() => useToasts.getState().toasts.at(-1)?.undo?.());
  await waitFor(() => expect(opener.textContent).toContain('Not known'));
});
