import type { AccountTest } from '@filo/contracts/http';
import { CircleAlert, CircleCheck } from 'lucide-react';
import '../../i18n/later-words';
import { sayWhy } from '../../i18n/say-why';
import { t, tOr } from '../../i18n/t';

/** Each check of the live test, with what the other side said, and what a failure left as it was. */
export function TestChecks({ result, stored }: { result: AccountTest; stored: boolean }) {
  return (
    <section aria-label={t('channels.checks')} role="status">
      {result.checks.length === 0 ? <p className="text-ink-2">{t('channels.nothing-to-test')}</p> : null}
      <ul className="space-y-2">
        {result.checks.map((check) => (
          <li
            key={check.name}
            className={`flex items-start gap-2 rounded-input p-3 ${check.ok ? 'bg-ok-bg text-ok' : 'bg-danger-bg text-danger'}`}
          >
            {check.ok ? (
              <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
            ) : (
              <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
            )}
            <div className="min-w-0 flex-1 wrap-anywhere">
              <p>
                <span className="font-semibold">{tOr(`check.${check.name}`, check.name)}</span>{' '}
                <span dir="auto" className="text-sm">
                  {sayWhy(check.message, check.why)}
                </span>
              </p>
              {check.detail ? (
                <details className="mt-1 text-sm">
                  <summary>{t('channels.details')}</summary>
                  <code className="font-mono text-xs">{check.detail}</code>
                </details>
              ) : null}
            </div>
            <span className="text-xs tabular">{Math.round(check.durationMs)} ms</span>
          </li>
        ))}
      </ul>
      {result.ok ? null : (
        <p className="mt-2 text-ink-2">{t(stored ? 'channels.not-changed' : 'channels.not-stored')}</p>
      )}
    </section>
  );
}
