import type { OkRequest } from '@filo/contracts/http';
import { type ReactNode, useMemo, useState } from 'react';
import { useOkActions } from '../../data/oks/use-ok-actions';
import type { OkActs } from './ok-buttons';
import { OkDialog } from './ok-dialog';

/** What the buttons and keys of an answer do, with the dialog that some of them open. */
export function useOkActs(open?: OkActs['open']): { acts: OkActs; dialog: ReactNode } {
  const actions = useOkActions();
  const [asking, setAsking] = useState<{ asked: OkRequest; kind: 'return' | 'edit' }>();
  const acts = useMemo<OkActs>(
    () => ({
      give: (asked) => void actions.give(asked),
      withdraw: (asked) => void actions.withdraw(asked),
      giveBack: (asked) => setAsking({ asked, kind: 'return' }),
      edit: (asked) => setAsking({ asked, kind: 'edit' }),
      ...(open && { open }),
    }),
    [actions, open],
  );
  const done = async (text: string) => {
    if (!asking) return;
    const { asked, kind } = asking;
    const edited = { text, ...(asked.parts && { split: true }) };
    if (await (kind === 'edit' ? actions.edit(asked, edited) : actions.giveBack(asked, text)))
      setAsking(undefined);
  };
  const dialog = asking ? (
    <OkDialog {...asking} onDone={(text) => void done(text)} onClose={() => setAsking(undefined)} />
  ) : null;
  return { acts, dialog };
}
