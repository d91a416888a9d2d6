/** Keys as caps. */
export function KeyCaps({ keys }: { keys: readonly string[] }) {
  return (
    <span className="inline-flex gap-0.5" aria-hidden>
      {keys.map((key, index) => (
        <kbd
          key={index}
          className="rounded-key border border-current/30 px-1 font-sans text-2xs leading-4 opacity-90"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
