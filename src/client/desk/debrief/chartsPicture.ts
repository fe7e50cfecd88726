/**
 * The charts of a sheet as one PNG, each under its title and above its summary. A drawing takes its colours from the
 * page's tokens, which mean nothing outside it, so they are written into a copy before that is painted.
 */
const SCALE = 2;
const MARGIN_PX = 24;
const TITLE_PX = 18;
const TEXT_PX = 13;
const LINE_PX = 20;

const PAINTED = [
  'fill',
  'stroke',
  'color',
  'opacity',
  'fill-opacity',
  'stroke-opacity',
  'font-size',
  'font-weight',
] as const;

/** A copy of a drawing that looks the same anywhere. */
const standalone = (svg: SVGSVGElement, font: string): string => {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [place, original] of originals.entries()) {
    const style = getComputedStyle(original);
    for (const name of PAINTED) copies[place]?.setAttribute(name, style.getPropertyValue(name));
  }
  for (const style of copy.querySelectorAll('style')) style.remove();
  copy.setAttribute('font-family', font);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
};

interface Key {
  readonly name: string;
  readonly colour: string;
}

interface Picture {
  readonly title: string;
  /** What stands for what; the colours are the tokens' own. */
  readonly keys: readonly Key[];
  readonly lines: readonly string[];
  readonly image: HTMLImageElement;
  readonly width: number;
  readonly height: number;
}

/** Text in lines no wider than so many pixels; scripts without spaces break anywhere. */
const wrapped = (
  context: CanvasRenderingContext2D,
  text: string,
  width: number,
  language: string,
): readonly string[] => {
  const parts = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && context.measureText(line + part).width > width) {
      lines.push(line);
      line = part.trimStart();
    } else line += part;
  }
  return line === '' ? lines : [...lines, line];
};

const KEY_PX = 12;

/** The legend in one line: a dash in its colour before each name. */
const drawKeys = (context: CanvasRenderingContext2D, keys: readonly Key[], baseline: number): void => {
  const ink = context.fillStyle;
  let left = MARGIN_PX;
  for (const { name, colour } of keys) {
    context.fillStyle = colour;
    context.fillRect(left, baseline - TEXT_PX / 2, KEY_PX, TEXT_PX / 4);
    context.fillStyle = ink;
    context.fillText(name, left + KEY_PX + KEY_PX / 2, baseline);
    left += KEY_PX + context.measureText(name).width + MARGIN_PX;
  }
};

const textLines = ({ keys, lines }: Picture): number => lines.length + (keys.length > 0 ? 1 : 0);
const heightOf = (picture: Picture): number => MARGIN_PX + LINE_PX + picture.height + textLines(picture) * LINE_PX;

export const chartsPicture = async (sheet: HTMLElement): Promise<Blob> => {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser gives no canvas to draw on');
  const { fontFamily } = getComputedStyle(document.body);
  const textFont = `${TEXT_PX}px ${fontFamily}`;
  context.font = textFont;
  const figures = [...sheet.querySelectorAll('figure.chart')];
  const pictures = await Promise.all(
    figures.flatMap((figure) => {
      const svg = figure.querySelector<SVGSVGElement>('.chart-box svg');
      if (svg === null) return [];
      const { width, height } = svg.getBoundingClientRect();
      const image = new Image(width * SCALE, height * SCALE);
      image.src = standalone(svg, fontFamily);
      const keys = [...figure.querySelectorAll('.legend > li')].map((item) => ({
        name: item.textContent ?? '',
        colour: getComputedStyle(item).getPropertyValue('--mark'),
      }));
      const summary = figure.querySelector('figcaption')?.textContent ?? '';
      const lines = wrapped(context, summary, width, document.documentElement.lang);
      const title = figure.querySelector('h2')?.textContent ?? '';
      return image.decode().then((): Picture => ({ title, keys, lines, image, width, height }));
    }),
  );
  const width = Math.max(1, ...pictures.map((picture) => picture.width)) + 2 * MARGIN_PX;
  const height = pictures.reduce((total, picture) => total + heightOf(picture), MARGIN_PX);
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil(height * SCALE);
  context.scale(SCALE, SCALE);
  const page = getComputedStyle(figures[0] ?? document.body);
  context.fillStyle = page.backgroundColor;
  context.fillRect(0, 0, width, height);
  context.fillStyle = page.color;
  let top = MARGIN_PX;
  for (const picture of pictures) {
    context.font = `600 ${TITLE_PX}px ${fontFamily}`;
    context.fillText(picture.title, MARGIN_PX, top + TITLE_PX);
    context.drawImage(picture.image, MARGIN_PX, top + LINE_PX + TEXT_PX / 2, picture.width, picture.height);
    context.font = textFont;
    const textTop = top + LINE_PX + picture.height + LINE_PX;
    drawKeys(context, picture.keys, textTop);
    const summaryTop = textTop + (picture.keys.length > 0 ? LINE_PX : 0);
    for (const [place, line] of picture.lines.entries())
      context.fillText(line, MARGIN_PX, summaryTop + place * LINE_PX);
    top += heightOf(picture);
  }
  return new Promise((resolve, refuse) => {
    canvas.toBlob((blob) => (blob === null ? refuse(new Error('the picture is empty')) : resolve(blob)), 'image/png');
  });
};
