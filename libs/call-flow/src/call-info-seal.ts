import type { Clock, Result } from '@switchyard/kernel';
import { readCallInfo, signCallInfo, type CallInfo, type CallInfoError } from './call-info.js';

/** The internal header, sealed with the platform's key. */
export interface CallInfoSeal {
  readonly sign: (info: Omit<CallInfo, 'v' | 'iat'>) => string;
  readonly read: (value: string | undefined) => Result<CallInfo, CallInfoError>;
}

export const callInfoSeal = (key: string, clock: Clock): CallInfoSeal => ({
  sign: (info) => signCallInfo(info, key, clock),
  read: (value) => readCallInfo(value, key, clock),
});
