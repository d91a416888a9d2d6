import { messageTextMax } from '@filo/contracts';

/** Stands where something was cut out. It is no blank, so that what stood beside a link does not look as if it stood alone. */
export const cutOut = '\u{FFFC}';

/** What of its words an author typed as prose, told only where that is less than all of them. */
export const typedOf = (newText: string, typed: string): { typedText?: string } => {
  const typedText = typed.slice(0, messageTextMax);
  return typedText === newText ? {} : { typedText };
};
