import type { OkEdited, OkRequest } from '@filo/contracts/http';
import { type ReactNode, useMemo, useState } from 'react';
import { type OkActions, type OkTrouble, useOkActions } from '../../data/oks/use-ok-actions';
import { showProblem } from '../../state/toasts';
import type { OkActs } from './ok-buttons';
import { OkDialog } from './ok-dialog';

interface Asking {
  asked: OkRequest;
  /** Why it is given back, other words for it, or whether it goes all the same. */
  kind: 'return' | 'edit' | 'anyway';
  trouble?: OkTrouble;
}

/** What the buttons and keys of an answer do, with the dialog that some of them open. */
export function useOkActs(open?: OkActs['open']): { acts: OkActs; dialog: ReactNode } {
  const actions = useOkActions();
  const [asking, setAsking] = useState<Asking>();
  const acts = useMemo<OkActs>(
    () => ({
      give: (asked) =>
        void actions.give(asked).then((outcome) => {
          if (typeof outcome !== 'object') return;
          if (outcome.kind === 'private') setAsking({ asked, kind: 'anyway', trouble: outcome });
          else showProblem(outcome.why);
        }),
      withdraw: (asked) => void actions.withdraw(asked),
      giveBack: (asked) => setAsking({ asked, kind: 'return' }),
      edit: (asked) => setAsking({ asked, kind: 'edit' }),
      ...(open && { open }),
    }),
    [actions, open],
  );
  const done = async (edited: OkEdited) => {
    if (!asking) return;
    const outcome = await carryOut(actions, asking, edited);
    if (typeof outcome === 'object') setAsking({ ...asking, trouble: outcome });
    // What is new stands on the card, and over the words that are edited.
    else if (outcome === 'done' || (outcome === 'news' && asking.kind === 'anyway')) setAsking(undefined);
  };
  const dialog = asking ? (
    <OkDialog {...asking} onDone={(edited) => void done(edited)} onClose={() => setAsking(undefined)} />
  ) : null;
  return { acts, dialog };
}

const carryOut = (actions: OkActions, { asked, kind }: Asking, edited: OkEdited) => {
  if (kind === 'return') return actions.giveBack(asked, edited.text);
  if (kind === 'anyway') return actions.give(asked, edited.sayAnyway);
  return actions.edit(asked, { ...(asked.parts && { split: true }), ...edited });
};
