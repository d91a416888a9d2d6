import { type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { whenIdle } from '../../../ui/when-idle';
import type RichField from './rich-field';

type Field = typeof RichField;

interface LoadedField {
  Field: Field;
  /** Where the caret goes: where it stood in the plain field, or nowhere. */
  focus: 'end' | number | null;
}

let field: Field | undefined;

/** With what makes a mail of its words, so that sending them waits for nothing. */
const load = async (): Promise<Field> => {
  const [rich] = await Promise.all([import('./rich-field'), import('./mail-html')]);
  return (field ??= rich.default);
};

/** In a text of one paragraph per line, each line costs the editor one place more than the plain field. */
function caretOf(area: HTMLTextAreaElement | null): LoadedField['focus'] {
  if (!area || document.activeElement !== area) return null;
  const before = area.value.slice(0, area.selectionEnd);
  return before.length === area.value.length ? 'end' : 1 + before.length + before.split('\n').length - 1;
}

/**
 * The rich field, once it has come; never in the middle of a composition, which it would break off. Whoever is writing in
 * `area` goes on in it at the same place.
 */
export function useLoadedField(
  area: RefObject<HTMLTextAreaElement | null>,
  wanted: boolean,
): LoadedField | null {
  const [loaded, setLoaded] = useState<LoadedField | null>(() =>
    field ? { Field: field, focus: null } : null,
  );
  useEffect(() => {
    if (loaded || !wanted) return undefined;
    let composing = false;
    let gone = false;
    const element = area.current;
    const take = () => {
      if (field && !composing && !gone)
        flushSync(() => setLoaded({ Field: field as Field, focus: caretOf(element) }));
    };
    const begin = () => (composing = true);
    const end = () => {
      composing = false;
      setTimeout(take);
    };
    element?.addEventListener('compositionstart', begin);
    element?.addEventListener('compositionend', end);
    // A page at rest fetches it, so that it is there before anybody writes. Without the editor the plain field stays; the next person opened tries again.
    const stop = whenIdle(() => void load().then(take, () => undefined));
    return () => {
      gone = true;
      stop();
      element?.removeEventListener('compositionstart', begin);
      element?.removeEventListener('compositionend', end);
    };
  }, [area, wanted, loaded]);
  return wanted ? loaded : null;
}
