import type { DeliveryView, MessageView } from '@filo/contracts/http';

type Sent = Pick<DeliveryView, 'state' | 'detail' | 'why' | 'maybeTwice'>;

/** What failed stands nowhere, unless a part of it was posted before, or an earlier try ended without our knowing how. */
const failedHalfWay = ({ detail, why, maybeTwice }: Sent): boolean =>
  maybeTwice ||
  (why ?? []).some(({ code }) => code === 'parts-stand') ||
  // So it was said before parts had a code.
  /parts were posted and stand there/.test(detail ?? '');

const mayStand = (sent: Sent): boolean =>
  ['sent', 'delivered', 'unknown'].includes(sent.state) || (sent.state === 'failed' && failedHalfWay(sent));

/** Something of a public answer of ours may stand where everybody reads it, and nothing of it is on its way. */
export const canBeTakenBack = ({
  direction,
  audience,
  deliveries,
}: Pick<MessageView, 'direction' | 'audience'> & { deliveries: readonly Sent[] }): boolean =>
  direction === 'outbound' &&
  audience === 'public' &&
  deliveries.some(mayStand) &&
  !deliveries.some(({ state }) => state === 'queued' || state === 'sending');
