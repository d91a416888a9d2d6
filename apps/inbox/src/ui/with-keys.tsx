import type { ButtonProps } from 'react-aria-components';
import type { CommandId } from '../keys/commands';
import { ariaKeys } from '../keys/key-label';

/** Draws a button that names the key of its command to whoever cannot see the tooltip; React Aria hands that on to no element by itself. */
export const withKeys =
  (command: CommandId): NonNullable<ButtonProps['render']> =>
  (props) => <button {...props} aria-keyshortcuts={ariaKeys(command)} />;
