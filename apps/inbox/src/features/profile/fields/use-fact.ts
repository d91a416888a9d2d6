import type { PersonDetail } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../../../data/api/api-error';
import { changePerson, personQuery } from '../../../data/people';
import { undoOf } from '../../../data/undo-of';
import { t } from '../../../i18n/t';
import { showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';

/** Why a field was refused, in a sentence for beside it. */
class FieldRefused extends Error {}

/** What to say beside a field that was not saved. */
export const refusal = (problem: unknown): string =>
  problem instanceof FieldRefused ? problem.message : explain(problem);

/**
 * Writes one field of a person; when it rejects, {@link refusal} says why. A toast takes it back: by writing what stood there
 * before, since nothing that is known is ever erased.
 */
export function useFact(person: PersonDetail): (field: string, value: string) => Promise<void> {
  const client = useQueryClient();
  const { queryKey } = personQuery(person.id);
  const write = async (field: string, value: string, undoes?: string) => {
    const { answer, change } = await changePerson(person.id, { facts: { [field]: value } }, undoes);
    client.setQueryData(queryKey, answer);
    return change;
  };
  return async (field, value) => {
    const before = field === 'name' ? givenName(person) : valueOf(person, field);
    if (value === before || (field === 'name' && value === person.name)) return;
    let change: string | null;
    try {
      change = await write(field, value);
    } catch (error) {
      const own = error instanceof ApiError ? error.field(`facts.${field}`) : undefined;
      throw new FieldRefused(own ?? explain(error), { cause: error });
    }
    showToast({
      tone: 'done',
      text: t(value === '' ? 'profile.cleared' : 'profile.saved'),
      ...undoOf(
        change,
        (undoes) => write(field, before, undoes),
        () => client.invalidateQueries({ queryKey }),
      ),
    });
  };
}

const valueOf = (person: PersonDetail, field: string): string =>
  field === 'preferred-agent'
    ? (person.preferredAgent?.agent.id ?? '')
    : (person.facts.find((fact) => fact.field === field)?.value ?? '');

/** The name that the team gave; nothing where the person goes by their own. */
const givenName = ({ name, names }: PersonDetail): string =>
  names.some((one) => one.name === name && one.source === 'agent') ? name : '';
