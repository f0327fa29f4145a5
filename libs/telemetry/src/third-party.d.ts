declare module 'hep-js' {
  /** Fields of a HEPv3 packet as hep-js reads them. Only IPv4; text fields are counted in characters, so they must be ASCII. */
  interface CaptureInfo {
    readonly protocolFamily: 2;
    readonly protocol: 6 | 17;
    readonly srcIp: string;
    readonly dstIp: string;
    readonly srcPort: number;
    readonly dstPort: number;
    readonly timeSeconds: number;
    readonly timeUseconds: number;
    /** 1 = SIP. */
    readonly payloadType: 1;
    readonly captureId: number;
    readonly hepNodeName?: string;
    readonly correlation_id?: string;
  }
  const hep: {
    readonly encapsulate: (payload: string, info: CaptureInfo) => Buffer;
    readonly decapsulate: (packet: Buffer) => { readonly rcinfo: Record<string, unknown>; readonly payload: string } | false;
  };
  export default hep;
}

declare module 'gelf-pro/lib/adapter/udp.js' {
  /** The singleton adapter; a derived object has its own options. */
  const adapter: {
    readonly setOptions: (options: { readonly host: string; readonly port: number; readonly protocol: 'udp4' | 'udp6' }) => typeof adapter;
    readonly send: (message: string, callback: (error?: Error | null, bytes?: number) => void) => unknown;
  };
  export default adapter;
}
