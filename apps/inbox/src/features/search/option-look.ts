import { cx } from '../../ui/class-names';

export const optionLook = (active: boolean): string =>
  cx(
    'relative flex gap-3 border-b border-line px-4 py-2.5 transition-colors duration-80',
    active ? 'bg-selected' : 'hover:bg-hover',
  );
