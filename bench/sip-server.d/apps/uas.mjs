// Calls answered by the application.
import { srf } from './connect.mjs';

const localSdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n';

srf.invite((req, res) => {
  srf.createUAS(req, res, { localSdp }).then(
    (dialog) => dialog.on('destroy', () => undefined),
    (error) => console.error(error),
  );
});
// The hop probe of the bench: when the application saw the request, and when it answered.
srf.options((req, res) => {
  const seen = String(process.hrtime.bigint());
  const headers = { 'X-Probe': req.headers['X-Probe'], 'X-Seen': seen };
  res.send(200, { headers: { ...headers, 'X-Answered': String(process.hrtime.bigint()) } });
});
