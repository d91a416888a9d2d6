export interface MessagePlace {
  threadId: string;
  messageId: string;
}

type Lead = (place: MessagePlace) => void;

let lead: Lead | undefined;

/** Lets the page lead to a message that is not on the screen; answers how to withdraw. */
export function offerPlaces(take: Lead): () => void {
  lead = take;
  return () => {
    if (lead === take) lead = undefined;
  };
}

/** Moves the focus to a message where it stands on the screen; else the page leads to it. */
export function showMessage(place: MessagePlace): void {
  const here = document.querySelector<HTMLElement>(
    `article[data-message-id="${CSS.escape(place.messageId)}"]`,
  );
  if (here) here.focus();
  else lead?.(place);
}
