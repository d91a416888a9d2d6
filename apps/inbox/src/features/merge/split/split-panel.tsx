import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { personQuery } from '../../../data/people';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';
import { ReasonField } from '../reason-field';
import { ChooseAddresses } from './choose-addresses';
import { SplitSummary } from './split-summary';
import { useSplitOrder } from './use-split-order';
import { useSplitPreview } from './use-split-preview';

interface SplitPanelProps {
  personId: string;
  onClose(): void;
}

/** Addresses that belong to somebody else are chosen, what follows them is shown, and they become a person of their own. */
export default function SplitPanel({ personId, onClose }: SplitPanelProps) {
  const { data: person, error } = useQuery(personQuery(personId));
  const [leaving, setLeaving] = useState<readonly string[]>([]);
  const { preview, error: previewError, seen } = useSplitPreview(personId, leaving);
  const order = useSplitOrder({ personId, what: { identityIds: [...leaving] } });
  return (
    <Dialog title={t('split.title')} isOpen onClose={onClose} width="max-w-180">
      <form
        className="space-y-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (seen) order.give(seen, onClose);
        }}
      >
        {error ? <ProblemStrip error={error} /> : null}
        {order.problem ? <ProblemStrip words={order.problem} /> : null}
        {person ? (
          <ChooseAddresses identities={person.identities} leaving={leaving} onLeaving={setLeaving} />
        ) : (
          <Skeleton rows={3} height={32} />
        )}
        {preview ? <SplitSummary preview={preview} /> : null}
        {previewError ? <ProblemStrip error={previewError} /> : null}
        {preview ? <ReasonField value={order.reason} onChange={order.setReason} /> : null}
        <div className="flex flex-wrap justify-end gap-2 max-md:flex-col-reverse">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={!seen || order.pending}>
            {t('split.verb')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
