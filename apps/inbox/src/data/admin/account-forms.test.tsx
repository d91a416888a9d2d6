import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { accountForms } from '../../../test/fixture/fixture-channels';
import { makeQueryClient } from '../query-client';
import { useAccountForms } from './account-forms';

const { jest } = import.meta;
const asked = jest.fn<Promise<Response>, []>();
const says = (items: readonly unknown[]) =>
  asked.mockImplementation(() =>
    Promise.resolve({
      ok: true,
      headers: new Headers(),
      status: 200,
      text: () => Promise.resolve(JSON.stringify({ items })),
    } as Response),
  );

beforeEach(() => {
  jest.useFakeTimers();
  globalThis.fetch = asked.mockReset() as unknown as typeof fetch;
});
afterEach(() => {
  jest.useRealTimers();
});

const passes = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

test('a connector that is started later is seen within seconds, and the page asks ever more rarely', async () => {
  says([]);
  const client = makeQueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(useAccountForms, { wrapper });
  await passes(100);
  expect(result.current.data?.items).toEqual([]);
  says(accountForms);
  await passes(5_000);
  expect(result.current.data?.items).toHaveLength(accountForms.length);
  await passes(10 * 60_000);
  expect(asked.mock.calls.length).toBeLessThan(20);
});
