import '../i18n/later-words';
import type { PresentAgent } from '@filo/contracts/http';
import { Eye, MessageSquareReply, NotebookPen } from 'lucide-react';
import { clock, fullWhen } from '../i18n/format';
import { t } from '../i18n/t';
import { writes } from '../state/presence';
import { Avatar } from './avatar';
import { cx } from './class-names';

export type PresentLook = 'line' | 'row' | 'words';

const icons = { viewing: Eye, replying: MessageSquareReply, noting: NotebookPen } as const;

/** First who writes: that is what a colleague has to know. */
const inOrder = (agents: readonly PresentAgent[]) =>
  agents.toSorted((a, b) => Number(writes(b)) - Number(writes(a)));

const wordsOf = (agents: readonly PresentAgent[]): string => {
  const [first, ...others] = inOrder(agents);
  if (!first) return '';
  const said = t(`presence.${first.doing}`, { name: first.agent.name });
  return others.length > 0 ? t('presence.and-more', { said, count: others.length }) : said;
};

export default function PresentLine({
  agents,
  look,
}: {
  agents: readonly PresentAgent[];
  look: PresentLook;
}) {
  const [first] = inOrder(agents);
  if (!first) return null;
  if (look === 'words') return <span className="sr-only">{wordsOf(agents)}</span>;
  const Icon = icons[first.doing];
  return (
    <span
      role={look === 'line' ? 'status' : undefined}
      title={t('presence.since', { said: wordsOf(agents), at: fullWhen(first.since) })}
      className={cx(
        'inline-flex min-w-0 items-center gap-1 text-xs',
        writes(first) ? 'font-medium text-warn' : 'text-ink-3',
        look === 'row' && 'max-w-[60%] shrink-0',
      )}
    >
      <Avatar seed={first.agent.id} name={first.agent.name} size="tiny" />
      <Icon className="size-3 shrink-0" aria-hidden />
      <span className="truncate">
        <bdi>{wordsOf(agents)}</bdi>
        {look === 'line' && writes(first) ? (
          <span className="text-ink-3 tabular"> {t('presence.from', { at: clock(first.since) })}</span>
        ) : null}
      </span>
    </span>
  );
}
