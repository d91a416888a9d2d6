import type { PersonDetail } from '@filo/contracts/http';
import { shortWhen } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { useNow } from '../../../state/minute-clock';
import { Avatar } from '../../../ui/avatar';
import { Section } from '../section';

/** Who of the team knows this person: how often they answered, and when last. */
export function KnownBy({ knownBy }: { knownBy: PersonDetail['knownBy'] }) {
  const now = useNow();
  return (
    <Section title={t('profile.known-by')}>
      {knownBy.length === 0 ? <p className="text-sm text-ink-3">{t('profile.known-by-nobody')}</p> : null}
      <ul className="space-y-2">
        {knownBy.map(({ agent, replies, lastAt }) => (
          <li key={agent.id} className="flex items-center gap-2">
            <Avatar seed={agent.id} name={agent.name} size="small" />
            <span className="min-w-0 flex-1">
              <bdi>{agent.name}</bdi>
              <span className="block text-xs text-ink-3">
                {t('profile.replies', { count: replies, at: shortWhen(lastAt, now) })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
