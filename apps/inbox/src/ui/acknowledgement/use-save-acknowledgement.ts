import type { Acknowledgement, AcknowledgementSet } from '@filo/contracts/http';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { setAcknowledgement } from '../../data/admin/acknowledgement';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';

/** Saves on the version that was shown; where somebody else was quicker, what was typed stays, and a second save is made on theirs. */
export function useSaveAcknowledgement(
  accountId: string,
  stored: Acknowledgement,
  { onSaved, onWrongText }: { onSaved(): void; onWrongText(at: number): void },
) {
  const [version, setVersion] = useState(stored.version);
  return useMutation({
    mutationFn: (values: Omit<AcknowledgementSet, 'version'>) =>
      setAcknowledgement(accountId, { version, ...values }),
    onSuccess: ({ on }) => {
      showToast({ tone: 'done', text: t(on ? 'acknowledgement.saved-on' : 'acknowledgement.saved-off') });
      onSaved();
    },
    onError: (error) => {
      setVersion((old) => versionNow(error) ?? old);
      const at = wrongText(error);
      if (at !== undefined) onWrongText(at);
    },
  });
}

/** Of what somebody else set meanwhile; undefined: something else went wrong. */
export const versionNow = (error: unknown): number | undefined =>
  error instanceof ApiError && error.problem.reason === 'acknowledgement-changed'
    ? (error.body as { acknowledgement: Acknowledgement }).acknowledgement.version
    : undefined;

/** The place of the first text that the server finds something wrong with. */
const wrongText = (error: unknown): number | undefined => {
  if (!(error instanceof ApiError)) return undefined;
  const [at] = (error.problem.errors ?? []).flatMap(({ path }) => /^texts\.(\d+)\./.exec(path)?.[1] ?? []);
  return at === undefined ? undefined : Number(at);
};
