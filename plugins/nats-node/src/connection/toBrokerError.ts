import {
  isError,
  NotAllowedError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { ErrorCode, NatsError } from 'nats';
import { SilentServersError } from './findSpeakingServer';
import { NoRespondersError } from './NoRespondersError';
import { UnansweredError } from './UnansweredError';

/** What was asked of whom, for messages. */
export interface BrokerCall {
  /** Name of the broker. */
  broker: string;
  /** Name of the account, or `system`. */
  account: string;
  /** Key of the user in the configuration. */
  key: string;
  /** Addresses that were tried. */
  servers: readonly string[];
  elapsedMs: number;
  /** When the client certificate has expired that a login was tried with. */
  expiredAt?: Date;
}

const REFUSED_LOGIN: string[] = [
  ErrorCode.AuthorizationViolation,
  ErrorCode.AuthenticationExpired,
  ErrorCode.AuthenticationTimeout,
  ErrorCode.BadAuthentication,
  ErrorCode.BadCreds,
  ErrorCode.AccountExpired,
];

/** OpenSSL's and Node's codes for a certificate that one side does not take. */
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_TLS|UNKNOWN_CA/;
const CLIENT_CERTIFICATE = /ALERT_CERTIFICATE_REQUIRED|ALERT_BAD_CERTIFICATE/;

/** What makes a certificate of a server acceptable. */
function remedyOf(code: string): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return 'renew it on its servers';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'let it name the address, or use an address that it names';
    default:
      return 'name its authority in tls.caFile';
  }
}

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/**
 * Turns what the client throws into an error that says who, where and what to do.
 *
 * @returns NotAllowedError where credentials or permissions are missing, errors
 * that are typed already as they are, ServiceUnavailableError for the rest
 */
export function toBrokerError(thrown: unknown, call: BrokerCall): Error {
  const error = toError(thrown);
  if (
    isError(thrown) &&
    !(thrown instanceof NatsError) &&
    /^(InputError|NotAllowedError|NotFoundError|ConflictError|ServiceUnavailableError|AbortError)$/.test(
      thrown.name,
    )
  ) {
    return thrown;
  }
  const { broker, account, key, servers } = call;
  const who = `Broker "${broker}"`;
  const where = servers.join(', ');
  const after = `after ${Math.round(call.elapsedMs)} ms`;
  const code = codeOf(error);
  if (REFUSED_LOGIN.includes(code)) {
    return new NotAllowedError(
      `${who} at ${where} refused the login for account ${account}; check ${key} in the configuration`,
    );
  }
  if (code === ErrorCode.PermissionsViolation) {
    return new NotAllowedError(
      `${who} does not let the user of ${key} do this: ${error.message}`,
    );
  }
  if (call.expiredAt && !(error instanceof SilentServersError)) {
    return new NotAllowedError(
      `${who} at ${where} refused the login of ${key}: its client certificate has expired on ${call.expiredAt.toISOString()}; renew tls.certFile and tls.keyFile`,
    );
  }
  if (CLIENT_CERTIFICATE.test(code)) {
    return new NotAllowedError(
      `${who} at ${where} wants a client certificate that it knows; set tls.certFile and tls.keyFile in ${key} or in the broker's tls`,
    );
  }
  if (error instanceof SilentServersError) {
    return new ServiceUnavailableError(
      `${who} does not answer: ${error.message} (${after})`,
    );
  }
  if (CERTIFICATE.test(code)) {
    return new ServiceUnavailableError(
      `${who} at ${where} has a certificate that is not accepted: ${
        error.message
      }; ${remedyOf(code)} (${after})`,
    );
  }
  if (code === ErrorCode.ServerOptionNotAvailable) {
    return new ServiceUnavailableError(
      `${who} at ${where} does not offer TLS, which its configuration asks for`,
    );
  }
  if (code === ErrorCode.NoResponders) {
    return new NoRespondersError(
      `${who} at ${where} has nobody who answers in account ${account}: JetStream is off, or its account has none`,
    );
  }
  if (code === ErrorCode.Timeout) {
    return new UnansweredError(
      `${who} at ${where} does not answer in account ${account} (${after}): it is away, or its JetStream has no leader at the moment`,
    );
  }
  if (code === ErrorCode.Disconnect) {
    return new UnansweredError(
      `${who} at ${where} went away before it answered in account ${account} (${after})`,
    );
  }
  return new ServiceUnavailableError(
    `${who} at ${where} does not answer: ${code || error.message} (${after})`,
  );
}
