import type { MessageView } from '@filo/contracts/http';
import { channelName } from '../../../ui/channel-glyph';
import { SeeAtLink } from '../../../ui/see-at-link';

/** Leads to where everybody can see what was said in public. */
export function Permalink({ message: { permalink, channel } }: { message: MessageView }) {
  if (permalink === null || !permalink.startsWith('https://')) return null;
  return <SeeAtLink href={permalink} network={channelName(channel)} />;
}
