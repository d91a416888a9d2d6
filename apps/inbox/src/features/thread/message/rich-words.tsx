import type { AttachmentView } from '@filo/contracts/http';
import { createElement, type ReactNode, useMemo } from 'react';
import { apiBase } from '../../../data/api/request';

/** What an editor of ours writes. Everything else is shown by what it says alone. */
const drawn = new Set(
  'p br div span b strong i em u s code pre ul ol li blockquote h1 h2 h3 hr a img'.split(' '),
);
const links = ['http:', 'https:', 'mailto:'];
const formatting = /<(?:b|strong|i|em|u|s|code|pre|ul|ol|blockquote|h[1-3]|hr|a|img)\b/;

/** Does this HTML say more than its plain text? */
export const hasFormatting = (html: string): boolean => formatting.test(html);

/**
 * Words of our own agents with their formatting. Drawn element by element from an allow list, never put into the page as
 * HTML; pictures are those that left with the message.
 */
export function RichWords({ html, attachments }: { html: string; attachments: readonly AttachmentView[] }) {
  const words = useMemo(() => {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    return draw(body.childNodes, attachments);
  }, [html, attachments]);
  return (
    <div dir="auto" className="rich-text rich-message text-md">
      {words}
    </div>
  );
}

const draw = (nodes: NodeListOf<ChildNode>, attachments: readonly AttachmentView[]): ReactNode[] =>
  [...nodes].map((node, key) => {
    if (!(node instanceof Element)) return node.textContent;
    const tag = node.localName;
    if (!drawn.has(tag)) return draw(node.childNodes, attachments);
    const properties = { key, ...propertiesOf(node, attachments) };
    return ['br', 'hr', 'img'].includes(tag)
      ? createElement(tag, properties)
      : createElement(tag, properties, ...draw(node.childNodes, attachments));
  });

function propertiesOf(node: Element, attachments: readonly AttachmentView[]): Record<string, unknown> {
  if (node.localName === 'ol') return { start: Number(node.getAttribute('start')) || 1 };
  if (node.localName === 'img') {
    const id = attachments.find((file) => `cid:${file.contentId}` === node.getAttribute('src'))?.id;
    const alt = node.getAttribute('alt') ?? '';
    const width = Number(node.getAttribute('width')) || undefined;
    return {
      alt,
      title: alt,
      width,
      loading: 'lazy',
      ...(id ? { src: `${apiBase}/attachments/${id}?inline=1` } : {}),
    };
  }
  const href = node.localName === 'a' ? (node.getAttribute('href') ?? '') : '';
  if (!URL.canParse(href) || !links.includes(new URL(href).protocol)) return {};
  return { href, title: href, target: '_blank', rel: 'noopener noreferrer nofollow' };
}
