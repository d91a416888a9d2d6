import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { sessionExpired } from '../state/session-expiry';

const told: string[] = [];
/** Of modules as jest has it for now, which its types leave out. */
const { unstable_mockModule: mockModule } = import.meta.jest as unknown as {
  unstable_mockModule: (path: string, make: () => object) => void;
};
mockModule('./follow-events', () => ({
  followEvents: () => {
    told.push('begun');
    return () => told.push('ended');
  },
}));
mockModule('../data/session', () => ({ useAgent: () => ({ id: 'a' }) }));
const { useLiveUpdates } = await import('./use-live-updates');

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
);
beforeEach(() => {
  told.length = 0;
  sessionExpired.setState({ expired: false });
});

it('follows the events until the session is gone', async () => {
  renderHook(() => useLiveUpdates(), { wrapper });
  await waitFor(() => expect(told).toEqual(['begun']));
  act(() => sessionExpired.setState({ expired: true }));
  expect(told).toEqual(['begun', 'ended']);
});

it('follows nothing when the page is gone before what follows has come', async () => {
  const gone = renderHook(() => useLiveUpdates(), { wrapper });
  gone.unmount();
  const stays = renderHook(() => useLiveUpdates(), { wrapper });
  await waitFor(() => expect(told).toEqual(['begun']));
  stays.unmount();
  expect(told).toEqual(['begun', 'ended']);
});
