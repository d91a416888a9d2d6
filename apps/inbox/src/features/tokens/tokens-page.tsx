import type { ApiTokenView } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { revokeToken, tokensQuery } from '../../data/admin/operations';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { explain } from '../../ui/explain-problem';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { TokenMaker } from './token-maker';
import { TokenRow } from './token-row';

/** Keys for programs that use the API in this agent's name. */
export default function TokensPage() {
  const client = useQueryClient();
  const { data, error } = useQuery(tokensQuery);
  const [revoking, setRevoking] = useState<ApiTokenView | null>(null);
  const refresh = () => void client.invalidateQueries({ queryKey: ['tokens'] });
  const revoke = useMutation({
    mutationFn: revokeToken,
    onError: (cause) => showProblem(explain(cause)),
    onSettled: refresh,
  });
  return (
    <>
      <PageHeader title={t('admin.tokens')} lead={t('tokens.lead')} />
      <TokenMaker />
      {error ? <ProblemStrip error={error} /> : null}
      <ul className="space-y-2">
        {data?.items.map((token) => (
          <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
        ))}
      </ul>
      {data?.items.length === 0 ? <p className="text-ink-3">{t('tokens.none')}</p> : null}
      {revoking ? (
        <ConfirmDialog
          title={t('tokens.revoke-title', { name: revoking.name })}
          text={t('tokens.revoke-text')}
          verb={t('tokens.revoke')}
          onConfirm={() => revoke.mutate(revoking.id)}
          onClose={() => setRevoking(null)}
        />
      ) : null}
    </>
  );
}
