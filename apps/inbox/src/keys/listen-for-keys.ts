import { tinykeys } from 'tinykeys';
import { usePreferences } from '../state/preferences';
import { isActive, runCommand } from './active-commands';
import { type Command, type CommandId, commands } from './commands';

/** Marks the element whose inside is the scope `composer`. */
export const composerScope = { 'data-key-scope': 'composer' } as const;
/** The same for `picture`. */
export const pictureScope = { 'data-key-scope': 'picture' } as const;

const editable =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]';
const overlay = '[role=dialog], [role=alertdialog], [role=menu], [data-trigger]';

/** A message that has the focus, and can be marked itself. */
const message = 'article[data-message-id]';

const usesModifier = (command: Command) => command.keys.some((key) => key.includes('$mod'));

/** May this command hear a key pressed at `target`? */
export function hears(command: Command, target: Element, singleKeys: boolean): boolean {
  const { scope } = command;
  if (scope === 'composer' || scope === 'picture')
    return target.closest(`[data-key-scope=${scope}]`) !== null;
  if (target.closest(editable) && !command.inText) return false;
  if (target.closest(overlay) && !command.inText) return false;
  const atMessage = target.closest(message) !== null;
  if (scope === 'list' && atMessage) return false;
  if (scope === 'message' && !atMessage && isActive('list.select')) return false;
  return singleKeys || usesModifier(command);
}

/** How long after its first key a sequence is waited for; the same as that of tinykeys. */
const sequenceMs = 1000;

/** The key before the one that is pressed. */
let before = { key: '', at: 0 };
let latest = before;
const remember = (event: KeyboardEvent): void => {
  before = latest;
  latest = { key: event.key, at: Date.now() };
};

/** Is this key the second of a sequence that is heard? Then it means nothing by itself: after `g`, `m` goes to Mine and merges nobody. */
function endsSequence(event: KeyboardEvent, target: Element): boolean {
  if (Date.now() - before.at > sequenceMs) return false;
  const pressed = `${before.key} ${event.key}`;
  return commands.some(
    (command: Command) =>
      command.keys.includes(pressed) &&
      isActive(command.id as CommandId) &&
      hears(command, target, usePreferences.getState().singleKeys),
  );
}

/** Answers whether the key carried out the command. */
function press(command: Command, key: string, event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.getModifierState('AltGraph')) return false;
  const target = event.target instanceof Element ? event.target : document.body;
  const id = command.id as CommandId;
  if (!hears(command, target, usePreferences.getState().singleKeys) || !isActive(id)) return false;
  if (!key.includes(' ') && endsSequence(event, target)) return false;
  event.preventDefault();
  runCommand(id);
  return true;
}

/** A button takes every Enter for its own, also the one that sends what stands beside it. */
const beforeButton = (command: Command, key: string) => (event: KeyboardEvent) => {
  const isOnButton = event.target instanceof Element && event.target.closest('button') !== null;
  if (isOnButton && press(command, key, event)) event.stopPropagation();
};
const isEnter = (key: string) => key.includes('$mod') && key.endsWith('Enter');

/** Listens for every shortcut of the page; answers how to stop. */
export function listenForKeys(): () => void {
  window.addEventListener('keydown', remember, true);
  const stops = commands.flatMap((command: Command) =>
    command.keys.flatMap((key) => [
      tinykeys(window, { [key]: (event) => void press(command, key, event) }),
      ...(isEnter(key) ? [tinykeys(window, { [key]: beforeButton(command, key) }, { capture: true })] : []),
    ]),
  );
  return () => {
    window.removeEventListener('keydown', remember, true);
    for (const stop of stops) stop();
  };
}
