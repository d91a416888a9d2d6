import type { MarkedText } from '@filo/contracts/http';

/** Text in which what was searched for stands out, by weight as well as by colour. */
export function Marked({ parts }: { parts: MarkedText }) {
  return (
    <bdi>
      {parts.map(({ text, marked }, index) =>
        marked ? (
          <mark key={index} className="bg-warn-bg font-semibold text-ink">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </bdi>
  );
}
