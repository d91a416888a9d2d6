import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { t } from '../i18n/t';
import { cx } from './class-names';
import { IconButton } from './icon-button';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose(): void;
  /** Whether Escape and a click beside it close it. */
  dismissable?: boolean;
  /** Something was typed: a click beside it, which may be a slip, loses nothing. */
  holdsWords?: boolean;
  side?: 'centre' | 'end';
  width?: string;
  children: ReactNode;
}

/** A dialog above the page, or a drawer at its end. The focus goes back to where it came from. */
export function Dialog({
  title,
  isOpen,
  onClose,
  dismissable = true,
  holdsWords = false,
  side = 'centre',
  width,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={dismissable && !holdsWords}
      isKeyboardDismissDisabled={!dismissable}
      className={cx(
        'fixed inset-0 z-(--z-dialog) flex bg-overlay',
        side === 'end'
          ? 'justify-end'
          : 'items-start justify-center overflow-y-auto p-4 pt-[10vh] max-md:p-2 max-md:pt-4',
      )}
    >
      <Modal
        className={cx(
          'float-in bg-surface shadow-float outline-none',
          side === 'end' ? 'h-full w-80 max-w-[92vw] overflow-y-auto' : 'w-full rounded-dialog',
          side === 'centre' && (width ?? 'max-w-120'),
        )}
      >
        <AriaDialog className="outline-none">
          <header className="flex items-center justify-between gap-4 border-b border-line ps-4 pe-2 py-2">
            <Heading slot="title" className="text-lg font-semibold">
              {title}
            </Heading>
            {dismissable ? (
              <IconButton label={t('action.close-dialog')} onPress={onClose}>
                <X className="size-4" aria-hidden />
              </IconButton>
            ) : null}
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
