/**
 * Cross-origin rules as a browser needs them: any site may call the tracking API, with or without credentials
 * (beacons send them), and Chromium asks once more before it lets a public page reach a loopback address.
 */

export function preflightResponse(request: Request, origin: string | null): Response {
  const headers = new Headers({
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers':
      request.headers.get('access-control-request-headers') ?? 'content-type, authorization',
  });
  if (request.headers.get('access-control-request-private-network') === 'true') {
    headers.set('access-control-allow-private-network', 'true');
  }
  return withCors(new Response(null, { status: 204, headers }), origin);
}

/** The response, readable by the page that asked. */
export function withCors(response: Response, origin: string | null): Response {
  response.headers.append('vary', 'Origin');
  if (origin === null) {
    response.headers.set('access-control-allow-origin', '*');
    return response;
  }
  response.headers.set('access-control-allow-origin', origin);
  response.headers.set('access-control-allow-credentials', 'true');
  response.headers.set('access-control-expose-headers', 'Retry-After');
  return response;
}
