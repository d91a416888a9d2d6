import type { IdentityPatch, IdentityView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { changeIdentity, personQuery } from './people';
import { t } from '../i18n/t';
import { showProblem, showToast } from '../state/toasts';
import { explain } from '../ui/explain-problem';

/** Says of an address that it is shared or blocked, or that it is not; a toast takes it back. */
export function useIdentity(personId: string, identity: IdentityView): (patch: IdentityPatch) => void {
  const client = useQueryClient();
  const attempt = async (patch: IdentityPatch): Promise<boolean> => {
    try {
      const changed = await changeIdentity(identity.id, patch);
      client.setQueryData(personQuery(personId).queryKey, (person) =>
        person
          ? { ...person, identities: person.identities.map((one) => (one.id === changed.id ? changed : one)) }
          : person,
      );
      return true;
    } catch (error) {
      showProblem(explain(error));
      return false;
    }
  };
  return (patch) => {
    const { shared, blocked } = identity;
    const back = 'shared' in patch ? { shared } : { blocked };
    const [what, on] = 'shared' in patch ? ['shared', patch.shared] : ['blocked', patch.blocked];
    void attempt(patch).then((done) => {
      if (!done) return;
      const text = t(`contact.done-${on ? '' : 'not-'}${what}`, { key: identity.key });
      showToast({ tone: 'done', text, undo: () => void attempt(back) });
    });
  };
}
