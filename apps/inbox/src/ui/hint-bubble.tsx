import { useEffect, useId, useMemo, useRef } from 'react';
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components';
import { t } from '../i18n/t';
import type { CommandId } from '../keys/commands';
import { keyOf } from '../keys/key-label';
import { KeyCaps } from './key-caps';

interface HintBubbleProps {
  anchor: Element;
  text: string | undefined;
  command: CommandId | undefined;
  onClose(): void;
}

/** The open tooltip beside what it is about, which it describes; Esc puts it away. */
export default function HintBubble({ anchor, text, command, onClose }: HintBubbleProps) {
  const id = useId();
  const triggerRef = useRef(anchor);
  useEffect(() => {
    const others = anchor.getAttribute('aria-describedby');
    anchor.setAttribute('aria-describedby', others ? `${others} ${id}` : id);
    const closeOnEscape = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onClose();
    };
    document.addEventListener('keydown', closeOnEscape, true);
    return () => {
      if (others) anchor.setAttribute('aria-describedby', others);
      else anchor.removeAttribute('aria-describedby');
      document.removeEventListener('keydown', closeOnEscape, true);
    };
  }, [anchor, id, onClose]);
  const state = useMemo(
    () => ({ isOpen: true, shouldSkipAnimation: true, open: () => undefined, close: onClose }),
    [onClose],
  );
  return (
    <TooltipTriggerStateContext.Provider value={state}>
      <Tooltip
        triggerRef={triggerRef}
        offset={6}
        className="float-in z-(--z-popover) flex max-w-72 items-center gap-2 rounded-control bg-ink px-2 py-1 text-xs text-bg shadow-float"
      >
        <span id={id}>{text ?? (command ? t(`command.${command}`) : '')}</span>
        {command ? <KeyCaps keys={keyOf(command)} /> : null}
      </Tooltip>
    </TooltipTriggerStateContext.Provider>
  );
}
