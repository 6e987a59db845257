import { draw, unit } from './dataset/random.js';

/** The shapes behind a cover's title: one of six kinds of pattern, each of which looks different every time. */
export function shapes(seed: number, hue: number): string {
  const at = (salt: number, size = 640) => Math.round(unit(draw(seed, salt)) * size);
  const light = `hsl(${hue} 80% 70%)`;
  switch (seed % 6) {
    case 0: // rings
      return `<g fill="none" stroke="${light}" stroke-width="${6 + at(1, 18)}" opacity="0.35">${repeat(6, (i) => `<circle cx="${at(2)}" cy="${at(3, 360)}" r="${40 + i * (40 + at(4, 30))}"/>`)}</g>`;
    case 1: // a low sun over hills
      return `<circle cx="${120 + at(1, 400)}" cy="${140 + at(2, 140)}" r="${70 + at(3, 70)}" fill="${light}" opacity="0.8"/>${repeat(3, (i) => `<path d="M0 ${330 + i * 80} Q${at(4 + i)} ${220 + i * 90} 640 ${300 + i * 90} V640 H0 Z" fill="#000" opacity="0.18"/>`)}`;
    case 2: // stripes
      return `<g fill="${light}" opacity="0.28" transform="rotate(${at(1, 90)} 320 320)">${repeat(9, (i) => `<rect x="-200" y="${i * 110 - 150}" width="1040" height="${14 + at(2 + i, 50)}"/>`)}</g>`;
    case 3: // scattered discs
      return `<g fill="${light}" opacity="0.3">${repeat(12, (i) => `<circle cx="${at(i)}" cy="${at(i + 20, 420)}" r="${12 + at(i + 40, 90)}"/>`)}</g>`;
    case 4: // waves
      return `<g fill="none" stroke="${light}" stroke-width="10" opacity="0.45">${repeat(8, (i) => `<path d="M-20 ${60 + i * 48} q ${60 + at(1, 60)} ${-30 - at(2, 50)} 170 0 t 170 0 t 170 0 t 170 0"/>`)}</g>`;
    default: // tiles
      return `<g fill="${light}">${repeat(25, (i) => `<rect x="${(i % 5) * 128}" y="${Math.floor(i / 5) * 128}" width="128" height="128" rx="${at(1, 64)}" opacity="${(at(i + 2, 35) / 100).toFixed(2)}"/>`)}</g>`;
  }
}

function repeat(count: number, shape: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => shape(i)).join('');
}
