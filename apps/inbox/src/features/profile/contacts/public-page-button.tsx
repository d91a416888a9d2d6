import type { IdentityView } from '@filo/contracts/http';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { channelName } from '../../../ui/channel-glyph';
import { ErrorBoundary } from '../../../ui/error-boundary';
import { Skeleton } from '../../../ui/skeleton';

const PublicPage = lazy(() => import('../public-page/public-page'));

/** Where nobody has a page of their own that everybody can see. */
const withoutPages: readonly string[] = ['mail', 'site', 'part', 'phone'];

/** Opens how somebody shows themselves on their network; nothing is asked there before. */
export function PublicPageButton({ identity }: { identity: IdentityView }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { kind, handle, key, ours } = identity;
  if (ours || withoutPages.includes(kind)) return null;
  const network = channelName(kind);
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <>
      <Button
        size="small"
        tone="quiet"
        className="-ms-2 mt-0.5"
        aria-expanded={open}
        aria-controls={id}
        aria-label={t('public-page.open-label', { network, key: handle ?? key })}
        onPress={() => setOpen(!open)}
      >
        <Icon className="size-3.5" aria-hidden />
        {t('public-page.open', { network })}
      </Button>
      <div id={id} hidden={!open}>
        {open ? (
          <ErrorBoundary name={t('public-page.open', { network })}>
            <Suspense fallback={<Skeleton rows={1} height={64} />}>
              <PublicPage identityId={identity.id} network={network} />
            </Suspense>
          </ErrorBoundary>
        ) : null}
      </div>
    </>
  );
}
