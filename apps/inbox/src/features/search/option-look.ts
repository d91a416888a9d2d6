import { cx } from '../../ui/class-names';

/** `picked`: undefined where nobody is. */
export const optionLook = (active: boolean, picked: boolean | undefined): string =>
  cx(
    'group/row relative flex gap-3 border-b border-line px-4 py-2.5 transition-colors duration-80',
    active || picked ? 'bg-selected' : 'hover:bg-hover',
  );
