import type { InvitationState, InvitationView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { BadgeCheck, Clock, type LucideIcon, MessageSquareLock, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { withdrawInvitation } from '../../../data/links/inviting';
import { mediumWhen } from '../../../i18n/format';
import { dateOnly } from '../../../i18n/rare-format';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { Button } from '../../../ui/button';
import { channelName } from '../../../ui/channel-glyph';
import { explain } from '../../../ui/explain-problem';
import { StateLine, type StateTone } from '../../../ui/state-line';

const looks: Record<InvitationState, { icon: LucideIcon; tone?: StateTone }> = {
  open: { icon: MessageSquareLock },
  'mail-proven': { icon: Clock },
  joined: { icon: BadgeCheck, tone: 'ok' },
  undone: { icon: Undo2 },
  expired: { icon: X },
  withdrawn: { icon: X },
};

const stands = ({ state }: InvitationView) => state === 'open' || state === 'mail-proven';

/** Of a public account: how far the invitation to go on in private has come. */
export function InvitationLine({ invitation }: { invitation: InvitationView }) {
  const { state, answers, direct, refused, expiresAt, pageFullUntil, mailsPausedUntil, joined, madeAt } =
    invitation;
  const waiting = answers.filter(({ used }) => !used).map(({ address }) => address);
  const address = (answers.find(({ used }) => used) ?? answers[0])?.address ?? '';
  return (
    <>
      <StateLine {...looks[state]}>
        {t(`invite.state-${state}`, {
          ...{ addresses: waiting.join(', '), address, until: dateOnly(expiresAt) },
          when: dateOnly(joined?.at ?? madeAt),
        })}
      </StateLine>
      {direct && stands(invitation) ? (
        <StateLine
          icon={direct.state === 'proven' ? BadgeCheck : direct.state === 'failed' ? X : MessageSquareLock}
          tone={direct.state === 'proven' ? 'ok' : direct.state === 'failed' ? 'warn' : undefined}
        >
          {t(`invite.direct-${direct.state}`, { when: dateOnly(direct.at), why: direct.detail ?? '' })}
        </StateLine>
      ) : null}
      {refused && stands(invitation) ? (
        <StateLine icon={X} tone="warn">
          {t(`invite.refused-${refused.reason}`)}
        </StateLine>
      ) : null}
      {pageFullUntil !== null && stands(invitation) ? (
        <StateLine icon={X} tone="warn">
          {t('invite.page-full', { until: mediumWhen(pageFullUntil) })}
        </StateLine>
      ) : null}
      {mailsPausedUntil !== null && stands(invitation) ? (
        <StateLine icon={X} tone="warn">
          {t('invite.mails-paused', { until: mediumWhen(mailsPausedUntil) })}
        </StateLine>
      ) : null}
      {stands(invitation) ? <WithdrawButton invitation={invitation} /> : null}
    </>
  );
}

/** Of a mail address that says to be whom a standing invitation invited. */
export function SaysToBe({ invitation }: { invitation: InvitationView }) {
  const { handle, key, kind } = invitation.identity;
  if (!stands(invitation)) return null;
  const said = { account: handle ?? key, network: channelName(kind) };
  return <StateLine icon={Clock}>{t('invite.says-to-be', said)}</StateLine>;
}

function WithdrawButton({ invitation: { id, identity } }: { invitation: InvitationView }) {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const withdraw = async () => {
    setPending(true);
    try {
      await withdrawInvitation(id);
      showToast({ tone: 'done', text: t('invite.withdrawn') });
    } catch (error) {
      showProblem(explain(error));
    } finally {
      await client.invalidateQueries({ queryKey: ['invitations'] });
      setPending(false);
    }
  };
  return (
    <Button
      size="small"
      tone="quiet"
      className="-ms-2"
      isDisabled={pending}
      aria-label={t('invite.withdraw-label', { key: identity.handle ?? identity.key })}
      onPress={() => void withdraw()}
    >
      {t('invite.withdraw')}
    </Button>
  );
}
