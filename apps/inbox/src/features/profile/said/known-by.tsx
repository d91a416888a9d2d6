import type { PersonDetail } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../../data/agents';
import { shortWhen } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { useNow } from '../../../state/minute-clock';
import { Avatar } from '../../../ui/avatar';
import { EditField } from '../fields/edit-field';
import { useFact } from '../fields/use-fact';
import { Section } from '../section';

/** Who of the team knows this person: whom they prefer, how often each answered, and when last. */
export function KnownBy({ person }: { person: PersonDetail }) {
  const { knownBy } = person;
  const now = useNow();
  return (
    <Section title={t('profile.known-by')}>
      <Preferred person={person} />
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

/** Who is asked first when something of this person begins. */
function Preferred({ person }: { person: PersonDetail }) {
  const { data } = useQuery(agentsQuery);
  const write = useFact(person);
  const { agent, by } = person.preferredAgent ?? {};
  return (
    <dl>
      <EditField
        label={t('fact.preferred-agent')}
        value={agent?.id ?? ''}
        shown={agent ? <bdi>{agent.name}</bdi> : undefined}
        source={by ? <bdi>{by.name}</bdi> : null}
        options={[
          { value: '', label: t('profile.preferred-none') },
          ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        help={t('profile.preferred-help')}
        onSave={(value) => write('preferred-agent', value)}
      />
    </dl>
  );
}
