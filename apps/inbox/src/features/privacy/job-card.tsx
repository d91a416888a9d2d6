import type { PrivacyJob } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { linkExport, privacyJobsQuery } from '../../data/admin/privacy';
import { useAgent } from '../../data/session';
import { fileSize, fullWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { explain } from '../../ui/explain-problem';

/** One export or erasure: of whom, how far it is, and what there was in each place. */
export function JobCard({ job }: { job: PrivacyJob }) {
  const { kind, state, person, by } = job;
  const name = person?.name ?? t('privacy.nobody');
  const title = t(`privacy.title-${kind}`, { name });
  return (
    <article className="space-y-2 rounded-panel border border-line bg-surface p-4" aria-label={title}>
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 font-semibold wrap-anywhere">{title}</h2>
        <Chip tone={state === 'failed' ? 'danger' : state === 'done' ? 'ok' : 'plain'}>
          {t(`privacy.state-${state}`)}
        </Chip>
        <span className="ms-auto text-sm text-ink-3">
          {t('privacy.by', { name: by.name, when: fullWhen(job.askedAt) })}
        </span>
      </header>
      <JobProgress job={job} />
      {state === 'failed' ? <p className="text-danger">{t('privacy.no-more')}</p> : null}
      {job.partial ? <p className="text-warn">{t('privacy.partial')}</p> : null}
      <Report job={job} />
      <Fetch job={job} name={name} />
    </article>
  );
}

function JobProgress({ job: { state, done, total, kind } }: { job: PrivacyJob }) {
  if (state !== 'waiting' && state !== 'running') return null;
  const label = t(`privacy.state-${state}`);
  return total === null || kind === 'erase' ? (
    <progress aria-label={label} className="w-full" />
  ) : (
    <progress aria-label={label} max={Math.max(total, 1)} value={done} className="w-full accent-accent" />
  );
}

function Report({ job: { kind, report } }: { job: PrivacyJob }) {
  if (report.length === 0) return null;
  return (
    <table className="text-sm">
      <caption className="sr-only">{t(`privacy.report-${kind}`)}</caption>
      <thead>
        <tr className="text-start text-ink-3">
          <th className="pe-6 text-start font-normal">{t('privacy.store')}</th>
          <th className="text-end font-normal">{t(`privacy.count-${kind}`)}</th>
        </tr>
      </thead>
      <tbody>
        {report.map(({ store, count }) => (
          <tr key={store}>
            <td className="pe-6">{t(`privacy.store-${store}`)}</td>
            <td className="text-end tabular">{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each press makes a link that works once. */
function Fetch({ job, name }: { job: PrivacyJob; name: string }) {
  const client = useQueryClient();
  const own = useAgent().id === job.by.id;
  const fetchIt = useMutation({
    mutationFn: () => linkExport(job.id),
    onSuccess: ({ path }) => window.location.assign(path),
    onError: (error) => {
      showProblem(explain(error));
      void client.invalidateQueries({ queryKey: privacyJobsQuery.queryKey });
    },
  });
  if (job.kind !== 'export' || job.state !== 'done') return null;
  if (job.expiresAt === null) return <p className="text-sm text-ink-3">{t('privacy.over')}</p>;
  return (
    <div className="flex flex-wrap items-center gap-3">
      {own ? (
        <Button
          size="small"
          onPress={() => fetchIt.mutate()}
          isDisabled={fetchIt.isPending}
          aria-label={t('privacy.fetch-label', { name })}
        >
          {t('privacy.fetch', { size: fileSize(job.bytes ?? 0) })}
        </Button>
      ) : (
        <span className="text-sm text-ink-3">{t('privacy.not-yours', { name: job.by.name })}</span>
      )}
      <span className="text-sm text-ink-3">{t('privacy.until', { when: fullWhen(job.expiresAt) })}</span>
    </div>
  );
}
