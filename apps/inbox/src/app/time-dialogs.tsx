import { HandDialog } from '../features/handing/hand-dialog';
import { CloseDialog } from '../features/promises/close-dialog';
import { PromiseDialog } from '../features/promises/promise-dialog';
import { TagDialog } from '../features/tagging/tag-dialog';
import { SnoozeDialog } from '../features/snooze/snooze-dialog';
import { askTime, type TimeRequest } from '../state/time-requests';

const close = () => askTime(null);

/** The dialogs that ask for a time, a team, tags, and for what is promised; loaded when the first of them opens. */
export default function TimeDialogs({ request }: { request: TimeRequest }) {
  const { kind, threadId, topicId } = request;
  if (kind === 'promise') return <PromiseDialog request={request} onClose={close} />;
  if (kind === 'team') return <HandDialog threadId={threadId} topicId={topicId} onClose={close} />;
  if (kind === 'tag') return <TagDialog threadId={threadId} onClose={close} />;
  if (kind === 'close') return <CloseDialog request={request} onClose={close} />;
  return <SnoozeDialog threadId={threadId} topicId={topicId} onClose={close} />;
}
