type Take = (messageId: string) => void;

let taken: Take | undefined;

/** Lets the composer take invitations that are asked for elsewhere; answers how to withdraw. */
export function offerInviting(take: Take): () => void {
  taken = take;
  return () => {
    if (taken === take) taken = undefined;
  };
}

/** Asks the composer to invite the author of this message. */
export const requestInvitation = (messageId: string): void => taken?.(messageId);
