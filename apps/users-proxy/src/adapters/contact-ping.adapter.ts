import { partyLine, type SipLink } from '@switchyard/b2bua';
import { HEADERS, METHODS } from '@switchyard/sip';
import type { ContactPingsOptions } from '../registration/contact-pings.js';
import { nextHopOf } from '../registration/registration.js';

/** OPTIONS to a contact over the flow it registered by. Undefined: it could not be asked, which says nothing about it. */
export const pingsOver =
  (link: Pick<SipLink, 'send'>): ContactPingsOptions['ping'] =>
  (contact, aor) =>
    new Promise((resolve) => {
      const [user = '', domain] = aor.split('@');
      link.send(
        {
          method: METHODS.OPTIONS,
          uri: contact.contact,
          nextHop: nextHopOf(contact),
          headers: { [HEADERS.FROM]: partyLine('ping'), [HEADERS.TO]: partyLine(user, domain) },
        },
        {
          onResponse: (answer) => {
            // A response the engine made up has no source: it timed out.
            if (answer.status >= 200) resolve(answer.source_address !== '');
          },
          onFailed: () => resolve(undefined),
        },
      );
    });

/** The `host:port` of UDP among what a SIP engine says it listens on: `udp/192.0.2.10:5060,tcp/192.0.2.10:5060`; without brackets, as `receivedOn` has it. */
export const udpAddressesIn = (hostports: string): readonly string[] =>
  hostports
    .split(',')
    .map((one) => /^\s*udp\/(\S+)$/i.exec(one)?.[1]?.replace(/[[\]]/g, ''))
    .filter((one) => one !== undefined);

/** What a SIP server is called among all of them: its first UDP address as phones know it. */
export const siteOf = (link: Pick<SipLink, 'sockets'>): string => udpAddressesIn(link.sockets.public)[0] ?? '';
