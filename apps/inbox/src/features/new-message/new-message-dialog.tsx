import type { MessageView, WritingBegun } from '@filo/contracts/http';
import { useState } from 'react';
import { beginWriting } from '../../data/begin-writing';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { beginMatter, holdsAnswer } from '../../state/drafts/begin-matter';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { explain } from '../../ui/explain-problem';
import { ProblemStrip } from '../../ui/problem-strip';
import { forwarding } from './forwarding';
import { ChooseAddressee } from './choose-addressee';

interface NewMessageDialogProps {
  /** The message that it takes along. */
  forwards?: MessageView | undefined;
  /** Leads to the composer of this thread. */
  onThread(threadId: string, place: 'subject' | 'composer'): void;
  onClose(): void;
}

/** To whom a new message goes; it is written in their thread. */
export default function NewMessageDialog({ forwards, onThread, onClose }: NewMessageDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [begun, setBegun] = useState<WritingBegun | null>(null);
  const begin = ({ threadId, identityId }: WritingBegun) => {
    beginMatter(threadId, { identityId, ...(forwards ? forwarding(forwards) : { subject: '' }) });
    onThread(threadId, forwards ? 'composer' : 'subject');
  };
  const choose = (address: string) => {
    setPending(true);
    setProblem(null);
    beginWriting({ address })
      .then((found) => (holdsAnswer(found.threadId) ? setBegun(found) : begin(found)))
      .catch((error: unknown) => setProblem(explain(error)))
      .finally(() => setPending(false));
  };
  return (
    <Dialog
      title={t(forwards ? 'command.composer.forward' : 'command.composer.new')}
      isOpen
      onClose={onClose}
      width="max-w-140"
    >
      {problem ? (
        <div className="p-3">
          <ProblemStrip words={problem} />
        </div>
      ) : null}
      {begun ? (
        <div className="space-y-4 p-4">
          <p>{t('new-message.draft-there', { address: begun.address })}</p>
          <div className="flex flex-wrap justify-end gap-2 max-md:flex-col-reverse">
            <Button onPress={() => onThread(begun.threadId, 'composer')}>
              {t('new-message.keep-answer')}
            </Button>
            <Button tone="primary" autoFocus onPress={() => begin(begun)}>
              {t('new-message.take-words')}
            </Button>
          </div>
        </div>
      ) : (
        <ChooseAddressee isPending={pending} onChoose={choose} />
      )}
    </Dialog>
  );
}
