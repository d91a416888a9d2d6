import type { IdentityView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { suggestionsQuery } from '../../../data/links/suggestions';
import { t } from '../../../i18n/t';
import { canBeAsked } from '../../../ui/can-be-asked';
import type { MenuChoice } from '../../../ui/menu';
import { useAskProof } from '../../../ui/use-ask-proof';

/** "Is this you?" for the owner of an address: one question for each person that this one may be besides. */
export function useQuestions(personId: string, identity: IdentityView): MenuChoice[] {
  const { data } = useQuery(suggestionsQuery(personId));
  const { ask } = useAskProof();
  if (!canBeAsked(identity)) return [];
  const others = (data?.items ?? []).flatMap(({ persons }) => persons.filter(({ id }) => id !== personId));
  return others.slice(0, 3).map(({ id, name, identities }) => ({
    id: `ask ${id}`,
    label: t('contact.ask-besides', { name, key: identities[0]?.key ?? '' }),
    run: () => void ask(identity, { purpose: 'is-this-you', personId: id }),
  }));
}
