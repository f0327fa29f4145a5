/** Place of a process among those that serve together. */
export interface Seat {
  readonly index: number;
  readonly count: number;
  /** Folder of the sockets by which they reach each other. */
  readonly folder: string;
  /** Signs flow tokens: each understands those of the others. */
  readonly flowKey: string;
}

/** More than the cores of any machine that carries only SIP. */
export const MAX_PROCESSES = 16;

/** Name of the variable by which the first process tells the others their seat; no setting, so no prefix. */
export const SEAT_VARIABLE = 'SIP_SERVER_SEAT';

export const writeSeat = (seat: Seat): string => JSON.stringify(seat);
export const readSeat = (text: string | undefined): Seat | undefined => (text === undefined ? undefined : (JSON.parse(text) as Seat));

export const controlPath = (seat: Pick<Seat, 'folder'>, index: number): string => `${seat.folder}/control-${index}`;
export const handoverPath = (seat: Pick<Seat, 'folder'>, index: number): string => `${seat.folder}/handover-${index}`;
