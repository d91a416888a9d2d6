import { useState } from 'react';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { Dialog } from '../../../ui/dialog';
import type { JoinWith } from '../join-with';
import { ChoosePerson } from './choose-person';
import { ConfirmMerge } from './confirm-merge';

interface MergePanelProps {
  personId: string;
  /** Whom to begin with. */
  other?: JoinWith | undefined;
  onClose(): void;
}

/** "Same person?": another person is found, looked at beside this one, and merged; by keyboard alone if one likes. */
export default function MergePanel({ personId, other, onClose }: MergePanelProps) {
  const [chosen, setChosen] = useState(other);
  return (
    <Dialog title={t('merge.title')} isOpen onClose={onClose} width="max-w-180">
      {chosen ? (
        <ConfirmMerge
          personIds={[personId, chosen.id]}
          evidence={chosen}
          onOther={() => setChosen(undefined)}
          onClose={onClose}
        />
      ) : (
        <ChoosePerson personId={personId} onChoose={setChosen} />
      )}
    </Dialog>
  );
}
