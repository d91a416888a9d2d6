import type { RichNode } from '../../../state/drafts/rich-text';

/** The text part of a mail: lines, dashes and numbers for lists, `>` before a quote, addresses in full. */
export const mailText = (doc: RichNode): string => blocks(doc.content ?? []).join('\n');

const blocks = (nodes: readonly RichNode[]): string[] => nodes.flatMap(linesOfBlock);

function linesOfBlock(node: RichNode): string[] {
  const content = node.content ?? [];
  switch (node.type) {
    case 'bulletList':
      return content.flatMap((item) => listItem('- ', item));
    case 'orderedList':
      return content.flatMap((item, index) =>
        listItem(`${Number(node.attrs?.['start'] ?? 1) + index}. `, item),
      );
    case 'blockquote':
      return blocks(content).map((line) => (line === '' ? '>' : `> ${line}`));
    default:
      return inline(content).split('\n');
  }
}

const listItem = (mark: string, item: RichNode): string[] =>
  blocks(item.content ?? []).map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line);

/** Pieces of one link stand together, so that its address is written once. */
function inline(nodes: readonly RichNode[]): string {
  let text = '';
  for (let at = 0; at < nodes.length; at += 1) {
    const href = hrefOf(nodes[at]);
    let label = wordsOf(nodes[at]);
    while (href && hrefOf(nodes[at + 1]) === href) label += wordsOf(nodes[(at += 1)]);
    text += href && !saysItself(label, href) ? `${label} (${href})` : label;
  }
  return text;
}

const wordsOf = (node: RichNode | undefined): string => {
  if (node?.type === 'hardBreak') return '\n';
  if (node?.type === 'picture') return `[${String(node.attrs?.['alt'] ?? '')}]`;
  return node?.text ?? '';
};

const hrefOf = (node: RichNode | undefined): string | undefined =>
  node?.marks?.find((mark) => mark.type === 'link')?.attrs?.['href'] as string | undefined;

const saysItself = (label: string, href: string) =>
  [href, href.replace(/^(?:https?:\/\/|mailto:)/, ''), href.replace(/\/$/, '')].includes(label.trim());
