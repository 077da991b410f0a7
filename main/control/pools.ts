import type { Handler } from './call.ts';
import { json } from './reply.ts';

export const getPool: Handler = ({ sandbox }, { parts: { pool = '' } }) => json(200, sandbox.pool(pool));
