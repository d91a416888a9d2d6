import { QueryClient, QueryClientProvider, QueryObserver } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { undoLast, useToasts } from '../state/toasts';
import { UndoableButton } from './undoable-button';

beforeEach(() => useToasts.setState({ toasts: [] }));

const told = () => useToasts.getState().toasts.map(({ text }) => text);

const pressed = async (undo: (now: { version: number }) => Promise<unknown>) => {
  const client = new QueryClient();
  client.setQueryData(['tags'], 'the list');
  render(
    <QueryClientProvider client={client}>
      <UndoableButton
        verb="Remove"
        name="Refund"
        refreshes="tags"
        act={() => Promise.resolve({ version: 2 })}
        done="It is removed"
        undo={undo}
        undone="It is back"
      />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: /Remove.*Refund/ }));
  await waitFor(() => expect(told()).toEqual(['It is removed']));
  return () => client.getQueryState(['tags'])?.isInvalidated;
};

test('undoes what it did by the version that came of it, and says so', async () => {
  const undone: number[] = [];
  const isRefreshed = await pressed(({ version }) => Promise.resolve(undone.push(version)));
  expect(isRefreshed()).toBe(true);
  undoLast();
  await waitFor(() => expect(told()).toEqual(['It is back']));
  expect(undone).toEqual([2]);
});

test('is not to be pressed again before the list is read, by which it would go', async () => {
  const client = new QueryClient();
  let read = (): void => undefined;
  const queryFn = () => new Promise<string>((resolve) => (read = () => resolve('the list')));
  const stop = new QueryObserver(client, { queryKey: ['tags'], queryFn }).subscribe(() => undefined);
  read();
  await waitFor(() => expect(client.getQueryData(['tags'])).toBe('the list'));
  render(
    <QueryClientProvider client={client}>
      <UndoableButton
        {...{ verb: 'Remove', name: 'Refund', refreshes: 'tags', done: 'It is removed' }}
        act={() => Promise.resolve({ version: 2 })}
        undo={() => Promise.resolve()}
      />
    </QueryClientProvider>,
  );
  const button = screen.getByRole<HTMLButtonElement>('button');
  await userEvent.click(button);
  await waitFor(() => expect(client.isFetching()).toBe(1));
  expect(button.disabled).toBe(true);
  read();
  await waitFor(() => expect(button.disabled).toBe(false));
  stop();
});

test('says why it could not be undone', async () => {
  await pressed(() => Promise.reject(new Error('Somebody else was quicker.')));
  undoLast();
  await waitFor(() => expect(useToasts.getState().toasts.map(({ tone }) => tone)).toEqual(['problem']));
});
