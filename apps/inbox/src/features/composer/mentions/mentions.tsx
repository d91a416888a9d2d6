import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useMemo } from 'react';
import { mentionableQuery } from '../../../data/mentionable';
import { useAgent } from '../../../data/session';
import '../../../i18n/later-words';
import type { Draft } from '../../../state/drafts/draft';
import { ProblemStrip } from '../../../ui/problem-strip';
import { candidatesOf, type Mention, namedIn } from './find-mentions';
import { MentionList } from './mention-list';
import { NamedStrip } from './named-strip';

interface MentionsProps {
  threadId: string;
  topicId: string | null;
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  mentions: readonly Mention[];
  write(change: Partial<Draft>): void;
}

const idsOf = (mentions: readonly Mention[]) => mentions.map(({ type, id }) => `${type} ${id}`).join();

/** Names colleagues in a note: the list while a name is typed, and below the field who will be told, and who cannot read it. */
export default function Mentions({ threadId, topicId, area, text, mentions, write }: MentionsProps) {
  const me = useAgent().id;
  const { data, error } = useQuery(mentionableQuery(threadId, topicId));
  const candidates = useMemo(() => (data ? candidatesOf(data, me) : []), [data, me]);
  const named = namedIn(text, mentions, candidates);
  const kept = idsOf(named);
  useEffect(() => {
    if (data && kept !== idsOf(mentions))
      write({ mentions: named.map(({ type, id, name }) => ({ type, id, name })) });
  });
  /** The words stay; without the sign they name nobody. */
  const remove = ({ name, type, id }: Mention) =>
    write({
      text: text.replaceAll(`@${name}`, name),
      mentions: mentions.filter((one) => one.id !== id || one.type !== type),
    });
  return (
    <>
      <MentionList
        area={area}
        text={text}
        candidates={candidates}
        onPick={(next, { type, id, name }) =>
          write({ text: next, mentions: [...mentions.filter((one) => one.id !== id), { type, id, name }] })
        }
      />
      {error ? <ProblemStrip error={error} /> : null}
      <NamedStrip named={named} onRemove={remove} />
    </>
  );
}
