import type { ProofState, ProofView } from '@filo/contracts/http';
import { BadgeCheck, Clock, type LucideIcon, MailX, Send, TimerOff, UserX } from 'lucide-react';
import { mediumWhen } from '../i18n/format';
import { t } from '../i18n/t';
import { StateLine, type StateTone } from './state-line';

const looks: Record<ProofState, { icon: LucideIcon; tone: StateTone }> = {
  asked: { icon: Send, tone: 'plain' },
  waiting: { icon: Clock, tone: 'plain' },
  failed: { icon: MailX, tone: 'warn' },
  confirmed: { icon: BadgeCheck, tone: 'ok' },
  denied: { icon: UserX, tone: 'warn' },
  expired: { icon: TimerOff, tone: 'plain' },
};

/** What became of a one-time link: whom we asked what, since when, and what they said. */
export function ProofLine({ proof }: { proof: ProofView }) {
  const { state, purpose, identity, other, askedAt, confirmedAt, deniedAt } = proof;
  const about = {
    key: identity.key,
    other: other?.key ?? '',
    when: mediumWhen(confirmedAt ?? deniedAt ?? askedAt),
  };
  return (
    <StateLine {...looks[state]}>
      {t(`proof.asked-${purpose}`, about)} {t(`proof.state-${state}`, about)}
    </StateLine>
  );
}
