import type { DeliveryView, MessageView } from '@filo/contracts/http';
import { knownChannel } from '../../../state/known-channels';

type Sent = Pick<DeliveryView, 'state' | 'detail' | 'why' | 'maybeTwice'> &
  Partial<Pick<DeliveryView, 'attempt' | 'parts'>>;

/** It was tried before, or its account is paused: it waits for nobody knows how long. */
export const isQueuedAgain = ({ state, attempt = 1, why }: Sent): boolean =>
  state === 'queued' && (attempt > 1 || (why ?? []).some(({ code }) => code === 'account-paused-waits'));

/** An earlier attempt, or a part of it, may stand there, though it is to be tried again. */
const standsPutOff = (sent: Sent): boolean =>
  isQueuedAgain(sent) && (sent.maybeTwice || (sent.parts ?? []).some(({ posted }) => posted));

/** It waits for the network of a recipient at whom nothing of it stands: it can be stopped for that one, whoever has it already. */
export const isPutOff = ({ deliveries }: { deliveries: readonly Sent[] }): boolean =>
  deliveries.some((sent) => isQueuedAgain(sent) && !standsPutOff(sent));

/** What failed stands nowhere, unless a part of it was posted before, or an earlier try ended without our knowing how. */
const failedHalfWay = ({ detail, why, maybeTwice }: Sent): boolean =>
  maybeTwice ||
  (why ?? []).some(({ code }) => code === 'parts-stand') ||
  // So it was said before parts had a code.
  /parts were posted and stand there/.test(detail ?? '');

const mayStand = (sent: Sent): boolean =>
  standsPutOff(sent) ||
  ['sent', 'delivered', 'unknown'].includes(sent.state) ||
  (sent.state === 'failed' && failedHalfWay(sent));

/** An answer of which nothing is under way, and something ended like this, and nobody wants it deleted where it may stand. */
const hasEnded =
  (like: (delivery: DeliveryView) => boolean) =>
  ({
    direction,
    class: kind,
    deliveries,
  }: Pick<MessageView, 'direction' | 'class' | 'deliveries'>): boolean =>
    direction === 'outbound' &&
    kind === 'human' &&
    deliveries.some((one) => like(one) && (!one.takingBack || one.takingBack.refused)) &&
    !deliveries.some(({ state }) => state === 'queued' || state === 'sending');

/** It failed for good, or was looked for and not found. */
export const canBeSentAgain = hasEnded(({ state, lookedAt }) => state === 'failed' || Boolean(lookedAt));

/** Nobody knows whether it arrived: it is looked for before it is sent again, as often as somebody likes. */
export const canBeLookedFor = hasEnded(({ state }) => state === 'unknown');

/** Whether it can be looked from here what arrived there: not at every channel, nor by an account of mail that only sends, of which no folder of what was sent is read. */
export const howLookedAt = ({
  channel,
  deliveries,
}: Pick<MessageView, 'channel' | 'deliveries'>): 'seen' | 'unseen' | 'only-sends' => {
  if (deliveries.some(({ unseen }) => unseen)) return 'only-sends';
  return (knownChannel(channel)?.abilities.looksForSent ?? true) ? 'seen' : 'unseen';
};

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
  !deliveries.some((sent) => sent.state === 'sending' || (sent.state === 'queued' && !standsPutOff(sent)));
