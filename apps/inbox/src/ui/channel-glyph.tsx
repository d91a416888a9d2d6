import { AtSign, Cloud, Globe, NotebookPen, TextCursorInput, Waypoints } from 'lucide-react';
import type { ComponentType } from 'react';
import { tOr } from '../i18n/t';
import { cx } from './class-names';
import { XGlyph } from './x-glyph';

interface Glyph {
  icon: ComponentType<{ className?: string; strokeWidth?: number }>;
  colour: string;
}

const glyphs: Record<string, Glyph> = {
  email: { icon: AtSign, colour: 'text-ch-email' },
  webform: { icon: TextCursorInput, colour: 'text-ch-webform' },
  bluesky: { icon: Cloud, colour: 'text-ch-bluesky' },
  mastodon: { icon: Waypoints, colour: 'text-ch-mastodon' },
  x: { icon: XGlyph, colour: 'text-ch-x' },
  note: { icon: NotebookPen, colour: 'text-note-ink' },
};

/** The word for a channel; one that this inbox does not know is called by its own name. */
export const channelName = (channel: string): string => tOr(`channel.${channel}`, channel);

/** The mark of a channel. Colour is only the third signal, after the shape and the word beside it. */
export function ChannelGlyph({ channel, label = false }: { channel: string; label?: boolean }) {
  const { icon: Icon, colour } = glyphs[channel] ?? { icon: Globe, colour: 'text-ink-2' };
  return (
    <span
      className={cx('inline-flex', colour)}
      {...(label ? { role: 'img', 'aria-label': channelName(channel) } : { 'aria-hidden': true })}
    >
      <Icon className="size-3.5" strokeWidth={2.2} />
    </span>
  );
}
