import { createHash, randomUUID } from 'node:crypto';
import { Request, Response } from 'express';

/** Replicas of the backend sample for themselves: what one has seen says nothing of another. */
const REPLICA = randomUUID().slice(0, 8);

/** A short text that is another for another small value. */
export function digest(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64url')
    .slice(0, 16);
}

/**
 * Answers with 304 to who has it already, and says whether that was all.
 *
 * @param version - another one for another answer at this address; undefined where nobody can tell
 */
export function answerNotModified(
  req: Request,
  res: Response,
  version: string | undefined,
): boolean {
  // The answer is for one caller, who has to ask each time whether it still holds.
  res.set('Cache-Control', 'private, no-cache');
  if (version === undefined) {
    return false;
  }
  res.set('ETag', `W/"${REPLICA}-${version}"`);
  if (!req.fresh) {
    return false;
  }
  res.status(304).end();
  return true;
}

/**
 * Answers a GET with JSON, or with 304 to who has it already; then nothing is made.
 *
 * @param version - another one for another answer at this address; undefined where nobody can tell
 */
export function answer(
  req: Request,
  res: Response,
  version: string | undefined,
  make: () => unknown,
): void {
  if (!answerNotModified(req, res, version)) {
    res.json(make());
  }
}
