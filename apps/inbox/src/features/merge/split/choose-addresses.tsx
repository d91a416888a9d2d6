import type { IdentityView } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { CheckField } from '../../../ui/check-field';
import { IdentityWords } from '../../../ui/identity-words';

interface ChooseAddressesProps {
  identities: readonly IdentityView[];
  leaving: readonly string[];
  onLeaving(ids: readonly string[]): void;
}

/** Which addresses belong to somebody else. One at least must stay. */
export function ChooseAddresses({ identities, leaving, onLeaving }: ChooseAddressesProps) {
  if (identities.length < 2) return <p className="text-ink-2">{t('split.one-address')}</p>;
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium text-ink-2">{t('split.who')}</legend>
      {identities.map((identity) => (
        <CheckField
          key={identity.id}
          checked={leaving.includes(identity.id)}
          onChange={(leaves) =>
            onLeaving(leaves ? [...leaving, identity.id] : leaving.filter((id) => id !== identity.id))
          }
        >
          <span className="wrap-anywhere">
            <IdentityWords identity={identity} />
          </span>{' '}
          <bdi className="text-ink-3">{identity.name}</bdi>
        </CheckField>
      ))}
      {leaving.length === identities.length ? (
        <p className="text-sm text-danger">{t('split.nobody-stays')}</p>
      ) : null}
    </fieldset>
  );
}
