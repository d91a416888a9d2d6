import type { AccountForm, OAuthConsent } from '@filo/contracts/http';
import { t, wordsIn } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { ProblemStrip } from '../../../ui/problem-strip';
import { useConsent } from '../use-consent';

interface NetworkSignInProps {
  label: NonNullable<AccountForm['signIn']>['label'];
  /** It is known whose sign-in page it is. */
  isReady: boolean;
  wanted(): OAuthConsent;
}

/** Leaves for the sign-in page of the account, so that Filo never sees a password. */
export function NetworkSignIn({ label, isReady, wanted }: NetworkSignInProps) {
  const consent = useConsent();
  return (
    <section aria-label={t('oauth.choice')} className="rounded-panel border border-line bg-sunken p-4">
      {consent.error ? <ProblemStrip error={consent.error} /> : null}
      <p className="text-sm text-ink-2">{t('oauth.choice-help')}</p>
      <Button
        className="mt-3"
        isDisabled={!isReady || consent.isPending || consent.isSuccess}
        onPress={() => consent.mutate(wanted())}
      >
        {wordsIn(label)}
      </Button>
    </section>
  );
}
