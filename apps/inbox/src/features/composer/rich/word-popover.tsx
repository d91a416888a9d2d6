import { type FormEvent, type ReactNode, type RefObject, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { TextField } from '../../../ui/text-field';

interface WordPopoverProps {
  button: RefObject<HTMLButtonElement | null>;
  title: string;
  label: string;
  help?: string;
  initial: string;
  /** Answers what is wrong with the words, or nothing when they were taken. */
  onApply(words: string): string | undefined;
  onClose(): void;
  children?: ReactNode;
}

/** Asks for one line about what is selected. */
export function WordPopover(props: WordPopoverProps) {
  const { button, title, label, help, initial, onApply, onClose, children } = props;
  const [words, setWords] = useState(initial);
  const [fault, setFault] = useState<string | undefined>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The composer around it is no form, but its portal stands in React's tree below it.
    event.stopPropagation();
    const wrong = onApply(words);
    setFault(wrong);
    if (wrong === undefined) onClose();
  };
  return (
    <Popover
      isOpen
      triggerRef={button}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className="float-in z-(--z-popover) w-80 max-w-[92vw] rounded-panel border border-line bg-surface p-3 shadow-float"
    >
      <Dialog aria-label={title} className="outline-none">
        <form onSubmit={submit} className="space-y-3">
          <TextField
            label={label}
            {...(help ? { help } : {})}
            value={words}
            onChange={setWords}
            error={fault}
            autoFocus
            inputProps={{ autoComplete: 'off' }}
          />
          <div className="flex flex-wrap justify-end gap-2">
            {children}
            <Button type="submit" tone="primary">
              {t('format.apply')}
            </Button>
          </div>
        </form>
      </Dialog>
    </Popover>
  );
}
