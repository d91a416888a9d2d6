type Take = (messageId: string) => void;

let taken: Take | undefined;

/** Lets the composer of the thread on the screen take what is to be answered; answers how to withdraw. */
export function offerAnswering(take: Take): () => void {
  taken = take;
  return () => {
    if (taken === take) taken = undefined;
  };
}

/** Asks the composer to answer this message of its thread. */
export const requestAnswer = (messageId: string): void => taken?.(messageId);

const answerable = 'article[data-answerable]';

/** The message of theirs in which this element stands, if it can be answered. */
export const messageAround = (element: Element | null): string | undefined =>
  element?.closest<HTMLElement>(answerable)?.dataset['messageId'];

/** The last message of theirs that is on the screen. */
export const newestAnswerable = (): string | undefined =>
  [...document.querySelectorAll<HTMLElement>(answerable)].at(-1)?.dataset['messageId'];
