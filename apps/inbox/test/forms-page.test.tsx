import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { sessionQuery } from '../src/data/session';
import FormsPage from '../src/features/forms/forms-page';
import { FixtureApi, sessionOf } from './fixture/fixture-api';
import { fixtureFetch } from './fixture/fixture-fetch';
import { makeWorld } from './fixture/make-world';

function openForms(role: 'admin' | 'supervisor' = 'admin') {
  const api = new FixtureApi(makeWorld(1));
  api.world.me.role = role;
  globalThis.fetch = fixtureFetch(api).fetch;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, sessionOf(api.world));
  render(
    <QueryClientProvider client={client}>
      <FormsPage />
    </QueryClientProvider>,
  );
  return { world: api.world, user: userEvent.setup({ delay: null }) };
}
const button = (name: string) => screen.findByRole('button', { name });

test('a form is closed and removed only after the page has said what happens to its page and its messages', async () => {
  const { world, user } = openForms();
  const form = world.forms[0];
  await user.click(await button('Pause'));
  const asked = within(await screen.findByRole('dialog'));
  expect(asked.getByText(/will say that the form is closed.*What was written stays/)).toBeTruthy();
  expect(form?.state).toBe('active');
  await user.click(asked.getByRole('button', { name: 'Pause' }));
  await waitFor(() => expect(form?.state).toBe('paused'));
  await user.click(await button('Resume'));
  await waitFor(() => expect(form?.state).toBe('active'));

  await user.click(await button('Remove'));
  const warned = within(await screen.findByRole('dialog'));
  expect(warned.getByText(/off the web at once.*Messages that came through it stay/)).toBeTruthy();
  await user.click(warned.getByRole('button', { name: 'Cancel' }));
  expect(world.forms).toHaveLength(1);
  await user.click(await button('Remove'));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove' }));
  await screen.findByText('No form yet');
  expect(world.forms).toHaveLength(0);
});

test('a field gets another name and a longest text without losing its place under the hand', async () => {
  const { world, user } = openForms();
  await user.click(await button('Edit'));
  const [first, second] = await screen.findAllByRole('textbox', { name: /^Name in the data/ });
  if (!first || !second) throw new Error('The form has two fields');
  await user.clear(second);
  await user.type(second, 'name');
  expect(document.activeElement).toBe(second);
  const longest = screen.getAllByRole('textbox', { name: /^Longest text/ })[1];
  if (!longest) throw new Error('The second field takes text');
  await user.type(longest, '0');
  await user.click(await button('Save'));
  await screen.findByText('Another field has this name already');
  await waitFor(() => expect(document.activeElement).toBe(second));
  await screen.findByText('A whole number from 1 to 100,000');
  await user.clear(second);
  await user.type(second, 'mail_address');
  await user.type(longest, '{Backspace}120');
  await user.click(await button('Save'));
  await button('Pause');
  expect(world.forms[0]?.definition.fields[1]).toMatchObject({ name: 'mail_address', maxLength: 120 });
});

test('two fields that share a name for a moment confuse nothing: the page only says so', async () => {
  const complaints = import.meta.jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { user } = openForms();
  await user.click(await button('Edit'));
  const [first, second] = await screen.findAllByRole<HTMLInputElement>('textbox', {
    name: /^Name in the data/,
  });
  if (!first || !second) throw new Error('The form has two fields');
  await user.clear(second);
  await user.type(second, first.value);
  expect(second.value).toBe(first.value);
  expect(complaints.mock.calls.filter(([said]) => /same key/.test(String(said)))).toEqual([]);
  complaints.mockRestore();
});

test('a supervisor looks at the forms, and the page says why there is nothing to press', async () => {
  openForms('supervisor');
  await screen.findByText('Only an admin can change what stands here.');
  await screen.findByRole('link', { name: /^Open/ });
  for (const name of ['New form', 'Edit', 'Pause', 'Remove'])
    expect(screen.queryByRole('button', { name })).toBeNull();
});
