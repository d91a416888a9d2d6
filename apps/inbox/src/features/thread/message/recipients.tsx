import type { MessageView } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { identityName } from '../../../data/identity-name';

/** Everyone a message went to, with their role. People who have a thread of their own lead there. */
export function Recipients({ message, onPerson }: { message: MessageView; onPerson(id: string): void }) {
  const shown = message.participants.filter((participant) => participant.role !== 'reply-to');
  const onlyUs = shown.every((participant) => participant.identity.ours);
  if (shown.length === 0 || (message.direction === 'inbound' && onlyUs && shown.length === 1)) return null;
  const roles = ['to', 'cc', 'bcc', 'mentioned'] as const;
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-ink-3">
      {roles.flatMap((role) => {
        const people = shown.filter((participant) => participant.role === role);
        if (people.length === 0) return [];
        return [
          <span key={role} className="wrap-anywhere">
            {t(`role.${role}`)}{' '}
            {people.map(({ identity, personId }, index) => (
              <span key={identity.id}>
                {index > 0 ? ', ' : ''}
                {personId && !identity.ours && personId !== message.threadId ? (
                  <button
                    type="button"
                    className="underline"
                    title={identity.key}
                    onClick={() => onPerson(personId)}
                  >
                    <bdi>{identityName(identity)}</bdi>
                  </button>
                ) : (
                  <bdi title={identity.key}>{identityName(identity)}</bdi>
                )}
              </span>
            ))}
          </span>,
        ];
      })}
    </p>
  );
}
