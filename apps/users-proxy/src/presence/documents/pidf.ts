import { err, ok, type Result } from '@switchyard/kernel';
import { descendants, escapeXml, parseXml, type Element } from './xml.js';

export const PIDF = 'application/pidf+xml';

/** One way to reach somebody, and what he says of himself there (RFC 3863 §4.1, RFC 4480 for activities). */
export interface PresenceTuple {
  readonly id: string;
  readonly isOpen: boolean;
  readonly contact: string | undefined;
  readonly note: string | undefined;
  /** Names of RFC 4480 §3.2, as `on-the-phone`. */
  readonly activities: readonly string[];
}

const MAX_TUPLES = 20;
const MAX_TEXT = 200;
const ACTIVITY = /^[a-z][a-z-]{0,30}$/;

/**
 * What a phone publishes of itself. Only what is understood is kept and written anew, so that nothing of a stranger's document reaches
 * others as it is. The error says which rule is broken.
 */
export function readPidf(document: string): Result<readonly PresenceTuple[], string> {
  const read = parseXml(document);
  if (!read.ok) return read;
  const root = read.value;
  if (root.name !== 'presence') return err('the root element must be presence');
  const tuples = root.children.filter(({ name }) => name === 'tuple');
  if (tuples.length > MAX_TUPLES) return err(`there must not be more than ${MAX_TUPLES} tuples`);
  // Activities and notes may belong to the person rather than to a device (RFC 4479 §3.1).
  const persons = root.children.filter(({ name }) => name === 'person' || name === 'note');
  const activities = persons.flatMap(activitiesOf);
  const note = noteOf(root) ?? persons.map(noteOf).find((text) => text !== undefined);
  if (tuples.length === 0) return ok([{ id: 'person', isOpen: true, contact: undefined, note, activities }]);
  const found: PresenceTuple[] = [];
  for (const tuple of tuples) {
    const basic = [...descendants(tuple, 'basic')][0]?.text;
    if (basic !== 'open' && basic !== 'closed') return err('basic must be open or closed');
    const contact = tuple.children.find(({ name }) => name === 'contact')?.text.slice(0, MAX_TEXT);
    found.push({
      id: (tuple.attributes.get('id') ?? '').replace(/[^\w.-]/g, '').slice(0, 40) || `t${found.length}`,
      isOpen: basic === 'open',
      contact,
      note: noteOf(tuple) ?? note,
      activities: [...new Set([...activitiesOf(tuple), ...activities])],
    });
  }
  return ok(found);
}

const noteOf = (element: Element): string | undefined => element.children.find(({ name }) => name === 'note')?.text.slice(0, MAX_TEXT);
const activitiesOf = (element: Element): readonly string[] =>
  [...descendants(element, 'activities')].flatMap(({ children }) => children.map(({ name }) => name).filter((name) => ACTIVITY.test(name)));

/** RFC 3863 §4 with the activities of RFC 4480. */
export function pidf(entity: string, tuples: readonly PresenceTuple[]): string {
  const activities = [...new Set(tuples.flatMap((tuple) => tuple.activities))];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="${escapeXml(entity)}">`,
    ...tuples.map(tupleElement),
    ...(activities.length > 0
      ? [`<dm:person id="person"><rpid:activities>${activities.map((name) => `<rpid:${name}/>`).join('')}</rpid:activities></dm:person>`]
      : []),
    '</presence>',
    '',
  ].join('\r\n');
}

const tupleElement = ({ id, isOpen, contact, note }: PresenceTuple): string =>
  [
    `<tuple id="${escapeXml(id)}"><status><basic>${isOpen ? 'open' : 'closed'}</basic></status>`,
    contact ? `<contact>${escapeXml(contact)}</contact>` : '',
    note ? `<note>${escapeXml(note)}</note>` : '',
    '</tuple>',
  ].join('');
