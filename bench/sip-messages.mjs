// What a carrier's SIP server reads all day: the messages of one registration and one call, with the headers that phones and carriers send.
const lines = (...all) => all.join('\r\n');
const SDP = lines(
  'v=0',
  'o=- 3905874521 3905874521 IN IP4 192.0.2.45',
  's=pjmedia',
  'b=AS:84',
  't=0 0',
  'a=X-nat:0',
  'm=audio 4010 RTP/AVP 8 0 9 101',
  'c=IN IP4 192.0.2.45',
  'b=TIAS:64000',
  'a=rtcp:4011 IN IP4 192.0.2.45',
  'a=sendrecv',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:101 telephone-event/8000',
  'a=fmtp:101 0-16',
  '',
);
const withBody = (head, body = '') => Buffer.from(lines(...head, `Content-Length: ${body.length}`, '', body));

const VIA = 'Via: SIP/2.0/UDP 192.0.2.45:5060;rport;branch=z9hG4bKPj4f0c6a1e-8d2b-4b6f-9a35-2f1f0f7d6b11';
const RELAYED_VIA = 'Via: SIP/2.0/UDP 198.51.100.10:5060;branch=z9hG4bK8f2a.5c1e7b31.0';
const BACK_VIA = 'Via: SIP/2.0/UDP 192.0.2.45:5060;received=203.0.113.7;rport=42317;branch=z9hG4bKPj4f0c6a1e-8d2b-4b6f-9a35-2f1f0f7d6b11';
const CALL_ID = 'Call-ID: 5b1f9e8c-2b0d-4f5a-a3f1-6f1c0e8b7d42';
const FROM = 'From: "Alice Example" <sip:101@pbx.example.com>;tag=c9f4b3a0-1d2e-4f5a-8b6c-7d8e9f0a1b2c';
const TO = 'To: <sip:+34944048182@pbx.example.com>';
const TO_TAG = `${TO};tag=as6f1b2c3d`;
const ALLOW = 'Allow: PRACK, INVITE, ACK, BYE, CANCEL, UPDATE, INFO, SUBSCRIBE, NOTIFY, REFER, MESSAGE, OPTIONS';
const SUPPORTED = 'Supported: replaces, 100rel, timer, norefersub';
const PHONE = 'User-Agent: ExamplePhone T46S 66.86.0.15';
const ROUTE = 'Record-Route: <sip:198.51.100.10;lr;ftag=c9f4b3a0>';
const AUTHORIZATION =
  'Authorization: Digest username="101", realm="pbx.example.com", nonce="ZhV4oGYVdnRkZTJmN2Q4YjE5YzM0YTU2", uri="sip:pbx.example.com", ' +
  'response="7587245234b3434cc3412213e5f113a5", algorithm=MD5, cnonce="0a4f113b5d2e4c1a", qop=auth, nc=00000001';

/** Each with its share of the mean: one registration, one call with a re-INVITE's worth of keep-alive around it. */
export const TYPICAL = {
  'INVITE with SDP': withBody(
    [
      'INVITE sip:+34944048182@pbx.example.com SIP/2.0',
      VIA,
      'Max-Forwards: 70',
      FROM,
      TO,
      'Contact: <sip:101@192.0.2.45:5060;ob>',
      CALL_ID,
      'CSeq: 14032 INVITE',
      ALLOW,
      SUPPORTED,
      'Session-Expires: 1800',
      'Min-SE: 90',
      PHONE,
      'Content-Type: application/sdp',
    ],
    SDP,
  ),
  '100 Trying': withBody(['SIP/2.0 100 Trying', BACK_VIA, FROM, TO, CALL_ID, 'CSeq: 14032 INVITE']),
  '180 Ringing': withBody([
    'SIP/2.0 180 Ringing',
    RELAYED_VIA,
    BACK_VIA,
    ROUTE,
    FROM,
    TO_TAG,
    CALL_ID,
    'CSeq: 14032 INVITE',
    'Contact: <sip:+34944048182@203.0.113.20:5060>',
    'Server: ExampleCarrier SBC 9.3',
  ]),
  '200 with SDP': withBody(
    [
      'SIP/2.0 200 OK',
      RELAYED_VIA,
      BACK_VIA,
      ROUTE,
      FROM,
      TO_TAG,
      CALL_ID,
      'CSeq: 14032 INVITE',
      'Contact: <sip:+34944048182@203.0.113.20:5060>',
      ALLOW,
      'Supported: timer, replaces',
      'Require: timer',
      'Session-Expires: 1800;refresher=uac',
      'Server: ExampleCarrier SBC 9.3',
      'Content-Type: application/sdp',
    ],
    SDP,
  ),
  ACK: withBody([
    'ACK sip:+34944048182@203.0.113.20:5060 SIP/2.0',
    'Via: SIP/2.0/UDP 192.0.2.45:5060;rport;branch=z9hG4bKPj9b8a7c6d-5e4f-4a3b-2c1d-0e9f8a7b6c5d',
    'Route: <sip:198.51.100.10;lr;ftag=c9f4b3a0>',
    'Max-Forwards: 70',
    FROM,
    TO_TAG,
    CALL_ID,
    'CSeq: 14032 ACK',
  ]),
  BYE: withBody([
    'BYE sip:+34944048182@203.0.113.20:5060 SIP/2.0',
    'Via: SIP/2.0/UDP 192.0.2.45:5060;rport;branch=z9hG4bKPj1a2b3c4d-5e6f-4708-9a0b-1c2d3e4f5061',
    'Route: <sip:198.51.100.10;lr;ftag=c9f4b3a0>',
    'Max-Forwards: 70',
    FROM,
    TO_TAG,
    CALL_ID,
    'CSeq: 14033 BYE',
    PHONE,
  ]),
  '200 to BYE': withBody([
    'SIP/2.0 200 OK',
    RELAYED_VIA,
    BACK_VIA,
    FROM,
    TO_TAG,
    CALL_ID,
    'CSeq: 14033 BYE',
    'Server: ExampleCarrier SBC 9.3',
  ]),
  'REGISTER with Authorization': withBody([
    'REGISTER sip:pbx.example.com SIP/2.0',
    'Via: SIP/2.0/UDP 192.0.2.45:5060;rport;branch=z9hG4bKPj7e6d5c4b-3a29-4817-8605-f4e3d2c1b0a9',
    'Max-Forwards: 70',
    'From: "Alice Example" <sip:101@pbx.example.com>;tag=4d3c2b1a-0f9e-4d8c-b7a6-958473625140',
    'To: "Alice Example" <sip:101@pbx.example.com>',
    'Call-ID: 8c7d6e5f-4a3b-4c2d-9e1f-0a1b2c3d4e5f',
    'CSeq: 37211 REGISTER',
    PHONE,
    'Supported: outbound, path',
    'Contact: "Alice Example" <sip:101@192.0.2.45:5060;ob>;reg-id=1;+sip.instance="<urn:uuid:00000000-0000-0000-0000-0000a95a0e12>"',
    'Expires: 300',
    'Allow: PRACK, INVITE, ACK, BYE, CANCEL, UPDATE, INFO, SUBSCRIBE, NOTIFY, REFER, MESSAGE, OPTIONS',
    AUTHORIZATION,
  ]),
  '401 Unauthorized': withBody([
    'SIP/2.0 401 Unauthorized',
    'Via: SIP/2.0/UDP 192.0.2.45:5060;received=203.0.113.7;rport=42317;branch=z9hG4bKPj7e6d5c4b-3a29-4817-8605-f4e3d2c1b0a9',
    'From: "Alice Example" <sip:101@pbx.example.com>;tag=4d3c2b1a-0f9e-4d8c-b7a6-958473625140',
    'To: "Alice Example" <sip:101@pbx.example.com>;tag=8a7b6c5d4e3f',
    'Call-ID: 8c7d6e5f-4a3b-4c2d-9e1f-0a1b2c3d4e5f',
    'CSeq: 37211 REGISTER',
    'WWW-Authenticate: Digest realm="pbx.example.com", nonce="ZhV4oGYVdnRkZTJmN2Q4YjE5YzM0YTU2", algorithm=MD5, qop="auth"',
  ]),
  '200 to REGISTER': withBody([
    'SIP/2.0 200 OK',
    'Via: SIP/2.0/UDP 192.0.2.45:5060;received=203.0.113.7;rport=42317;branch=z9hG4bKPj7e6d5c4b-3a29-4817-8605-f4e3d2c1b0a9',
    'From: "Alice Example" <sip:101@pbx.example.com>;tag=4d3c2b1a-0f9e-4d8c-b7a6-958473625140',
    'To: "Alice Example" <sip:101@pbx.example.com>;tag=8a7b6c5d4e3f',
    'Call-ID: 8c7d6e5f-4a3b-4c2d-9e1f-0a1b2c3d4e5f',
    'CSeq: 37211 REGISTER',
    'Contact: <sip:101@192.0.2.45:5060;ob>;expires=300',
    'Date: Sat, 21 Nov 2026 14:30:00 GMT',
  ]),
  OPTIONS: withBody([
    'OPTIONS sip:101@192.0.2.45:5060;ob SIP/2.0',
    'Via: SIP/2.0/UDP 198.51.100.10:5060;branch=z9hG4bK4d1c.77f3a2b5.0',
    'Max-Forwards: 70',
    'From: <sip:ping@198.51.100.10>;tag=uloc-4f6e8a1b',
    'To: <sip:101@pbx.example.com>',
    'Call-ID: 3e2d1c0b-61a7@198.51.100.10',
    'CSeq: 1 OPTIONS',
  ]),
  '200 to OPTIONS': withBody([
    'SIP/2.0 200 OK',
    'Via: SIP/2.0/UDP 198.51.100.10:5060;branch=z9hG4bK4d1c.77f3a2b5.0',
    'From: <sip:ping@198.51.100.10>;tag=uloc-4f6e8a1b',
    'To: <sip:101@pbx.example.com>;tag=7a8b9c0d',
    'Call-ID: 3e2d1c0b-61a7@198.51.100.10',
    'CSeq: 1 OPTIONS',
    ALLOW,
    'Accept: application/sdp, application/pidf+xml',
    PHONE,
  ]),
};
