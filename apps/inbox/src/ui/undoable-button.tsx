import { useMutation, useQueryClient } from '@tanstack/react-query';
import { t } from '../i18n/t';
import { showProblem, showToast } from '../state/toasts';
import { Button } from './button';
import { explain } from './explain-problem';

interface UndoableButtonProps<Now> {
  verb: string;
  name: string;
  tone?: 'danger';
  /** The list that shows it. */
  refreshes: string;
  act(): Promise<Now>;
  done: string;
  undo(now: Now): Promise<unknown>;
  /** Where nothing is given, the list says it. */
  undone?: string;
}

/** Does something to one row of a list that comes back with one press, so that nothing is asked before. */
export function UndoableButton<Now>({ act, undo, ...says }: UndoableButtonProps<Now>) {
  const { verb, name, tone, refreshes, done, undone } = says;
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: [refreshes] });
  const back = (now: Now) => () =>
    void undo(now)
      .then(() => (undone ? showToast({ tone: 'done', text: undone }) : undefined))
      .catch((error: unknown) => showProblem(explain(error)))
      .finally(() => void refresh());
  const acting = useMutation({
    mutationFn: act,
    onSuccess: (now) => void showToast({ tone: 'done', text: done, undo: back(now) }),
    onError: (error: Error) => showProblem(explain(error)),
    // Until the list is read the version by which it goes is the former one.
    onSettled: refresh,
  });
  return (
    <Button
      size="small"
      {...(tone && { tone })}
      isDisabled={acting.isPending}
      onPress={() => acting.mutate()}
      aria-label={t('agents.do-for', { verb, name })}
    >
      {verb}
    </Button>
  );
}
