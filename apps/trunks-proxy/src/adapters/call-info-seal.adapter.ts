import { readCallInfo, signCallInfo } from '@switchyard/call-flow';
import type { Clock } from '@switchyard/kernel';
import type { CallInfoSeal } from '../ports/call-info-seal.port.js';

export const callInfoSeal = (key: string, clock: Clock): CallInfoSeal => ({
  sign: (info) => signCallInfo(info, key, clock),
  read: (value) => readCallInfo(value, key, clock),
});
