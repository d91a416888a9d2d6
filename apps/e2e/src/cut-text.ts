import type { Page } from 'playwright-core';

/**
 * The text on the page that nobody can read whole: cut off without dots, shortened although it is ours and no title says the rest, outside
 * the window where nothing scrolls, or run over the edge of the control that it belongs to. Of people's own words an excerpt may end in dots.
 */
export const cutText = (page: Page): Promise<string[]> => page.evaluate(findCutText);

/** Runs in the page. */
const findCutText = (): string[] => {
  type Axis = 'x' | 'y';
  interface Box {
    x: [number, number];
    y: [number, number];
  }
  /** Rounding, and the part of a letter's box in which nothing is drawn. */
  const slack = { x: 1.5, y: 4 };
  const ours = '\u27E6';
  const control =
    'button, a, label, li, td, th, dt, dd, h1, h2, h3, [role=option], [role=menuitem], [role=menuitemradio], [role=tab], [role=dialog], article, header, nav, section, main';
  const boxOf = ({ left, right, top, bottom }: DOMRect): Box => ({ x: [left, right], y: [top, bottom] });
  const beyond = (inner: Box, outer: Box, axis: Axis): boolean =>
    inner[axis][0] < outer[axis][0] - slack[axis] || inner[axis][1] > outer[axis][1] + slack[axis];
  const axes: readonly Axis[] = ['x', 'y'];
  const overflowOf = (style: CSSStyleDeclaration, axis: Axis): string =>
    axis === 'x' ? style.overflowX : style.overflowY;
  /** For screen readers alone, at whatever width that is so. */
  const isSpoken = (element: Element): boolean => {
    for (let at: Element | null = element; at; at = at.parentElement)
      if (/^inset\(50%/.test(getComputedStyle(at).clipPath)) return true;
    return false;
  };
  const isUnseen = (element: Element): boolean =>
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
    isSpoken(element) ||
    element.closest('.sr-only, .hidden, .away, option, select, [class*="focus:translate"]:not(:focus)') !==
      null;
  /** Those that an element's place depends on: what is taken out of the flow is cut off by others than it stands in. */
  const holderOf = (element: Element, position: string): Element | null => {
    if (position === 'fixed') return null;
    let holder = element.parentElement;
    while (position === 'absolute' && holder && getComputedStyle(holder).position === 'static')
      holder = holder.parentElement;
    return holder;
  };

  const isInTitle = (text: Text): boolean => {
    for (let at = text.parentElement; at; at = at.parentElement)
      if (at.getAttribute('title')?.includes(text.data.trim())) return true;
    return false;
  };

  const faultOf = (text: Text): string | undefined => {
    const element = text.parentElement!;
    const range = document.createRange();
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (rects.length === 0) return undefined;
    const box: Box = {
      x: [Math.min(...rects.map(({ left }) => left)), Math.max(...rects.map(({ right }) => right))],
      y: [Math.min(...rects.map(({ top }) => top)), Math.max(...rects.map(({ bottom }) => bottom))],
    };
    const open = new Set<Axis>(axes);
    let nearest: Element | undefined;
    let shortened = false;
    for (
      let at: Element | null = element;
      at && at !== document.body;
      at = holderOf(at, getComputedStyle(at).position)
    ) {
      const style = getComputedStyle(at);
      const edge = boxOf(at.getBoundingClientRect());
      for (const axis of [...open]) {
        const overflow = overflowOf(style, axis);
        const scrolls = axis === 'x' ? at.scrollWidth > at.clientWidth : at.scrollHeight > at.clientHeight;
        if (overflow === 'auto' || overflow === 'scroll') {
          if (scrolls) open.delete(axis);
        } else if (overflow !== 'visible' && beyond(box, edge, axis)) {
          // Dots stand for what is missing at the end of a line, a clamp's for lines that are missing below.
          const dots = axis === 'x' ? style.textOverflow === 'ellipsis' : style.webkitLineClamp !== 'none';
          if (!dots) return `is cut off (${axis}) by <${at.tagName} class="${at.getAttribute('class')}">`;
          // What lies beyond the dots is cut off once, and there.
          shortened = true;
          open.delete(axis);
        }
      }
      if (!nearest && at.matches(control) && style.display !== 'contents' && style.display !== 'inline') {
        nearest = at;
        for (const axis of open)
          if (beyond(box, edge, axis))
            return `runs out (${axis}) of <${at.tagName} class="${at.getAttribute('class')}">`;
      }
    }
    if (shortened && text.data.includes(ours) && !isInTitle(text))
      return 'is shortened, and no title has the rest';
    const screen: Box = { x: [0, innerWidth], y: [0, innerHeight] };
    const root = document.scrollingElement!;
    if (getComputedStyle(document.body).overflowY !== 'hidden') {
      if (root.scrollHeight > root.clientHeight) open.delete('y');
    }
    for (const axis of open) if (beyond(box, screen, axis)) return `lies outside the window (${axis})`;
    return undefined;
  };

  const faults: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    if (text.data.trim() === '' || isUnseen(text.parentElement!)) continue;
    const fault = faultOf(text);
    if (fault) faults.push(`"${text.data.trim().slice(0, 60)}" ${fault}`);
  }
  return [...new Set(faults)];
};
