import type { CallInfo, CallInfoError } from '@switchyard/call-flow';
import type { Result } from '@switchyard/kernel';

/** The internal header, sealed with the platform's key. */
export interface CallInfoSeal {
  readonly sign: (info: Omit<CallInfo, 'v' | 'iat'>) => string;
  readonly read: (value: string | undefined) => Result<CallInfo, CallInfoError>;
}
