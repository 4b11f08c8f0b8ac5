/** What of a page can be seen or heard, without what a framework needs for itself. */
const SHOWN = ['class', 'type', 'role', 'aria-label', 'aria-disabled', 'required', 'disabled'];

/** The elements and texts in `host`: the same for two frameworks whose pages look the same. */
export function pictureOf(host: Element): string {
  return [...host.childNodes]
    .map(drawn)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/ ?(<[^>]*>) ?/g, '$1');
}

function drawn(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (!(node instanceof Element)) return '';
  const name = node.localName;
  const attributes = SHOWN.filter((each) => node.hasAttribute(each))
    .map((each) => ` ${each}="${node.getAttribute(each)}"`)
    .join('');
  return `<${name}${attributes}>${pictureOf(node)}</${name}>`;
}

/** What is written in `host`, with a space between its elements. */
export function textOf(host: Element): string {
  return pictureOf(host)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
