import type { IdentityView } from '@filo/contracts/http';
import { UsersRound } from 'lucide-react';
import { t } from '../../../../i18n/t';
import { Button } from '../../../../ui/button';
import { identityLabel } from '../../../../data/identity-label';
import { useIdentity } from '../../../../data/use-identity';

/** One human being writes from this address, as far as we know. Says what that means, and lets it be said otherwise. */
export function ShareFirst({ personId, identity }: { personId: string; identity: IdentityView }) {
  const change = useIdentity(personId, identity);
  return (
    <div className="space-y-3">
      <p>{t('split-messages.not-shared', { key: identityLabel(identity) })}</p>
      <p className="text-ink-2">{t('split-messages.what-shared-means')}</p>
      <Button autoFocus onPress={() => change({ shared: true })}>
        <UsersRound className="size-4" aria-hidden />
        {t('split-messages.share', { key: identityLabel(identity) })}
      </Button>
    </div>
  );
}
