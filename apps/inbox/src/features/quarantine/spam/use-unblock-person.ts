import type { IdentityView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { refreshBlocks } from '../../../data/blocks';
import { changeIdentity } from '../../../data/people';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';

/** Lets every address of a person in again; a toast takes it back. */
export function useUnblockPerson(blocked: readonly IdentityView[]): () => void {
  const client = useQueryClient();
  const set = async (to: boolean) => {
    try {
      for (const { id } of blocked) await changeIdentity(id, { blocked: to });
      return true;
    } catch (error) {
      showProblem(explain(error));
      return false;
    } finally {
      refreshBlocks(client);
    }
  };
  const unblock = async () => {
    if (!(await set(false))) return;
    const text = t('block.undone', { key: blocked.map(({ handle, key }) => handle ?? key).join(', ') });
    showToast({ tone: 'done', text, undo: () => void set(true) });
  };
  return () => void unblock();
}
