import { Link } from '@tanstack/react-router';
import { t } from '../i18n/t';
import { Button } from '../ui/button';
import { ProblemStrip } from '../ui/problem-strip';

/** A page that could not be shown: the cause and the next step. */
export function PageProblem({ error }: { error: unknown }) {
  return (
    <main className="mx-auto max-w-140 p-6">
      <h1 className="mb-3 text-xl font-semibold">{t('page.problem')}</h1>
      <ProblemStrip error={error}>
        <Button onPress={() => location.reload()}>{t('action.try-again')}</Button>
      </ProblemStrip>
    </main>
  );
}

export function NotFound() {
  return (
    <main className="mx-auto max-w-140 p-6">
      <h1 className="mb-3 text-xl font-semibold">{t('page.not-found')}</h1>
      <Link to="/" className="text-accent underline">
        {t('page.to-inbox')}
      </Link>
    </main>
  );
}
