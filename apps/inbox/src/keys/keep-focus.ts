/** The element that had the focus, and all that it stood in, from the inside out. */
type Trail = readonly HTMLElement[];

/** What is closed step by step, such as a menu in a dialog, had the focus in more than one place. */
const trailsMax = 5;
/** Whatever hands the focus on itself, such as a dialog that closes, does so within a frame or two. */
const afterMs = 60;

const isUsable = (element: HTMLElement): boolean => element.isConnected && !element.matches(':disabled');

/** What can hold it for others: no field, in which the next key would be a letter, and nothing that lies behind a dialog. */
const holdsFocus = (element: HTMLElement): boolean =>
  element.isConnected &&
  element.matches('[tabindex]:not(input, textarea, select, [contenteditable=true])') &&
  !element.closest('[inert], [hidden], [aria-hidden=true]');

const trailOf = (element: HTMLElement): Trail => {
  const trail: HTMLElement[] = [];
  for (let one: HTMLElement | null = element; one && one !== document.body; one = one.parentElement)
    trail.push(one);
  return trail;
};

/**
 * Where the focus goes when the element that had it is gone or cannot be used for a while: to what it stood in, nearest first, and back as soon
 * as it can be used again, unless a key or a click came meanwhile. Browsers drop it on the page, where no key of a dialog or a list is heard (WCAG 2.2, 2.4.3). A click beside
 * everything is left alone. Answers how to end it.
 */
export function keepFocus(): () => void {
  let trails: readonly Trail[] = [];
  let standIn: { at: HTMLElement; for: HTMLElement } | undefined;
  let timer: number | undefined;

  const noted = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === standIn?.at) return;
    standIn = undefined;
    trails = [trailOf(target), ...trails].slice(0, trailsMax);
  };
  const left = ({ target, relatedTarget }: FocusEvent) => {
    const bySomebody = relatedTarget === null && document.hasFocus();
    if (bySomebody && target instanceof HTMLElement && isUsable(target)) trails = [];
  };
  const look = () => {
    timer = undefined;
    const active = document.activeElement;
    if (standIn && active === standIn.at && isUsable(standIn.for)) return standIn.for.focus();
    const last = trails[0]?.[0];
    // Some browsers leave it on what cannot be used.
    if (!last || isUsable(last) || (active !== document.body && active !== last)) return;
    const at = trails.flatMap(([, ...around]) => around).find(holdsFocus) ?? mainOf();
    if (!at) return;
    standIn = { at, for: last };
    at.focus({ preventScroll: true });
  };
  const goesOn = () => (standIn = undefined);
  const watch = new MutationObserver(() => (timer ??= window.setTimeout(look, afterMs)));
  watch.observe(document.body, {
    ...{ childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] },
  });
  document.addEventListener('focusin', noted);
  document.addEventListener('focusout', left);
  for (const kind of ['keydown', 'pointerdown']) document.addEventListener(kind, goesOn, true);
  return () => {
    watch.disconnect();
    clearTimeout(timer);
    document.removeEventListener('focusin', noted);
    document.removeEventListener('focusout', left);
    for (const kind of ['keydown', 'pointerdown']) document.removeEventListener(kind, goesOn, true);
  };
}

/** Of a page that was left, nothing is there any more: then it is the new one. */
const mainOf = (): HTMLElement | null => {
  const main = document.querySelector('main');
  if (main && !main.hasAttribute('tabindex')) {
    main.tabIndex = -1;
    // Else each later click beside everything would go there.
    main.addEventListener('blur', () => main.removeAttribute('tabindex'), { once: true });
  }
  return main;
};
