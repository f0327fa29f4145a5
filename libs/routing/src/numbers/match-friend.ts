import { linearPattern, type Friend, type Snapshot, type TraceStep } from '@switchyard/model';

/** Longest text that a pattern is tried on: longer than any number, shorter than what could cost time. */
const MAX_DIALLED = 64;

export interface FriendMatch {
  /** Undefined: no friend of the client takes the number. */
  readonly friend: Friend | undefined;
  readonly step: TraceStep;
}

/**
 * The friend of a client that takes a number (IV-141): by priority, the first with a pattern that matches, or, of an inter-vPBX friend
 * (IV-142), the first whose client has such an extension. Numbers with a leading + are public and never match (reference §2.3). `but` is
 * the friend that calls: nothing goes back where it came from.
 */
export async function matchFriend(
  snapshot: Snapshot,
  clientId: number,
  dialled: string,
  isExtension: (clientId: number, number: string) => Promise<boolean>,
  but?: number,
): Promise<FriendMatch> {
  const friends = [...snapshot.by('friend', 'clientId', clientId)].sort((a, b) => a.priority - b.priority || a.id - b.id);
  const chosen = (friend: Friend | undefined, why: string): FriendMatch => ({
    friend,
    step: { step: 'friend', saw: { dialled, friends: friends.length }, chose: friend?.name ?? null, why },
  });
  if (friends.length === 0) return chosen(undefined, 'the client has no friends');
  if (dialled.startsWith('+') || dialled.length > MAX_DIALLED) return chosen(undefined, 'a public number goes through no friend');
  for (const friend of friends) {
    if (friend.id === but) continue;
    const pattern = snapshot.by('friendPattern', 'friendId', friend.id).find(({ regExp }) => matches(regExp, dialled));
    if (pattern) return chosen(friend, `the pattern ${pattern.name} matches`);
    if (friend.directConnectivity === 'intervpbx' && friend.interClientId !== null && (await isExtension(friend.interClientId, dialled)))
      return chosen(friend, 'an extension of the other client');
  }
  return chosen(undefined, 'no pattern of a friend matches');
}

/** As written: a pattern without ^ and $ matches anywhere in the number. One that cannot be read (it was stored before it was checked) matches nothing. */
function matches(regExp: string, dialled: string): boolean {
  const pattern = linearPattern(regExp);
  return pattern.ok && pattern.value.test(dialled);
}
