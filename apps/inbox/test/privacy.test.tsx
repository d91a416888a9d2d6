import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sessionQuery } from '../src/data/session';
import PrivacyPage from '../src/features/privacy/privacy-page';
import ProfilePane from '../src/features/profile/profile-pane';
import { runCommand } from '../src/keys/active-commands';
import { useToasts } from '../src/state/toasts';
import { axeFaults } from './axe-faults';
import { FixtureApi, sessionOf, type FixtureRequest } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

function open(role: 'admin' | 'agent' = 'admin', set: (api: FixtureApi) => void = () => undefined) {
  const api = new FixtureApi(makeWorld(2));
  const sent: FixtureRequest[] = [];
  const answer = api.answer.bind(api);
  api.answer = (request) => {
    if (request.method !== 'GET') sent.push(request);
    return answer(request);
  };
  set(api);
  globalThis.fetch = fixtureFetch(api).fetch;
  const [amara] = api.world.threads.values();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const session = sessionOf(api.world);
  client.setQueryData(sessionQuery.queryKey, { ...session, agent: { ...session.agent, role } } as never);
  render(
    <QueryClientProvider client={client}>
      <ProfilePane personId={amara!.id} topicId={null} onTopic={() => undefined} />
      <PrivacyPage />
    </QueryClientProvider>,
  );
  return { api, sent, amara: amara!, user: userEvent.setup({ delay: null }) };
}
const menu = (name: string) => screen.findByRole('button', { name: `Privacy: ${name}` });

beforeEach(() => useToasts.setState({ toasts: [] }));

test('an admin has everything of a person exported from the profile, and fetches it once it is done', async () => {
  const { user, amara, sent } = open();
  await screen.findByText(/^Nothing yet\./);
  await user.click(await menu(amara.name));
  await user.click(await screen.findByRole('menuitem', { name: 'Export everything of this person' }));
  const job = within(await screen.findByRole('article', { name: `Export of ${amara.name}` }));
  expect(useToasts.getState().toasts).toMatchObject([{ text: expect.stringContaining('being made') }]);
  job.getByRole('row', { name: 'Messages and notes 5' });
  expect(await axeFaults()).toEqual([]);
  await user.click(job.getByRole('button', { name: `Download the export of ${amara.name}` }));
  await waitFor(() => expect(sent.at(-1)?.path).toMatch(/^\/privacy\/jobs\/.+\/link$/));
});

test('erasing says what goes and what stays, and waits for the name', async () => {
  const { user, amara, sent } = open();
  await menu(amara.name);
  act(() => void runCommand('person.erase'));
  const dialog = within(await screen.findByRole('dialog', { name: 'Erase this person?' }));
  await dialog.findByText(amara.identities[0]!.key);
  dialog.getByText(/One line in the audit/);
  const verb = dialog.getByRole('button', { name: 'Erase for good' });
  const field = dialog.getByRole('textbox', { name: `Type the name to confirm: ${amara.name}` });
  await user.click(field);
  await user.paste('Somebody');
  expect(verb.hasAttribute('disabled')).toBe(true);
  await user.clear(field);
  await user.paste(`${amara.name.toLowerCase()} `);
  await user.keyboard('{Enter}');
  await waitFor(() =>
    expect(sent.map(({ path, body }) => [path, body])).toEqual([
      [
        `/people/${amara.id}/erasure`,
        { name: `${amara.name.toLowerCase()} `, identityIds: amara.identities.map(({ id }) => id) },
      ],
    ]),
  );
});

test('what was joined meanwhile is shown anew and nothing is erased', async () => {
  const { user, amara } = open('admin', (api) => {
    const answer = api.answer.bind(api);
    api.answer = (request) => {
      if (!request.path.endsWith('/erasure')) return answer(request);
      const [person] = api.world.threads.values();
      person!.identities.push({ ...person!.identities[0]!, id: 'another', key: 'another@joined.example' });
      return answer({ ...request, body: { name: 'not the name' } });
    };
  });
  await user.click(await menu(amara.name));
  await user.click(await screen.findByRole('menuitem', { name: 'Erase this person' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(await dialog.findByRole('textbox'));
  await user.paste(amara.name);
  await user.keyboard('{Enter}');
  await dialog.findByText('another@joined.example');
});

test('a person of whom the admin does not see everything cannot be erased, and it says why', async () => {
  const { user, amara, sent } = open('admin', (api) => {
    const answer = api.answer.bind(api);
    api.answer = (request) => {
      const told = answer(request);
      return request.path.endsWith('/privacy') ? { ...(told as object), partial: true } : told;
    };
  });
  await user.click(await menu(amara.name));
  await user.click(await screen.findByRole('menuitem', { name: 'Erase this person' }));
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText(/Only an admin who sees all of them/);
  expect(dialog.queryByRole('textbox')).toBeNull();
  expect(dialog.getByRole('button', { name: 'Erase for good' }).hasAttribute('disabled')).toBe(true);
  expect(sent).toEqual([]);
});

test('whoever has no name is erased by their first address, and by no empty field', async () => {
  const { user, amara } = open('admin', (api) => {
    const answer = api.answer.bind(api);
    api.answer = (request) => {
      const told = answer(request);
      return request.path.endsWith('/privacy') ? { ...(told as object), name: '' } : told;
    };
  });
  await user.click(await menu(amara.name));
  await user.click(await screen.findByRole('menuitem', { name: 'Erase this person' }));
  const dialog = within(await screen.findByRole('dialog'));
  const { key } = amara.identities[0]!;
  const field = await dialog.findByRole('textbox', { name: `Type the name to confirm: ${key}` });
  const verb = dialog.getByRole('button', { name: 'Erase for good' });
  expect(verb.hasAttribute('disabled')).toBe(true);
  await user.click(field);
  await user.paste(key);
  expect(verb.hasAttribute('disabled')).toBe(false);
});

test('nobody else is offered it', async () => {
  const { amara } = open('agent');
  await screen.findByRole('heading', { name: amara.name });
  expect(screen.queryByRole('button', { name: /^Privacy/ })).toBeNull();
  expect(runCommand('person.erase')).toBe(false);
});
