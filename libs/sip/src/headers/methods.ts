/** Methods we serve or send. Names are case-sensitive (RFC 3261 §7.1). */
export const METHODS = {
  INVITE: 'INVITE',
  ACK: 'ACK',
  BYE: 'BYE',
  CANCEL: 'CANCEL',
  REGISTER: 'REGISTER',
  OPTIONS: 'OPTIONS',
  INFO: 'INFO',
  PRACK: 'PRACK',
  UPDATE: 'UPDATE',
  SUBSCRIBE: 'SUBSCRIBE',
  NOTIFY: 'NOTIFY',
  PUBLISH: 'PUBLISH',
  REFER: 'REFER',
  MESSAGE: 'MESSAGE',
} as const;

export type Method = (typeof METHODS)[keyof typeof METHODS];
export const isMethod = (word: string): word is Method => Object.hasOwn(METHODS, word);
