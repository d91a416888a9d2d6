import { i18n } from '@lingui/core';
import type { BoardCard, Lesson, PersonDetail, PromiseView, QuarantineItem } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { usePhoto } from '../features/profile/face/use-photo';
import { useFact } from '../features/profile/fields/use-fact';
import { useQuarantineActions } from '../features/quarantine/use-quarantine-actions';
import { messages as first } from '../i18n/locales/en.po';
import { messages as italian } from '../i18n/locales/it.po';
import { messages as later } from '../i18n/locales/later/en.po';
import { undoLast, useToasts } from '../state/toasts';
import { useBoardActions } from './board/use-board-actions';
import { useLessonActions } from './lessons/use-lesson-actions';
import { usePromiseActions } from './promises';
import { useIdentity } from './use-identity';

const former = globalThis.fetch;
beforeEach(() => useToasts.setState({ toasts: [] }));
afterEach(() => {
  globalThis.fetch = former;
  i18n.loadAndActivate({ locale: 'en', messages: { ...first, ...later } });
});

const detail = 'Nothing was undone: Bob has blocked this address since.';
const since = { what: 'blocked', by: { id: 'bob', name: 'Bob' }, who: 'Bob', at: '', now: 'true' };
const refusal = { ...since, code: 'changed-since', detail, cleared: false, before: false };

const answer = { id: 'it', notAboutUs: null, correction: null, severity: { level: 'today' } };

/** Takes one change under this name, and refuses to undo it; what was asked, with what it undoes. */
const server = (etag: string | null) => {
  const asked: { path: string; undoes: string | undefined }[] = [];
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const undoes = (init.headers as Record<string, string> | undefined)?.['if-match'];
    if ((init.method ?? 'GET') !== 'GET') asked.push({ path, undoes });
    const body = undoes === undefined ? { ...answer, identities: [] } : refusal;
    return Promise.resolve({
      ok: undoes === undefined,
      status: undoes === undefined ? 200 : 409,
      headers: new Headers(etag === null ? {} : { etag }),
      text: () => Promise.resolve(JSON.stringify(body)),
    } as Response);
  }) as typeof fetch;
  return asked;
};
const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
);
const take = <Hook,>(hook: () => Hook, does: (hook: Hook) => unknown): void => {
  const { result } = renderHook(hook, { wrapper });
  act(() => void does(result.current));
};

const ada = { id: 'ada', name: 'Ada', photo: null, photoSource: null, facts: [], names: [] } as never;
const identity = { id: 'mail', key: 'ada@example.org', shared: false, blocked: false } as never;
const inTime = '2099-01-01T00:00:00.000Z';

const things: Record<string, () => void> = {
  fact: () =>
    take(
      () => useFact(ada as PersonDetail),
      (write) => write('Shoe size', '44'),
    ),
  photo: () =>
    take(
      () => usePhoto(ada as PersonDetail),
      (photo) => photo.mutate(null),
    ),
  severity: () =>
    take(useBoardActions, ({ correct }) =>
      correct({ id: 'storm', author: { key: 'ada' }, notAboutUs: null, correction: null } as BoardCard, {
        level: 'today',
        reason: 'x',
      }),
    ),
  lesson: () =>
    take(useLessonActions, ({ decide }) => decide({ id: 'line', state: 'learnt' } as Lesson, 'forgotten')),
  identity: () =>
    take(
      () => useIdentity('ada', identity),
      (change) => change({ blocked: true }),
    ),
  quarantine: () =>
    take(
      () => useQuarantineActions({ id: 'held', sender: null } as QuarantineItem),
      ({ blocking }) => blocking.mutate(true),
    ),
  promise: () =>
    take(usePromiseActions, ({ change }) =>
      change({ id: 'p', threadId: 'ada', dueAt: inTime, typed: null } as PromiseView, {
        ...{ kind: 'move', dueAt: inTime },
      }),
    ),
};

test.each(Object.entries(things))(
  'undo of a %s names the change that it undoes, and says who did what meanwhile',
  async (_, begin) => {
    const asked = server('"change"');
    begin();
    await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
    act(() => void undoLast());
    await waitFor(() => expect(useToasts.getState().toasts.map(({ text }) => text)).toEqual([detail]));
    expect(asked.map(({ undoes }) => undoes)).toEqual([undefined, '"change"']);
    expect(asked[1]!.path).toBe(asked[0]!.path);
  },
);

test('what changed nothing offers no undo: a colleague had done the same', async () => {
  server(null);
  things['identity']!();
  await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
  expect(useToasts.getState().toasts[0]!.undo).toBeUndefined();
});

test('it is said in the language of the agent', async () => {
  i18n.loadAndActivate({ locale: 'it', messages: italian });
  server('"change"');
  things['identity']!();
  await waitFor(() => expect(useToasts.getState().toasts).toHaveLength(1));
  act(() => void undoLast());
  await waitFor(() =>
    expect(useToasts.getState().toasts[0]!.text).toMatch(
      /^Non è stato annullato nulla: nel frattempo Bob ha bloccato questo indirizzo\./,
    ),
  );
});
