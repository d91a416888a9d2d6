import type { FoundPerson } from '@filo/contracts/http';
import { fieldLabel } from '../i18n/field-label';
import { IdentityWords } from './identity-words';

/** The line under the name of a person that was found: the field that fits, else the address they are known by. */
export function KnownByLine({ person }: { person: Pick<FoundPerson, 'identities'> & Partial<FoundPerson> }) {
  const { matched, identities } = person;
  return matched ? (
    <>
      {fieldLabel(matched.field)}: <bdi className="font-medium text-ink">{matched.value}</bdi>
    </>
  ) : identities[0] ? (
    <IdentityWords identity={identities[0]} />
  ) : null;
}
