import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from '../../data/tags';
import { threadQuery } from '../../data/threads/thread-queries';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { moveFocus } from '../../state/focus-requests';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { TagPicker, type TagChanges } from './tag-picker';
import { useTagThread } from './use-tag-thread';

/** What a thread is marked with. */
export function TagDialog({ threadId, onClose }: { threadId: string; onClose(): void }) {
  const { data: thread, error: noThread } = useQuery(threadQuery(threadId));
  const { data: tags, error: noTags } = useQuery(tagsQuery);
  const tag = useTagThread();
  const error = noThread ?? noTags;
  const name = thread?.person.name ?? '';
  const save = ({ add, remove }: TagChanges) => {
    onClose();
    moveFocus('list');
    if (add.length + remove.length > 0) tag({ threadId, name, add, remove });
  };
  return (
    <Dialog title={t('tag.title', { name })} isOpen onClose={onClose} holdsWords>
      {error ? (
        <div className="p-5">
          <ProblemStrip error={error} />
        </div>
      ) : null}
      {thread && tags ? (
        <TagPicker tags={tags.items} now={thread.tagIds} onSave={save} onClose={onClose} />
      ) : error ? null : (
        <Skeleton rows={3} height={44} />
      )}
    </Dialog>
  );
}
