interface XGlyphProps {
  className?: string;
  strokeWidth?: number;
}

/** The letter with one broad stroke: a cross alone would look like a button that closes something. */
export function XGlyph({ className, strokeWidth = 2 }: XGlyphProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={strokeWidth}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <path d="M3 3h5l13 18h-5z" />
      <path d="M20 3l-7.5 8.2M4 21l7-7.6" />
    </svg>
  );
}
