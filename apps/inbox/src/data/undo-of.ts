import { showProblem } from '../state/toasts';
import { explain } from '../ui/explain-problem';

/**
 * How a toast takes back a change that it tells of; nothing where nothing was changed. `undo` names the change to the server, which refuses
 * to write over what somebody else did meanwhile: then it is said who, and `refresh` shows it.
 */
export const undoOf = (
  change: string | null,
  undo: (undoes: string) => Promise<unknown>,
  refresh?: () => unknown,
): { undo?: () => void } => {
  if (change === null) return {};
  return {
    undo: () =>
      void undo(change).catch((error: unknown) => {
        showProblem(explain(error));
        refresh?.();
      }),
  };
};
