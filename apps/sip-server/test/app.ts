/** What the tests use of drachtio-srf, typed as it behaves; its own declarations lack the verbs, the dialog id and the callback forms. */
export interface AppRequest {
  readonly source_address: string;
  readonly protocol: string;
  readonly receivedOn: string;
  readonly stackDialogId: string;
  readonly body: string;
  readonly get: (header: string) => string;
  readonly on: {
    (event: 'cancel', take: () => void): void;
    (event: 'response', take: (res: AppResponse) => void): void;
  };
  readonly cancel: (options: object, done: () => void) => void;
  readonly proxy: (options: object) => Promise<ProxyOutcome>;
}

export interface AppResponse {
  readonly status: number;
  readonly reason: string;
  readonly send: (status: number, options?: object, onSent?: (error: unknown) => void, onAck?: () => void) => void;
}

export interface ProxyOutcome {
  readonly connected: boolean;
  readonly finalStatus: number;
  readonly responses: ReadonlyArray<{ readonly msgs: ReadonlyArray<{ readonly status: number }> }>;
}

export interface AppDialog {
  readonly id: string;
  readonly on: {
    (event: 'destroy', take: (message: unknown, reason?: string) => void): void;
    (event: 'modify' | 'info', take: Handler): void;
  };
  readonly destroy: () => Promise<unknown>;
  readonly modify: (sdp: string) => Promise<unknown>;
}

export type Handler = (req: AppRequest, res: AppResponse) => void;
type Verb = 'invite' | 'ack' | 'bye' | 'options' | 'register' | 'message' | 'info' | 'prack';

export interface App extends Readonly<Record<Verb, (handler: Handler) => void>> {
  readonly createUAS: (req: AppRequest, res: AppResponse, options: object) => Promise<AppDialog>;
  readonly createUAC: (
    uri: string,
    options: object,
    callbacks?: { readonly cbRequest: (error: unknown, req: AppRequest) => void },
  ) => Promise<AppDialog>;
  readonly createB2BUA: (
    req: AppRequest,
    res: AppResponse,
    uri: string,
    options: object,
  ) => Promise<{ readonly uas: AppDialog; readonly uac: AppDialog }>;
  readonly request: (uri: string, options: object, onSent: (error: Error | string | null, req: AppRequest) => void) => void;
  readonly connect: (options: object) => void;
  readonly disconnect: () => void;
  readonly on: (event: 'connect' | 'error', take: (error: Error | null) => void) => void;
}

/** Sends a request and resolves with its final response; rejects with what the server refused it for. */
export const ask = (app: App, uri: string, options: object): Promise<AppResponse> =>
  new Promise((resolve, reject) => {
    app.request(uri, options, (error, req) => {
      if (error) reject(error instanceof Error ? error : new Error(error));
      else req.on('response', (res) => resolve(res));
    });
  });
