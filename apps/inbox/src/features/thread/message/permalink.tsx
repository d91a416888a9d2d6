import type { MessageView } from '@filo/contracts/http';
import { channelName } from '../../../ui/channel-glyph';
import { SeeAtLink } from '../../../ui/see-at-link';

/** Leads to where everybody can see what was said in public. */
export function Permalink({ message: { permalink, channel, deliveries } }: { message: MessageView }) {
  if (permalink === null || !permalink.startsWith('https://')) return null;
  // It is gone there.
  if (deliveries.some(({ state }) => state === 'deleted')) return null;
  return <SeeAtLink href={permalink} network={channelName(channel)} />;
}
