import type { App, AppRequest, AppResponse } from './app.js';
import { SDP } from './test-server.js';

/**
 * The application's part of what RFC 4475 asks of an endpoint: body types, formats, identities and credentials are for whoever serves the
 * request, not for the stack under it.
 */
export function serveAsEndpoint(srf: App): void {
  srf.invite((req, res) => {
    if (!answersTrouble(req, res)) res.send(200, { headers: { 'Content-Type': 'application/sdp' }, body: SDP });
  });
  srf.options((req, res) => {
    if (!answersTrouble(req, res)) res.send(200);
  });
  srf.message((req, res) => res.send(req.get('content-type').startsWith('multipart/') ? 200 : 415));
  srf.register((req, res) => {
    if (!/^("[^"]*"|[^<"]*)\s*<?sips?:/i.test(req.get('to'))) res.send(400, { reason: 'Bad To Header' });
    else if (/^(?!digest )/i.test(req.get('authorization') || 'Digest '))
      res.send(401, { headers: { 'WWW-Authenticate': 'Digest realm="example.com", nonce="1"' } });
    else res.send(200, { headers: { Contact: req.get('contact') } });
  });
}

function answersTrouble(req: AppRequest, res: AppResponse): boolean {
  const type = req.get('content-type');
  const accept = req.get('accept');
  if (type && !type.startsWith('application/sdp')) res.send(415, { headers: { Accept: 'application/sdp' } });
  else if (accept && !/application\/sdp|\*\/\*/i.test(accept)) res.send(406);
  else return false;
  return true;
}
