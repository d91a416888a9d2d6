import type { IdentityView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { readHeldOf } from '../../../data/admin/quarantine';
import { refreshBlocks } from '../../../data/blocks';
import { changeIdentity } from '../../../data/people';
import { undoOf } from '../../../data/undo-of';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';
import { offerRelease } from './offer-release';

/** Lets every address of a person in again; a toast takes it back. */
export function useUnblockPerson(blocked: readonly IdentityView[]): () => void {
  const client = useQueryClient();
  const unblock = async () => {
    const made: { id: string; change: string }[] = [];
    try {
      for (const { id } of blocked) {
        const { change } = await changeIdentity(id, { blocked: false });
        if (change !== null) made.unshift({ id, change });
      }
      const held = await readHeldOf(blocked.map(({ key }) => key));
      const { text, ...offer } = offerRelease(client, held);
      const key = blocked.map((one) => one.handle ?? one.key).join(', ');
      const undo = async () => {
        for (const { id, change } of made) await changeIdentity(id, { blocked: true }, change);
      };
      const again = undoOf(made[0]?.change ?? null, () => undo().finally(() => refreshBlocks(client)));
      showToast({ tone: 'done', text: t('block.undone', { key }) + text, ...offer, ...again });
    } catch (error) {
      showProblem(explain(error));
    } finally {
      refreshBlocks(client);
    }
  };
  return () => void unblock();
}
