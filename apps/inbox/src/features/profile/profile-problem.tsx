import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { hasCode } from '../../data/api/api-error';
import { personQuery } from '../../data/people';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';

/** Why a profile cannot be shown; where it was split since, the persons it belongs to now. */
export function ProfileProblem({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const split = hasCode(error, 'several-persons') ? (error.body as { candidates?: string[] }) : undefined;
  return (
    <div className="p-4">
      <ProblemStrip error={error}>
        {split?.candidates ? (
          <ul>
            {split.candidates.map((id) => (
              <Candidate key={id} id={id} />
            ))}
          </ul>
        ) : (
          <Button size="small" onPress={onRetry}>
            {t('action.try-again')}
          </Button>
        )}
      </ProblemStrip>
    </div>
  );
}

function Candidate({ id }: { id: string }) {
  const { data: person } = useQuery(personQuery(id));
  return (
    <li>
      <Link to="/people/$id" params={{ id }} className="inline-flex min-h-6 items-center underline">
        <bdi>{person?.name ?? id}</bdi>
      </Link>
    </li>
  );
}
