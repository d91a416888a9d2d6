import '../../../../i18n/later-words';
import { identityLabel } from '../../../../data/identity-label';
import { t } from '../../../../i18n/t';
import type { MarkedMessage } from '../../../../state/marked-messages';
import { Button } from '../../../../ui/button';
import { Dialog } from '../../../../ui/dialog';
import { ProblemStrip } from '../../../../ui/problem-strip';
import { Skeleton } from '../../../../ui/skeleton';
import { TextField } from '../../../../ui/text-field';
import { ReasonField } from '../../reason-field';
import { SplitSummary } from '../split-summary';
import { ShareFirst } from './share-first';
import { useMessagesSplit } from './use-messages-split';

interface SplitMessagesPanelProps {
  personId: string;
  marked: readonly MarkedMessage[];
  onClose(): void;
  /** Goes on with whoever left: they may be somebody we know. */
  onJoin(personId: string): void;
}

/** Messages of a shared address go to whoever wrote them: a name, what moves, and it is done; or what has to be said first. */
export default function SplitMessagesPanel(props: SplitMessagesPanelProps) {
  const { personId, onClose } = props;
  const { address, name, setName, preview, error, order, ready, give } = useMessagesSplit(props);
  return (
    <Dialog title={t('split-messages.title')} isOpen onClose={onClose} width="max-w-180" holdsWords>
      <form
        className="space-y-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          give('close');
        }}
      >
        {error ? <ProblemStrip error={error} /> : null}
        {order.problem ? <ProblemStrip words={order.problem} /> : null}
        {address === undefined && !error ? <Skeleton rows={3} height={32} /> : null}
        {typeof address === 'string' ? <p className="text-ink-2">{t(`split-messages.${address}`)}</p> : null}
        {typeof address === 'object' && !address.shared ? (
          <ShareFirst personId={personId} identity={address} />
        ) : null}
        {typeof address === 'object' && address.shared ? (
          <>
            <TextField
              autoFocus
              label={t('split-messages.name')}
              help={t('split-messages.name-help', { key: identityLabel(address) })}
              value={name}
              onChange={setName}
              maxLength={200}
            />
            {preview ? (
              <SplitSummary preview={preview} leaving={{ name: name.trim(), key: identityLabel(address) }} />
            ) : null}
            <ReasonField value={order.reason} onChange={order.setReason} />
          </>
        ) : null}
        <div className="flex flex-wrap justify-end gap-2 max-md:flex-col-reverse">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          {preview ? (
            <>
              <Button isDisabled={!ready} onPress={() => give('join')}>
                {t('split-messages.verb-join')}
              </Button>
              <Button type="submit" tone="primary" isDisabled={!ready}>
                {t('split.verb')}
              </Button>
            </>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}
