import type { PersonDetail } from '@filo/contracts/http';
import { dateOnly } from '../../../i18n/rare-format';
import { t } from '../../../i18n/t';
import { Section } from '../section';
import { sourceName } from './source-name';

/** The other names this person goes by, each with where it comes from; nothing where there is only one. */
export function Names({ person }: { person: PersonDetail }) {
  const others = person.names.filter(({ name }) => name !== person.name);
  if (others.length === 0) return null;
  return (
    <Section title={t('profile.names')}>
      <ul className="space-y-1">
        {others.map(({ name, source, identityId, at, claimed }) => (
          <li key={`${identityId} ${source} ${name}`} className="wrap-anywhere">
            <bdi>{name}</bdi>
            <span className="text-xs text-ink-3">
              {' · '}
              {sourceName(source)}
              {at ? <>, {dateOnly(at)}</> : null}
              {claimed ? <>, {t('profile.name-claimed')}</> : null}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
