import type { Endpoint, EndpointKind, Extension, UserRoute } from '@switchyard/model';

/** Subscribers by key. Answers from memory once warm; undefined: there is none. */
export interface Directory {
  readonly extension: (
    clientId: number,
    number: string,
  ) => Promise<Pick<Extension, 'routeType' | 'userId' | 'routeNumber' | 'friendNumber'> | undefined>;
  readonly userRoute: (userId: number) => Promise<UserRoute | undefined>;
  readonly endpoint: (kind: EndpointKind, id: number) => Promise<Endpoint | undefined>;
}
