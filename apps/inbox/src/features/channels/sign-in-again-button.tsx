import type { AccountView } from '@filo/contracts/http';
import { consentAgain } from '../../data/admin/oauth';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';
import { useConsent } from './use-consent';

/** Renews the permission of a mailbox at its provider; the first thing to do when it has failed or ends soon. */
export function SignInAgainButton({ account, provider }: { account: AccountView; provider: string }) {
  const consent = useConsent();
  const { health } = account;
  return (
    <Button
      size="small"
      tone={health.state === 'failed' || health.keyEndsSoon ? 'primary' : 'plain'}
      isDisabled={consent.isPending}
      onPress={() =>
        consent.mutate(consentAgain(account, provider), { onError: (error) => showProblem(explain(error)) })
      }
    >
      {t('oauth.again')}
    </Button>
  );
}
