import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useSendOutcome } from './use-send-outcome';

const client = new QueryClient();
const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
);
const look = (threadId: string) => renderHook(() => useSendOutcome(threadId, 'reply'), { wrapper });

test('what kept an answer from leaving is still asked when the writer comes back to the thread', () => {
  const refusal = { found: [{ kind: 'number' as const, text: '77812' }], close: true, sendAt: undefined };
  const first = look('ada');
  act(() => first.result.current.take({ type: 'private', refusal }));
  first.unmount();
  expect(look('bea').result.current.privateWords).toBeNull();
  const again = look('ada');
  expect(again.result.current.privateWords).toEqual(refusal);
  act(() => again.result.current.forgetProblem());
  expect(again.result.current.privateWords).toBeNull();
});
