import { AtSign, Globe, NotebookPen, TextCursorInput } from 'lucide-react';
import type { ComponentType, CSSProperties } from 'react';
import { tOr } from '../i18n/t';
import { knownChannel } from '../state/known-channels';
import { cx } from './class-names';
import { DrawnGlyph } from './drawn-glyph';

interface Glyph {
  icon: ComponentType<{ className?: string; strokeWidth?: number }>;
  colour: string;
}

const glyphs: Record<string, Glyph> = {
  email: { icon: AtSign, colour: 'text-ch-email' },
  webform: { icon: TextCursorInput, colour: 'text-ch-webform' },
  note: { icon: NotebookPen, colour: 'text-note-ink' },
};

/** The word for a channel: ours, that of its network, or its own name. */
export const channelName = (channel: string): string =>
  tOr(`channel.${channel}`, knownChannel(channel)?.label ?? channel);

/** The mark of a channel. Colour is only the third signal, after the shape and the word beside it. */
export function ChannelGlyph({ channel, label = false }: { channel: string; label?: boolean }) {
  const own = glyphs[channel];
  const drawn = own ? undefined : knownChannel(channel);
  const { icon: Icon, colour } = own ?? { icon: Globe, colour: drawn ? 'text-(--own)' : 'text-ink-2' };
  return (
    <span
      className={cx('inline-flex high-contrast:text-ink', colour)}
      style={
        drawn && ({ '--own': `light-dark(${drawn.colour.light}, ${drawn.colour.dark})` } as CSSProperties)
      }
      {...(label ? { role: 'img', 'aria-label': channelName(channel) } : { 'aria-hidden': true })}
    >
      {drawn ? (
        <DrawnGlyph path={drawn.glyph} className="size-3.5" />
      ) : (
        <Icon className="size-3.5" strokeWidth={2.2} />
      )}
    </span>
  );
}
