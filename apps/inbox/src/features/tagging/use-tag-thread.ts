import type { TagView, ThreadTagged, ThreadTagging } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { requestChange } from '../../data/api/request';
import { useAgent } from '../../data/session';
import { patchThreadLists } from '../../data/threads/patch-thread-lists';
import { undoOf } from '../../data/undo-of';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';

interface Tagged {
  threadId: string;
  /** Whose thread it is. */
  name: string;
  add: readonly TagView[];
  remove: readonly TagView[];
}

/** Puts tags on a thread and takes others off, with a toast that undoes it unless somebody changed them since. */
export function useTagThread(): (tagged: Tagged) => void {
  const client = useQueryClient();
  const agent = useAgent();
  const send = async (threadId: string, body: ThreadTagging, undoes?: string) => {
    const done = await requestChange<ThreadTagged>(`/threads/${threadId}/tags`, {
      method: 'POST',
      body,
      ...(undoes ? { undoes } : {}),
    });
    patchThreadLists(client, done.answer.row, agent.id);
    void client.invalidateQueries({ queryKey: ['thread', threadId] });
    return done;
  };
  return ({ threadId, name, add, remove }) => {
    const [put, off] = [add.map(({ id }) => id), remove.map(({ id }) => id)];
    send(threadId, { add: put, remove: off }).then(
      ({ answer: { added, removed }, change }) =>
        void showToast({
          tone: 'done',
          text: sayTagged(name, of(add, added), of(remove, removed)),
          ...undoOf(
            change,
            (undoes) => send(threadId, { add: off, remove: put }, undoes),
            () => client.invalidateQueries({ queryKey: ['thread', threadId] }),
          ),
        }),
      (error: unknown) => showProblem(explain(error)),
    );
  };
}

/** What a colleague did at the same moment was not done here. */
const of = (tags: readonly TagView[], ids: readonly string[]): TagView[] =>
  tags.filter(({ id }) => ids.includes(id));

const sayTagged = (name: string, on: readonly TagView[], off: readonly TagView[]): string => {
  if (on.length + off.length === 0) return t('tag.done-already', { name });
  const kind = on.length === 0 ? 'tag.done-off' : off.length === 0 ? 'tag.done-on' : 'tag.done-both';
  return t(kind, {
    ...{ name, put: namesOf(on), added: on.length },
    ...{ off: namesOf(off), taken: off.length },
  });
};

const namesOf = (tags: readonly TagView[]): string => tags.map(({ name }) => name).join(', ');
