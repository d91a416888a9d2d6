import type { OkEdited, OkRequest, PrivateWords, ThreadChanged } from '@filo/contracts/http';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { ApiError, hasCode } from '../api/api-error';
import { request } from '../api/request';
import { identityName } from '../identity-name';
import { hasMoved, shownOk, takeNewOk } from './shown-oks';

/** What keeps it, with the way out that the agent is asked about. */
export type OkTrouble =
  | { kind: 'private'; found: PrivateWords['found'] }
  | { kind: 'too-long'; why: string }
  | { kind: 'not-obeyed'; why: string };

/** `news`: what is new is on the card now, and is asked about anew. */
export type OkOutcome = 'done' | 'refused' | 'news' | OkTrouble;

/** A refusal is said, and what stands there is read anew. */
export interface OkActions {
  give(asked: OkRequest, sayAnyway?: readonly string[]): Promise<OkOutcome>;
  giveBack(asked: OkRequest, reason: string): Promise<OkOutcome>;
  withdraw(asked: OkRequest): Promise<OkOutcome>;
  edit(asked: OkRequest, edited: OkEdited): Promise<OkOutcome>;
}

/** What becomes of an answer that waits for an OK: it is decided on as it was shown, never as it was read in the background since. */
export function useOkActions(): OkActions {
  const client = useQueryClient();
  return useMemo(() => {
    const act = (asked: OkRequest, { to, body, put, done }: Act) =>
      attempt(client, { asked, done }, () =>
        request(`/ok-requests/${asked.id}${to}`, {
          method: put ? 'PUT' : 'POST',
          body,
          headers: { 'if-match': String(shownOk(asked).version) },
        }),
      );
    return {
      give: async (asked, sayAnyway) => {
        const { digest } = shownOk(asked);
        const body = { digest, ...(sayAnyway && { sayAnyway: [...sayAnyway] }) };
        return tellMoved(asked) ? 'news' : act(asked, { to: '/ok', body, done: 'oks.given' });
      },
      giveBack: (asked, reason) =>
        act(asked, { to: '/return', body: { digest: asked.digest, reason }, done: 'oks.returned' }),
      withdraw: (asked) => act(asked, { to: '/withdraw', body: {}, done: 'oks.withdrawn' }),
      edit: (asked, edited) => act(asked, { to: '', body: edited, put: true, done: 'oks.asked-anew' }),
    };
  }, [client]);
}

/** Whom it answers. */
const whoseOk = ({ answers: { author } }: OkRequest): string | undefined =>
  author ? t('oks.whose', { name: identityName(author) }) : undefined;

/** What the card shows by now is other than what it was shown with: said, and asked about anew. */
const tellMoved = (asked: OkRequest): boolean => {
  const moved = hasMoved(asked);
  if (!moved) return false;
  takeNewOk(asked);
  showProblem(t(`oks.moved-${moved}`));
  return true;
};

interface Act {
  to: string;
  body: object;
  put?: boolean;
  /** What is said when it is done. */
  done: string;
}

const attempt = async (
  client: QueryClient,
  { asked, done }: { asked: OkRequest; done: string },
  act: () => Promise<unknown>,
): Promise<OkOutcome> => {
  try {
    await act();
    showToast({ tone: 'done', of: whoseOk(asked), text: t(done) });
    return 'done';
  } catch (error) {
    return outcomeOf(error, asked);
  } finally {
    void client.invalidateQueries({ queryKey: ['oks'] });
  }
};

const outcomeOf = (error: unknown, asked: OkRequest): OkOutcome => {
  if (hasCode(error, 'thread-changed')) {
    takeNewOk(asked, error.body as ThreadChanged);
    showProblem(t('oks.moved-thread'));
    return 'news';
  }
  if (hasCode(error, 'private-words')) return { kind: 'private', found: (error.body as PrivateWords).found };
  if (hasCode(error, 'text-too-long')) return { kind: 'too-long', why: explain(error) };
  if (error instanceof ApiError && error.problem.reason === 'not-known-there')
    return { kind: 'not-obeyed', why: explain(error) };
  showProblem(explain(error));
  return 'refused';
};
