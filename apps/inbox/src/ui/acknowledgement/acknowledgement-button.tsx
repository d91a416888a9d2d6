import { lazy, Suspense, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../button';

const AcknowledgementDialog = lazy(() => import('./acknowledgement-dialog'));

/** Asks what whoever writes to a mailbox or by a form is told at once. */
export function AcknowledgementButton({ accountId, name }: { accountId: string; name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        onPress={() => setOpen(true)}
        aria-label={t('agents.do-for', { verb: t('acknowledgement.button'), name })}
      >
        {t('acknowledgement.button')}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <AcknowledgementDialog accountId={accountId} name={name} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
