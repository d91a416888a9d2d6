import { splitLinks } from './split-links';

/** Words with their web addresses as links. */
export const Linked = ({ words }: { words: string }) =>
  splitLinks(words).map((part, index) =>
    part.href ? (
      <a
        key={index}
        href={part.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        title={part.href}
        className="text-accent underline"
      >
        {part.text}
      </a>
    ) : (
      part.text
    ),
  );

/** Someone's plain words: line breaks kept, direction by the text itself, web addresses as links. */
export function LinkedText({ text }: { text: string }) {
  return (
    <p dir="auto" className="user-text text-md">
      <Linked words={text.trimEnd()} />
    </p>
  );
}
