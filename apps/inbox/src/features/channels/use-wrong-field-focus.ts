import { useEffect, useRef } from 'react';

/** After a press the focus goes to the first wrong field, once: also when the server finds it only later. */
export function useWrongFieldFocus() {
  const ref = useRef<HTMLFormElement>(null);
  const looking = useRef(false);
  useEffect(() => {
    if (!looking.current) return;
    const wrong = ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (!wrong) return;
    looking.current = false;
    wrong.focus();
  });
  return {
    ref,
    look: () => {
      looking.current = true;
    },
    /** Who types has found a place already. */
    rest: () => {
      looking.current = false;
    },
  };
}
