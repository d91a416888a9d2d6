import type { RichNode } from '../../../state/drafts/rich-text';

type PictureId = (localId: string) => string | undefined;

/**
 * The HTML part of a mail. Lines make a paragraph until a blank one, as in the text part, so that a mail looks the same in
 * both; a picture is named by the id of its upload, and left out while it has none.
 */
export const mailHtml = (doc: RichNode, pictureId: PictureId): string => blocks(doc.content ?? [], pictureId);

function blocks(nodes: readonly RichNode[], pictureId: PictureId): string {
  return runs(nodes)
    .map((run) => ('lines' in run ? `<p>${lines(run.lines, pictureId)}</p>` : block(run.block, pictureId)))
    .join('');
}

type Run = { lines: RichNode[] } | { block: RichNode };

/** Paragraphs that follow each other without a blank line belong together. */
function runs(nodes: readonly RichNode[]): Run[] {
  const found: Run[] = [];
  let open: RichNode[] | undefined;
  for (const node of nodes) {
    if (node.type !== 'paragraph') {
      found.push({ block: node });
      open = undefined;
    } else if (!node.content?.length) open = undefined;
    else if (open) open.push(node);
    else found.push({ lines: (open = [node]) });
  }
  return found;
}

function block(node: RichNode, pictureId: PictureId): string {
  const content = node.content ?? [];
  const items = () => content.map((item) => `<li>${listItem(item, pictureId)}</li>`).join('');
  const start = Number(node.attrs?.['start'] ?? 1);
  switch (node.type) {
    case 'bulletList':
      return `<ul>${items()}</ul>`;
    case 'orderedList':
      return `<ol${start === 1 ? '' : ` start="${start}"`}>${items()}</ol>`;
    case 'blockquote':
      return `<blockquote>${blocks(content, pictureId)}</blockquote>`;
    default:
      return blocks(content, pictureId);
  }
}

/** One run of lines stands in an item without a paragraph around it: that would space the list out. */
function listItem(item: RichNode, pictureId: PictureId): string {
  const parts = runs(item.content ?? []);
  const isTight = parts.filter((run) => 'lines' in run).length === 1;
  return isTight
    ? parts
        .map((run) => ('lines' in run ? lines(run.lines, pictureId) : block(run.block, pictureId)))
        .join('')
    : blocks(item.content ?? [], pictureId);
}

const lines = (paragraphs: readonly RichNode[], pictureId: PictureId): string =>
  paragraphs.map((line) => (line.content ?? []).map((node) => inline(node, pictureId)).join('')).join('<br>');

function inline(node: RichNode, pictureId: PictureId): string {
  if (node.type === 'hardBreak') return '<br>';
  if (node.type === 'picture') return picture(node, pictureId);
  return (node.marks ?? []).reduceRight(
    (html, mark) => {
      if (mark.type === 'bold') return `<strong>${html}</strong>`;
      if (mark.type === 'italic') return `<em>${html}</em>`;
      if (mark.type === 'link') return `<a href="${escapeHtml(String(mark.attrs?.['href']))}">${html}</a>`;
      return html;
    },
    spaced(escapeHtml(node.text ?? '')),
  );
}

function picture({ attrs = {} }: RichNode, pictureId: PictureId): string {
  const upload = pictureId(String(attrs['id']));
  if (upload === undefined) return '';
  const width = typeof attrs['width'] === 'number' ? ` width="${attrs['width']}"` : '';
  return `<img src="cid:${upload}" alt="${escapeHtml(String(attrs['alt'] ?? ''))}"${width}>`;
}

/** HTML folds spaces into one; what was typed as several stays several. */
const spaced = (text: string) => text.replace(/ (?= )/g, '\u00a0');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
