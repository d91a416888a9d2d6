import { useQuery } from '@tanstack/react-query';
import { acknowledgementQuery } from '../../data/admin/acknowledgement';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { Dialog } from '../dialog';
import { ProblemStrip } from '../problem-strip';
import { Skeleton } from '../skeleton';
import { AcknowledgementForm } from './acknowledgement-form';

interface AcknowledgementDialogProps {
  accountId: string;
  name: string;
  onClose(): void;
}

/** What whoever writes to an account is told at once. */
export default function AcknowledgementDialog({ accountId, name, onClose }: AcknowledgementDialogProps) {
  const { data, error } = useQuery(acknowledgementQuery(accountId));
  return (
    <Dialog
      title={t('acknowledgement.title', { name })}
      isOpen
      onClose={onClose}
      holdsWords
      width="max-w-160"
    >
      {error ? (
        <div className="p-4">
          <ProblemStrip error={error} />
        </div>
      ) : null}
      {data ? (
        <AcknowledgementForm accountId={accountId} stored={data} onClose={onClose} />
      ) : error ? null : (
        <Skeleton rows={3} height={56} />
      )}
    </Dialog>
  );
}
