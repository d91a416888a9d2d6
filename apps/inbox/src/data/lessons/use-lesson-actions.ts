import type { Lesson, LessonPatch } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { request, requestChange } from '../api/request';
import { undoOf } from '../undo-of';

export interface LessonActions {
  decide(line: Lesson, state: LessonPatch['state']): Promise<void>;
  /** Whether anything that was learnt moves a post. */
  turn(on: boolean): Promise<void>;
}

/** What an admin says of what was learnt; each is undone by its toast. */
export function useLessonActions(): LessonActions {
  const client = useQueryClient();
  return useMemo(() => {
    const refresh = () => client.invalidateQueries({ queryKey: ['lessons'] });
    const attempt = async (act: () => Promise<unknown>): Promise<void> => {
      try {
        await act();
      } catch (error) {
        showProblem(explain(error));
      } finally {
        await refresh();
      }
    };
    const say = ({ phrase }: Lesson, state: LessonPatch['state'], undo = {}) =>
      showToast({ tone: 'done', text: t(`lessons.now-${state}`, { phrase }), ...undo });
    const put = ({ id }: Lesson, state: LessonPatch['state'], undoes?: string) =>
      requestChange<Lesson>(`/lessons/${id}`, {
        ...{ method: 'PATCH', body: { state }, ...(undoes !== undefined && { undoes }) },
      });
    const decide = (line: Lesson, state: LessonPatch['state']): Promise<void> =>
      attempt(async () => {
        const { change } = await put(line, state);
        const back = async (undoes: string) => {
          try {
            await put(line, line.state, undoes);
          } finally {
            await refresh();
          }
          say(line, line.state);
        };
        say(line, state, undoOf(change, back));
      });
    return {
      decide,
      turn: (on) => attempt(() => request('/lessons/rule', { method: 'PUT', body: { on } })),
    };
  }, [client]);
}
