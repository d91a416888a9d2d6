import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { hasCode } from '../../data/api/api-error';
import { personQuery } from '../../data/people';
import { ProblemStrip } from '../../ui/problem-strip';

/** Why a profile cannot be shown; where it was split since, the persons it belongs to now. */
export function ProfileProblem({ error }: { error: unknown }) {
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
        ) : null}
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
