import { next, type Step } from '@switchyard/call-flow';
import { paysBefore } from '@switchyard/rating';
import type { BalanceKnown, CallInfoKnown, Initial } from '../call.js';

export const loadBalance: Step<Initial & CallInfoKnown, BalanceKnown> = {
  name: 'LOAD_BALANCE',
  doc: 'clients that pay before only: the balance as the last rated call left it',
  run: async ({ snapshot, ports, info }) => {
    const client = snapshot.get('client', info.clientId);
    return next({ balance: client && paysBefore(client.billingMethod) ? await ports.balances.of(info.clientId) : null });
  },
};
