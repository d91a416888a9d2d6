import type { ReactNode } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { cx } from '../../ui/class-names';

interface SmallFormProps {
  /** A note is not for the person, and looks it. */
  tone?: 'primary' | 'note';
  submit: string;
  saving: boolean;
  onSubmit(): void;
  onClose(): void;
  children: ReactNode;
}

/**
 * A form opened in place. While it saves it is not sent again; Ctrl Enter sends it, as in the composer; Escape leaves it, and
 * not the drawer around it.
 */
export function SmallForm({ tone = 'primary', submit, saving, onSubmit, onClose, children }: SmallFormProps) {
  return (
    <form
      className={cx(
        'space-y-2 rounded-input p-2',
        tone === 'note' ? 'border border-dashed border-note-ink bg-note text-note-ink' : 'bg-sunken',
      )}
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving) onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {children}
      <div className="flex gap-1.5">
        <Button size="small" tone={tone} type="submit" isDisabled={saving}>
          {submit}
        </Button>
        <Button size="small" tone="quiet" onPress={onClose}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
