import type { BlockCreate } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { endBlock, makeBlock, refreshBlocks } from '../../../data/blocks';
import { undoOf } from '../../../data/undo-of';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';
import { offerRelease } from './offer-release';

/** Blocks and lets in again; a toast takes either back. Answers whether it was done. */
export function useBlockActions() {
  const client = useQueryClient();
  const refresh = () => refreshBlocks(client);
  const attempt = async <Value>(what: () => Promise<Value>): Promise<Value | undefined> => {
    try {
      return await what();
    } catch (error) {
      showProblem(explain(error));
      return undefined;
    } finally {
      refresh();
    }
  };
  const block = async (wanted: BlockCreate): Promise<boolean> => {
    const made = await attempt(() => makeBlock(wanted));
    if (!made) return false;
    const { id, key, hides } = made.answer;
    const text = t('block.done', { key, count: hides });
    showToast({
      tone: 'done',
      text,
      ...undoOf(made.change, (undoes) => endBlock(id, undoes).finally(refresh)),
    });
    return true;
  };
  /** `again` is what blocks it once more. */
  const unblock = async (block: { id: string; key: string }, again: BlockCreate): Promise<boolean> => {
    const done = await attempt(() => endBlock(block.id));
    if (!done) return false;
    const { text, ...offer } = offerRelease(client, done.answer.held);
    showToast({
      tone: 'done',
      text: t('block.undone', { key: block.key }) + text,
      ...offer,
      ...undoOf(done.change, (undoes) => makeBlock(again, undoes).finally(refresh)),
    });
    return true;
  };
  return { block, unblock };
}
