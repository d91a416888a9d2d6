import type { AccountView } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { QueryDialog } from './query-dialog';

test('whoever thinks better of a saved query leaves it by a button, which stays in sight with the one that saves', async () => {
  let closed = 0;
  globalThis.fetch = (() => new Promise(() => undefined)) as typeof fetch;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <QueryDialog editing={{ id: 'ours' } as AccountView} onClose={() => (closed += 1)} />
    </QueryClientProvider>,
  );
  const cancel = screen.getByText('Cancel');
  expect(cancel.closest('.sticky')).toBe(screen.getByText('Save').closest('.sticky'));
  expect(cancel.closest('.sticky')).not.toBeNull();
  await userEvent.setup().click(cancel);
  expect(closed).toBe(1);
});
