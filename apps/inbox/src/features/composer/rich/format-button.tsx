import type { ReactNode, RefObject } from 'react';
import { t } from '../../../i18n/t';
import type { CommandId } from '../../../keys/commands';
import { cx } from '../../../ui/class-names';
import { IconButton } from '../../../ui/icon-button';

interface FormatButtonProps {
  command: CommandId;
  isOn: boolean;
  isDisabled?: boolean;
  onPress(): void;
  children: ReactNode;
  ref?: RefObject<HTMLButtonElement | null>;
}

/** A button that says whether the words at the caret have its formatting. */
export function FormatButton({
  command,
  isOn,
  isDisabled = false,
  onPress,
  children,
  ref,
}: FormatButtonProps) {
  return (
    <IconButton
      {...(ref ? { ref } : {})}
      label={t(`command.${command}`)}
      command={command}
      aria-pressed={isOn}
      isDisabled={isDisabled}
      onPress={onPress}
      className={cx(isOn && 'bg-selected text-accent')}
    >
      {children}
    </IconButton>
  );
}
