import { Link } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import { sayWhy } from '../i18n/say-why';
import { t } from '../i18n/t';
import { NoticeStrip } from './notice-strip';
import { useFailedAccounts } from './use-troubles';

/** Says which channel does not work, to those who can do something about it. */
export function FailedChannels() {
  const [first, ...others] = useFailedAccounts();
  if (!first) return null;
  return (
    <NoticeStrip
      tone="danger"
      icon={CircleAlert}
      action={
        <Link
          to="/admin/channels"
          className="inline-flex min-h-7 items-center font-medium underline max-md:min-h-11"
        >
          {t('channels.open')}
        </Link>
      }
    >
      {t('channels.failed', { address: first.address, others: others.length })}{' '}
      <span dir="auto">{sayWhy(first.health.reason, first.health.why)}</span>
    </NoticeStrip>
  );
}
