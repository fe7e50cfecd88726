/**
 * The debrief as one page of its own: what is on the screen, everything unfolded, in day colours, without anything to
 * press. It holds its style and runs no script; its policy forbids any.
 */
import tokens from '../tokens.css?inline';
import style from './report-page.css?inline';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
/** What only works on the screen. */
const SCREEN_ONLY = 'form, progress, .exports, .luck-progress, .button, .contests';

/** A button that opens a working becomes the words on it. */
const asText = (button: Element): void => {
  for (const hidden of button.querySelectorAll('.visually-hidden')) hidden.remove();
  const text = button.ownerDocument.createElement('span');
  text.replaceChildren(...button.childNodes);
  button.replaceWith(text);
};

export const reportPage = (main: HTMLElement, title: string, language: string): string => {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = language;
  page.documentElement.dataset['theme'] = 'day';
  const inHead = (tag: string, attributes: Readonly<Record<string, string>>, text = ''): void => {
    const element = page.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    page.head.append(element);
  };
  page.head.prepend(Object.assign(page.createElement('meta'), { charset: 'utf-8' }));
  page.head.firstElementChild?.setAttribute('charset', 'utf-8');
  inHead('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY });
  inHead('meta', { name: 'viewport', content: 'width=device-width' });
  inHead('style', {}, tokens + style);
  const heading = page.createElement('h1');
  heading.textContent = title;
  const copy = page.importNode(main, true);
  for (const element of copy.querySelectorAll(SCREEN_ONLY)) element.remove();
  for (const details of copy.querySelectorAll('details')) details.setAttribute('open', '');
  for (const button of copy.querySelectorAll('button')) asText(button);
  page.body.append(heading, copy);
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
};
