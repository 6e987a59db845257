import type { NextFunction, Request, Response } from 'express';

/** Scripts, styles and requests of the page's own only; pictures from Spotify's image hosts too. */
const PAGE = [
  "default-src 'self'",
  "img-src 'self' data: https://*.scdn.co https://*.spotifycdn.com",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** Swagger's page, and only that, brings its styles inline. */
const API_PAGE = [...PAGE, "style-src 'self' 'unsafe-inline'"];

/** Before every route, the API page and its files included. */
export function securityHeaders({ path }: Request, response: Response, next: NextFunction): void {
  const policy = path === '/api' || path.startsWith('/api/') ? API_PAGE : PAGE;
  response.set({
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  });
  next();
}
