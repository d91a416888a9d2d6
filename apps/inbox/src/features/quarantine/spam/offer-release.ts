import type { QueryClient } from '@tanstack/react-query';
import { replayItem } from '../../../data/admin/quarantine';
import { refreshBlocks } from '../../../data/blocks';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';

/** What the toast after unblocking says of the messages that were held meanwhile, and how it releases them; nothing where there are none. */
export function offerRelease(client: QueryClient, held: readonly string[]) {
  if (held.length === 0) return { text: '' };
  const offer = { verb: t('quarantine.release'), run: () => void releaseAll(client, held) };
  return { text: ` ${t('block.held', { count: held.length })}`, offer };
}

async function releaseAll(client: QueryClient, held: readonly string[]): Promise<void> {
  let left = 0;
  try {
    for (const id of held) if (!(await replayItem(id)).ok) left++;
    showToast({ tone: 'done', text: t('block.released', { count: held.length - left, left }) });
  } catch (error) {
    showProblem(explain(error));
  } finally {
    refreshBlocks(client);
  }
}
