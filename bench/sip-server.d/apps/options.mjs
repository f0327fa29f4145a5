// (a) OPTIONS answered.
import { srf } from './connect.mjs';

srf.options((req, res) => res.send(200));
