import type { ReplyOptions } from '@filo/contracts/http';
import type { ComponentProps } from 'react';
import type { Draft } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { wouldBeWider } from '../../state/drafts/fitting-choices';
import BesideWords from './beside-words';
import CardOfDraft from './card-of-draft';
import BlanksLeft from './scripts/blanks-left';
import SignatureBelow from './signature-below';
import StormOwner from './storm-owner';

interface BesideReplyProps {
  threadId: string;
  topicId: string | null;
  options: ReplyOptions | undefined;
  blanks: ComponentProps<typeof BlanksLeft>['blanks'];
  write(change: Partial<Draft>): void;
}

/** What stands below the words of a reply where it goes, loaded once somebody can write one. */
export default function BesideReply({ threadId, topicId, options, blanks, write }: BesideReplyProps) {
  const draft = useDraft(threadId, 'reply');
  const isWider = wouldBeWider(draft, options);
  return (
    <>
      {options?.signatures && options.signatures.items.length > 0 ? (
        <SignatureBelow threadId={threadId} offered={options.signatures} write={write} />
      ) : null}
      {options && (options.contentWarning != null || options.asksLanguage || isWider) ? (
        <BesideWords threadId={threadId} options={options} write={write} />
      ) : null}
      {options?.showsCard && draft?.text.includes('://') && draft.attachments.length === 0 ? (
        <CardOfDraft threadId={threadId} topicId={topicId} write={write} />
      ) : null}
      {options?.stormOwner ? <StormOwner owner={options.stormOwner} /> : null}
      {blanks.length > 0 ? <BlanksLeft blanks={blanks} write={write} /> : null}
    </>
  );
}
