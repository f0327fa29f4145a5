import { z } from 'zod';

// zod compiles schemas with `new Function` where it may. Under `default-src 'self'` it may not, and asking is already a
// violation in the browser's log: this module is imported before any that makes a schema.
z.config({ jitless: true });
