import type { Composer } from './use-composer';

/** What the plain and the rich field of a reply both need. */
export interface ReplyFieldProps {
  threadId: string;
  composer: Composer;
  /** By which channel the words will travel, and to whom. */
  label: string;
  /** Where the buttons for formatting stand. */
  toolbar: HTMLElement | null;
  onFiles(files: readonly File[]): void;
}
