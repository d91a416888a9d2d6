import type { IdentityView } from '@filo/contracts/http';
import { BadgeCheck, Ban, type LucideIcon, MailX, ShieldQuestion, UsersRound } from 'lucide-react';
import { t, tOr } from '../../../i18n/t';
import { Chip, type ChipTone } from '../../../ui/chip';

/** The states of an address, each in words with its sign: verified or not, shared or a part of such a one, blocked, bouncing. */
export function ContactMarks({ identity }: { identity: IdentityView }) {
  const marks = [
    identity.proof === 'proven'
      ? { tone: 'ok' as const, icon: BadgeCheck, id: 'proof.proven' }
      : { tone: 'plain' as const, icon: ShieldQuestion, id: 'proof.claimed' },
    ...(identity.kind === 'part' ? [{ tone: 'accent' as const, icon: UsersRound, id: 'contact.part' }] : []),
    ...(identity.shared ? [{ tone: 'accent' as const, icon: UsersRound, id: 'contact.shared' }] : []),
    ...(identity.blocked ? [{ tone: 'danger' as const, icon: Ban, id: 'contact.blocked' }] : []),
    ...(identity.bouncing ? [{ tone: 'danger' as const, icon: MailX, id: 'profile.bouncing' }] : []),
  ];
  return (
    <span className="mt-0.5 flex flex-wrap gap-1">
      {marks.map((mark) => (
        <Mark key={mark.id} {...mark} />
      ))}
    </span>
  );
}

function Mark({ tone, icon: Icon, id }: { tone: ChipTone; icon: LucideIcon; id: string }) {
  return (
    <Chip tone={tone} title={tOr(`hint.${id}`, '')}>
      <Icon className="size-3" aria-hidden />
      {t(id)}
    </Chip>
  );
}
