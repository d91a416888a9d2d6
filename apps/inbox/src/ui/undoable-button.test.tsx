import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
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

test('says why it could not be undone', async () => {
  await pressed(() => Promise.reject(new Error('Somebody else was quicker.')));
  undoLast();
  await waitFor(() => expect(useToasts.getState().toasts.map(({ tone }) => tone)).toEqual(['problem']));
});
