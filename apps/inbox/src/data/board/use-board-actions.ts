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
import { request, requestChange } from '../api/request';
import { identityName } from '../identity-name';
import { undoOf } from '../undo-of';
import { noteSeen } from '../watches/use-watch-actions';
import { hasNews } from '../watches/watches-query';

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
    const put = async ({ id }: BoardCard, correction: SeverityCorrection, undoes?: string) => {
      const options = { method: 'POST', body: correction, ...(undoes !== undefined && { undoes }) } as const;
      const { answer, change } = await requestChange<BoardCard>(`/board/${id}/severity`, options);
      show(client, answer);
      return { card: answer, change };
    };
    const correct = (card: BoardCard, correction: SeverityCorrection) =>
      attempt(client, async () => {
        const { card: changed, change } = await put(card, correction);
        const back = async (undoes: string) => {
          const undone = await put(card, saidOf(card), undoes).finally(() => refresh(client));
          tell(card, { text: sayCorrected(undone.card) });
        };
        tell(card, { text: sayCorrected(changed), ...undoOf(change, back) });
        return changed.column;
      });
    const close = (card: BoardCard) =>
      attempt(client, async () => {
        // Else it would go on standing here for what is new in it.
        if (card.watch && hasNews(card.watch)) await noteSeen(card.watch);
        const done = await request<StormClosed>(`/board/${card.id}/close`, {
          method: 'POST',
          body: { upTo: card.upTo, source },
        });
        if (done.card) show(client, done.card);
        tell(card, {
          tone: done.refused > 0 ? 'problem' : 'done',
          text: sayClosed(done),
          ...(isUndoable(done) && { undo: () => void attempt(client, () => reopen(card, done)) }),
        });
        return done.card?.column ?? null;
      });
    return { correct, close };
  }, [client, source]);
}

const sayCorrected = ({ notAboutUs, correction, severity, column }: BoardCard): string =>
  notAboutUs
    ? t('board.put-away')
    : t(column === 'handled' ? 'board.corrected-handled' : 'board.corrected', {
        level: t(`board.column.${correction?.level ?? severity.level}`),
      });

const tell = (card: BoardCard, said: { text: string; tone?: 'done' | 'problem'; undo?: () => void }) =>
  showToast({ tone: 'done', ...said, of: whoseCard(card) });

/** Whose card it is: of several, whose words stand on it, and how many more. */
const whoseCard = ({ author, voices }: BoardCard): string =>
  voices > 1 ? t('board.whose', { name: identityName(author), count: voices - 1 }) : identityName(author);

/** What was said of it before, to be said again. */
const saidOf = ({ notAboutUs, correction }: BoardCard): SeverityCorrection =>
  notAboutUs
    ? { level: null, reason: notAboutUs.reason, notAboutUs: true }
    : { level: correction?.level ?? null, reason: correction?.reason ?? t('board.taken-back') };

const isUndoable = ({ topics, setAside, settled }: StormClosed): boolean =>
  topics.length + setAside.length + settled.length > 0;

/** Each reason for which something stays open has a sentence of its own: only what may be closed so is asked for. */
const sayClosed = ({ closed, refused, kept, setAside, card }: StormClosed): string => {
  const left = Math.max(0, (card?.open ?? 0) - refused);
  const away = closed + setAside.length;
  return [
    (away > 0 || kept === 0) && t('board.closed', { count: away }),
    kept > 0 && t('board.close-kept', { count: kept }),
    left > 0 && t('board.close-left', { count: left }),
    refused > 0 && t('board.close-refused', { count: refused }),
  ]
    .filter(Boolean)
    .join('. ');
};

/**
 * One after the other, as they were closed, each by the change that closed it: where a colleague did something with one since, the server
 * refuses that one. The others are opened all the same, and it is said how many, and why not all.
 */
const reopen = async (card: BoardCard, { topics, setAside, settled, change }: StormClosed): Promise<void> => {
  const refusals: { count: number; error: unknown }[] = [];
  const ask = (path: string, body: object, { undoes, of }: { undoes: string | null; of: number }) =>
    request(path, { method: 'POST', body, ...(undoes !== null && { undoes: `"${undoes}"` }) }).then(
      () => of,
      (error: unknown) => {
        refusals.push({ count: of, error });
        return 0;
      },
    );
  const wait = (messageIds: readonly string[]) =>
    messageIds.length === 0
      ? 0
      : ask(`/board/${card.id}/wait-again`, { messageIds }, { undoes: change, of: messageIds.length });
  let opened = await wait(setAside);
  const waits = await wait(settled);
  for (const { threadId, topicId, change: undoes } of topics)
    opened += await ask(`/threads/${threadId}/actions`, { kind: 'reopen', topicId }, { undoes, of: 1 });
  const done = [
    opened > 0 && t('board.reopened', { count: opened }),
    waits > 0 && t('board.wait-again', { count: waits }),
  ].filter(Boolean);
  if (done.length > 0) showToast({ tone: 'done', of: whoseCard(card), text: done.join('. ') });
  const [first] = refusals;
  const count = refusals.reduce((sum, one) => sum + one.count, 0);
  if (first) showProblem(`${t('board.reopen-refused', { count })} ${explain(first.error)}`);
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
    refresh(client);
  }
};

const refresh = (client: QueryClient): void => {
  for (const queryKey of [['board'], ['board-waiting'], ['watches']])
    void client.invalidateQueries({ queryKey });
};

const show = (client: QueryClient, card: BoardCard): void => {
  client.setQueriesData<BoardPage>(
    { queryKey: ['board'] },
    (page) => page && { ...page, cards: page.cards.map((one) => (one.id === card.id ? card : one)) },
  );
};
