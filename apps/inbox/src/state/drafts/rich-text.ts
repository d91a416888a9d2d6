/** Formatted text as the editor keeps it: blocks of lines, where an empty paragraph is a blank line. */
export interface RichNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: RichNode[];
}

/** Plain text as formatted text: a paragraph per line. */
export const richOf = (text: string): RichNode => ({
  type: 'doc',
  content: linesOf(text),
});

const linesOf = (text: string): RichNode[] =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => ({
      type: 'paragraph',
      ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
    }));

/**
 * Formatted text after somebody typed into its plain form, as is possible until the editor has come. What was added at the
 * end goes to the end and the rest stays as it is; a change elsewhere leaves plain text.
 */
export function afterTyping(doc: RichNode, before: string, after: string): RichNode {
  if (!after.startsWith(before)) return richOf(after);
  const [first, ...others] = linesOf(after.slice(before.length));
  const blocks = doc.content ?? [];
  const last = blocks.at(-1);
  if (last?.type !== 'paragraph')
    return { ...doc, content: [...blocks, ...(first ? [first] : []), ...others] };
  const joined = { ...last, content: [...(last.content ?? []), ...(first?.content ?? [])] };
  return { ...doc, content: [...blocks.slice(0, -1), joined, ...others] };
}

/** Whether it says more than its words do. */
export const isFormatted = ({ type, marks = [], content = [] }: RichNode): boolean =>
  marks.length > 0 || !['doc', 'paragraph', 'text', 'hardBreak'].includes(type) || content.some(isFormatted);

/** The local ids of the pictures in a text, in its order. */
export const picturesIn = (node: RichNode | null): string[] => pictureNodes(node).map(({ id }) => id);

/** The pictures in a text with what was said of each for whoever cannot see it. */
export function pictureNodes(node: RichNode | null): { id: string; alt: string }[] {
  if (!node) return [];
  const { id, alt } = node.attrs ?? {};
  const own = node.type === 'picture' ? [{ id: String(id), alt: typeof alt === 'string' ? alt : '' }] : [];
  return [...own, ...(node.content ?? []).flatMap(pictureNodes)];
}
