interface Held {
  text: string;
  release(): void;
}

let held: Held | null = null;

/**
 * From now on what is typed goes nowhere, until something that opens late takes it with `takeHeldKeys`: not to the page below, where each
 * letter is a command. Escape lets go of all of it, and says so; a click elsewhere lets go, too. Keys of the browser stay its own.
 */
export function holdKeys(onEscape: () => void): void {
  if (held) return;
  const hold = (event: KeyboardEvent) => {
    if (!held || event.isComposing || isOfBrowser(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === 'Escape') {
      takeHeldKeys();
      onEscape();
    } else if (event.key === 'Backspace') held.text = held.text.slice(0, -1);
    else if ([...event.key].length === 1) held.text += event.key;
  };
  addEventListener('keydown', hold, true);
  addEventListener('pointerdown', takeHeldKeys, true);
  const release = () => {
    removeEventListener('keydown', hold, true);
    removeEventListener('pointerdown', takeHeldKeys, true);
  };
  held = { text: '', release };
}

/** AltGr, which writes `@` on many keyboards, comes as Ctrl and Alt on some systems. */
const isOfBrowser = (event: KeyboardEvent): boolean =>
  /^F\d+$/.test(event.key) ||
  ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph'));

/** What was typed since; afterwards keys go where they always go. */
export function takeHeldKeys(): string {
  const text = held?.text ?? '';
  held?.release();
  held = null;
  return text;
}
