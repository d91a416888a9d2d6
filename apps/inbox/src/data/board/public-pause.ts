import type { PauseOfPublic, PublicPause, PublicPauseChanged, Role } from '@filo/contracts/http';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { futureWhen } from '../../i18n/future-when';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { request, requestChange } from '../api/request';
import { sessionQuery } from '../session';
import { undoOf } from '../undo-of';

export const publicPauseQuery = queryOptions({
  queryKey: ['public-pause'] as const,
  queryFn: ({ signal }) => request<PublicPause>('/public-pause', { signal }),
  // How many wait moves by itself while they are paused.
  refetchInterval: ({ state }) => (state.data?.pause ? 60_000 : false),
});

/** The pause that holds now, undefined where none does or it is not known yet. It ends at its time also where nobody tells of it. */
export function usePublicPause(): PauseOfPublic | undefined {
  const { data } = useQuery(publicPauseQuery);
  const now = useNow();
  const pause = data?.pause;
  return pause && isOn(pause, now) ? pause : undefined;
}

export const isOn = ({ until }: PauseOfPublic, now: number): boolean =>
  until === null || now < Date.parse(until);

const may: readonly Role[] = ['social', 'supervisor', 'admin'];

/** Whether the agent may pause them, or let them leave again. */
export function useMayPause(): boolean {
  const { data } = useQuery(sessionQuery);
  return may.includes(data?.agent?.role as Role);
}

/** `…-until` with its time, or `…-open`: until somebody resumes. */
export const sayPause = (
  what: string,
  { until, by }: Pick<PauseOfPublic, 'until'> & { by?: PauseOfPublic['by'] },
): string =>
  t(`pause.${what}-${until === null ? 'open' : 'until'}`, {
    ...{ at: until === null ? '' : futureWhen(until, Date.now()), name: by?.name ?? '' },
  });

/** Pauses scheduled public answers until then (null: until somebody resumes), or lets them leave again; said in a toast, which takes it back. */
export const changePause = async (
  client: QueryClient,
  agentId: string,
  wanted: { until: string | null } | 'resume',
): Promise<void> => {
  const ask = async (undoes?: string) => {
    const back = undoes === undefined ? {} : { undoes };
    const options =
      wanted === 'resume'
        ? ({ method: 'DELETE', ...back } as const)
        : ({ method: 'PUT', body: wanted, ...back } as const);
    const { answer, change } = await requestChange<PublicPauseChanged>('/public-pause', options);
    await client.cancelQueries({ queryKey: publicPauseQuery.queryKey });
    client.setQueryData(publicPauseQuery.queryKey, answer);
    return { answer, change };
  };
  const refresh = () => client.invalidateQueries({ queryKey: publicPauseQuery.queryKey });
  try {
    const { answer, change } = await ask();
    const undo = async (undoes: string) => {
      showToast({ tone: 'done', text: sayChanged((await ask(undoes)).answer) });
    };
    const { replaced } = answer;
    const others = change !== null && replaced && replaced.by.id !== agentId ? replaced : undefined;
    const text = [sayChanged(answer), others && sayPause('replaced', others)].filter(Boolean).join('. ');
    showToast({ tone: 'done', text, ...undoOf(change, undo, refresh) });
  } catch (error) {
    showProblem(explain(error));
    void refresh();
  }
};

const sayChanged = ({ pause, waiting }: PublicPauseChanged): string =>
  pause ? sayPause('paused', pause) : t('pause.resumed', { count: waiting });
