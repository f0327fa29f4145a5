/** `file:/path` or `redis://host:port/db?key=name`. */
export const JOURNAL_ADDRESS = /^(file:.+|rediss?:\/\/.+)$/;
