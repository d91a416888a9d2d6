import type { Lesson, LessonPatch } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { request } from '../api/request';

export interface LessonActions {
  decide(line: Lesson, state: LessonPatch['state']): Promise<void>;
  /** Whether anything that was learnt moves a post. */
  turn(on: boolean): Promise<void>;
}

/** What an admin says of what was learnt; each is undone by its toast. */
export function useLessonActions(): LessonActions {
  const client = useQueryClient();
  return useMemo(() => {
    const attempt = async (act: () => Promise<unknown>): Promise<void> => {
      try {
        await act();
      } catch (error) {
        showProblem(explain(error));
      } finally {
        await client.invalidateQueries({ queryKey: ['lessons'] });
      }
    };
    const decide = (line: Lesson, state: LessonPatch['state'], undo = true): Promise<void> =>
      attempt(async () => {
        await request(`/lessons/${line.id}`, { method: 'PATCH', body: { state } });
        const back = () => void decide(line, line.state, false);
        showToast({
          tone: 'done',
          text: t(`lessons.now-${state}`, { phrase: line.phrase }),
          ...(undo && { undo: back }),
        });
      });
    return {
      decide: (line, state) => decide(line, state),
      turn: (on) => attempt(() => request('/lessons/rule', { method: 'PUT', body: { on } })),
    };
  }, [client]);
}
