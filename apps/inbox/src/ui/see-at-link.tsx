import { ExternalLink } from 'lucide-react';
import { t } from '../i18n/t';

/** Leads to where something stands in public; `network` is the name of it. */
export function SeeAtLink({ href, network }: { href: string; network: string }) {
  const label = t('message.see-at', { channel: network });
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      aria-label={label}
      title={label}
      className="relative inline-flex min-h-6 min-w-6 items-center justify-center max-md:before:absolute max-md:before:-inset-2.5"
    >
      <ExternalLink className="size-3.5" aria-hidden />
    </a>
  );
}
