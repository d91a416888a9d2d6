import type { MentionView } from '@filo/contracts/http';
import { AtSign, UsersRound } from 'lucide-react';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { Linked } from './linked-text';
import { splitMentions } from './split-mentions';

function Mention({ mention: { type, name } }: { mention: MentionView }) {
  const Icon = type === 'team' ? UsersRound : AtSign;
  return (
    <span
      title={t(type === 'team' ? 'mentions.team' : 'mentions.agent', { name })}
      className="inline-flex items-center gap-0.5 rounded-full bg-surface px-1.5 font-medium text-accent"
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      <bdi>{name}</bdi>
    </span>
  );
}

/** The words of a note, with whom it names as they are called now; who does not stand in its text any more follows it. */
export default function MentionedText({
  text,
  mentions,
}: {
  text: string;
  mentions: readonly MentionView[];
}) {
  const parts = splitMentions(text.trimEnd(), mentions);
  const left = mentions.filter((one) => !parts.some(({ mention }) => mention === one));
  return (
    <p dir="auto" className="user-text text-md">
      {parts.map(({ words, mention }, at) =>
        mention ? <Mention key={at} mention={mention} /> : <Linked key={at} words={words} />,
      )}
      {left.map((mention) => (
        <span key={mention.id}>
          {' '}
          <Mention mention={mention} />
        </span>
      ))}
    </p>
  );
}
