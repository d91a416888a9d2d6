import type { InvitationView } from '@filo/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lookAtInviting } from '../../data/links/inviting';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { DirectWay } from './inviting/direct-way';
import { PublicWay } from './inviting/public-way';

interface InviteDialogProps {
  messageId: string;
  /** The thread that it stands in. */
  threadId: string;
  onPublic(invitation: InvitationView): void;
  onClose(): void;
}

/** Asks by which way somebody is invited; until a way is chosen nobody is. Where the network lets nobody write to them first, it says so and the public way is left. */
export default function InviteDialog({ messageId, threadId, onPublic, onClose }: InviteDialogProps) {
  const client = useQueryClient();
  const { data: look, error } = useQuery({
    queryKey: ['inviting', messageId],
    queryFn: () => lookAtInviting(messageId),
    ...{ gcTime: 0, staleTime: Infinity, retry: false },
  });
  const over = () => {
    onClose();
    void client.invalidateQueries({ queryKey: ['invitations'] });
  };
  return (
    <Dialog title={t('invite.title')} isOpen holdsWords onClose={onClose} width="max-w-120">
      <div className="space-y-3 p-5">
        {error ? <ProblemStrip error={error} /> : null}
        {look ? (
          <>
            <DirectWay {...{ messageId, threadId }} direct={look.invitation?.direct ?? null} onSent={over} />
            <PublicWay
              messageId={messageId}
              known={look.language}
              onMade={(invitation) => {
                over();
                onPublic(invitation);
              }}
            />
          </>
        ) : error ? null : (
          <Skeleton rows={2} height={64} />
        )}
      </div>
    </Dialog>
  );
}
