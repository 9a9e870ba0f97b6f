import { ERRORS } from '@/lib/mock/errors';
import { ENDPOINTS, type EndpointFact } from '@/lib/tracker/dialects';

/** The documented endpoints a path belongs to; more than one only if several methods share it. */
export function endpointsAt(pathname: string): EndpointFact[] {
  return ENDPOINTS.filter(({ path }) =>
    path.endsWith('/') ? pathname.startsWith(path) && pathname.length > path.length : pathname === path,
  );
}

/** The answer where no endpoint takes the request: the path is unknown, or only its method is wrong. */
export function unknownPath(facts: EndpointFact[]): Response {
  if (facts.length === 0) return Response.json({ error: ERRORS.notFound }, { status: 404 });
  const allow = [...facts.map(({ method }) => method), 'OPTIONS'].join(', ');
  return Response.json({ error: 'Method not allowed' }, { status: 405, headers: { allow } });
}
