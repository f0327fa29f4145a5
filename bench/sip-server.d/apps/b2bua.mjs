// (d) Calls through a back-to-back user agent.
import { CALLEE, srf } from './connect.mjs';

srf.invite((req, res) => {
  srf.createB2BUA(req, res, `sip:${CALLEE}:5060`).then(
    ({ uas, uac }) => {
      uas.on('destroy', () => uac.destroy().catch(() => undefined));
      uac.on('destroy', () => uas.destroy().catch(() => undefined));
    },
    (error) => console.error(error),
  );
});
