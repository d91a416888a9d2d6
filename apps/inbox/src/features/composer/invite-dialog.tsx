import type { DirectInvitation, InvitationView } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Megaphone, MessageSquareLock } from 'lucide-react';
import type { ReactNode } from 'react';
import { inviteDirectly, lookAtDirect, lookAtInviting, makeInvitation } from '../../data/links/proofs';
import '../../i18n/later-words';
import { readsServerWords, t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { explain } from '../../ui/explain-problem';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';

interface InviteDialogProps {
  messageId: string;
  onPublic(invitation: InvitationView): void;
  onClose(): void;
}

/** Asks by which way somebody is invited; until a way is chosen nobody is. Where the network lets nobody write to them first, it says so and the public way is left. */
export default function InviteDialog({ messageId, onPublic, onClose }: InviteDialogProps) {
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
    <Dialog title={t('invite.title')} isOpen onClose={onClose} width="max-w-120">
      <div className="space-y-3 p-5">
        {error ? <ProblemStrip error={error} /> : null}
        {look ? (
          <>
            <DirectWay messageId={messageId} direct={look.invitation?.direct ?? null} onSent={over} />
            <PublicWay
              messageId={messageId}
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

interface PublicWayProps {
  messageId: string;
  onMade(invitation: InvitationView): void;
}

function PublicWay({ messageId, onMade }: PublicWayProps) {
  const making = useMutation({ mutationFn: () => makeInvitation(messageId), onSuccess: onMade });
  return (
    <Way icon={<Megaphone className="size-4" aria-hidden />} hint={t('invite.public-hint')}>
      {making.error ? <ProblemStrip error={making.error} /> : null}
      <Button isDisabled={making.isPending || making.isSuccess} onPress={() => making.mutate()}>
        {t('invite.public')}
      </Button>
    </Way>
  );
}

interface DirectWayProps {
  messageId: string;
  /** How it went before. */
  direct: InvitationView['direct'];
  onSent(): void;
}

function DirectWay({ messageId, direct, onSent }: DirectWayProps) {
  const look = useQuery({
    queryKey: ['inviting', 'direct', messageId],
    queryFn: () => lookAtDirect(messageId),
    ...{ gcTime: 0, retry: false },
  });
  const sending = useMutation({
    mutationFn: () => inviteDirectly(messageId),
    onSuccess: () => {
      showToast({ tone: 'done', text: t('invite.sent') });
      onSent();
    },
  });
  const failure = sending.error ?? look.error;
  const cannot = failure ? explain(failure) : whyNot(look.data);
  const failed =
    direct?.state === 'failed' ? t('invite.direct-failed', { why: direct.detail ?? '' }) : undefined;
  return (
    <Way
      icon={<MessageSquareLock className="size-4" aria-hidden />}
      hint={cannot ?? failed ?? t('invite.direct-hint')}
      isRefused={cannot !== undefined}
    >
      <Button
        tone="primary"
        isDisabled={!sending.isIdle || !look.data?.possible}
        onPress={() => sending.mutate()}
      >
        {t('invite.direct')}
      </Button>
    </Way>
  );
}

const whyNot = (look: DirectInvitation | undefined): string | undefined => {
  if (!look || look.possible) return undefined;
  if (look.reason === 'no-direct-messages') return t('refusal.no-direct-messages');
  return look.why && readsServerWords() ? look.why : t('refusal.not-written-first');
};

interface WayProps {
  icon: ReactNode;
  hint: string;
  isRefused?: boolean;
  children: ReactNode;
}

function Way({ icon, hint, isRefused = false, children }: WayProps) {
  return (
    <div className="flex items-start gap-3 rounded-panel border border-line p-3">
      <span className="mt-1 text-ink-3">{icon}</span>
      <div className="min-w-0 flex-1 space-y-2">
        <p role={isRefused ? 'status' : undefined} className={isRefused ? 'text-warn' : 'text-ink-2'}>
          {hint}
        </p>
        {children}
      </div>
    </div>
  );
}
