import type { PartedPerson, PersonPart } from '@filo/contracts/http';
import type { ReactNode } from 'react';
import { t } from '../../i18n/t';
import { Avatar } from '../../ui/avatar';
import { IdentityWords } from '../../ui/identity-words';

interface PeopleTableProps {
  label: string;
  people: readonly PersonPart[] | readonly PartedPerson[];
  /** Rows below the counts. */
  children?: ReactNode;
  /** Above each person: what becomes of them. */
  heading(person: PartedPerson, index: number): string;
}

/** Persons side by side: who they are, how much each brings, and what of them cannot be seen. */
export function PeopleTable({ label, people, heading, children }: PeopleTableProps) {
  return (
    <table aria-label={label} className="w-full table-fixed text-start text-base">
      <thead>
        <tr className="align-bottom">
          <td className="w-24 max-md:w-18" />
          {people.map((person, index) => (
            <th key={person.id ?? 'new'} scope="col" className="px-2 pb-2 text-start font-normal">
              <span className="block text-xs text-ink-3">{heading(person, index)}</span>
              <span className="mt-1 flex items-center gap-2 font-semibold">
                <span className="max-md:hidden">
                  <Avatar seed={person.id ?? person.name} name={person.name} size="small" />
                </span>
                <bdi className="min-w-0 wrap-anywhere">{person.name}</bdi>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row label={t('merge.addresses')}>
          {people.map((person) => (
            <ul className="space-y-0.5">
              {person.identities.map((identity) => (
                <li key={identity.id} className="wrap-anywhere">
                  <IdentityWords identity={identity} />
                </li>
              ))}
            </ul>
          ))}
        </Row>
        <Row label={t('merge.messages')}>{people.map((person) => person.messages)}</Row>
        <Row label={t('merge.topics')}>
          {people.map((person) => t('merge.topics-open', { count: person.topics, open: person.openTopics }))}
        </Row>
        <Row label={t('merge.notes')}>{people.map((person) => person.notes)}</Row>
        {people.some((person) => person.more) ? (
          <Row label={t('merge.unseen')}>
            {people.map((person) => t(person.more ? 'merge.unseen-some' : 'merge.unseen-none'))}
          </Row>
        ) : null}
        {children}
      </tbody>
    </table>
  );
}

/** One fact of each person. */
export function Row({ label, children }: { label: string; children: readonly ReactNode[] }) {
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-1.5 pe-2 text-start text-sm font-normal text-ink-3">
        {label}
      </th>
      {children.map((cell, index) => (
        <td key={index} className="px-2 py-1.5 tabular">
          {cell}
        </td>
      ))}
    </tr>
  );
}
