import type { NoticeChoices, NoticeKind } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ownSettingsQuery, writeOwnSettings } from '../../data/own-settings';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { chime } from '../../state/chime';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { CheckField } from '../../ui/check-field';
import { explain } from '../../ui/explain-problem';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { AccountCard } from './account-card';

const kinds = ['assigned', 'mentioned', 'promise', 'failed', 'news', 'ok'] as const satisfies NoticeKind[];
const ways = ['list', 'desktop', 'sound'] as const;
const night = { from: '20:00', until: '08:00' };

/** Of what this agent is told, in which way, and when it is quiet. */
export default function NoticeChoicesCard({ timeZone }: { timeZone: string }) {
  const client = useQueryClient();
  const { data, error } = useQuery(ownSettingsQuery);
  const change = useMutation({
    mutationFn: (noticeChoices: NoticeChoices) => writeOwnSettings({ noticeChoices }),
    onSuccess: (settings) =>
      client.setQueryData(ownSettingsQuery.queryKey, (held) => ({ ...held, ...settings })),
    onError: (cause) => showProblem(explain(cause)),
  });
  const choices = (change.isPending ? change.variables : undefined) ?? data?.noticeChoices;
  return (
    <AccountCard title={t('notices.title')}>
      {error ? <ProblemStrip error={error} /> : null}
      {!choices && !error ? <Skeleton rows={6} height={28} /> : null}
      {choices ? (
        <>
          <Table choices={choices} onChange={change.mutate} />
          <div className="flex flex-wrap items-center gap-2">
            <DesktopButton />
            <Button size="small" onPress={() => void chime(true)}>
              {t('notices.play-test')}
            </Button>
          </div>
          <Quiet choices={choices} onChange={change.mutate} timeZone={timeZone} />
        </>
      ) : null}
    </AccountCard>
  );
}

interface Chosen {
  choices: NoticeChoices;
  onChange(choices: NoticeChoices): void;
}

function Table({ choices, onChange }: Chosen) {
  return (
    <table className="w-full text-base">
      <thead>
        <tr className="text-sm text-ink-3">
          <th scope="col" className="py-1 text-start font-medium">
            {t('notices.kind')}
          </th>
          {ways.map((way) => (
            <th key={way} scope="col" className="w-20 py-1 text-center font-medium max-md:w-16">
              {t(`notices.way-${way}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <tr key={kind} className="border-t border-line">
            <th scope="row" className="py-1 text-start font-normal">
              {t(`notices.kind-${kind}`)}
            </th>
            {ways.map((way) => (
              <td key={way} className="text-center">
                {/* A finger needs more than the box itself. */}
                <label className="inline-flex size-8 items-center justify-center max-md:size-11">
                  <input
                    type="checkbox"
                    aria-label={`${t(`notices.kind-${kind}`)}: ${t(`notices.way-${way}`)}`}
                    checked={choices[kind][way] && choices[kind].list}
                    disabled={way !== 'list' && !choices[kind].list}
                    onChange={(event) =>
                      onChange({ ...choices, [kind]: { ...choices[kind], [way]: event.target.checked } })
                    }
                    className="size-4 accent-accent"
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A browser asks only when somebody presses something; what it was told once is changed in its own settings. */
function DesktopButton() {
  const [state, setState] = useState(() =>
    'Notification' in globalThis ? Notification.permission : 'denied',
  );
  if (state !== 'default') return <p className="text-sm text-ink-2">{t(`notices.desktop-${state}`)}</p>;
  return (
    <Button size="small" onPress={() => void Notification.requestPermission().then(setState)}>
      {t('notices.desktop-ask')}
    </Button>
  );
}

function Quiet({ choices, onChange, timeZone }: Chosen & { timeZone: string }) {
  const { quiet } = choices;
  return (
    <div className="space-y-2">
      <CheckField
        checked={quiet !== null}
        onChange={(wanted) => onChange({ ...choices, quiet: wanted ? night : null })}
      >
        {t('notices.quiet', { zone: timeZone })}
      </CheckField>
      {quiet ? (
        <div className="flex flex-wrap gap-4 ps-6">
          {(['from', 'until'] as const).map((edge) => (
            <label key={edge} className="flex items-center gap-2 text-sm">
              {t(`notices.quiet-${edge}`)}
              <input
                type="time"
                value={quiet[edge]}
                onChange={({ target: { value } }) => {
                  if (value) onChange({ ...choices, quiet: { ...quiet, [edge]: value.slice(0, 5) } });
                }}
                className="min-h-8 rounded-input border border-line-strong bg-surface px-2 max-md:min-h-11"
              />
            </label>
          ))}
        </div>
      ) : null}
    </div>
  );
}
