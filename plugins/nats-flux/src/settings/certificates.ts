import { parseDuration } from '@nats-portal/plugin-nats-common';
import { CertificatesSetting } from './Settings';

/** Keys that certificates may have, as cert-manager calls algorithm and size; all are taken by the servers and by KEDA. */
export const CERTIFICATE_KEYS = [
  'ECDSA 256',
  'ECDSA 384',
  'RSA 2048',
  'RSA 3072',
  'RSA 4096',
] as const;

const NANOSECONDS_PER_HOUR = 3600e9;

/** Life of the authority that a broker makes for itself, in hours; as in the skeleton. */
const AUTHORITY_HOURS = 87_600;

/** As cert-manager reads it: a duration of Go, which knows no days. */
export const GO_DURATION = /^(?:\d{1,6}(?:h|m|s))+$/;

function hoursOf(text: string): number | undefined {
  const nanoseconds = GO_DURATION.test(text) ? parseDuration(text) : undefined;
  return nanoseconds === undefined
    ? undefined
    : nanoseconds / NANOSECONDS_PER_HOUR;
}

/** What is wrong with a duration of certificates. */
export function explainCertificateDuration(text: string): string | undefined {
  return hoursOf(text) === undefined
    ? 'must be hours, minutes or seconds, such as 2160h; cert-manager knows no days'
    : undefined;
}

/**
 * What is wrong with the lifetime of certificates. The lower bounds are those of
 * cert-manager's webhook (1.21, source): an hour, and five minutes.
 */
export function explainCertificates({
  duration,
  renewBefore,
}: CertificatesSetting): { key: keyof CertificatesSetting; message: string }[] {
  const [life, rest] = [hoursOf(duration), hoursOf(renewBefore)];
  const problems: { key: keyof CertificatesSetting; message: string }[] = [];
  if (life === undefined || rest === undefined) {
    return problems;
  }
  if (life < 1) {
    problems.push({
      key: 'duration',
      message: 'must be an hour or more; cert-manager refuses less',
    });
  }
  if (life > AUTHORITY_HOURS) {
    problems.push({
      key: 'duration',
      message: `must be ${AUTHORITY_HOURS}h or less: no certificate outlives the authority that signed it`,
    });
  }
  if (rest < 1 / 12) {
    problems.push({
      key: 'renewBefore',
      message: 'must be 5m or more; cert-manager refuses less',
    });
  }
  if (rest >= life) {
    problems.push({
      key: 'renewBefore',
      message: `must be less than the duration, ${duration}: cert-manager refuses it, as it would renew for ever`,
    });
  }
  return problems;
}
