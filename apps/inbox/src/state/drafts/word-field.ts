import { asTyped } from '@filo/text-limits';

/** The field in which an answer is written, for what is put into it from outside. */
interface WordField {
  /** Puts words where the caret stands or stood, in place of what is selected. */
  insert(text: string): void;
  /** Selects the first blank of a script that is left, so that the next key fills it in. */
  toBlank(): void;
  /** Selects a passage, if it stands there, so that the next key takes it out; the caret goes there in any case. */
  show(passage: string): void;
}

let field: WordField | undefined;

/** Answers how to withdraw it. */
export function offerWordField(offered: WordField): () => void {
  field = offered;
  return () => {
    if (field === offered) field = undefined;
  };
}

export const insertWords = (text: string): void => field?.insert(text);
export const goToBlank = (): void => field?.toBlank();
export const showWords = (passage: string): void => field?.show(passage);

/** Where a passage stands in a text, whatever dashes and blanks each was set with. */
export function placeIn(text: string, passage: string): { from: number; to: number } | undefined {
  const from = asTyped(text).indexOf(asTyped(passage));
  return from === -1 ? undefined : { from, to: from + passage.length };
}
