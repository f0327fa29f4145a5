import type { Clock, Result } from '@switchyard/kernel';
import { readCallInfo, signCallInfo, type CallInfo, type CallInfoError, type UnsignedCallInfo } from './call-info.js';

/** The internal header, sealed with the platform's key. */
export interface CallInfoSeal {
  readonly sign: (info: UnsignedCallInfo) => string;
  readonly read: (value: string | undefined) => Result<CallInfo, CallInfoError>;
}

export const callInfoSeal = (key: string, clock: Clock): CallInfoSeal => ({
  sign: (info) => signCallInfo(info, key, clock),
  read: (value) => readCallInfo(value, key, clock),
});
