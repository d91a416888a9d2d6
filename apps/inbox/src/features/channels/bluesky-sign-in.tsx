import type { AccountView } from '@filo/contracts/http';
import { consentAgain } from '../../data/admin/oauth';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { blueskyConsent, type BlueskyValues } from './bluesky-values';
import { useConsent } from './use-consent';

interface BlueskySignInProps {
  /** One that signs in with an app password so far. */
  account: AccountView | null;
  values: BlueskyValues;
  /** The handle says whose sign-in page it is. */
  isReady: boolean;
}

/** Leaves for the sign-in page of the profile, so that Filo never sees a password. */
export function BlueskySignIn({ account, values, isReady }: BlueskySignInProps) {
  const consent = useConsent();
  const wanted = () => (account ? consentAgain(account, 'bluesky') : blueskyConsent(values));
  return (
    <section aria-label={t('oauth.choice')} className="rounded-panel border border-line bg-sunken p-4">
      {consent.error ? <ProblemStrip error={consent.error} /> : null}
      <p className="text-sm text-ink-2">{t('oauth.choice-help')}</p>
      <Button
        className="mt-3"
        isDisabled={!isReady || consent.isPending || consent.isSuccess}
        onPress={() => consent.mutate(wanted())}
      >
        {t('oauth.sign-in', { provider: 'Bluesky' })}
      </Button>
    </section>
  );
}
