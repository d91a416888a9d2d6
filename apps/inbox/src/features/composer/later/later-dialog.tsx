import { useState } from 'react';
import { useAgent } from '../../../data/session';
import { futureWhen, whenIn } from '../../../i18n/future-when';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { moveFocus } from '../../../state/focus-requests';
import { Button } from '../../../ui/button';
import { CheckField } from '../../../ui/check-field';
import { Dialog } from '../../../ui/dialog';
import { type ChosenTime, WhenField } from '../../../ui/when-field';
import { type LaterChoice, laterChoices } from './later-choices';

interface LaterDialogProps {
  onTime(order: { sendAt: string; close: boolean }): void;
  onClose(): void;
}

/** When the reply leaves by itself; it is written and held to everything that holds for one that leaves now. */
export default function LaterDialog({ onTime, onClose }: LaterDialogProps) {
  const { timeZone } = useAgent();
  const [time, setTime] = useState<ChosenTime | null>(null);
  const [close, setClose] = useState(false);
  const [now] = useState(() => Date.now());
  const leave = (at: number) => {
    onClose();
    onTime({ sendAt: new Date(at).toISOString(), close });
    moveFocus('composer');
  };
  return (
    <Dialog title={t('later.title')} isOpen onClose={onClose}>
      <form
        className="space-y-4 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (time) leave(time.at);
        }}
      >
        <WhenField label={t('later.when')} timeZone={timeZone} autoFocus onTime={setTime} />
        <div className="flex flex-wrap gap-2" role="group" aria-label={t('later.choices')}>
          {laterChoices(now, timeZone).map((choice) => (
            <ChoiceButton key={choice.id} {...{ choice, timeZone, now }} onPress={() => leave(choice.at)} />
          ))}
        </div>
        <CheckField checked={close} onChange={setClose}>
          {t('later.close')}
        </CheckField>
        <p className="text-sm text-ink-3">{t('later.hint', { zone: timeZone.replaceAll('_', ' ') })}</p>
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={time === null}>
            {t('later.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ChoiceButton(props: { choice: LaterChoice; timeZone: string; now: number; onPress(): void }) {
  const { choice, timeZone, now, onPress } = props;
  return (
    <Button onPress={onPress} className="max-md:basis-full">
      {t(`later.${choice.id}`)}
      <span aria-hidden className="text-sm text-ink-3 tabular">
        {futureWhen(new Date(choice.at).toISOString(), now)}
      </span>
      <span className="sr-only">{whenIn(choice.at, timeZone)}</span>
    </Button>
  );
}
