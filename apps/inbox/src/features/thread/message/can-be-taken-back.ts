import type { DeliveryView, MessageView } from '@filo/contracts/http';
import { knownChannel } from '../../../state/known-channels';

type Sent = Pick<DeliveryView, 'state' | 'detail' | 'why' | 'maybeTwice'>;

/** What failed stands nowhere, unless a part of it was posted before, or an earlier try ended without our knowing how. */
const failedHalfWay = ({ detail, why, maybeTwice }: Sent): boolean =>
  maybeTwice ||
  (why ?? []).some(({ code }) => code === 'parts-stand') ||
  // So it was said before parts had a code.
  /parts were posted and stand there/.test(detail ?? '');

const mayStand = (sent: Sent): boolean =>
  ['sent', 'delivered', 'unknown'].includes(sent.state) || (sent.state === 'failed' && failedHalfWay(sent));

/** In private it is a post only where its network says so: elsewhere whoever it was sent to has received it. */
const isPost = ({ audience, channel }: Pick<MessageView, 'audience' | 'channel'>): boolean =>
  audience === 'public' || (knownChannel(channel)?.abilities.privatePosts ?? false);

/** Something of an answer that we posted may stand where others read it, and nothing of it is on its way. */
export const canBeTakenBack = ({
  direction,
  deliveries,
  ...posted
}: Pick<MessageView, 'direction' | 'audience' | 'channel'> & { deliveries: readonly Sent[] }): boolean =>
  direction === 'outbound' &&
  isPost(posted) &&
  deliveries.some(mayStand) &&
  !deliveries.some(({ state }) => state === 'queued' || state === 'sending');
