import { lazy, Suspense, useState } from 'react';
import { t } from '../i18n/t';
import { Button } from './button';

const RoutingDialog = lazy(() => import('./routing-dialog'));

/** Asks whose what comes in by an account or form is. */
export function RoutingButton({ accountId, name }: { accountId: string; name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        onPress={() => setOpen(true)}
        aria-label={t('agents.do-for', { verb: t('routing.button'), name })}
      >
        {t('routing.button')}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <RoutingDialog accountId={accountId} name={name} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
