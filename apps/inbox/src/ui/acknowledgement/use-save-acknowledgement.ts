import type { Acknowledgement, AcknowledgementSet } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setAcknowledgement } from '../../data/admin/acknowledgement';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';

export const changedMeanwhile = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.reason === 'acknowledgement-changed';

/** Saves on the version that was shown; what somebody else set since is shown instead. */
export function useSaveAcknowledgement(
  accountId: string,
  stored: Acknowledgement,
  { onSaved, onOvertaken }: { onSaved(): void; onOvertaken(now: Acknowledgement): void },
) {
  const client = useQueryClient();
  const [version, setVersion] = useState(stored.version);
  return useMutation({
    mutationFn: (values: Omit<AcknowledgementSet, 'version'>) =>
      setAcknowledgement(accountId, { version, ...values }),
    onSuccess: ({ on }) => {
      showToast({ tone: 'done', text: t(on ? 'acknowledgement.saved-on' : 'acknowledgement.saved-off') });
      onSaved();
    },
    onError: (refused) => {
      if (!changedMeanwhile(refused)) return;
      const { acknowledgement: now } = (refused as ApiError).body as { acknowledgement: Acknowledgement };
      setVersion(now.version);
      onOvertaken(now);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['acknowledgement', accountId] }),
  });
}
