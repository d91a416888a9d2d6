import type { BlockCreate } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { endBlock, makeBlock, refreshBlocks } from '../../../data/blocks';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';

/** Blocks and lets in again; a toast takes either back. Answers whether it was done. */
export function useBlockActions() {
  const client = useQueryClient();
  const attempt = async <Value>(what: () => Promise<Value>): Promise<Value | undefined> => {
    try {
      return await what();
    } catch (error) {
      showProblem(explain(error));
      return undefined;
    } finally {
      refreshBlocks(client);
    }
  };
  const block = async (wanted: BlockCreate): Promise<boolean> => {
    const made = await attempt(() => makeBlock(wanted));
    if (!made) return false;
    const text = t('block.done', { key: made.key, count: made.hides });
    showToast({ tone: 'done', text, undo: () => void attempt(() => endBlock(made.id)) });
    return true;
  };
  /** `again` is what blocks it once more. */
  const unblock = async (block: { id: string; key: string }, again: BlockCreate): Promise<boolean> => {
    const done = await attempt(async () => {
      await endBlock(block.id);
      return true;
    });
    if (!done) return false;
    const text = t('block.undone', { key: block.key });
    showToast({ tone: 'done', text, undo: () => void attempt(() => makeBlock(again)) });
    return true;
  };
  return { block, unblock };
}
