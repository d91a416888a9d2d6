import { cx } from '../../ui/class-names';

/** A line that is pressed to choose it. */
export const lineLook = (chosen: boolean): string =>
  cx(
    'flex min-h-8 w-full min-w-0 items-center gap-1.5 rounded-control px-1.5 hover:bg-hover max-md:min-h-11',
    chosen && 'bg-selected text-accent',
  );
