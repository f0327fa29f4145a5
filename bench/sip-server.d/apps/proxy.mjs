// (c) Calls relayed, staying on the route.
import { CALLEE, srf } from './connect.mjs';

srf.invite((req, res) => {
  srf.proxyRequest(req, [`sip:${CALLEE}:5060`], { recordRoute: true }, (error) => {
    if (error) console.error(error);
  });
});
