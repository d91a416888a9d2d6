import { renderHook } from '@testing-library/react';
import { presenceTold, setAllPresent, setPresent, usePresentAgents } from './presence';

const [here, there] = ['01a0', '01b0'];
const sam = { id: '01c0', name: 'Sam Ito', doing: 'viewing', sinceMs: 0 } as never;
const at = (threadId: string) => {
  const { result, unmount } = renderHook(() => usePresentAgents(threadId));
  unmount();
  return result.current;
};

test('who left while the list of all travelled does not come back by it', () => {
  setPresent(here, [sam]);
  setPresent(there, [sam]);
  const askedAt = presenceTold();
  setPresent(here, []);
  setAllPresent(
    [here, there].map((threadId) => ({ threadId, agents: [sam] })),
    askedAt,
  );
  expect([at(here), at(there)]).toEqual([[], [sam]]);
});

test('who is not in the list any more is nobody, and without a connection nobody is', () => {
  setPresent(here, [sam]);
  setAllPresent([{ threadId: there, agents: [sam] }], presenceTold());
  expect([at(here), at(there)]).toEqual([[], [sam]]);
  setAllPresent([]);
  expect(at(there)).toEqual([]);
});
