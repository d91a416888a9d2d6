import type { QuarantineItem } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { blockSender, discardItem, readHeldOf, replayItem } from '../../../data/admin/quarantine';
import { refreshBlocks } from '../../../data/blocks';
import { undoOf } from '../../../data/undo-of';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';
import { offerRelease } from './offer-release';

/**
 * Lets the sender in again and puts the message where it belongs in their thread; undone, the sender is blocked again, which hides
 * the thread. Of a blocked domain this one address is welcome from then on.
 */
export function useNotSpam({ id, sender, blocked }: QuarantineItem) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const attempt = async (what: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await what();
    } catch (error) {
      showProblem(explain(error));
    } finally {
      setBusy(false);
      refreshBlocks(client);
    }
  };
  const release = async () => {
    const change = blocked ? (await blockSender(id, false)).change : null;
    const { ok, reason } = await replayItem(id);
    if (!ok) return showProblem(t('quarantine.not-replayed', { reason: reason ?? '' }));
    const { text, ...offer } = offerRelease(client, sender ? await readHeldOf([sender.key]) : []);
    showToast({
      tone: 'done',
      text: t('spam.done', { key: sender?.key ?? '' }) + text,
      ...offer,
      ...undoOf(change, (undoes) => blockSender(id, true, undoes).finally(() => refreshBlocks(client))),
    });
  };
  return {
    busy,
    notSpam: () => void attempt(release),
    discard: () => void attempt(() => discardItem(id)),
  };
}
