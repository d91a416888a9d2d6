import type { WebhookDelivery } from '@filo/contracts/http';
import { fullWhen } from '../../i18n/format';
import { t, tOr } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';

interface DeliveryRowProps {
  delivery: WebhookDelivery;
  onReplay: ((id: string) => void) | undefined;
}

const tones = { delivered: 'ok', failed: 'danger', waiting: 'plain' } as const;
const box =
  'mt-1 max-h-48 overflow-auto rounded-input bg-sunken p-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap';

/** One event: what became of it, and on demand what was sent and answered. */
export function DeliveryRow({ delivery, onReplay }: DeliveryRowProps) {
  const { id, type, state, at, body, answer } = delivery;
  const what = tOr(`webhooks.event-${type}`, type);
  const title = `${what}, ${fullWhen(at)}`;
  return (
    <li className="space-y-1 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <Chip tone={tones[state]}>{t(`webhooks.delivery-${state}`)}</Chip>
        <span className="font-medium">{what}</span>
        <span className="text-sm text-ink-3">{fullWhen(at)}</span>
        {onReplay && state !== 'waiting' ? (
          <Button
            size="small"
            className="ms-auto"
            onPress={() => onReplay(id)}
            aria-label={t('agents.do-for', { verb: t('webhooks.replay'), name: title })}
          >
            {t('webhooks.replay')}
          </Button>
        ) : null}
      </div>
      <p className="text-sm text-ink-2">{outcome(delivery)}</p>
      <details className="text-sm">
        <summary className="w-fit cursor-pointer text-ink-2">
          {t('webhooks.sent-and-answered')}
          <span className="sr-only"> {title}</span>
        </summary>
        <p className="mt-2 text-ink-3">{t('webhooks.sent')}</p>
        <pre className={box} tabIndex={0} aria-label={t('webhooks.sent')}>
          {body}
        </pre>
        {answer ? (
          <>
            <p className="mt-2 text-ink-3">{t('webhooks.answered')}</p>
            <pre className={box} tabIndex={0} aria-label={t('webhooks.answered')}>
              {answer}
            </pre>
          </>
        ) : null}
      </details>
    </li>
  );
}

/** How the last attempt ended, how many there were, and when the next one is. */
const outcome = ({ status, problem, durationMs, attempts, dueAt, state }: WebhookDelivery): string =>
  [
    status === null ? null : t('webhooks.status', { status: String(status) }),
    problem === null ? null : t(`webhooks.problem-${problem}`),
    durationMs === null ? null : t('webhooks.took', { ms: durationMs }),
    attempts === 0 ? null : t('webhooks.attempts', { count: attempts }),
    state === 'waiting' && dueAt !== null ? t('webhooks.next', { when: fullWhen(dueAt) }) : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
