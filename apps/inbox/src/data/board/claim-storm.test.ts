import type { BoardCard } from '@filo/contracts/http';
import { QueryClient } from '@tanstack/react-query';
import { undoLast, useToasts } from '../../state/toasts';
import { claimStorm } from './claim-storm';

const card = { id: 'storm', upTo: 'newest', owner: null, author: { key: 'ada', name: 'Ada' } } as BoardCard;
const answer = (status: number, body: object) =>
  Promise.resolve({
    ...{ ok: status < 400, status },
    headers: new Headers({ etag: '"change"' }),
    text: () => Promise.resolve(JSON.stringify(body)),
  } as Response);
const shown = () => useToasts.getState().toasts.map(({ text }) => text);
afterEach(() => useToasts.setState({ toasts: [] }));

test('a storm is claimed as it was seen, which is said with what stays with colleagues, and given back by its change', async () => {
  const asked: unknown[] = [];
  globalThis.fetch = ((path: string, { body, headers }: RequestInit) => {
    asked.push([path, JSON.parse(body as string), new Headers(headers).get('if-match')]);
    return answer(200, { claimed: 2, kept: 1, card });
  }) as typeof fetch;
  await claimStorm(new QueryClient(), card, 'query');
  const [path, body] = ['/api/v1/board/storm/claim', { upTo: 'newest', owner: null, source: 'query' }];
  expect(asked).toEqual([[path, body, null]]);
  expect(shown()).toEqual(['Ada: Taken: 2 voices that wait, and what joins them. 1 stays with a colleague']);
  undoLast();
  expect(asked[1]).toEqual([path, body, '"change"']);
});

test('who was slower hears that a colleague has it', async () => {
  globalThis.fetch = (() =>
    answer(409, {
      code: 'conflict',
      reason: 'storm-taken',
      detail: 'Nothing was changed: Kim has taken all of this since.',
    })) as typeof fetch;
  await claimStorm(new QueryClient(), card);
  expect(shown()).toEqual(['Nothing was changed: Kim has taken all of this since.']);
});
