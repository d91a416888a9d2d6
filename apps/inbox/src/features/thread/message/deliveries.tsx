import type { DeliveryView, MessageView } from '@filo/contracts/http';
import {
  Check,
  CheckCheck,
  CircleAlert,
  CircleHelp,
  Clock,
  Inbox,
  type LucideIcon,
  Undo2,
} from 'lucide-react';
import { lazy, Suspense } from 'react';
import { clock, fullWhen } from '../../../i18n/format';
import { sayWhy } from '../../../i18n/say-why';
import { t } from '../../../i18n/t';
import {
  canBeLookedFor,
  canBeSentAgain,
  isPutOff as isPutOffForSome,
  isQueuedAgain,
} from './can-be-taken-back';
import { cx } from '../../../ui/class-names';
import { identityName } from '../../../data/identity-name';
import { channelName } from '../../../ui/channel-glyph';

// Most answers stay where they are.
const TakingBack = lazy(() => import('./taking-back').then((module) => ({ default: module.TakingBack })));

// Most answers are one post.
const PostedParts = lazy(() => import('./posted-parts'));

// Hardly any fails.
const SendAgain = lazy(() => import('./send-again'));

const LookAgain = lazy(() => import('./look-again'));

// Hardly any answer waits for its network.
const PutOff = lazy(() => import('./put-off'));

const Held = lazy(() => import('./held'));

const looks: Record<DeliveryView['state'], { icon: LucideIcon; tone: string }> = {
  queued: { icon: Clock, tone: 'text-ink-3' },
  sending: { icon: Clock, tone: 'text-ink-3' },
  sent: { icon: Check, tone: 'text-ink-3' },
  delivered: { icon: CheckCheck, tone: 'text-ok' },
  unknown: { icon: CircleHelp, tone: 'text-warn' },
  failed: { icon: CircleAlert, tone: 'text-danger' },
  bounced: { icon: CircleAlert, tone: 'text-danger' },
  cancelled: { icon: CircleAlert, tone: 'text-ink-3' },
  deleted: { icon: Undo2, tone: 'text-ink-3' },
};

/** It reached nobody: a tick would say otherwise. */
const keptLook = { icon: Inbox, tone: 'text-ink-3' };
/** It has been tried and waits, or its account is paused: somebody may have to do something about its account. */
const putOffLook = { icon: Clock, tone: 'text-warn' };

/** What can be done about an answer that has not arrived. */
function Ways({ message }: { message: MessageView }) {
  const Way = isPutOffForSome(message)
    ? PutOff
    : canBeLookedFor(message)
      ? LookAgain
      : canBeSentAgain(message)
        ? SendAgain
        : undefined;
  return Way ? (
    <li className="ps-4.5">
      <Suspense fallback={null}>
        <Way message={message} />
      </Suspense>
    </li>
  ) : null;
}

/** What became of our message, recipient by recipient, with the other side's own reason. */
export function Deliveries({ message }: { message: MessageView }) {
  const { deliveries, reports } = message;
  if (deliveries.length === 0 && reports.length === 0) return null;
  const heldUntil = deliveries.find(({ heldUntil: until }) => until !== null)?.heldUntil;
  if (heldUntil && Date.parse(heldUntil) > Date.now())
    return (
      <Suspense fallback={null}>
        <Held message={message} until={heldUntil} />
      </Suspense>
    );
  return (
    <ul aria-label={t('delivery.label')} className="mt-2 space-y-0.5 border-t border-line pt-1.5">
      {deliveries.map((delivery) => {
        const isKept = delivery.kept && delivery.state === 'sent';
        const isGoneThere = delivery.state === 'deleted' && delivery.deletedBy === null;
        const isPutOff = isQueuedAgain(delivery);
        const { icon: Icon, tone } = isKept ? keptLook : isPutOff ? putOffLook : looks[delivery.state];
        return (
          <li key={delivery.id} className={cx('flex items-start gap-1.5 text-xs', tone)}>
            <Icon className="mt-0.5 size-3 shrink-0" aria-hidden />
            <div className="min-w-0 wrap-anywhere" title={fullWhen(delivery.at)}>
              {t(
                isKept ? 'delivery.kept' : isGoneThere ? 'delivery.gone-there' : `delivery.${delivery.state}`,
                {
                  to: identityName(delivery.recipient),
                  at: clock(delivery.at),
                  by: delivery.deletedBy ?? '',
                  channel: channelName(message.channel),
                },
              )}
              {delivery.maybeTwice ? `. ${t('delivery.maybeTwice')}` : null}
              {delivery.detail && !isKept ? (
                <span dir="auto"> — {sayWhy(delivery.detail, delivery.why)}</span>
              ) : null}
              {delivery.takingBack ? (
                <Suspense fallback={null}>
                  <TakingBack wish={delivery.takingBack} channel={channelName(message.channel)} />
                </Suspense>
              ) : null}
              {delivery.parts ? (
                <Suspense fallback={null}>
                  <PostedParts delivery={delivery} message={message} />
                </Suspense>
              ) : null}
            </div>
          </li>
        );
      })}
      <Ways message={message} />
      {reports.map((report, index) => (
        <li key={index} className="flex items-start gap-1.5 text-xs text-ink-2">
          <CircleAlert className="mt-0.5 size-3 shrink-0" aria-hidden />
          <span className="wrap-anywhere">
            {t(`report.${report.action}`, { to: report.recipient ?? '' })}
            {report.status ? ` (${report.status})` : ''}
            {report.diagnostic ? <span dir="auto"> — {report.diagnostic}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
