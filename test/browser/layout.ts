/**
 * Whether every word of a screen can be read where it stands: nothing cut off, nothing on top of something else,
 * nothing beside the page.
 *
 * Measured on the lines of text themselves. What scrolls may hide its text in the direction in which it scrolls
 * down; layers that lie over the page on purpose (dialogs, panels, what sticks while the rest scrolls) are
 * compared within themselves only.
 */
import type { Page } from '@playwright/test';

/** Run in the page: one line of words for each fault. */
const faultsInPage = (): readonly string[] => {
  const TOLERANCE_PX = 1.5;
  /** Lines of neighbouring blocks share the space between their letters. */
  const OVERLAP_PX = 4;
  const LAYERS =
    'dialog, [role="dialog"], .working, .menu > div, [role="tooltip"], .theatre-legend, .theatre-objects, .theatre-bar';

  interface Line {
    readonly text: string;
    readonly element: Element;
    readonly layer: Element | null;
    readonly box: DOMRect;
  }

  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element): CSSStyleDeclaration => {
    const style = styles.get(element) ?? getComputedStyle(element);
    styles.set(element, style);
    return style;
  };
  const isHiddenWords = (element: Element): boolean => {
    for (let place: Element | null = element; place !== null; place = place.parentElement) {
      const style = styleOf(place);
      if (style.clipPath !== 'none' || style.visibility === 'hidden' || style.opacity === '0') return true;
    }
    return false;
  };
  const layerOf = (element: Element): Element | null => {
    for (let place: Element | null = element; place !== null; place = place.parentElement) {
      const { position } = styleOf(place);
      if (position === 'fixed' || position === 'sticky' || place.matches(LAYERS)) return place;
    }
    return null;
  };
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- The page is given this function alone.
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}${[...element.classList].map((name) => `.${name}`).join('')}`;

  const faults = new Set<string>();
  const say = (fault: string, { text, element }: Pick<Line, 'text' | 'element'>): void => {
    faults.add(`${fault}: ${nameOf(element.parentElement ?? element)} > ${nameOf(element)} “${text.slice(0, 60)}”`);
  };

  /** What of a line is left to see; null where it is scrolled out of sight. A cut is a fault. */
  const seen = (line: Line): Line | null => {
    let { left, right, top, bottom } = line.box;
    for (let place: Element | null = line.element; place !== null; place = place.parentElement) {
      const { overflowX, overflowY, position } = styleOf(place);
      const box = place.getBoundingClientRect();
      const cutsX = overflowX !== 'visible' && place !== document.documentElement && place !== document.body;
      const cutsY = overflowY !== 'visible' && place !== document.documentElement && place !== document.body;
      const isOutX = left < box.left - 1.5 || right > box.right + 1.5;
      const isOutY = top < box.top - 1.5 || bottom > box.bottom + 1.5;
      if (cutsY && isOutY) {
        if (overflowY === 'hidden' || overflowY === 'clip') say('cut off below', line);
        top = Math.max(top, box.top);
        bottom = Math.min(bottom, box.bottom);
        if (bottom <= top) return null;
      }
      if (cutsX && isOutX) {
        if (!place.hasAttribute('data-scrolls-sideways')) say('cut off at the side', line);
        left = Math.max(left, box.left);
        right = Math.min(right, box.right);
        if (right <= left) return null;
      }
      if (position === 'fixed') break;
    }
    return { ...line, box: new DOMRect(left, top, right - left, bottom - top) };
  };

  const lines: Line[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    if (text === '' || element === null || element.closest('option, script, style, math') !== null) continue;
    if (!element.checkVisibility() || isHiddenWords(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const layer = layerOf(element);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      const line = seen({ text, element, layer, box });
      if (line === null) continue;
      lines.push(line);
      if (line.box.left < -TOLERANCE_PX || line.box.right > innerWidth + TOLERANCE_PX) say('beside the page', line);
      // Words that stick out of their own box lie on whatever is there.
      const block = element.closest(
        'button, a.button, .badge, td, th, dd, dt, li, label, p, h1, h2, h3, h4, [role="tab"]',
      );
      const home = block?.getBoundingClientRect();
      if (home && home.width > 0 && (box.left < home.left - TOLERANCE_PX || box.right > home.right + TOLERANCE_PX))
        say('sticks out of its box', line);
    }
  }

  lines.sort((a, b) => a.box.top - b.box.top);
  for (const [place, line] of lines.entries()) {
    for (const other of lines.slice(place + 1)) {
      if (other.box.top >= line.box.bottom - OVERLAP_PX) break;
      if (other.layer !== line.layer) continue;
      if (other.element === line.element && other.text === line.text) continue;
      const across = Math.min(line.box.right, other.box.right) - Math.max(line.box.left, other.box.left);
      const down = Math.min(line.box.bottom, other.box.bottom) - Math.max(line.box.top, other.box.top);
      if (across > OVERLAP_PX / 2 && down > OVERLAP_PX) say(`on “${other.text.slice(0, 40)}”`, line);
    }
  }

  // A closed list shows its choice in one line and cuts what is too long.
  const pen = document.createElement('canvas').getContext('2d');
  const ARROW_PX = 18;
  for (const list of document.querySelectorAll('select')) {
    if (!list.checkVisibility() || pen === null) continue;
    const style = styleOf(list);
    pen.font = style.font;
    const text = list.selectedOptions[0]?.textContent ?? '';
    const room =
      list.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight) - ARROW_PX;
    if (pen.measureText(text).width > room + TOLERANCE_PX) say('cut off in its list', { text, element: list });
  }

  if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
    faults.add('the page scrolls sideways');
  return [...faults];
};

export const layoutFaults = (page: Page): Promise<readonly string[]> => page.evaluate(faultsInPage);
