import type { SuggestedPerson } from '@filo/contracts/http';
import type { ReactNode } from 'react';
import { photoUrl } from '../../../data/photo-url';
import { dateOnly } from '../../../i18n/rare-format';
import { t } from '../../../i18n/t';
import { Avatar } from '../../../ui/avatar';
import { IdentityWords } from '../../../ui/identity-words';

interface PairTableProps {
  persons: readonly SuggestedPerson[];
  onPerson(personId: string): void;
  /** Rows below. */
  children?: ReactNode;
}

/** The same facts of both, on one line each. */
export function PairTable({ persons, onPerson, children }: PairTableProps) {
  return (
    <table aria-label={t('review.compare')} className="w-full table-fixed text-start text-base">
      <thead>
        <tr>
          <td className="w-28 max-md:w-18" />
          {persons.map((person) => (
            <th key={person.id} scope="col" className="px-2 pb-2 text-start">
              <span className="flex items-center gap-2">
                <span className="max-md:hidden">
                  <Avatar seed={person.id} name={person.name} photo={photoUrl(person)} />
                </span>
                <button
                  type="button"
                  className="min-h-6 min-w-0 text-start font-semibold text-accent underline wrap-anywhere"
                  onClick={() => onPerson(person.id)}
                >
                  <bdi>{person.name}</bdi>
                </button>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row label={t('merge.addresses')} persons={persons}>
          {({ identities }) =>
            identities.map((identity) => (
              <span key={identity.id} className="block wrap-anywhere">
                <IdentityWords identity={identity} />
              </span>
            ))
          }
        </Row>
        <Row label={t('review.first')} persons={persons}>
          {({ firstSeenAt }) => dateOnly(firstSeenAt)}
        </Row>
        <Row label={t('review.last')} persons={persons}>
          {({ lastAt }) => (lastAt ? dateOnly(lastAt) : '–')}
        </Row>
        <Row label={t('merge.messages')} persons={persons}>
          {({ messageCount }) => messageCount}
        </Row>
        <Row label={t('review.open-topics')} persons={persons}>
          {({ openTopics }) => openTopics}
        </Row>
        {children}
      </tbody>
    </table>
  );
}

interface RowProps {
  label: string;
  persons: readonly SuggestedPerson[];
  children(person: SuggestedPerson): ReactNode;
}

function Row({ label, persons, children }: RowProps) {
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-1.5 pe-2 text-start text-sm font-normal text-ink-3">
        {label}
      </th>
      {persons.map((person) => (
        <td key={person.id} className="px-2 py-1.5 tabular">
          {children(person)}
        </td>
      ))}
    </tr>
  );
}
