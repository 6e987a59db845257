const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes (if the first of the content is an object of them) and children; text is only ever text. */
export function el(name, ...content) {
  return fill(document.createElement(name), content);
}

/** The same for SVG. */
export function svg(name, ...content) {
  return fill(document.createElementNS(SVG, name), content);
}

function fill(element, content) {
  const [attributes] = content;
  if (attributes?.constructor === Object) {
    content.shift();
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === 'function') element.addEventListener(key, value);
      else if (value !== undefined) element.setAttribute(key, value);
    }
  }
  element.append(...content.filter((child) => child !== undefined));
  return element;
}
