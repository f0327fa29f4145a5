import { readFileSync } from 'node:fs';

/** One line of a recorded conversation: what somebody sent, what somebody got, or that a connection ended. */
export interface Event {
  readonly actor: string;
  readonly kind: 'send' | 'send-raw' | 'hear' | 'closed' | 'connected';
  readonly text: string;
  /** Seconds since the recording began. */
  readonly atSec: number;
}

export interface Conversation {
  readonly title: string;
  readonly events: readonly Event[];
}

const TITLE = /^======== (.*) ========$/;
const HEAD = /^\[([\d.]+)\] (\S+) (.*)$/;

/**
 * Reads a file of recorded conversations: `======== title ========`, then `[seconds] actor --> …` with the text indented by four spaces. Titles that
 * are indented go on with the conversation before. `address` takes the place of 127.0.0.1; it must be as long, so that no length changes.
 */
export function readTranscript(file: string, address: string): Conversation[] {
  const conversations: Array<{ title: string; events: Event[] }> = [{ title: '(beginning)', events: [] }];
  let lines: string[] = [];
  let head: Omit<Event, 'text'> | undefined;
  const flush = (): void => {
    if (head) conversations.at(-1)?.events.push({ ...head, text: lines.join('\r\n') });
    head = undefined;
    lines = [];
  };
  for (const line of readFileSync(file, 'utf8').replaceAll('127.0.0.1', address).split('\n')) {
    const title = TITLE.exec(line)?.[1];
    const match = HEAD.exec(line);
    if (title !== undefined) {
      flush();
      if (!title.startsWith(' ')) conversations.push({ title, events: [] });
    } else if (match) {
      flush();
      head = { atSec: Number(match[1]), actor: match[2] ?? '', kind: kindOf(match[3] ?? '') };
    } else if (line.startsWith('    ')) lines.push(line.slice(4));
  }
  flush();
  answersBesideQuestions(conversations);
  return conversations.filter(({ events }) => events.length > 0);
}

/** A frame that answers one of an earlier conversation is heard there. */
function answersBesideQuestions(conversations: ReadonlyArray<{ readonly title: string; events: Event[] }>): void {
  const asked = new Map<string, { events: Event[] }>();
  for (const conversation of conversations) {
    conversation.events = conversation.events.filter((event) => {
      const [id = '', type = '', answered = ''] = event.text.split('|');
      if (event.kind === 'send') asked.set(id, conversation);
      const home = type === 'response' && event.kind === 'hear' ? asked.get(answered) : undefined;
      if (home === undefined || home === conversation) return true;
      home.events.push(event);
      return false;
    });
  }
}

/** `http <== server GET` is heard by the service; the arrows of sockets are `-->` and `<--`. */
function kindOf(words: string): Event['kind'] {
  if (/closed/.test(words)) return 'closed';
  if (words === 'connected') return 'connected';
  if (/^(<==|<--)/.test(words)) return 'hear';
  return words.includes('(raw)') ? 'send-raw' : 'send';
}
