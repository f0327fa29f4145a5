import { next, type Step } from '@switchyard/call-flow';
import type { BalanceKnown, CallInfoKnown, Initial } from '../call.js';

export const loadBalance: Step<Initial & CallInfoKnown, BalanceKnown> = {
  name: 'LOAD_BALANCE',
  doc: 'prepaid clients only: the balance as the last rated call left it',
  run: async ({ snapshot, ports, info }) => {
    const isPrepaid = snapshot.get('client', info.clientId)?.billingMethod === 'prepaid';
    return next({ balance: isPrepaid ? await ports.balances.of(info.clientId) : null });
  },
};
