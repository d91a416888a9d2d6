import type { ReactElement } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import { t } from '../i18n/t';
import type { CommandId } from '../keys/commands';
import { keyOf } from '../keys/key-label';
import { KeyCaps } from './key-caps';

/** A tooltip with the name of the command and its key, from the one list of commands. */
export function Hint({
  text,
  command,
  children,
}: {
  text?: string;
  command?: CommandId;
  children: ReactElement;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip
        offset={6}
        className="float-in z-(--z-popover) flex max-w-72 items-center gap-2 rounded-control bg-ink px-2 py-1 text-xs text-bg shadow-float"
      >
        {text ?? (command ? t(`command.${command}`) : '')}
        {command ? <KeyCaps keys={keyOf(command)} /> : null}
      </Tooltip>
    </TooltipTrigger>
  );
}
