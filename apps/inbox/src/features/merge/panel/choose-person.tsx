import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { MenuItem } from 'react-aria-components';
import { peopleQuery } from '../../../data/people';
import { photoUrl } from '../../../data/photo-url';
import { suggestionsQuery } from '../../../data/links/suggestions';
import { t } from '../../../i18n/t';
import { Avatar } from '../../../ui/avatar';
import { ListOfIdentities } from '../../../ui/identity-words';
import { KnownByLine } from '../../../ui/known-by-line';
import { SearchMenu } from '../../../ui/search-menu';
import { sayConfidence } from '../say-confidence';
import type { JoinWith } from '../join-with';
import { type Candidate, candidates } from './candidates';

interface ChoosePersonProps {
  personId: string;
  onChoose(chosen: JoinWith): void;
}

/** Finds the other one: who may be the same comes first, then whoever fits the words. */
export function ChoosePerson({ personId, onChoose }: ChoosePersonProps) {
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const { data: suggested } = useQuery(suggestionsQuery(personId));
  const { data: found } = useQuery(peopleQuery(asked));
  const choices = candidates({
    personId,
    suggestions: suggested?.items ?? [],
    found: asked ? (found?.items ?? []) : [],
    q: asked,
  });
  return (
    <SearchMenu
      label={t('merge.search')}
      placeholder={t('merge.search')}
      text={text}
      onText={setText}
      empty={t(asked ? 'merge.nobody' : 'merge.search-hint')}
      className="min-h-40"
    >
      {choices.map((choice) => (
        <MenuItem
          key={choice.person.id}
          id={choice.person.id}
          textValue={choice.person.name}
          onAction={() =>
            onChoose({
              id: choice.person.id,
              ...(choice.suggestion ? { suggestionId: choice.suggestion.id } : {}),
            })
          }
          className="flex min-h-11 items-center gap-3 rounded-control px-3 py-1.5 outline-none data-[focused]:bg-selected"
        >
          <Choice {...choice} />
        </MenuItem>
      ))}
    </SearchMenu>
  );
}

function Choice({ person, suggestion }: Candidate) {
  return (
    <>
      <Avatar seed={person.id} name={person.name} size="small" photo={photoUrl(person)} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block excerpt font-medium">
          <bdi>{person.name}</bdi>
        </span>
        <span className="block truncate text-sm text-ink-3">
          {person.matched ? (
            <KnownByLine person={person} />
          ) : (
            <ListOfIdentities identities={person.identities} />
          )}
        </span>
      </span>
      {suggestion ? <span className="shrink-0 text-sm text-accent">{sayConfidence(suggestion)}</span> : null}
    </>
  );
}
