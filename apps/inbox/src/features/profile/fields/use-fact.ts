import type { PersonDetail } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../../../data/api/api-error';
import { changePerson, personQuery } from '../../../data/people';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
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
  const write = async (field: string, value: string) =>
    client.setQueryData(
      personQuery(person.id).queryKey,
      await changePerson(person.id, { facts: { [field]: value } }),
    );
  return async (field, value) => {
    const before = field === 'name' ? givenName(person) : valueOf(person, field);
    if (value === before || (field === 'name' && value === person.name)) return;
    try {
      await write(field, value);
    } catch (error) {
      const own = error instanceof ApiError ? error.field(`facts.${field}`) : undefined;
      throw new FieldRefused(own ?? explain(error), { cause: error });
    }
    showToast({
      tone: 'done',
      text: t(value === '' ? 'profile.cleared' : 'profile.saved'),
      undo: () => void write(field, before).catch((error: unknown) => showProblem(explain(error))),
    });
  };
}

const valueOf = (person: PersonDetail, field: string): string =>
  person.facts.find((fact) => fact.field === field)?.value ?? '';

/** The name that the team gave; nothing where the person goes by their own. */
const givenName = ({ name, names }: PersonDetail): string =>
  names.some((one) => one.name === name && one.source === 'agent') ? name : '';
