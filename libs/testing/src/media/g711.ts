/** ITU-T G.711 A-law, enough to make and to hear a tone. */
const SEGMENT_ENDS = [0x1f, 0x3f, 0x7f, 0xff, 0x1ff, 0x3ff, 0x7ff, 0xfff] as const;

/** One 16-bit linear sample → one A-law byte. */
export function encodeAlaw(sample: number): number {
  const negative = sample < 0;
  const magnitude = Math.min(negative ? -sample - 1 : sample, 32_767) >> 3;
  const segment = SEGMENT_ENDS.findIndex((end) => magnitude <= end);
  const mantissa = segment < 2 ? (magnitude >> 1) & 0x0f : (magnitude >> segment) & 0x0f;
  return ((segment << 4) | mantissa) ^ (negative ? 0x55 : 0xd5);
}

/** One A-law byte → one 16-bit linear sample. */
export function decodeAlaw(byte: number): number {
  const value = byte ^ 0x55;
  const segment = (value & 0x70) >> 4;
  const base = ((value & 0x0f) << 4) + 8;
  const magnitude = segment === 0 ? base : (base + 0x100) << (segment - 1);
  return value & 0x80 ? magnitude : -magnitude;
}

export const SAMPLE_RATE_HZ = 8000;
export const FRAME_SAMPLES = 160;

/** `frames` × 20 ms of a sine at half scale, A-law. */
export function toneFrame(hz: number, frame: number): Buffer {
  const bytes = Buffer.alloc(FRAME_SAMPLES);
  for (let index = 0; index < FRAME_SAMPLES; index += 1) {
    const seconds = (frame * FRAME_SAMPLES + index) / SAMPLE_RATE_HZ;
    bytes[index] = encodeAlaw(Math.round(16_000 * Math.sin(2 * Math.PI * hz * seconds)));
  }
  return bytes;
}

/** Share of the signal's energy at `hz` (Goertzel), 0…1: above 0.9 for a clean tone, near 0 for silence or another tone. */
export function toneShare(samples: readonly number[], hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE_HZ);
  let previous = 0;
  let beforeThat = 0;
  let energy = 0;
  for (const sample of samples) {
    [previous, beforeThat] = [sample + coefficient * previous - beforeThat, previous];
    energy += sample * sample;
  }
  if (energy === 0) return 0;
  const power = previous * previous + beforeThat * beforeThat - coefficient * previous * beforeThat;
  return Math.min(1, (2 * power) / (samples.length * energy));
}
