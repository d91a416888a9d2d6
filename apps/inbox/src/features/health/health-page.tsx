import type { HealthView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../../data/admin/operations';
import { mediumWhen } from '../../i18n/format';
import '../../i18n/later-words';
import { sayWhy } from '../../i18n/say-why';
import { t, tOr } from '../../i18n/t';
import { HealthMark, type HealthState } from '../../ui/health-mark';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';

/** How every part of this installation is, and why. */
export default function HealthPage() {
  const { data, error, isPending } = useQuery(healthQuery);
  return (
    <>
      <PageHeader title={t('admin.health')} lead={t('health.lead')} />
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={5} height={56} /> : null}
      {data ? (
        <div className="space-y-6">
          <Part name={t('health.whole')} state={data.state} reasons={linesOf(data)} />
          {data.services ? (
            <Group title={t('health.services')}>
              {data.services.map((service) => (
                <Part
                  key={`${service.service} ${service.instance ?? ''}`}
                  name={service.service}
                  note={
                    service.lastSeenAt
                      ? t('health.service-note', {
                          version: service.version ?? '',
                          at: mediumWhen(service.lastSeenAt),
                        })
                      : ''
                  }
                  state={service.state}
                  reasons={saidOf(service)}
                />
              ))}
            </Group>
          ) : null}
          {data.bus || data.database ? (
            <Group title={t('health.ground')}>
              {data.bus ? (
                <Part
                  name={t('health.bus')}
                  note={data.bus.version ?? ''}
                  state={data.bus.state}
                  reasons={saidOf(data.bus)}
                />
              ) : null}
              {data.database ? (
                <Part
                  name={t('health.database')}
                  note={data.database.version ?? ''}
                  state={data.database.state}
                  reasons={saidOf(data.database)}
                />
              ) : null}
            </Group>
          ) : null}
          {data.accounts?.length ? (
            <Group title={t('health.accounts')}>
              {data.accounts.map((account) => (
                <Part
                  key={account.id}
                  name={account.address}
                  note={t('listening.since', { when: mediumWhen(account.since) })}
                  state={account.state}
                  reasons={account.reason ? [sayWhy(account.reason, account.why)] : []}
                />
              ))}
            </Group>
          ) : null}
          {data.ports ? (
            <Group title={t('health.ports')}>
              <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 px-4 py-3 font-mono text-sm">
                {Object.entries(data.ports).map(([name, port]) => (
                  <div key={name} className="contents">
                    <dt className="text-ink-3">{name}</dt>
                    <dd className="tabular">{port}</dd>
                  </div>
                ))}
              </dl>
            </Group>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

type Said = Pick<HealthView, 'reasons' | 'reasonWhys'>;

const saidOf = ({ reasons, reasonWhys }: Said): string[] =>
  reasons.map((reason, n) => sayWhy(reason, reasonWhys?.[n]));

/** Each names what it is about; its English sentence does so itself. */
const linesOf = ({ reasons, reasonWhys, abouts }: HealthView): string[] =>
  reasons.map((reason, n) => {
    const about = abouts?.[n] ?? '';
    const said = sayWhy('', reasonWhys?.[n]);
    return said === '' ? reason : `${tOr(`health.${about}`, about)}: ${said}`;
  });

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 font-semibold">{title}</h2>
      <div className="divide-y divide-line rounded-panel border border-line bg-surface">{children}</div>
    </section>
  );
}

function Part({
  name,
  note,
  state,
  reasons,
}: {
  name: string;
  note?: string;
  state: HealthState;
  reasons: readonly string[];
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
      <bdi className="font-medium wrap-anywhere">{name}</bdi>
      <HealthMark state={state} />
      <span className="ms-auto text-xs text-ink-3">{note}</span>
      {reasons.map((reason) => (
        <p key={reason} dir="auto" className="w-full text-sm text-ink-2 wrap-anywhere">
          {reason}
        </p>
      ))}
    </div>
  );
}
