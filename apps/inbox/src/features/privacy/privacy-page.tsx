import { useQuery } from '@tanstack/react-query';
import { privacyJobsQuery } from '../../data/admin/privacy';
import { useAgent } from '../../data/session';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { AdminOnlyNote } from '../../ui/admin-only-note';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { JobCard } from './job-card';

/** What was exported and erased, how far it is, and what was found in each place. */
export default function PrivacyPage() {
  const isAdmin = useAgent().role === 'admin';
  return (
    <>
      <PageHeader title={t('admin.privacy')} lead={t('privacy.lead')} />
      {isAdmin ? <Jobs /> : <AdminOnlyNote />}
    </>
  );
}

function Jobs() {
  const { data, error, isPending } = useQuery(privacyJobsQuery);
  return (
    <section aria-label={t('privacy.jobs')}>
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={2} height={96} /> : null}
      {data?.items.length === 0 ? <p className="text-ink-3">{t('privacy.none')}</p> : null}
      <ul className="space-y-3">
        {data?.items.map((job) => (
          <li key={job.id}>
            <JobCard job={job} />
          </li>
        ))}
      </ul>
    </section>
  );
}
