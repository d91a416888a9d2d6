import type { PersonDetail, PersonFact } from '@filo/contracts/http';
import { dateOnly, languageName } from '../../../i18n/rare-format';
import { t } from '../../../i18n/t';
import { channelName } from '../../../ui/channel-glyph';
import { AddField } from './add-field';
import { EditField } from './edit-field';
import { fieldLabel } from '../../../i18n/field-label';
import { languageOptions } from './languages';
import { Section } from '../section';
import { timeZones, zoneOf } from './time-zones';
import { useFact } from './use-fact';
import { cityOf } from '../zone-city';

/** Fields that everybody has, whether known or not; all others follow. */
const own = ['language', 'time-zone'];

/** What is known of a person, each field with who said so; any field can be added. */
export function Details({ person }: { person: PersonDetail }) {
  const write = useFact(person);
  const factOf = (field: string) => person.facts.find((fact) => fact.field === field);
  const more = person.facts.filter(({ field }) => !own.includes(field));
  return (
    <Section title={t('profile.details')}>
      <dl className="space-y-2">
        <EditField
          label={t('fact.name')}
          value={person.name}
          help={t('profile.name-help')}
          onSave={(value) => write('name', value)}
        />
        <EditField
          label={t('fact.language')}
          value={person.language ?? ''}
          shown={person.language ? languageName(person.language) : undefined}
          source={sourceOf(factOf('language'))}
          options={languageOptions(person.language)}
          onSave={(value) => write('language', value)}
        />
        <EditField
          label={t('fact.time-zone')}
          value={person.timeZone ?? ''}
          shown={person.timeZone ? cityOf(person.timeZone) : undefined}
          source={sourceOf(factOf('time-zone'))}
          choices={timeZones()}
          help={t('profile.zone-help')}
          onSave={(value) => write('time-zone', zoneOf(value))}
        />
        {more.map((fact) => (
          <EditField
            key={fact.field}
            label={fieldLabel(fact.field)}
            value={fact.value}
            source={sourceOf(fact)}
            onSave={(value) => write(fact.field, value)}
          />
        ))}
      </dl>
      <AddField onSave={write} />
    </Section>
  );
}

const sourceOf = (fact: PersonFact | undefined) =>
  fact ? (
    <span title={dateOnly(fact.at)}>{fact.by ? <bdi>{fact.by.name}</bdi> : channelName(fact.source)}</span>
  ) : null;
