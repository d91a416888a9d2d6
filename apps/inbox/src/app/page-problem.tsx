import { Link, useCanGoBack, useRouter } from '@tanstack/react-router';
import { t } from '../i18n/t';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
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

/** Nothing stands at this address: what it may be, and the way back. */
export function NotFound() {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return (
    <main className="flex min-h-dvh p-4">
      <EmptyState
        title={t('page.not-found')}
        heading
        action={
          <span className="flex flex-wrap justify-center gap-2">
            {canGoBack ? <Button onPress={() => router.history.back()}>{t('action.back')}</Button> : null}
            <Link
              to="/"
              className="inline-flex min-h-8 items-center rounded-control bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover max-md:min-h-11"
            >
              {t('page.to-inbox')}
            </Link>
          </span>
        }
      >
        <p>{t('page.not-found-hint')}</p>
        <code className="mt-2 block font-mono text-sm wrap-anywhere text-ink-3">{location.pathname}</code>
      </EmptyState>
    </main>
  );
}
