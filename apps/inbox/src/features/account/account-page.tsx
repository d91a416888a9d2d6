import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ownAccountQuery } from '../../data/own-account';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { DetailsForm } from './details-form';
import { PasswordForm } from './password-form';
import { SecondStepCard } from './second-step-card';
import { SessionList } from './session-list';

const NoticeChoicesCard = lazy(() => import('./notice-choices-card'));

/** What concerns oneself, at whichever computer: name, password, the code beside it, and where one is signed in. */
export default function AccountPage() {
  const { data, error, isPending } = useQuery(ownAccountQuery);
  return (
    <main tabIndex={0} className="focus-inset h-full overflow-y-auto p-6 max-md:p-3">
      <div className="mx-auto max-w-160 space-y-5">
        <PageHeader title={t('account.title')} lead={t('account.lead')} />
        {error ? <ProblemStrip error={error} /> : null}
        {isPending ? <Skeleton rows={4} height={72} /> : null}
        {data ? (
          <>
            <DetailsForm account={data} />
            <PasswordForm email={data.email} />
            <SecondStepCard account={data} />
            <Suspense fallback={<Skeleton rows={6} height={28} />}>
              <NoticeChoicesCard timeZone={data.timeZone} />
            </Suspense>
            <SessionList />
          </>
        ) : null}
      </div>
    </main>
  );
}
