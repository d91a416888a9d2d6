import type { LinksChanged, MergeRequest, SplitRequest } from '@filo/contracts/http';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { mergePeople, splitPerson, undoChange } from '../../data/links/change-links';
import { followLinks } from '../../data/links/follow-links';
import { t } from '../../i18n/t';
import { returnDrafts } from '../../state/drafts/merged-drafts';
import { announce } from '../../state/announcer';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';

/** Merging, splitting and undoing, each shown at once; the first two with a toast that takes them back. */
export interface LinkChanges {
  merge(request: MergeRequest): Promise<LinksChanged>;
  split(request: SplitRequest): Promise<LinksChanged>;
  /** Says what went wrong by itself; resolves with whether it was done. */
  undo(kind: 'merge' | 'split', id: string): Promise<boolean>;
}

export function useLinkChanges(): LinkChanges {
  const client = useQueryClient();
  return useMemo(() => linkChanges(client), [client]);
}

function linkChanges(client: QueryClient): LinkChanges {
  const undo: LinkChanges['undo'] = async (kind, id) => {
    try {
      const undone = await undoChange(kind, id);
      followLinks(client, undone);
      if (kind === 'merge') for (const person of undone.people) returnDrafts(person.id);
      const of = undone.people.map(({ name }) => name).join(', ');
      showToast({ tone: 'done', of, text: t(`merge.undone-${kind}`) });
      return true;
    } catch (error) {
      showProblem(explain(error));
      return false;
    }
  };
  const done = (kind: 'merge' | 'split', changed: LinksChanged): LinksChanged => {
    followLinks(client, changed);
    const [name = '', other = ''] = changed.people.map((person) => person.name);
    const text = t(`merge.done-${kind}`, { name, other });
    showToast({ tone: 'done', text, undo: () => void undo(kind, changed.id) });
    announce(text);
    return changed;
  };
  return {
    merge: async (request) => done('merge', await mergePeople(request)),
    split: async (request) => done('split', await splitPerson(request)),
    undo,
  };
}
