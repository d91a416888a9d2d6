import { tOr } from '../../../i18n/t';
import { channelName } from '../../../ui/channel-glyph';

/** Where a name or photo comes from, in words: an address space, a channel, or the team. */
export const sourceName = (source: string): string => tOr(`source.${source}`, channelName(source));
