/** The part of a response that this needs. */
interface HttpResponse {
  setHeader(name: string, value: string): void;
}

/** Only the page's own scripts and styles run; pictures may come from Spotify's image hosts. */
export function securityHeaders(_request: unknown, response: HttpResponse, next: () => void): void {
  response.setHeader('Content-Security-Policy', "default-src 'self'; img-src 'self' http: https:");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  next();
}
