import type { PersonDetail } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { Contact } from './contact';
import { Section } from '../section';

/** Every address of a person, with what we know of it. */
export function Contacts({ person }: { person: PersonDetail }) {
  return (
    <Section title={t('profile.contacts')}>
      {person.identities.length === 1 ? (
        <p className="text-sm text-ink-3">{t('profile.one-contact')}</p>
      ) : null}
      {person.identities.some(({ proof, ours }) => proof !== 'proven' && !ours) ? (
        <p className="text-sm text-ink-3">{t('contact.unverified-means')}</p>
      ) : null}
      <ul className="space-y-3">
        {person.identities.map((identity) => (
          <Contact key={identity.id} personId={person.id} identity={identity} />
        ))}
      </ul>
    </Section>
  );
}
