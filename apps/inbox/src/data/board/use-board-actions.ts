import type {
  BoardCard,
  BoardColumn,
  BoardPage,
  SeverityCorrection,
  StormClosed,
} from '@filo/contracts/http';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { request } from '../api/request';

/** Each answers where the card stands then; null when it is on no column any more, undefined when it was refused. */
export interface BoardActions {
  correct(card: BoardCard, correction: SeverityCorrection): Promise<BoardColumn | null | undefined>;
  close(card: BoardCard): Promise<BoardColumn | null | undefined>;
}

/**
 * What an agent does with a card: shown as the server answers, said in a toast; a refusal says why. On the board of one source only what
 * that brought is closed.
 */
export function useBoardActions(source?: string): BoardActions {
  const client = useQueryClient();
  return useMemo(() => {
    const correct = (card: BoardCard, correction: SeverityCorrection, undo = true) =>
      attempt(client, async () => {
        const changed = await request<BoardCard>(`/board/${card.id}/severity`, {
          method: 'POST',
          body: correction,
        });
        show(client, changed);
        showToast({
          tone: 'done',
          text: sayCorrected(changed),
          ...(undo && { undo: () => void correct(changed, saidOf(card), false) }),
        });
        return changed.column;
      });
    const close = (card: BoardCard) =>
      attempt(client, async () => {
        const done = await request<StormClosed>(`/board/${card.id}/close`, {
          method: 'POST',
          body: { upTo: card.upTo, source },
        });
        if (done.card) show(client, done.card);
        showToast({
          tone: done.refused > 0 ? 'problem' : 'done',
          text: sayClosed(done),
          ...(isUndoable(done) && { undo: () => void attempt(client, () => reopen(card.id, done)) }),
        });
        return done.card?.column ?? null;
      });
    return { correct: (card, correction) => correct(card, correction), close };
  }, [client, source]);
}

const sayCorrected = ({ notAboutUs, correction, severity }: BoardCard): string =>
  notAboutUs
    ? t('board.put-away')
    : t('board.corrected', { level: t(`board.column.${correction?.level ?? severity.level}`) });

/** What was said of it before, to be said again. */
const saidOf = ({ notAboutUs, correction }: BoardCard): SeverityCorrection =>
  notAboutUs
    ? { level: null, reason: notAboutUs.reason, notAboutUs: true }
    : { level: correction?.level ?? null, reason: correction?.reason ?? t('board.taken-back') };

const isUndoable = ({ topics, setAside }: StormClosed): boolean => topics.length + setAside.length > 0;

const sayClosed = ({ closed, refused, setAside, card }: StormClosed): string => {
  const left = card?.open ?? 0;
  const said = t(left > 0 ? 'board.closed-some' : 'board.closed', {
    count: closed + setAside.length,
    left,
  });
  return refused > 0 ? `${said}. ${t('board.close-refused', { count: refused })}` : said;
};

/** One after the other, as they were closed; one that is refused leaves the others, and it is said how many were opened. */
const reopen = async (id: string, { topics, setAside }: StormClosed): Promise<void> => {
  const refusals: unknown[] = [];
  if (setAside.length > 0)
    await request(`/board/${id}/wait-again`, { method: 'POST', body: { messageIds: setAside } });
  for (const { threadId, topicId } of topics)
    await request(`/threads/${threadId}/actions`, {
      method: 'POST',
      body: { kind: 'reopen', topicId },
    }).catch((error: unknown) => refusals.push(error));
  const count = topics.length + setAside.length - refusals.length;
  if (count > 0) showToast({ tone: 'done', text: t('board.reopened', { count }) });
  if (refusals.length > 0)
    showProblem(`${t('board.reopen-refused', { count: refusals.length })} ${explain(refusals[0])}`);
};

const attempt = async <Answer>(
  client: QueryClient,
  act: () => Promise<Answer>,
): Promise<Answer | undefined> => {
  try {
    return await act();
  } catch (error) {
    showProblem(explain(error));
    return undefined;
  } finally {
    void client.invalidateQueries({ queryKey: ['board'] });
  }
};

const show = (client: QueryClient, card: BoardCard): void => {
  client.setQueriesData<BoardPage>(
    { queryKey: ['board'] },
    (page) => page && { ...page, cards: page.cards.map((one) => (one.id === card.id ? card : one)) },
  );
};
