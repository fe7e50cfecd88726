/** Addresses of a Redis. They may hold a password: what is printed of them is the place alone. */
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { badArgument } from '../arguments.ts';

/** `--redis`. */
export const readRedisUrl = (value: string): Result<string, Problem> =>
  URL.canParse(value) && /^rediss?:\/\/[^/]/.test(value)
    ? ok(value)
    : err(badArgument('--redis', 'redis://<host>:<port> or rediss://<host>:<port>', value.replace(/\/\/.*@/, '//…@')));

/** Host and port. */
export const placeOf = (url: string): string => new URL(url).host;
