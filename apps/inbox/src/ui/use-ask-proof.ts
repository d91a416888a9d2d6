import type { IdentityView, ProofCreate } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiError } from '../data/api/api-error';
import { hasCode } from '../data/api/api-error';
import { askProof } from '../data/people';
import { t } from '../i18n/t';
import { showProblem, showToast } from '../state/toasts';
import { explain } from './explain-problem';

/** Sends the owner of an address a one-time link, and says in words when that cannot be done now. */
export function useAskProof() {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const ask = async ({ id, kind, key, handle }: IdentityView, wanted: ProofCreate): Promise<void> => {
    if (pending) return;
    setPending(true);
    try {
      await askProof(id, wanted);
      showToast({ tone: 'done', text: t(`proof.sent-${wanted.purpose}`, { key: handle ?? key }) });
    } catch (error) {
      showProblem(refusal(error, kind));
    } finally {
      await client.invalidateQueries({ queryKey: ['proofs'] });
      setPending(false);
    }
  };
  return { ask, pending };
}

function refusal(error: unknown, kind: string): string {
  if (hasCode(error, 'too-many-attempts')) return t('proof.too-often', { hours: hoursOf(error) });
  if (hasCode(error, 'cannot-reply')) return t(kind === 'mail' ? 'proof.no-account' : 'proof.not-in-private');
  return explain(error);
}

const hoursOf = ({ body }: ApiError): number => {
  const seconds = (body as { retryAfterSeconds?: unknown } | null)?.retryAfterSeconds;
  return typeof seconds === 'number' ? Math.max(1, Math.ceil(seconds / 3600)) : 24;
};
