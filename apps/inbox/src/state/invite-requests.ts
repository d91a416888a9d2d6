type Take = (messageId: string) => void;

let taken: Take | undefined;

/** How long a composer may take to come, on a slow line. */
const expectedMs = 5000;
let expected: { messageId: string; until: number } | undefined;

/** Asks the composer of a thread that is not on the screen yet to invite the author of this message. */
export function expectInvitation(messageId: string): void {
  expected = { messageId, until: Date.now() + expectedMs };
}

/** Lets the composer take invitations that are asked for elsewhere; answers how to withdraw. */
export function offerInviting(take: Take): () => void {
  taken = take;
  if (expected && Date.now() < expected.until) take(expected.messageId);
  expected = undefined;
  return () => {
    if (taken === take) taken = undefined;
  };
}

/** Asks the composer to invite the author of this message. */
export const requestInvitation = (messageId: string): void => taken?.(messageId);
