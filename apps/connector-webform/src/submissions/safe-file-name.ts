/** A name as its sender gave it, without paths, control characters and surprises; undefined when nothing is left. */
export const safeFileName = (given: string | undefined): string | undefined => {
  const name = (given ?? '')
    .split(/[/\\]/)
    .pop()!
    // Direction marks can make `exe.pdf` out of `fdp.exe`.
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .slice(0, 255);
  return name === '' || name === '.' || name === '..' ? undefined : name;
};
