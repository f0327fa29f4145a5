// The part of rtpengine-client 0.4 that we call; the package ships no types.
declare module 'rtpengine-client' {
  import type { EventEmitter } from 'node:events';

  export class Client extends EventEmitter {
    constructor(options: { localAddress?: string; localPort?: number });
    ping(to: { host: string; port: number }, message: object): Promise<Record<string, unknown>>;
    offer(to: { host: string; port: number }, message: object): Promise<Record<string, unknown>>;
    answer(to: { host: string; port: number }, message: object): Promise<Record<string, unknown>>;
    delete(to: { host: string; port: number }, message: object): Promise<Record<string, unknown>>;
    query(to: { host: string; port: number }, message: object): Promise<Record<string, unknown>>;
    startRecording(to: { host: string; port: number }, message: object): Promise<Record<string, unknown>>;
    stopRecording(to: { host: string; port: number }, message: object): Promise<Record<string, unknown>>;
    close(): void;
  }
  const library: { readonly Client: typeof Client };
  export default library;
}
