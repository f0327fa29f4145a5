// A drachtio-srf application that takes everything: the worst that can stand behind a server in a flood.
import Srf from 'drachtio-srf';

const [, , host, port, secret] = process.argv;
const localSdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n';
const srf = new Srf();
srf.on('error', (error) => console.error(error));
srf.on('connect', () => console.log('connected'));
srf.invite((req, res) => {
  srf.createUAS(req, res, { localSdp }).then(
    (dialog) => dialog.on('destroy', () => undefined),
    () => undefined, // the caller has gone: calls of a flood do
  );
});
srf.options((_req, res) => res.send(200));
srf.register((_req, res) => res.send(200));
srf.connect({ host, port: Number(port), secret });
