import type { SignatureView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeSignature, makeSignature } from '../../data/admin/signatures';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';

export interface SignatureValues {
  teamId: string | null;
  language: string | null;
  text: string;
}

/** Makes or changes one; where somebody else was quicker, theirs is what the next save is made on. */
export function useSaveSignature(signature: SignatureView | null, onSaved: () => void) {
  const client = useQueryClient();
  const [version, setVersion] = useState(signature?.version ?? 0);
  return useMutation({
    mutationFn: (values: SignatureValues) =>
      signature ? changeSignature(signature.id, { version, ...values }) : makeSignature(values),
    onSuccess: () => {
      showToast({ tone: 'done', text: t('signatures.saved') });
      onSaved();
    },
    onError: (error) => {
      const now = changedMeanwhile(error);
      if (now) setVersion(now.version);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['signatures'] }),
  });
}

/** As somebody else left it; undefined: something else went wrong. */
export const changedMeanwhile = (error: unknown): SignatureView | undefined =>
  error instanceof ApiError && error.problem.reason === 'signature-changed'
    ? (error.body as { signature: SignatureView }).signature
    : undefined;
