import type { ThreadRow } from '@filo/contracts/http';
import { renderHook } from '@testing-library/react';
import { act } from 'react';
import { sendAway, takeBack } from '../../state/sent-away';
import { useStableRows } from './use-stable-rows';

const rows = (...ids: string[]) => ids.map((id) => ({ id }) as unknown as ThreadRow);

test('under a hand, who was closed here leaves at once, and who left by another hand stays', () => {
  const { result, rerender } = renderHook(
    ({ current }: { current: readonly ThreadRow[] }) =>
      useStableRows({ listKey: 'mine', current, still: true }),
    { initialProps: { current: rows('a', 'b', 'c') } },
  );
  const shown = () => result.current.rows.map(({ id }) => id);
  act(() => sendAway('a'));
  rerender({ current: rows('c') });
  expect(shown()).toEqual(['b', 'c']);
  act(() => takeBack('a'));
  rerender({ current: rows('a', 'c') });
  expect(shown()).toEqual(['b', 'c']);
  expect(result.current.held).toBe(1);
});
