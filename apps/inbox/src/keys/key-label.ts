import { t } from '../i18n/t';
import { commandById, type CommandId } from './commands';

const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);

const names: Record<string, () => string> = {
  $mod: () => (apple ? '⌘' : t('key.ctrl')),
  Shift: () => (apple ? '⇧' : t('key.shift')),
  Enter: () => t('key.enter'),
  Escape: () => t('key.escape'),
};

/** The keys of a press as shown on caps: `['Ctrl', 'Enter']`, `['g', 'm']`. */
export const keyCaps = (key: string): string[] =>
  key
    .split(' ')
    .flatMap((press) => (press === '+' ? [press] : press.split('+')))
    .map(
      (part) =>
        names[part]?.() ?? (part.length === 1 && part !== part.toLowerCase() ? part.toLowerCase() : part),
    );

/** The first key of a command, for tooltips and menus. */
export const keyOf = (id: CommandId): string[] => {
  const [key] = commandById(id).keys;
  return key === undefined ? [] : keyCaps(key);
};

/** For `aria-keyshortcuts`, which knows no keys that are pressed one after the other. */
export const ariaKeys = (id: CommandId): string | undefined => {
  const [key] = commandById(id).keys;
  return key?.includes(' ') ? undefined : key?.replaceAll('$mod', apple ? 'Meta' : 'Control');
};
