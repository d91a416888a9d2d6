import { blanksIn } from '@filo/text-limits';
import { type RefObject, useEffect, useRef } from 'react';
import { offerWordField, placeIn } from '../../../state/drafts/word-field';

/** Lets words be put into a plain field from outside. */
export function useWordField(
  area: RefObject<HTMLTextAreaElement | null>,
  onText: (text: string) => void,
): void {
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  useEffect(
    () =>
      offerWordField({
        insert: (text) => {
          const field = area.current;
          if (!field) return;
          const { selectionStart: from, selectionEnd: to, value } = field;
          latest.current(value.slice(0, from) + text + value.slice(to));
          // After the page has drawn the new words.
          requestAnimationFrame(() => {
            field.focus();
            field.setSelectionRange(from + text.length, from + text.length);
            if (blanksIn(text).length > 0) selectBlank(field);
          });
        },
        toBlank: () => {
          if (area.current) selectBlank(area.current);
        },
        show: (passage) => {
          if (area.current) select(area.current, placeIn(area.current.value, passage));
        },
      }),
    [area],
  );
}

function selectBlank(field: HTMLTextAreaElement): void {
  select(field, blanksIn(field.value)[0]);
}

function select(field: HTMLTextAreaElement, place: { from: number; to: number } | undefined): void {
  field.focus();
  if (place) field.setSelectionRange(place.from, place.to);
}
