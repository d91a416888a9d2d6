import type { OAuthOutcome } from '@filo/contracts/http';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../../i18n/t';
import { cx } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';

/** Every outcome has its sentence; what another release of the server may say is left alone. */
const sentences: Record<OAuthOutcome, string> = {
  done: 'oauth.done',
  denied: 'oauth.denied',
  'not-signed-in': 'oauth.not-signed-in',
  'state-invalid': 'oauth.state-invalid',
  'consent-expired': 'oauth.consent-expired',
  'exchange-failed': 'oauth.exchange-failed',
  'wrong-mailbox': 'oauth.wrong-mailbox',
  'login-refused': 'oauth.login-refused',
  'sending-refused': 'oauth.sending-refused',
  'no-refresh-token': 'oauth.no-refresh-token',
  'account-exists': 'oauth.account-exists',
  'provider-unknown': 'oauth.provider-unknown',
  unavailable: 'oauth.unavailable',
};

const isOutcome = (value: unknown): value is OAuthOutcome =>
  typeof value === 'string' && Object.hasOwn(sentences, value);

/** How the sign-in of a mailbox ended, told once: the address forgets it, so that a reload does not tell it again. */
export function ConsentOutcome() {
  const { oauth } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [outcome, setOutcome] = useState(() => (isOutcome(oauth) ? oauth : null));
  useEffect(() => {
    if (oauth !== undefined) void navigate({ to: '.', search: {}, replace: true });
  }, [oauth, navigate]);
  if (!outcome) return null;
  const done = outcome === 'done';
  const Icon = done ? CircleCheck : TriangleAlert;
  return (
    <div
      role={done ? 'status' : 'alert'}
      className={cx(
        'mb-3 flex items-start gap-2 rounded-input p-3 text-base',
        done ? 'bg-ok-bg text-ok' : 'bg-danger-bg text-danger',
      )}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1 wrap-anywhere">{t(sentences[outcome])}</p>
      <IconButton label={t('action.dismiss')} className="-my-1.5" onPress={() => setOutcome(null)}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  );
}
