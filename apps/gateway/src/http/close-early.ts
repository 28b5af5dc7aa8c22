import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS } from '../problems/problem-codes.js';

/** A stranger keeps no connection of ours, and whoever sends too much has more of it to send. */
const CLOSING: ReadonlySet<number> = new Set([STATUS.unauthenticated, STATUS['body-too-large']]);

/** An answer that comes before the request has arrived is the connection's last: the rest is not waited for. */
export async function closeEarly(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (CLOSING.has(reply.statusCode) || request.raw.complete === false) reply.header('connection', 'close');
}
