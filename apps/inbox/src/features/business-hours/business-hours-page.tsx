import type { BusinessHours } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { businessHoursQuery } from '../../data/business-hours';
import { useAgent } from '../../data/session';
import { whenIn } from '../../i18n/future-when';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { AdminOnlyNote } from '../../ui/admin-only-note';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { AccountHoursList } from './account-hours';
import { HoursForm } from './hours-form';
import { useSaveHours } from './use-save-hours';

/** When the workspace has somebody there: admins set it; supervisors look. */
export default function BusinessHoursPage() {
  const { data, error, isPending } = useQuery(businessHoursQuery);
  const isAdmin = useAgent().role === 'admin';
  return (
    <>
      <PageHeader title={t('admin.business-hours')} lead={t('hours.lead')} />
      {isAdmin ? null : <AdminOnlyNote />}
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={7} height={56} /> : null}
      {data ? (
        <>
          <p role="status" className="pb-4 text-sm text-ink-2">
            {data.nextDay === null
              ? t('hours.none')
              : t('hours.next-day', { when: whenIn(Date.parse(data.nextDay), data.timeZone) })}
          </p>
          <HoursOfWorkspace hours={data} isAdmin={isAdmin} />
          <AccountHoursList workspace={data} isAdmin={isAdmin} />
        </>
      ) : null}
    </>
  );
}

function HoursOfWorkspace({ hours, isAdmin }: { hours: BusinessHours; isAdmin: boolean }) {
  return <HoursForm hours={hours} isAdmin={isAdmin} saving={useSaveHours(hours.version)} />;
}
