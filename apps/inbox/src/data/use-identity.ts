import type { IdentityPatch, IdentityView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { changeIdentity, personQuery } from './people';
import { undoOf } from './undo-of';
import { t } from '../i18n/t';
import { showProblem, showToast } from '../state/toasts';
import { explain } from '../ui/explain-problem';

/** Says of an address that it is shared or blocked, or that it is not; a toast takes it back. */
export function useIdentity(personId: string, identity: IdentityView): (patch: IdentityPatch) => void {
  const client = useQueryClient();
  const { queryKey } = personQuery(personId);
  const put = async (patch: IdentityPatch, undoes?: string) => {
    const { answer, change } = await changeIdentity(identity.id, patch, undoes);
    client.setQueryData(queryKey, (person) =>
      person
        ? { ...person, identities: person.identities.map((one) => (one.id === answer.id ? answer : one)) }
        : person,
    );
    return change;
  };
  return (patch) => {
    const { shared, blocked } = identity;
    const back = 'shared' in patch ? { shared } : { blocked };
    const [what, on] = 'shared' in patch ? ['shared', patch.shared] : ['blocked', patch.blocked];
    put(patch)
      .then((change) => {
        const text = t(`contact.done-${on ? '' : 'not-'}${what}`, { key: identity.key });
        const undo = (undoes: string) => put(back, undoes);
        const refresh = () => client.invalidateQueries({ queryKey });
        showToast({ tone: 'done', text, ...undoOf(change, undo, refresh) });
      })
      .catch((error: unknown) => showProblem(explain(error)));
  };
}
