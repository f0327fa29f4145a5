export const MESSAGE_SUMMARY = 'application/simple-message-summary';

/** How many messages lie in a voice mailbox. */
export interface MailboxCounts {
  readonly fresh: number;
  readonly old: number;
  readonly urgentFresh: number;
  readonly urgentOld: number;
}

/** RFC 3842 §5.2. `account`: URI by which the mailbox is called. */
export const messageSummary = (account: string, { fresh, old, urgentFresh, urgentOld }: MailboxCounts): string =>
  [
    `Messages-Waiting: ${fresh > 0 ? 'yes' : 'no'}`,
    `Message-Account: ${account}`,
    `Voice-Message: ${fresh}/${old} (${urgentFresh}/${urgentOld})`,
    '',
  ].join('\r\n');
